import { lazy, Suspense, type ComponentType } from 'react'
import type { FieldKind } from '../../nodes/kit/fields.ts'
import { Switch } from '../ui/Switch.tsx'
import type { FieldProps } from './field-props.ts'
import { ChoiceField } from './fields/ChoiceField.tsx'
import { ClustersField } from './clusters/ClustersField.tsx'
import { ColumnField } from './fields/ColumnField.tsx'
import { ColumnsField } from './fields/ColumnsField.tsx'
import { ConditionsField } from './fields/ConditionsField.tsx'
import { ConnectionField } from './fields/ConnectionField.tsx'
import { DatabaseTableField } from './fields/DatabaseTableField.tsx'
import { DateField } from './fields/DateField.tsx'
import { FileField } from './fields/FileField.tsx'
import { JsonField } from './fields/JsonField.tsx'
import { KeyValueField } from './fields/KeyValueField.tsx'
import { ListField } from './fields/ListField.tsx'
import { NumberField } from './fields/NumberField.tsx'
import { RegisteredModelField } from './fields/RegisteredModelField.tsx'
import { SettingField } from './fields/SettingField.tsx'
import { SliderField } from './fields/SliderField.tsx'
import { TextField } from './fields/TextField.tsx'
import { useForm } from './form-context.ts'

// CodeMirror comes with the first field that needs it.
const FormulaField = lazy(async () => ({ default: (await import('./fields/FormulaField.tsx')).FormulaField }))
const CodeField = lazy(async () => ({ default: (await import('./fields/CodeField.tsx')).CodeField }))

function FlagField({ value, onChange, ids }: FieldProps) {
  const { readOnly } = useForm()
  return <Switch id={ids.id} aria-describedby={ids['aria-describedby']} checked={value === true} onChange={onChange} disabled={readOnly} />
}

/** One component per kind: leaving one out is a type error. */
const controls: Readonly<Record<FieldKind, ComponentType<FieldProps>>> = {
  column: ColumnField,
  columns: ColumnsField,
  text: TextField,
  number: NumberField,
  slider: SliderField,
  choice: ChoiceField,
  flag: FlagField,
  formula: FormulaField,
  conditions: ConditionsField,
  'key-value': KeyValueField,
  file: FileField,
  connection: ConnectionField,
  'database-table': DatabaseTableField,
  'registered-model': RegisteredModelField,
  setting: SettingField,
  date: DateField,
  list: ListField,
  json: JsonField,
  code: CodeField,
  clusters: ClustersField,
}

/** The control of a field, without its label. */
export function FieldControl(props: FieldProps) {
  const Control = controls[props.field.meta.kind]
  return (
    <Suspense fallback={<div className="input" aria-busy />}>
      <Control {...props} />
    </Suspense>
  )
}
