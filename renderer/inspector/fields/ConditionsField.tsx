import { ConditionGroup } from '../conditions/ConditionGroup.tsx'
import { readConditions, writeConditions } from '../conditions/conditions-model.ts'
import type { FieldProps } from '../field-props.ts'
import { sourceColumns, useForm } from '../form-context.ts'

/** Nested conditions on the columns of an input. */
export function ConditionsField({ field, value, onChange }: FieldProps) {
  const form = useForm()
  return (
    <ConditionGroup
      group={readConditions(value)}
      columns={sourceColumns(form, field.meta.from)}
      operators={field.meta.operators ?? []}
      disabled={form.readOnly}
      onChange={(group) => onChange(writeConditions(group))}
    />
  )
}
