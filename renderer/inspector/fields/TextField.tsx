import { useText } from '../../session/use-text.ts'
import { Input } from '../../ui/Input.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'

export function TextField({ field, value, onChange, ids }: FieldProps) {
  const text = useText()
  const { readOnly } = useForm()
  const shared = {
    ...ids,
    value: typeof value === 'string' ? value : '',
    disabled: readOnly,
    placeholder: text(field.meta.placeholder),
    onChange,
  }
  return field.meta.multiline ? <TextArea {...shared} /> : <Input {...shared} />
}
