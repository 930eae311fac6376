import { useEffect, useState, type ComponentProps, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export interface InputProps extends Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange' | 'size'> {
  readonly value: string
  /** Called on Enter and when the field is left, with `live` at each key. */
  readonly onChange: (value: string) => void
  readonly live?: boolean
  readonly icon?: string
  readonly end?: ReactNode
}

/** One line of text. Escape puts the last committed value back. */
export function Input({ value, onChange, live = false, icon, end, className = '', onKeyDown, ...rest }: InputProps) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const commit = () => {
    if (draft !== value) onChange(draft)
  }
  return (
    <span className={`input ${className}`}>
      {icon && <Icon name={icon} size={14} />}
      <input
        {...rest}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value)
          if (live) onChange(event.target.value)
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          onKeyDown?.(event)
          if (event.defaultPrevented) return
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape' && draft !== value) {
            event.stopPropagation()
            setDraft(value)
          }
        }}
      />
      {end}
    </span>
  )
}
