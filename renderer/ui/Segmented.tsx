import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'

export interface SegmentedProps<Value extends string> {
  readonly options: readonly { readonly value: Value; readonly label: string; readonly disabled?: boolean }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** Accessible name of the group. */
  readonly label: string
  readonly size?: 's' | 'm'
  /** Takes the whole width. */
  readonly fill?: boolean
  readonly disabled?: boolean
}

/** One of a few, all in sight. */
export function Segmented<Value extends string>({
  options,
  value,
  onChange,
  label,
  size = 'm',
  fill = false,
  disabled = false,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      aria-label={label}
      disabled={disabled}
      className="segmented"
      data-size={size}
      data-fill={fill || undefined}
    >
      {options.map((option) => (
        <Radio.Root key={option.value} value={option.value} disabled={option.disabled} className="segment" aria-label={option.label}>
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
