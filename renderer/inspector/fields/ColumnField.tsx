import { ColumnCombobox } from '../columns/ColumnCombobox.tsx'
import { UseNearest } from '../columns/UseNearest.tsx'
import type { FieldProps } from '../field-props.ts'
import { sourceColumns, useForm } from '../form-context.ts'

/** One column of an input. */
export function ColumnField({ field, value, onChange, ids, label }: FieldProps) {
  const form = useForm()
  const { meta } = field
  const all = sourceColumns(form, meta.from)
  const name = typeof value === 'string' ? value : ''
  const fitting = (all ?? []).filter(({ type }) => !meta.accepts || (meta.accepts as readonly string[]).includes(type))
  // A column of the wrong type is shown as it is: that it does not fit is said by the problem beside the field.
  const offered = fitting.some((column) => column.name === name)
    ? fitting
    : [...fitting, ...(all ?? []).filter((column) => column.name === name)]
  // While the columns are not known, what was chosen stands without being called missing.
  const shown = all === null && name !== '' ? [{ name, type: '' }] : offered
  return (
    <>
      <ColumnCombobox
        ids={ids}
        label={label}
        columns={shown}
        value={name}
        onChange={onChange}
        optional={meta.optional ?? false}
        disabled={form.readOnly}
      />
      <UseNearest name={name} columns={all} fitting={fitting} onUse={onChange} />
    </>
  )
}
