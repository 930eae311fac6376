import { Input } from '../../ui/Input.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'

/** A day, written 2024-01-31 in params whatever the language of the picker. */
export function DateField({ value, onChange, ids }: FieldProps) {
  const { readOnly } = useForm()
  return <Input {...ids} type="date" value={typeof value === 'string' ? value : ''} disabled={readOnly} onChange={onChange} />
}
