import type { Text } from '../../engine/protocol/text.ts'
import { field } from './fields.ts'

/** What is put behind the name of a right column that the left table has too. */
export const suffixField = field.text({
  label: { en: 'Ending for names that are taken', fr: 'Terminaison des noms déjà pris' },
  default: ' (right)',
  group: 'advanced',
})

/** What becomes of left rows that found nothing on the right. */
export const unmatchedField = (label: Text) =>
  field.choice({
    label,
    choices: [
      { value: 'keep', label: { en: 'stay, with missing values', fr: 'restent, avec des valeurs manquantes' } },
      { value: 'drop', label: { en: 'go', fr: 'partent' } },
    ],
    default: 'keep',
  })
