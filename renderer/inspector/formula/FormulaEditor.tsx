import { acceptCompletion, completionStatus } from '@codemirror/autocomplete'
import { setDiagnostics } from '@codemirror/lint'
import { EditorView } from '@codemirror/view'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { problemOf } from '../../session/notices.ts'
import { useSession } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Chip } from '../../ui/Chip.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useColumnWords } from '../../views/use-column-words.ts'
import { cellText } from '../../views/cell-text.ts'
import { codeEditor, replaceText } from './code-editor.ts'
import { formulaHighlight } from './code-highlight.ts'
import './editor.css'
import { formulaChecks, type AskEngine, type Checked } from './formula-checks.ts'
import { formulaCompletion } from './formula-completion.ts'
import { SignatureLine } from './SignatureLine.tsx'

export interface FormulaEditorProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly ask: AskEngine
  readonly label: string
  readonly describedBy: string | undefined
  readonly placeholder: string
  readonly readOnly: boolean
  /** What is wrong with the committed text is said elsewhere already. */
  readonly quiet: boolean
  /** Another text asks anew: what the formula stands on has changed. */
  readonly ground: string
}

/** A formula: coloured, completed and checked while it is typed; what it gives on the first rows stands under it. */
export function FormulaEditor({ value, onChange, ask, label, describedBy, placeholder, readOnly, quiet, ground }: FormulaEditorProps) {
  const { t } = useLingui()
  const text = useText()
  const words = useColumnWords()
  const language = useSession((state) => state.language)
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const [{ checked, of }, setChecked] = useState<{ readonly checked: Checked | null; readonly of: string }>({ checked: null, of: '' })
  const latestTidy = useRef<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const latest = useRef({ value, onChange, ask, text, words })
  latest.current = { value, onChange, ask, text, words }

  useEffect(() => {
    const parent = place.current
    if (!parent) return
    const checks = formulaChecks((typed, caret, signal) => latest.current.ask(typed, caret, signal))
    const look = async (editor: EditorView) => {
      const typed = editor.state.doc.toString()
      try {
        const answer = await checks.check(typed, editor.state.selection.main.head)
        if (!answer || editor.state.doc.toString() !== typed) return
        setChecked({ checked: answer, of: typed })
        setFailure(null)
        const { length } = editor.state.doc
        const diagnostics = answer.problems.map(({ from, to, text: said }) => ({
          from: Math.min(from, length),
          to: Math.min(Math.max(to, from), length),
          severity: 'error' as const,
          message: latest.current.text(said),
        }))
        editor.dispatch(setDiagnostics(editor.state, typed.trim() === '' ? [] : diagnostics))
      } catch (error) {
        setFailure(latest.current.text(problemOf(error).text))
      }
    }
    const editor = codeEditor({
      parent,
      text: latest.current.value,
      label,
      describedBy,
      placeholder,
      readOnly,
      keys: [
        {
          key: 'Shift-Alt-f',
          run: (editing) => {
            const pretty = latestTidy.current
            if (pretty !== null) writeTidy(editing, pretty, latest.current.onChange)
            return true
          },
        },
        { key: 'Tab', run: (editing) => completionStatus(editing.state) === 'active' && acceptCompletion(editing) },
        {
          key: 'Enter',
          run: (editing) => {
            if (completionStatus(editing.state) === 'active') return false
            latest.current.onChange(editing.state.doc.toString())
            return true
          },
        },
      ],
      extensions: [
        formulaHighlight,
        formulaCompletion(checks, {
          text: (said) => latest.current.text(said),
          detail: (kind, detail) => (kind === 'column' ? latest.current.words.type(detail) : detail),
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged || update.selectionSet || update.focusChanged) void look(update.view)
        }),
      ],
      onCommit: (typed) => {
        if (typed !== latest.current.value) latest.current.onChange(typed)
      },
    })
    view.current = editor
    void look(editor)
    return () => {
      checks.stop()
      editor.destroy()
      view.current = null
    }
  }, [label, describedBy, placeholder, readOnly, ground, language])

  useEffect(() => {
    if (view.current) replaceText(view.current, value)
  }, [value])

  const tidy = checked && view.current?.state.doc.toString() === of && checked.pretty !== of && !readOnly ? checked.pretty : null
  latestTidy.current = tidy
  const [problem] = value.trim() === '' && checked?.problems.length ? [] : (checked?.problems ?? [])
  return (
    <div className="flex flex-col gap-1">
      <div ref={place} className="code-input" data-invalid={problem ? true : undefined} />
      {checked?.signature && <SignatureLine text={checked.signature.text} argument={checked.signature.argument} />}
      {problem && !(quiet && of === value) && (
        <p className="text-meta text-err" role="status">
          {text(problem.text)}
        </p>
      )}
      {failure !== null && <p className="text-meta text-err">{failure}</p>}
      {!problem && checked?.type && (
        <p className="flex min-w-0 items-center gap-2 text-meta text-text-2">
          <Chip>{words.type(checked.type)}</Chip>
          {checked.sample.length > 0 && (
            <span className="min-w-0 truncate" title={t`The result on the first rows`}>
              {checked.sample
                .slice(0, 5)
                .map((cell) => (cell === null ? t`missing` : cellText(cell, { type: checked.type ?? 'text', plain: false }, language)))
                .join(' · ')}
            </span>
          )}
          {tidy !== null && (
            <IconButton
              size="s"
              icon="wand-sparkles"
              className="ml-auto"
              label={t`Format`}
              keys="Shift Alt F"
              onClick={() => view.current && writeTidy(view.current, tidy, onChange)}
            />
          )}
        </p>
      )}
    </div>
  )
}

function writeTidy(editor: EditorView, pretty: string, onChange: (value: string) => void): void {
  replaceText(editor, pretty)
  onChange(pretty)
}
