import { field } from './fields.ts'
import { numbers } from './type-groups.ts'
import { neverLearnt } from './withheld-roles.ts'

/** Number columns whose rows are compared; rules leave out what no learner takes. */
export const numberColumnsField = field.columns({
  label: { en: 'Columns', fr: 'Colonnes' },
  accepts: numbers,
  withheld: neverLearnt,
  default: { by: 'types', types: ['int', 'float'], except: [] },
})

export const oneScaleField = field.flag({
  label: { en: 'Bring columns to one scale first', fr: 'Ramener d’abord à une même échelle' },
  help: { en: 'Otherwise the column with the largest numbers decides.', fr: 'Sinon la colonne aux plus grands nombres décide.' },
  default: true,
})
