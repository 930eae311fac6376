import type { Problem } from '../../engine/protocol/problem.ts'
import type { FieldIds } from '../ui/Field.tsx'
import type { FormField, Json } from './form-model.ts'

/** What every kind of field is given. `onChange` is called when an edit is done, not at each key. */
export interface FieldProps {
  readonly field: FormField
  readonly value: Json
  readonly onChange: (value: Json) => void
  /** In an entry of a list: sets several of its fields. */
  readonly onEntry?: (values: Readonly<Record<string, Json>>) => void
  readonly ids: FieldIds
  /** What is wrong with the value, for fields that show the place in a text. */
  readonly problems?: readonly Problem[]
  /** The label in the language of the studio, for controls without a label element. */
  readonly label: string
}
