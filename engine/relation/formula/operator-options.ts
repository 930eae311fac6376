import type { DataType } from '../types.ts'
import type { Sentence } from './problem.ts'

/** An operator that may follow a value. */
interface OperatorOption {
  readonly label: Sentence
  readonly help: Sentence
  /** The types of values that it may follow; undefined: all. */
  readonly after: readonly DataType[] | undefined
}

const sign = (text: string, help: Sentence, after?: readonly DataType[]): OperatorOption => ({ label: { en: text, fr: text }, help, after })

const counting: readonly DataType[] = ['int', 'float', 'date']
const numbers: readonly DataType[] = ['int', 'float']

export const operatorOptions: readonly OperatorOption[] = [
  sign('+', { en: 'Adds; to a date, days.', fr: 'Additionne ; à une date, des jours.' }, counting),
  sign('-', { en: 'Takes away; from a date, days.', fr: 'Soustrait ; à une date, des jours.' }, counting),
  sign('*', { en: 'Multiplies.', fr: 'Multiplie.' }, numbers),
  sign('/', { en: 'Divides, with decimals.', fr: 'Divise, avec décimales.' }, numbers),
  sign('^', { en: 'Raises to a power.', fr: 'Élève à une puissance.' }, numbers),
  sign('%', { en: 'Percent: divides by 100.', fr: 'Pour cent : divise par 100.' }, numbers),
  sign('&', { en: 'Joins texts.', fr: 'Joint des textes.' }),
  sign('=', { en: 'Equal.', fr: 'Égal.' }),
  sign('<>', { en: 'Different.', fr: 'Différent.' }),
  sign('<', { en: 'Less.', fr: 'Inférieur.' }),
  sign('<=', { en: 'Less or equal.', fr: 'Inférieur ou égal.' }),
  sign('>', { en: 'Greater.', fr: 'Supérieur.' }),
  sign('>=', { en: 'Greater or equal.', fr: 'Supérieur ou égal.' }),
  { label: { en: 'AND', fr: 'ET' }, help: { en: 'Both tests are true.', fr: 'Les deux tests sont vrais.' }, after: ['bool'] },
  { label: { en: 'OR', fr: 'OU' }, help: { en: 'At least one test is true.', fr: 'Au moins un test est vrai.' }, after: ['bool'] },
  { label: { en: 'IN (', fr: 'DANS (' }, help: { en: 'One of a list of values.', fr: 'L’une des valeurs d’une liste.' }, after: undefined },
  {
    label: { en: 'BETWEEN', fr: 'ENTRE' },
    help: { en: 'Between two ends, both included.', fr: 'Entre deux bornes, bornes comprises.' },
    after: undefined,
  },
  { label: { en: 'IS NULL', fr: 'EST NULL' }, help: { en: 'The value is missing.', fr: 'La valeur manque.' }, after: undefined },
  { label: { en: 'IS NOT NULL', fr: 'EST NON NULL' }, help: { en: 'There is a value.', fr: 'Il y a une valeur.' }, after: undefined },
]
