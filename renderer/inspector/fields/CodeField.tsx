import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { useText } from '../../session/use-text.ts'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'
import { codeEditor, replaceText } from '../formula/code-editor.ts'
import { codeHighlight } from '../formula/code-highlight.ts'
import '../formula/editor.css'

/** Several lines of code; committed when the field is left or by Ctrl+Enter. */
export function CodeField({ field, value, onChange, ids, label }: FieldProps) {
  const text = useText()
  const { readOnly } = useForm()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const now = typeof value === 'string' ? value : ''
  const latest = useRef({ now, onChange })
  latest.current = { now, onChange }
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
      extensions: codeHighlight(language),
      onCommit: (typed) => {
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
    if (view.current) replaceText(view.current, now)
  }, [now])
  return <div ref={place} className="code-input code-lines" />
}
