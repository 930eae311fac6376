import { z } from 'zod'
import { aggregate, extend, filter, join, limit, sample, select, sort } from '../../engine/relation/build.ts'
import { steps } from '../../engine/relation/build-rows.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { drawnNumber } from '../kit/drawn-number.ts'
import { drawn } from '../kit/summary-takes.ts'
import { windowOver } from '../kit/window-over.ts'

const scalars: readonly DataType[] = ['bool', 'int', 'float', 'text', 'date', 'timestamp']
const random = ['share', 'exact', 'each'] as const

const table = {
  columns: [
    { name: 'id', type: 'int' },
    { name: 'group', type: 'text' },
  ],
  rows: [
    [1, 'a'],
    [2, 'a'],
    [3, 'a'],
    [4, 'a'],
    [5, null],
    [6, null],
  ],
} as const

export const sampleRows = defineNode({
  id: 'clean.sample-rows',
  version: 1,
  icon: 'dices',
  title: { en: 'Sample rows', fr: 'Échantillonner' },
  summary: { en: 'Takes some of the rows, at random or from the start.', fr: 'Prend une partie des lignes, au hasard ou depuis le début.' },
  help: {
    en: `A share takes about that part of the rows; a number takes exactly so many, or all when there are fewer. The choice depends on the seed and on the place of each row only: the same seed takes the same rows of the same table, on any machine. The rows stay in their order.

“Within” takes the share of each group, so that rare groups keep their part. “A number of rows of each group” takes as many at random of each, so that all groups weigh the same. First rows are quick but rarely typical; every n-th row keeps the pace of a series, counted from the first.

Drawn with replacement (bootstrap), a row can come several times or not at all; equal rows stand together.`,
    fr: `Une part prend environ cette fraction des lignes ; un nombre en prend exactement autant, ou toutes s’il y en a moins. Le choix ne dépend que de la graine et de la place de chaque ligne : la même graine prend les mêmes lignes du même tableau, sur toute machine. Les lignes restent dans leur ordre.

« Dans chaque » prend la part de chaque groupe, si bien que les groupes rares gardent la leur. « Un nombre de lignes de chaque groupe » en prend autant au hasard dans chacun, si bien que tous les groupes pèsent pareil. Les premières lignes viennent vite mais sont rarement typiques ; une ligne sur n garde l’allure d’une série, à partir de la première.

Tirée avec remise (bootstrap), une ligne peut venir plusieurs fois ou jamais ; les lignes égales se suivent.`,
  },
  keywords: {
    en: ['random', 'bootstrap', 'with replacement', 'subset', 'head', 'limit', 'stratified', 'systematic', 'per group', 'last', 'tail'],
    fr: ['hasard', 'bootstrap', 'avec remise', 'extrait', 'premières', 'limite', 'stratifié', 'systématique', 'par groupe', 'dernières'],
  },
  ...tablePorts,
  params: z.object({
    method: field.choice({
      label: { en: 'Take', fr: 'Prendre' },
      choices: [
        { value: 'share', label: { en: 'a share of the rows', fr: 'une part des lignes' } },
        { value: 'exact', label: { en: 'a number of rows', fr: 'un nombre de lignes' } },
        { value: 'first', label: { en: 'the first rows', fr: 'les premières lignes' } },
        { value: 'last', label: { en: 'the last rows', fr: 'les dernières lignes' } },
        { value: 'each', label: { en: 'a number of rows of each group', fr: 'un nombre de lignes de chaque groupe' } },
        { value: 'every', label: { en: 'every n-th row', fr: 'une ligne sur n' } },
        { value: 'again', label: { en: 'rows at random, some several times', fr: 'des lignes au hasard, certaines plusieurs fois' } },
      ],
      default: 'share',
    }),
    share: field.slider({
      label: { en: 'Share', fr: 'Part' },
      default: 0.1,
      min: 0,
      max: 1,
      step: 0.01,
      when: { param: 'method', in: ['share'] },
    }),
    rows: field.number({
      label: { en: 'Rows', fr: 'Lignes' },
      default: 1000,
      min: 0,
      integer: true,
      when: { param: 'method', in: ['exact', 'first', 'last', 'each', 'every'] },
    }),
    draws: field.optionalNumber({
      label: { en: 'Draws', fr: 'Tirages' },
      help: { en: 'As many as the table has rows when nothing is typed.', fr: 'Autant que le tableau a de lignes si rien n’est saisi.' },
      min: 0,
      integer: true,
      when: { param: 'method', in: ['again'] },
    }),
    within: field.columns({
      label: { en: 'Within each', fr: 'Dans chaque' },
      help: { en: 'The same share of each group.', fr: 'La même part de chaque groupe.' },
      accepts: scalars,
      when: { param: 'method', in: random },
    }),
    seed: field.seed({ when: { param: 'method', in: [...random, 'again'] } }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    if (params.method === 'first') return limit(input, params.rows)
    if (params.method === 'again') return drawnAgain(input, params)
    const within = chooseColumns(input, params.within, { param: 'within', accepts: scalars, optional: true })
    if (params.method === 'last' || params.method === 'every' || params.method === 'each') {
      const { rows, place } = numbered(input)
      const names = within.map((column) => column.name)
      const kept = freeNames(rows)('kept')
      const marked = extend(rows, [{ name: kept, expr: chosenRows({ ...params, method: params.method }, place, names) }])
      const own = input.columns.map((column) => column.name)
      return select(filter(marked, columnExpr(kept)), own)
    }
    return sample(input, {
      seed: params.seed,
      from: 0,
      to: params.method === 'share' ? params.share : 1,
      ...(params.method === 'exact' && { exact: params.rows }),
      ...(within.length > 0 && { within: within.map((column) => column.name) }),
    })
  },
  explain(params) {
    if (params.method === 'first') return { en: `the first ${params.rows} rows`, fr: `les ${params.rows} premières lignes` }
    if (params.method === 'again') {
      const count = params.draws === null ? { en: 'as many rows as there are', fr: 'autant de lignes qu’il y en a' } : null
      const shown = count ?? { en: `${params.draws} rows`, fr: `${params.draws} lignes` }
      return { en: `${shown.en}, drawn with replacement`, fr: `${shown.fr}, tirées avec remise` }
    }
    if (params.method === 'last') return { en: `the last ${params.rows} rows`, fr: `les ${params.rows} dernières lignes` }
    if (params.method === 'every') return { en: `every row number ${params.rows}`, fr: `une ligne sur ${params.rows}` }
    const percent = Math.round(params.share * 1000) / 10
    const what =
      params.method === 'share'
        ? { en: `${percent}\u202f% of the rows at random`, fr: `${String(percent).replace('.', ',')} % des lignes au hasard` }
        : { en: `${params.rows} rows at random`, fr: `${params.rows} lignes au hasard` }
    if (params.within.by === 'names' && params.within.names.length === 0) return what
    const groups = columnsPhrase(params.within)
    return { en: `${what.en}, of each: ${groups.en}`, fr: `${what.fr}, pour chaque : ${groups.fr}` }
  },
  examples: [
    {
      title: { en: 'The first two rows', fr: 'Les deux premières lignes' },
      params: { method: 'first', rows: 2 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: table.rows.slice(0, 2) } },
    },
    {
      title: { en: 'Half of each group, the missing one too', fr: 'La moitié de chaque groupe, le manquant aussi' },
      params: { share: 0.5, within: { by: 'names', names: ['group'] }, seed: 7 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[1], table.rows[3], table.rows[4]] } },
    },
    {
      title: { en: 'Every second row', fr: 'Une ligne sur deux' },
      params: { method: 'every', rows: 2 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[0], table.rows[2], table.rows[4]] } },
    },
    {
      title: { en: 'Four draws with replacement', fr: 'Quatre tirages avec remise' },
      params: { method: 'again', draws: 4 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[1], table.rows[1], table.rows[4], table.rows[5]] } },
    },
    {
      title: { en: 'The last two rows', fr: 'Les deux dernières lignes' },
      params: { method: 'last', rows: 2 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: table.rows.slice(4) } },
    },
  ],
})

/** Draws with replacement: each draw takes the row whose number it hits. */
function drawnAgain(input: Relation, { draws, seed }: { readonly draws: number | null; readonly seed: number }): Relation {
  const { rows, place } = numbered(input)
  const count = { name: 'count', fn: 'count-rows', args: [literal('int', 1)] }
  const last = draws === null ? columnExpr('count') : literal('int', draws)
  const bounds = extend(filter(aggregate(rows, [], [count]), call('greater', columnExpr('count'), literal('int', 0))), [
    { name: 'first', expr: literal('int', 1) },
    { name: 'last', expr: last },
  ])
  const turns = steps(bounds, { from: 'first', to: 'last', every: { count: 1, unit: 'number' }, name: 'turn' })
  const hit = call('add-int', call('modulo-int', drawnNumber(columnExpr('turn'), seed), columnExpr('count')), literal('int', 1))
  const drawnRows = join(rows, extend(turns, [{ name: 'hit', expr: hit }]), {
    how: 'inner',
    on: [{ left: columnExpr(place), right: columnExpr('hit') }],
    output: rows.columns.map(({ name }) => ({ name, from: 'left' as const, column: name })),
  })
  return select(
    sort(drawnRows, [{ expr: columnExpr(place) }]),
    input.columns.map((column) => column.name),
  )
}

/** Which rows are kept, by their numbers in the column `place`. */
function chosenRows(
  params: { readonly method: 'last' | 'every' | 'each'; readonly rows: number; readonly seed: number },
  place: string,
  within: readonly string[],
): Expr {
  const [at, rows] = [columnExpr(place), literal('int', params.rows)]
  if (params.method === 'last')
    return call('less-or-equal', windowOver('row-number', [literal('int', 1)], [], [{ expr: at, descending: true }]), rows)
  if (params.method === 'every')
    return call('equal', call('modulo-int', at, literal('int', Math.max(1, params.rows))), literal('int', params.rows <= 1 ? 0 : 1))
  const order = [{ expr: drawn(at, params.seed) }, { expr: at }]
  return call('less-or-equal', windowOver('row-number', [literal('int', 1)], within, order), rows)
}
