import { useText } from '../../session/use-text.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'

/** Short labels of up to three choices stand side by side; anything else is a list. */
const mostLetters = 34

/** One of a few. What the chosen one means stands under it. */
export function ChoiceField({ field, value, onChange, ids, label }: FieldProps) {
  const text = useText()
  const { readOnly } = useForm()
  const choices = field.meta.choices ?? []
  const options = choices.map((choice) => ({ value: choice.value, label: text(choice.label) }))
  const chosen = choices.find((choice) => choice.value === value)
  const letters = options.reduce((sum, option) => sum + option.label.length, 0)
  const known = typeof value === 'string' ? value : ''
  return (
    <>
      {choices.length <= 3 && chosen && letters <= mostLetters ? (
        <Segmented fill label={label} options={options} value={known} onChange={onChange} disabled={readOnly} />
      ) : (
        <Select {...ids} aria-label={label} options={options} value={known} onChange={onChange} disabled={readOnly} />
      )}
      {chosen?.help && <p className="text-meta text-text-3">{text(chosen.help)}</p>}
    </>
  )
}
