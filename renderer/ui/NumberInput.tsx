import { NumberField } from '@base-ui/react/number-field'
import { Icon } from './Icon.tsx'

export interface NumberInputProps {
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly id?: string
  readonly 'aria-label'?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: true | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  readonly unit?: string | undefined
  readonly disabled?: boolean | undefined
  readonly placeholder?: string | undefined
  /** Language of the decimal sign. */
  readonly locale?: string | undefined
  readonly className?: string
}

/** A number with steps; committed on Enter, on leaving and by the steppers. */
export function NumberInput({
  value,
  onChange,
  id,
  min,
  max,
  step = 1,
  unit,
  disabled,
  placeholder,
  locale,
  className = '',
  ...aria
}: NumberInputProps) {
  return (
    <NumberField.Root
      id={id}
      value={value}
      onValueCommitted={(next) => {
        if (next !== value) onChange(next)
      }}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      locale={locale}
      format={{ useGrouping: false, maximumFractionDigits: 12 }}
      className={className}
    >
      <NumberField.Group className="input input-number">
        <NumberField.Input
          {...aria}
          placeholder={placeholder}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            // Base UI commits what was typed when the field is left.
            event.currentTarget.blur()
            event.currentTarget.focus()
          }}
        />
        {unit && <span className="text-text-3">{unit}</span>}
        <span className="stepper">
          <NumberField.Increment tabIndex={-1} aria-hidden>
            <Icon name="chevron-up" size={12} />
          </NumberField.Increment>
          <NumberField.Decrement tabIndex={-1} aria-hidden>
            <Icon name="chevron-down" size={12} />
          </NumberField.Decrement>
        </span>
      </NumberField.Group>
    </NumberField.Root>
  )
}
