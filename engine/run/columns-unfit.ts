import type { NodeProblemData } from '../../nodes/kit/problem.ts'
import { typeName } from '../relation/type-names.ts'
import type { Column } from '../relation/types.ts'

const most = 8

/** Why a model cannot answer the rows at a port: `missing` are the columns that it takes and does not get, absent or of another type. */
export function columnsUnfit(
  model: string,
  port: string,
  { missing, given }: { readonly missing: readonly Column[]; readonly given: readonly Column[] },
): NodeProblemData {
  const types = new Map(given.map(({ name, type }) => [name, type]))
  const other = missing.filter(({ name }) => types.has(name))
  const absent = missing.filter(({ name }) => !types.has(name))
  const action = {
    en: 'Connect the test output of the split, or a table with the same columns.',
    fr: 'Reliez la sortie « test » de la séparation, ou une table ayant les mêmes colonnes.',
  }
  if (absent.length === 0) {
    const say = (language: 'en' | 'fr', instead: string) =>
      other
        .slice(0, most)
        .map(({ name, type }) => `${name} (${typeName(types.get(name) ?? type)[language]}${instead}${typeName(type)[language]})`)
        .join(', ')
    return {
      code: 'model-types-differ',
      port,
      text: {
        en: `Columns have other types than “${model}” learned from: ${say('en', ' instead of ')}.`,
        fr: `Des colonnes n’ont pas le type dont « ${model} » a appris : ${say('fr', ' au lieu de : ')}.`,
      },
      action: { en: 'Change their types first.', fr: 'Changez d’abord leurs types.' },
    }
  }
  const names = [...absent, ...other].slice(0, most).map(({ name, type }) => `${name} (${type})`)
  return {
    code: 'model-columns-missing',
    port,
    text: {
      en: `The table lacks what “${model}” needs: ${names.join(', ')}.`,
      fr: `Il manque à la table ce dont « ${model} » a besoin : ${names.join(', ')}.`,
    },
    action,
  }
}
