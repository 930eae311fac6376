import { z } from 'zod'
import { filter, freeName, limit, numberRows, project, select, setPart, union, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isList } from '../../engine/relation/types.ts'
import { chooseColumn, wrongType } from '../kit/choose-column.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { nameStyleField, styledName, uniqueNames } from '../kit/name-style.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'

const params = z.object({
  direction: field.choice({
    label: { en: 'What to do', fr: 'Action' },
    choices: [
      { value: 'to-names', label: { en: 'A row becomes the names', fr: 'Une ligne devient les noms' } },
      { value: 'to-row', label: { en: 'The names become the first row', fr: 'Les noms deviennent la première ligne' } },
    ],
    default: 'to-names',
  }),
  row: field.number({
    label: { en: 'Number of the row', fr: 'Numéro de la ligne' },
    help: { en: 'It and all rows above it are left out.', fr: 'Elle et toutes les lignes au-dessus sont écartées.' },
    default: 1,
    min: 1,
    max: 1000,
    integer: true,
    when: { param: 'direction', in: ['to-names'] },
  }),
  style: nameStyleField('trim'),
})

type Params = z.output<typeof params>

/** The names found in the row, by the names before, in table order. */
interface State {
  readonly names: readonly { readonly from: string; readonly to: string }[]
}

const table = {
  columns: [
    { name: 'column0', type: 'text' },
    { name: 'column1', type: 'text' },
    { name: 'column2', type: 'text' },
  ],
  rows: [
    ['Name', 'Age', null],
    ['Ana', '31', 'x'],
    ['Ben', null, null],
  ],
} as const

export const headerRow = defineNode<typeof params, State>({
  id: 'clean.header-row',
  version: 1,
  icon: 'panel-top',
  title: { en: 'Names from a row', fr: 'Noms depuis une ligne' },
  summary: {
    en: 'Takes the names of columns out of a row of the table, or puts them back into one.',
    fr: 'Prend les noms des colonnes dans une ligne du tableau, ou les y remet.',
  },
  help: {
    en: `Some files carry their headers below a title, or were read without any. The row becomes the names; it and the rows above it leave the table. A missing name becomes column_ and its place; names that occur twice are numbered.

The row is read once, from the rows that reach this node, and the names are kept. Place it right behind the source. All columns usually are text then: “Change type” comes next.

The other way round, the names become the first row and all columns become text; missing values stay missing.`,
    fr: `Certains fichiers portent leurs intitulés sous un titre, ou ont été lus sans. La ligne devient les noms ; elle et les lignes au-dessus quittent le tableau. Un nom manquant devient column_ et sa place ; les noms répétés sont numérotés.

La ligne est lue une fois, sur les lignes qui arrivent ici, et les noms sont gardés. Placez ce nœud juste après la source. Les colonnes sont alors en général du texte : « Changer le type » vient ensuite.

Dans l’autre sens, les noms deviennent la première ligne et toutes les colonnes du texte ; les valeurs manquantes le restent.`,
  },
  keywords: {
    en: ['header', 'promote', 'demote', 'first row', 'names to row', 'standardise headers'],
    fr: ['en-tête', 'intitulés', 'première ligne', 'promouvoir', 'titres', 'standardiser'],
  },
  ...tablePorts,
  params,
  learns: () => false,
  async fit(settings, input, ctx) {
    if (settings.direction === 'to-row') return { names: [] }
    const [row] = await ctx.rows(limit(asText(input), 1, settings.row - 1))
    if (!row) throw rowMissing(settings.row)
    const found = input.columns.map((_, index) => styledName(String(row[index] ?? '').trim(), row[index] ? settings.style : 'keep'))
    const names = uniqueNames(found)
    return { names: input.columns.map(({ name }, index) => ({ from: name, to: names[index] ?? name })) }
  },
  apply(state, settings, input) {
    if (settings.direction === 'to-row') return namesToRow(input, settings)
    const place = freeName('row number', new Set(input.columns.map((column) => column.name)))
    const below = filter(numberRows(input, place), call('greater', columnExpr(place), literal('int', settings.row)))
    for (const { from } of state.names) chooseColumn(input, from, { param: 'row', replace: null })
    const known = new Map(state.names.map(({ from, to }) => [from, to]))
    const later = input.columns.map(({ name }) => name).filter((name) => !known.has(name))
    const free = uniqueNames(later, known.values())
    later.forEach((name, index) => known.set(name, free[index] ?? name))
    const names = input.columns.map(({ name }) => name)
    return project(
      select(below, names),
      names.map((name) => ({ name: known.get(name) ?? name, expr: columnExpr(name) })),
    )
  },
  explain({ direction, row }) {
    return direction === 'to-row'
      ? { en: 'names become the first row', fr: 'les noms deviennent la première ligne' }
      : { en: `row ${row} becomes the names`, fr: `la ligne ${row} devient les noms` }
  },
  examples: [
    {
      title: { en: 'The first row holds the headers', fr: 'La première ligne porte les intitulés' },
      params: { style: 'clean' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'name', type: 'text' },
            { name: 'age', type: 'text' },
            { name: 'column_3', type: 'text' },
          ],
          rows: table.rows.slice(1),
        },
      },
    },
    {
      title: { en: 'Names back into a row', fr: 'Les noms remis dans une ligne' },
      params: { direction: 'to-row', style: 'keep' },
      inputs: {
        table: {
          columns: [{ name: 'n', type: 'int' }],
          rows: [[4], [null]],
        },
      },
      expect: { table: { columns: [{ name: 'column_1', type: 'text' }], rows: [['n'], ['4'], [null]] } },
    },
  ],
})

/** All columns as text. Lists have no text of their own here. */
function asText(input: Relation): Relation {
  const lists = input.columns.filter(({ type }) => isList(type) && type !== 'list<text>')
  if (lists.length > 0) throw wrongType(lists, scalars, { param: 'direction' })
  return project(
    input,
    input.columns.map(({ name, type }) => ({ name, expr: convert(columnExpr(name), type, 'text') ?? columnExpr(name) })),
  )
}

function namesToRow(input: Relation, { style }: Params): Relation {
  const names = input.columns.map((_, index) => `column_${index + 1}`)
  const texts = asText(input)
  const renamed = project(
    texts,
    texts.columns.map(({ name }, index) => ({ name: names[index] ?? name, expr: columnExpr(name) })),
  )
  const first = values(
    names.map((name) => ({ name, type: 'text' })),
    [input.columns.map(({ name }) => styledName(name, style))],
  )
  const sources = new Map(input.columns.map(({ name }, index) => [names[index] ?? name, name] as const))
  return passRolesOn(union([input.part ? setPart(first, input.part) : first, renamed]), input, sources)
}

function rowMissing(row: number): NodeProblem {
  return new NodeProblem({
    code: 'nothing-to-learn',
    param: 'row',
    text: { en: `The table has no row ${row}.`, fr: `Le tableau n’a pas de ligne ${row}.` },
    action: { en: 'Choose a row of the table.', fr: 'Choisissez une ligne du tableau.' },
  })
}
