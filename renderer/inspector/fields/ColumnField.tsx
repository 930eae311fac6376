import { useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/Button.tsx'
import { ColumnCombobox } from '../columns/ColumnCombobox.tsx'
import { nearestName } from '../columns/nearest-name.ts'
import type { FieldProps } from '../field-props.ts'
import { sourceColumns, useForm } from '../form-context.ts'

/** One column of an input. */
export function ColumnField({ field, value, onChange, ids, label }: FieldProps) {
  const { t } = useLingui()
  const form = useForm()
  const { meta } = field
  const all = sourceColumns(form, meta.from)
  const name = typeof value === 'string' ? value : ''
  const fitting = (all ?? []).filter(({ type }) => !meta.accepts || (meta.accepts as readonly string[]).includes(type))
  // A column of the wrong type is shown as it is: that it does not fit is said by the problem beside the field.
  const offered = fitting.some((column) => column.name === name)
    ? fitting
    : [...fitting, ...(all ?? []).filter((column) => column.name === name)]
  const gone = all !== null && name !== '' && !form.said.has(name) && !all.some((column) => column.name === name)
  const nearest = gone
    ? nearestName(
        name,
        fitting.map((column) => column.name),
      )
    : undefined
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
      {nearest !== undefined && !form.readOnly && (
        <Button size="s" className="self-start" onClick={() => onChange(nearest)}>
          {t`Use ${nearest}`}
        </Button>
      )}
    </>
  )
}
