import { useEffect, useState, type ComponentProps } from 'react'

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'onChange'> {
  readonly value: string
  /** Called when the field is left. */
  readonly onChange: (value: string) => void
}

/** Several lines of text; committed when the field is left or by Ctrl+Enter. */
export function TextArea({ value, onChange, className = '', rows = 4, ...rest }: TextAreaProps) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const commit = () => {
    if (draft !== value) onChange(draft)
  }
  return (
    <textarea
      {...rest}
      rows={rows}
      className={`input input-area ${className}`}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) commit()
      }}
    />
  )
}
