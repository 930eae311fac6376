import type { Text } from '../../engine/protocol/text.ts'
import { valueText } from '../inspector/change-label.ts'
import { isVisible, sameValue, valueOf, type FormField } from '../inspector/form-model.ts'
import type { ShownTraining } from './use-trainings.ts'

/**
 * What tells trainings of one node apart: for each, the settings in which they are not all alike, with the value that it had. Null for a training
 * whose settings are not known. Rules of training change none and are left out. Pure.
 */
export function differingSettings(
  trainings: readonly Pick<ShownTraining, 'params'>[],
  fields: readonly FormField[],
): readonly (readonly { readonly label: Text; readonly value: Text }[] | null)[] {
  const known = trainings.flatMap(({ params }) => (params === null ? [] : [params]))
  const [first] = known
  const differing = fields.filter(
    (field) => field.name !== 'rules' && first && known.some((params) => !sameValue(valueOf(field, params), valueOf(field, first))),
  )
  return trainings.map(
    ({ params }) =>
      params &&
      differing
        .filter((field) => isVisible(field, fields, params))
        .map((field) => ({ label: field.meta.label, value: valueText(field, valueOf(field, params)) })),
  )
}
