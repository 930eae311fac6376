import { setDiagnostics } from '@codemirror/lint'
import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { Problem } from '../../../engine/protocol/problem.ts'
import { useText } from '../../session/use-text.ts'
import { useColumnWords } from '../../views/use-column-words.ts'
import type { FieldProps } from '../field-props.ts'
import { type FormContext, useForm } from '../form-context.ts'
import { codeCompletion } from '../formula/code-completion.ts'
import { codeEditor, replaceText } from '../formula/code-editor.ts'
import { codeHighlight } from '../formula/code-highlight.ts'
import type { CodeTable } from '../formula/code-options.ts'
import '../formula/editor.css'

const none: readonly Problem[] = []

/** A pause in typing after which the code is taken over and tried on the first rows, in milliseconds. */
const pause = 600

/** Several lines of code; committed in pauses, when the field is left and by Ctrl+Enter. Problems that have a place are marked in the text. */
export function CodeField({ field, value, onChange, ids, label, problems = none }: FieldProps) {
  const text = useText()
  const words = useColumnWords()
  const form = useForm()
  const { readOnly } = form
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const now = typeof value === 'string' ? value : ''
  const committed = useRef(now)
  const latest = useRef({ now, onChange, form, words })
  latest.current = { now, onChange, form, words }
  const { language = 'sql', placeholder } = field.meta
  const hint = text(placeholder)
  const describedBy = ids['aria-describedby']
  useEffect(() => {
    const parent = place.current
    if (!parent) return
    const editor = codeEditor({
      parent,
      text: latest.current.now,
      label,
      describedBy,
      placeholder: hint,
      readOnly,
      keys: [],
      extensions: [
        codeHighlight(language),
        codeCompletion({ language, tables: () => tablesOf(latest.current.form), typeName: (type) => latest.current.words.type(type) }),
      ],
      pause,
      onCommit: (typed) => {
        committed.current = typed
        if (typed !== latest.current.now) latest.current.onChange(typed)
      },
    })
    view.current = editor
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [label, describedBy, hint, readOnly, language])
  useEffect(() => {
    // What comes back of a commit may be older than what was typed since.
    if (view.current && now !== committed.current) replaceText(view.current, now)
    committed.current = now
  }, [now])
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const end = editor.state.doc.length
    const marks = problems.flatMap(({ place: { from, to }, text: said, severity }) =>
      from === undefined || from > end
        ? []
        : [
            {
              from,
              to: Math.min(end, to ?? from),
              severity: severity === 'error' ? ('error' as const) : ('warning' as const),
              message: text(said),
            },
          ],
    )
    editor.dispatch(setDiagnostics(editor.state, marks))
  }, [problems, text, now])
  return <div ref={place} className="code-input code-lines" />
}

/** The connected tables as code calls them: by port, and by the id of the node that they come from. */
function tablesOf({ entry, inspection, document, node }: FormContext): readonly CodeTable[] {
  return Object.entries(entry.inputs).flatMap(([port, { kind }]) => {
    const columns = inspection?.inputs[port]?.columns
    if (kind !== 'table' || !columns) return []
    const source = document.wires.find((wire) => wire.to === `${node}.${port}`)?.from.split('.')[0]
    return [{ names: [port, ...(source === undefined || source.startsWith('input') ? [] : [source])], columns }]
  })
}
