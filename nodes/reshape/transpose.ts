import { z } from 'zod'
import { aggregate, extend, project, sort } from '../../engine/relation/build.ts'
import { pivot as pivoted, unpivot as unpivoted } from '../../engine/relation/build-rows.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Value } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { asTheyAre, numbered } from '../kit/first-appearance.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'

const most = 1000

const params = z.object({
  header: field.column({
    label: { en: 'Names of the new columns from', fr: 'Noms des nouvelles colonnes depuis' },
    help: { en: 'row 1, row 2, ... when nothing is chosen.', fr: 'row 1, row 2, ... si rien n’est choisi.' },
    accepts: scalars,
    optional: true,
  }),
  columns: field.columns({
    label: { en: 'Columns to turn', fr: 'Colonnes à tourner' },
    accepts: scalars,
    default: { by: 'all', except: [] },
  }),
  name: field.text({ label: { en: 'Column for the old names', fr: 'Colonne des anciens noms' }, default: 'column' }),
})

/** A name for each row that becomes a column. */
interface State {
  readonly names: readonly string[]
}

const table = {
  columns: [
    { name: 'figure', type: 'text' },
    { name: 'spring', type: 'int' },
    { name: 'autumn', type: 'float' },
  ],
  rows: [
    ['sales', 12, 9.5],
    ['visits', 40, null],
    [null, 1, 2],
  ],
} as const

export const transpose = defineNode<typeof params, State>({
  id: 'reshape.transpose',
  version: 1,
  icon: 'rotate-3d',
  title: { en: 'Transpose', fr: 'Transposer' },
  summary: { en: 'Turns rows into columns and columns into rows.', fr: 'Fait des lignes les colonnes et des colonnes les lignes.' },
  help: {
    en: `Each row becomes a column and each column a row, with its name in the first column. The new columns are named by the header column, or by their number; names that come twice are numbered. A row without a name becomes “missing”.

Numbers stay numbers when all turned columns are numbers; otherwise all values become text. Missing values stay missing. At most 1,000 rows can become columns; how many there are is learnt once and kept.`,
    fr: `Chaque ligne devient une colonne et chaque colonne une ligne, avec son nom dans la première colonne. Les nouvelles colonnes prennent leur nom de la colonne d’en-tête, ou leur numéro ; les noms doubles sont numérotés. Une ligne sans nom devient « missing ».

Les nombres restent des nombres si toutes les colonnes tournées en sont ; sinon toutes les valeurs deviennent du texte. Les valeurs manquantes le restent. Au plus 1 000 lignes peuvent devenir des colonnes ; leur nombre est appris une fois et gardé.`,
  },
  keywords: { en: ['swap', 'flip', 'rotate', 'rows to columns'], fr: ['inverser', 'pivoter', 'retourner', 'lignes en colonnes'] },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const header = settings.header === '' ? undefined : chooseColumn(input, settings.header, { param: 'header', accepts: scalars })
    const [counted] = await ctx.rows(aggregate(input, [], [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }]))
    if (Number(counted?.[0] ?? 0) > most) throw tooMany()
    const taken = freeNames({ op: 'values', columns: [{ name: nameOf(settings), type: 'text' }], rows: [] })
    const text = header ? convert(columnExpr(header.name), header.type, 'text') : undefined
    const rows = await ctx.rows(project(input, [{ name: 'name', expr: text ?? literal('text', null) }]))
    return { names: rows.map(([value = null], index) => taken(text ? headed(value) : `row ${index + 1}`)) }
  },
  apply(state, settings, input) {
    const header = settings.header === '' ? undefined : chooseColumn(input, settings.header, { param: 'header', accepts: scalars })
    const chosen = chooseColumns(input, settings.columns, { param: 'columns', accepts: scalars, optional: true })
    const columns = chosen.filter((column) => column.name !== header?.name)
    const names = columns.map((column) => column.name)
    if (names.length === 0) throw nothingToTurn()
    const { rows, place } = numbered(input, [nameOf(settings)])
    const numeric = columns.every(({ type }) => isNumeric(type))
    const alike = numeric || new Set(columns.map(({ type }) => type)).size === 1 ? rows : asTexts(rows, columns)
    const [key, value, at] = ['k', 'v', 'at']
    const narrow = project(alike, [{ name: place, expr: columnExpr(place) }, ...asTheyAre(names)])
    const free = freeNames(narrow)
    const inside = { key: free(key), value: free(value), at: free(at) }
    const long = unpivoted(narrow, { from: names, key: inside.key, value: inside.value, keepNulls: true })
    const placed = extend(long, [{ name: inside.at, expr: call('list-position', literal('list<text>', names), columnExpr(inside.key)) }])
    const wide = pivoted(placed, {
      keys: asTheyAre([inside.at, inside.key]),
      header: columnExpr(place),
      values: state.names.map((_, index) => index + 1),
      measures: [{ name: 'v', fn: 'first-by', args: [columnExpr(inside.value), columnExpr(place)] }],
      nameOf: (number) => `r${String(number)}`,
    })
    return project(sort(wide, [{ expr: columnExpr(inside.at) }]), [
      { name: nameOf(settings), expr: columnExpr(inside.key) },
      ...state.names.map((name, index) => ({ name, expr: columnExpr(`r${index + 1}`) })),
    ])
  },
  explain(settings) {
    if (settings.header === '') return { en: 'turn rows into columns', fr: 'tourner les lignes en colonnes' }
    const name = quoted(settings.header)
    return { en: `turn rows into columns named by ${name.en}`, fr: `tourner les lignes en colonnes nommées par ${name.fr}` }
  },
  examples: [
    {
      title: { en: 'Seasons become rows', fr: 'Les saisons deviennent des lignes' },
      params: { header: 'figure', name: 'season' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'season', type: 'text' },
            { name: 'sales', type: 'float' },
            { name: 'visits', type: 'float' },
            { name: 'missing', type: 'float' },
          ],
          rows: [
            ['spring', 12, 40, 1],
            ['autumn', 9.5, null, 2],
          ],
        },
      },
    },
    {
      title: { en: 'All as text, columns numbered', fr: 'Tout en texte, colonnes numérotées' },
      params: {},
      inputs: { table: { ...table, rows: table.rows.slice(0, 2) } },
      expect: {
        table: {
          columns: [
            { name: 'column', type: 'text' },
            { name: 'row 1', type: 'text' },
            { name: 'row 2', type: 'text' },
          ],
          rows: [
            ['figure', 'sales', 'visits'],
            ['spring', '12', '40'],
            ['autumn', '9.5', null],
          ],
        },
      },
    },
  ],
})

const nameOf = (settings: z.output<typeof params>) => settings.name.trim() || 'column'

const headed = (value: Value) => (value === null ? 'missing' : String(value) || 'empty')

function asTexts(
  rows: Relation,
  columns: readonly { readonly name: string; readonly type: Relation['columns'][number]['type'] }[],
): Relation {
  return extend(
    rows,
    columns.map(({ name, type }) => ({ name, expr: convert(columnExpr(name), type, 'text') ?? columnExpr(name) })),
  )
}

function tooMany(): NodeProblem {
  return new NodeProblem({
    code: 'too-many-rows',
    text: {
      en: 'The table has more than 1,000 rows; each would become a column.',
      fr: 'Le tableau a plus de 1 000 lignes ; chacune deviendrait une colonne.',
    },
    action: { en: 'Group or filter the rows first.', fr: 'Regroupez ou filtrez d’abord les lignes.' },
  })
}

function nothingToTurn(): NodeProblem {
  return new NodeProblem({
    code: 'nothing-chosen',
    param: 'columns',
    text: { en: 'There is no column to turn besides the header.', fr: 'Il n’y a pas de colonne à tourner hors de l’en-tête.' },
    action: { en: 'Choose at least one other column.', fr: 'Choisissez au moins une autre colonne.' },
  })
}
