import { z } from 'zod'
import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

const accepts: readonly DataType[] = ['int', 'float', 'bool']

const params = z.object({
  columns: field.columns({ label: { en: 'Columns, in order', fr: 'Colonnes, dans l’ordre' }, accepts }),
  rule: field.choice({
    label: { en: 'Take the name of', fr: 'Prendre le nom de' },
    choices: [
      { value: 'set', label: { en: 'the column that is 1 or yes', fr: 'la colonne qui vaut 1 ou oui' } },
      { value: 'largest', label: { en: 'the column with the largest number', fr: 'la colonne au plus grand nombre' } },
    ],
    default: 'set',
  }),
  ties: field.choice({
    label: { en: 'If there are several', fr: 'S’il y en a plusieurs' },
    choices: [
      { value: 'first', label: { en: 'the first', fr: 'la première' } },
      { value: 'last', label: { en: 'the last', fr: 'la dernière' } },
      { value: 'all', label: { en: 'all, with a comma between', fr: 'toutes, séparées par une virgule' } },
      { value: 'missing', label: { en: 'none: missing', fr: 'aucune : manquant' } },
    ],
    default: 'first',
  }),
  none: field.text({
    label: { en: 'Where there is none', fr: 'S’il n’y en a aucune' },
    placeholder: { en: 'missing', fr: 'manquant' },
    optional: true,
  }),
  behind: field.text({
    label: { en: 'Only what is behind this in the names', fr: 'Seulement ce qui suit ceci dans les noms' },
    default: ' = ',
    optional: true,
  }),
  name: field.text({ label: { en: 'Name of the new column', fr: 'Nom de la nouvelle colonne' }, default: 'category' }),
  keep: field.flag({ label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' }, default: false }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'cat', type: 'int' },
    { name: 'dog', type: 'int' },
  ],
  rows: [
    [1, 0],
    [0, 1],
    [1, 1],
    [0, 0],
    [null, null],
  ],
} as const

export const fromIndicators = defineNode({
  id: 'feature.from-indicators',
  version: 1,
  icon: 'undo-2',
  title: { en: 'One column from many', fr: 'Une colonne à partir de plusieurs' },
  summary: {
    en: 'Turns 0/1 columns, or scores, back into one category.',
    fr: 'Ramène des colonnes 0/1, ou des scores, à une seule catégorie.',
  },
  help: {
    en: `The reverse of “One column per value”: the category is the name of the column that is 1, or yes, or of the one with the largest number, such as the probability of a class. Where several fit, you say which one counts.

Missing and NaN are never 1 and never the largest. A row in which no column fits is missing, or gets the text that you give. The result is sensitive when one of the columns is.`,
    fr: `L’inverse de « Une colonne par valeur » : la catégorie est le nom de la colonne qui vaut 1 ou oui, ou de celle au plus grand nombre, comme la probabilité d’une classe. Si plusieurs conviennent, vous dites laquelle compte.

Manquant et NaN ne valent jamais 1 et ne sont jamais le plus grand. Une ligne où aucune colonne ne convient est manquante, ou reçoit le texte donné. Le résultat est sensible si l’une des colonnes l’est.`,
  },
  keywords: {
    en: ['many to one', 'reverse one-hot', 'argmax', 'undummy', 'decode'],
    fr: ['plusieurs vers un', 'inverse', 'argmax', 'décoder', 'indicatrices'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts })
    const gone = new Set(settings.keep ? [] : columns.map((column) => column.name))
    const name = freeNames(input)(settings.name.trim() || 'category')
    const made = extend(input, [{ name, expr: categoryOf(columns, settings) }])
    const source = columns.find((column) => column.role === 'sensitive') ?? columns.find((column) => column.role === 'ignore') ?? columns[0]
    const kept = made.columns.flatMap((column) => (gone.has(column.name) ? [] : [column.name]))
    return passRolesOn(select(made, kept), input, new Map(source ? [[name, source.name]] : []))
  },
  explain(settings) {
    const [what, name] = [columnsPhrase(settings.columns), quoted(settings.name)]
    return { en: `${name.en} out of ${what.en}`, fr: `${name.fr} à partir de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Back to one column of pets', fr: 'Retour à une colonne d’animaux' },
      params: { columns: { by: 'all', except: [] }, none: 'none', name: 'pet' },
      inputs: { table },
      expect: { table: { columns: [{ name: 'pet', type: 'text' }], rows: [['cat'], ['dog'], ['cat'], ['none'], ['none']] } },
    },
    {
      title: { en: 'Nothing where two fit', fr: 'Rien là où deux conviennent' },
      params: { columns: { by: 'all', except: [] }, ties: 'missing', name: 'pet' },
      inputs: { table },
      expect: { table: { columns: [{ name: 'pet', type: 'text' }], rows: [['cat'], ['dog'], [null], [null], [null]] } },
    },
  ],
})

function categoryOf(columns: readonly Column[], { rule, ties, none, behind }: Params): Expr {
  const nothing = literal('text', none === '' ? null : none)
  const numbers = columns.map(numberOf)
  const top = numbers.length > 1 ? call('greatest', ...numbers) : (numbers[0] ?? literal('float', null))
  const tests = numbers.map((number) => call('is-true', call('equal', number, rule === 'set' ? literal('float', 1) : top)))
  const words = columns.map(({ name }) => literal('text', nameBehind(name, behind)))
  const pairs = tests.map((test, index) => [test, words[index] ?? nothing] as const)
  if (ties === 'all') {
    const joined = call('join-text', literal('text', ', '), ...pairs.map(([test, word]) => call('if', test, word, literal('text', null))))
    return call('coalesce', call('null-if', joined, literal('text', '')), nothing)
  }
  const ordered = ties === 'last' ? pairs.toReversed() : pairs
  const first = call('ifs', ...ordered.flat(), literal('bool', true), nothing)
  if (ties !== 'missing') return first
  const count = tests.map((test) => call('bool-to-int', test)).reduce((sum, one) => call('add-int', sum, one))
  return call('if', call('greater', count, literal('int', 1)), literal('text', null), first)
}

/** As a decimal; NaN and missing are nothing, which equals nothing. */
function numberOf({ name, type }: Column): Expr {
  const value = columnExpr(name)
  if (type === 'bool') return call('int-to-float', call('bool-to-int', value))
  return type === 'int' ? call('int-to-float', value) : call('nan-to-null', value)
}

function nameBehind(name: string, behind: string): string {
  const at = behind === '' ? -1 : name.indexOf(behind)
  return at < 0 ? name : name.slice(at + behind.length)
}
