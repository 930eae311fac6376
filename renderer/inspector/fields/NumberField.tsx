import { useLingui } from '@lingui/react/macro'
import { useSession } from '../../session/store.ts'
import { NumberInput } from '../../ui/NumberInput.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'
import { stepOf } from './step-of.ts'

/** A number with a stepper and its unit. An optional one may be left open. */
export function NumberField({ field, value, onChange, ids }: FieldProps) {
  const { t } = useLingui()
  const { readOnly } = useForm()
  const language = useSession((state) => state.language)
  const { meta, min, max, fallback } = field
  return (
    <NumberInput
      {...ids}
      value={typeof value === 'number' ? value : null}
      min={min}
      max={max}
      step={stepOf(field)}
      unit={meta.unit}
      locale={language}
      disabled={readOnly}
      placeholder={meta.optional ? t`not set` : undefined}
      onChange={(next) => onChange(next ?? (meta.optional ? null : fallback))}
    />
  )
}
