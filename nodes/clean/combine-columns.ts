import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { extend, select } from '../../engine/relation/build.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

const accepts: readonly DataType[] = ['text', 'int', 'float', 'bool', 'date', 'timestamp', 'list<text>']

const params = z.object({
  columns: field.columns({ label: { en: 'Columns, in order', fr: 'Colonnes, dans l’ordre' }, accepts }),
  how: field.choice({
    label: { en: 'Combine', fr: 'Combiner' },
    choices: [
      { value: 'join', label: { en: 'their texts, one behind the other', fr: 'leurs textes, l’un après l’autre' } },
      { value: 'first', label: { en: 'by the first value that is known', fr: 'par la première valeur connue' } },
    ],
    default: 'join',
  }),
  separator: field.text({ label: { en: 'Between them', fr: 'Entre eux' }, default: ' ', when: { param: 'how', in: ['join'] } }),
  missing: field.choice({
    label: { en: 'Missing values', fr: 'Valeurs manquantes' },
    choices: [
      { value: 'skip', label: { en: 'are left out', fr: 'sont laissées de côté' } },
      { value: 'missing', label: { en: 'make the result missing', fr: 'rendent le résultat manquant' } },
      { value: 'text', label: { en: 'are written as a text', fr: 's’écrivent par un texte' } },
    ],
    default: 'skip',
    when: { param: 'how', in: ['join'] },
  }),
  placeholder: field.text({
    label: { en: 'Text for missing', fr: 'Texte pour manquant' },
    default: '?',
    when: { param: 'missing', in: ['text'] },
  }),
  blanks: field.flag({ label: { en: 'Blank texts count as missing', fr: 'Un texte vide compte comme manquant' }, default: true }),
  name: field.text({ label: { en: 'Name of the new column', fr: 'Nom de la nouvelle colonne' }, default: 'combined' }),
  keep: field.flag({ label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' }, default: true, group: 'advanced' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'given', type: 'text' },
    { name: 'family', type: 'text' },
    { name: 'year', type: 'int' },
  ],
  rows: [
    ['Ada', 'Lovelace', 1815],
    [null, 'Curie', 1867],
    [' ', null, null],
  ],
} as const

export const combineColumns = defineNode({
  id: 'clean.combine-columns',
  version: 1,
  icon: 'merge',
  title: { en: 'Combine columns', fr: 'Combiner des colonnes' },
  summary: {
    en: 'Joins the texts of several columns, or takes the first value that is known.',
    fr: 'Joint les textes de plusieurs colonnes, ou prend la première valeur connue.',
  },
  help: {
    en: `Numbers, dates and yes/no are written as the studio shows them: 2024-01-31, 12.5, true. A rule takes the columns in the order of the table, names in the order in which you give them.

Missing values are left out together with their separator, unless you say otherwise; where all are missing, so is the result. The first known value keeps its type when all columns have one type; whole and decimal numbers become decimal, anything else text. A decimal that is not a number (NaN) counts as missing there.

The result is sensitive or ignored when one of its columns is.`,
    fr: `Nombres, dates et oui/non s’écrivent comme dans le studio : 2024-01-31, 12.5, true. Une règle prend les colonnes dans l’ordre du tableau, des noms dans l’ordre donné.

Les valeurs manquantes sont laissées de côté avec leur séparateur, sauf avis contraire ; si toutes manquent, le résultat manque aussi. La première valeur connue garde son type quand toutes les colonnes ont le même ; entiers et décimaux deviennent décimaux, tout le reste du texte. Un nombre indéfini (NaN) y compte comme manquant.

Le résultat est sensible ou ignoré si l’une de ses colonnes l’est.`,
  },
  keywords: {
    en: ['concatenate', 'coalesce', 'merge columns', 'join text', 'first non-null', 'unite'],
    fr: ['concaténer', 'fusionner', 'coalesce', 'joindre', 'première valeur non nulle', 'réunir'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts })
    const gone = new Set(settings.keep ? [] : columns.map((column) => column.name))
    const wanted = settings.name.trim() || 'combined'
    const name = gone.has(wanted) ? wanted : freeNames(input)(wanted)
    const expr = settings.how === 'join' ? joined(columns, settings) : firstKnown(columns, settings)
    const replaced = input.columns.some((column) => column.name === name)
    const made = extend(input, [{ name, expr }])
    const kept = made.columns.flatMap((column) => (gone.has(column.name) && column.name !== name ? [] : [column.name]))
    const source = columns.find((column) => column.role === 'sensitive') ?? columns.find((column) => column.role === 'ignore') ?? columns[0]
    return passRolesOn(select(made, kept), input, new Map(source && !replaced ? [[name, source.name]] : []))
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const name = quoted(settings.name)
    if (settings.how === 'first')
      return { en: `${name.en} is the first known of ${what.en}`, fr: `${name.fr} : première valeur connue, ${what.fr}` }
    return { en: `join ${what.en} as ${name.en}`, fr: `joindre en ${name.fr} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'A full name', fr: 'Un nom complet' },
      params: { columns: { by: 'names', names: ['given', 'family'] }, name: 'who' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'who', type: 'text' }],
          rows: [
            ['Ada', 'Lovelace', 1815, 'Ada Lovelace'],
            [null, 'Curie', 1867, 'Curie'],
            [' ', null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'The first known value, in place of the columns', fr: 'La première valeur connue, à la place des colonnes' },
      params: { columns: { by: 'names', names: ['given', 'family'] }, how: 'first', name: 'called', keep: false },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'year', type: 'int' },
            { name: 'called', type: 'text' },
          ],
          rows: [
            [1815, 'Ada'],
            [1867, 'Curie'],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Missing is written', fr: 'Le manquant s’écrit' },
      params: { columns: { by: 'names', names: ['family', 'year'] }, separator: ', ', missing: 'text' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'combined', type: 'text' }],
          rows: [
            ['Ada', 'Lovelace', 1815, 'Lovelace, 1815'],
            [null, 'Curie', 1867, 'Curie, 1867'],
            [' ', null, null, '?, ?'],
          ],
        },
      },
    },
  ],
})

const text = (value: string) => literal('text', value)

function joined(columns: readonly Column[], settings: Params): Expr {
  const texts = columns.map((column) => written(column, settings))
  const separator = text(settings.separator)
  const all = (test: 'and' | 'or') => {
    const [only = literal('bool', false)] = texts.map((item) => call('is-null', item))
    return texts.length > 1 ? call(test, ...texts.map((item) => call('is-null', item))) : only
  }
  if (settings.missing === 'text')
    return call('join-text', separator, ...texts.map((item) => call('coalesce', item, text(settings.placeholder))))
  return call('if', all(settings.missing === 'missing' ? 'or' : 'and'), literal('text', null), call('join-text', separator, ...texts))
}

function written(column: Column, { blanks }: Pick<Params, 'blanks'>): Expr {
  const value = columnExpr(column.name)
  if (column.type === 'text') return blanks ? call('blank-to-null', value) : value
  return convert(value, column.type, 'text') ?? value
}

function firstKnown(columns: readonly Column[], settings: Params): Expr {
  const types = new Set(columns.map((column) => column.type))
  const numeric = [...types].every((type) => type === 'int' || type === 'float')
  const [only] = types
  const type: DataType = types.size === 1 && only && only !== 'list<text>' ? only : numeric ? 'float' : 'text'
  const values = columns.map((column) => {
    if (type === 'text') return written(column, settings)
    const value = convert(columnExpr(column.name), column.type, type) ?? columnExpr(column.name)
    return type === 'float' ? call('nan-to-null', value) : value
  })
  const [first = literal('text', null)] = values
  return values.length > 1 ? call('coalesce', ...values) : first
}
