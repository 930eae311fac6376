import { Checkbox as Base } from '@base-ui/react/checkbox'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export interface CheckboxProps {
  readonly checked: boolean | 'some'
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly children: ReactNode
}

/** A box with its label; `some` draws a dash for a group of which some are chosen. */
export function Checkbox({ checked, onChange, disabled = false, children }: CheckboxProps) {
  return (
    <label className="check" data-disabled={disabled || undefined}>
      <Base.Root
        checked={checked === true}
        indeterminate={checked === 'some'}
        onCheckedChange={onChange}
        disabled={disabled}
        className="check-box"
      >
        <Base.Indicator className="grid place-items-center">
          <Icon name={checked === 'some' ? 'minus' : 'check'} size={12} />
        </Base.Indicator>
      </Base.Root>
      {children}
    </label>
  )
}
