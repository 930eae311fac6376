import { z } from 'zod'
import { aggregate, extend, filter, freeName, limit, project, select, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import { correctPValues } from '../../engine/learn/statistics/correct-p-values.ts'
import { kendall, testCorrelation } from '../../engine/learn/statistics/correlation-tests.ts'
import type { TestResult } from '../../engine/learn/statistics/test-result.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { comparable, meanRank } from './mean-rank.ts'
import { cell, correctionField, levelField } from './test-columns.ts'

const accepts: readonly DataType[] = ['int', 'float', 'bool']

/** Pairs beyond this many would take more queries than anybody waits for. */
const mostColumns = 60
const mostKendallRows = 100_000

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    accepts,
    default: { by: 'types', types: ['int', 'float'], except: [] },
    withheld: ['id', 'ignore'],
  }),
  method: field.choice({
    label: { en: 'Method', fr: 'Méthode' },
    choices: [
      { value: 'pearson', label: { en: 'Pearson, straight lines', fr: 'Pearson, lignes droites' } },
      { value: 'spearman', label: { en: 'Spearman, ranks', fr: 'Spearman, rangs' } },
      { value: 'kendall', label: { en: 'Kendall, pairs in order', fr: 'Kendall, paires ordonnées' } },
    ],
    default: 'pearson',
  }),
  correction: correctionField(),
  level: levelField(),
})

const headings: readonly Column[] = [
  { name: 'column', type: 'text' },
  { name: 'other', type: 'text' },
  { name: 'rows', type: 'int' },
  { name: 'correlation', type: 'float' },
  { name: 'low', type: 'float' },
  { name: 'high', type: 'float' },
  { name: 'p', type: 'float' },
  { name: 'corrected p', type: 'float' },
]

/** One list for each pair, in the order of the headings. */
interface State {
  readonly pairs: readonly (readonly LiteralValue[])[]
  readonly names: readonly string[]
}

const table = {
  columns: [
    { name: 'x', type: 'int' },
    { name: 'y', type: 'float' },
    { name: 'z', type: 'int' },
  ],
  rows: [
    [1, 1, 2],
    [2, 4, 1],
    [3, 9, null],
    [4, 16, 2],
    [5, 25, 3],
  ],
} as const

export const correlations = defineNode<typeof params, State>({
  id: 'statistics.correlations',
  version: 1,
  icon: 'git-compare-arrows',
  title: { en: 'Correlation table', fr: 'Tableau de corrélations' },
  summary: {
    en: 'Says how each pair of columns goes together, with intervals and p-values.',
    fr: 'Dit comment chaque paire de colonnes va ensemble, avec intervalles et valeurs p.',
  },
  help: {
    en: `The first output has a row for each pair: the number of rows, the correlation, its interval, the p-value that there is none, and the p-value corrected for the number of pairs. The second output is the matrix. Pearson measures straight lines, Spearman any rising or falling relation by ranks, Kendall the pairs of rows in the same order.

A pair uses the rows in which both values are known; missing values, NaN and infinities are left out. Yes/no columns count as 1 and 0. With fewer than three rows, or a column without spread, the result is missing. Intervals are Fisher’s, wider for ranks. Kendall takes 100,000 rows at most.`,
    fr: `La première sortie a une ligne par paire : le nombre de lignes, la corrélation, son intervalle, la valeur p de l’absence de corrélation, et la valeur p corrigée selon le nombre de paires. La seconde sortie est la matrice. Pearson mesure des lignes droites, Spearman toute relation montante ou descendante par les rangs, Kendall les paires de lignes dans le même ordre.

Une paire utilise les lignes où les deux valeurs sont connues ; valeurs manquantes, NaN et infinis sont écartés. Les colonnes oui/non comptent 1 et 0. Avec moins de trois lignes, ou une colonne sans variation, le résultat manque. Les intervalles sont ceux de Fisher, plus larges pour les rangs. Kendall prend au plus 100 000 lignes.`,
  },
  keywords: {
    en: ['correlation matrix', 'pearson', 'spearman', 'kendall', 'p-value', 'holm', 'benjamini-hochberg', 'linear correlation'],
    fr: ['matrice de corrélation', 'pearson', 'spearman', 'kendall', 'valeur p', 'corrélation linéaire'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Pairs', fr: 'Paires' } },
    matrix: { kind: 'table', label: { en: 'Matrix', fr: 'Matrice' } },
  },
  params,
  // Figures about rows, for people: nothing is carried to other rows.
  learns: () => false,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts, withheld: ['id', 'ignore'] })
    if (columns.length > mostColumns) throw tooMany(columns.length)
    const pairs = columns.flatMap((first, at) => columns.slice(at + 1).map((second) => [first, second] as const))
    const level = settings.level / 100
    const found =
      settings.method === 'pearson' ? await pearsonOf(ctx, input, pairs, level) : await ranksOf(ctx, input, pairs, { ...settings, level })
    const corrected = correctPValues(
      found.map(({ test }) => test.p),
      settings.correction,
    )
    return {
      names: columns.map((column) => column.name),
      pairs: found.map(({ rows, test }, at) => {
        const [first, second] = pairs[at] ?? []
        const [low, high] = test.interval ?? []
        return [first?.name ?? '', second?.name ?? '', rows, cell(test.effect), cell(low), cell(high), cell(test.p), cell(corrected[at])]
      }),
    }
  },
  apply({ pairs, names }) {
    const key = (a: LiteralValue | undefined, b: LiteralValue | undefined) => JSON.stringify([a, b])
    const between = new Map(pairs.flatMap(([a, b, , r = null]) => [key(a, b), key(b, a)].map((both) => [both, r])))
    const rows = names.map((name) => [name, ...names.map((other) => (name === other ? 1 : (between.get(key(name, other)) ?? null)))])
    const heading = freeName('column', new Set(names))
    return {
      table: values(headings, pairs),
      matrix: values([{ name: heading, type: 'text' }, ...names.map((name): Column => ({ name, type: 'float' }))], rows),
    }
  },
  explain(settings) {
    const [what, method] = [
      columnsPhrase(settings.columns),
      { pearson: 'Pearson', spearman: 'Spearman', kendall: 'Kendall' }[settings.method],
    ]
    return { en: `${method} correlations of ${what.en}`, fr: `corrélations de ${method} de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Ranks that agree, and a gap', fr: 'Des rangs qui concordent, et un trou' },
      params: { method: 'spearman', correction: 'none', columns: { by: 'names', names: ['x', 'y'] } },
      inputs: { table },
      expect: {
        table: { columns: headings, rows: [['x', 'y', 5, 1, 1, 1, 0, 0]] },
        matrix: {
          columns: [
            { name: 'column', type: 'text' },
            { name: 'x', type: 'float' },
            { name: 'y', type: 'float' },
          ],
          rows: [
            ['x', 1, 1],
            ['y', 1, 1],
          ],
        },
      },
    },
    {
      title: { en: 'A pair counts the rows where both are known', fr: 'Une paire compte les lignes où les deux sont connues' },
      params: { method: 'kendall', columns: { by: 'names', names: ['x', 'z'] } },
      inputs: { table },
      expect: {
        matrix: {
          columns: [
            { name: 'column', type: 'text' },
            { name: 'x', type: 'float' },
            { name: 'z', type: 'float' },
          ],
          rows: [
            ['x', 1, 3 / Math.sqrt(30)],
            ['z', 3 / Math.sqrt(30), 1],
          ],
        },
      },
    },
  ],
})

function tooMany(count: number): NodeProblem {
  return new NodeProblem({
    code: 'too-many-columns',
    param: 'columns',
    text: {
      en: `${count} columns are too many: at most ${mostColumns} can be compared in pairs.`,
      fr: `${count} colonnes, c’est trop : au plus ${mostColumns} se comparent par paires.`,
    },
    action: { en: 'Choose fewer columns.', fr: 'Choisissez moins de colonnes.' },
  })
}

type Pair = readonly [Column, Column]

interface Found {
  readonly rows: number
  readonly test: TestResult
}

/** All pairs in one pass. */
async function pearsonOf(ctx: FitContext, input: Relation, pairs: readonly Pair[], level: number): Promise<readonly Found[]> {
  if (pairs.length === 0) return []
  const inside = new Map<Column, string>()
  for (const column of pairs.flat()) if (!inside.has(column)) inside.set(column, `v${inside.size}`)
  const numbers = project(
    input,
    [...inside].map(([column, name]) => ({ name, expr: comparable(column) })),
  )
  const at = (column: Column) => columnExpr(inside.get(column) ?? '')
  const [row = []] = await ctx.rows(
    aggregate(
      numbers,
      [],
      pairs.flatMap(([a, b], index) => [
        { name: `r${index}`, fn: 'correlation', args: [at(a), at(b)] },
        { name: `n${index}`, fn: 'count-if', args: [call('and', call('is-not-null', at(a)), call('is-not-null', at(b)))] },
      ]),
    ),
  )
  return pairs.map((_, index) => {
    const [r, rows] = [row[2 * index] ?? null, Number(row[2 * index + 1] ?? 0)]
    return { rows, test: testCorrelation(r === null ? null : Number(r), rows, { ranks: false, level }) }
  })
}

/** Ranks are those among the rows of a pair, so each pair is asked by itself. */
async function ranksOf(
  ctx: FitContext,
  input: Relation,
  pairs: readonly Pair[],
  how: { readonly method: string; readonly level: number },
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const [a, b] of pairs) {
    const both = project(input, [
      { name: 'a', expr: comparable(a) },
      { name: 'b', expr: comparable(b) },
    ])
    const rows = filter(both, call('and', call('is-not-null', columnExpr('a')), call('is-not-null', columnExpr('b'))))
    found.push(how.method === 'kendall' ? await kendallOf(ctx, rows, how.level) : await spearmanOf(ctx, rows, how.level))
  }
  return found
}

async function kendallOf(ctx: FitContext, rows: Relation, level: number): Promise<Found> {
  const read = await ctx.rows(limit(rows, mostKendallRows))
  return {
    rows: read.length,
    test: kendall(
      read.map((row) => [Number(row[0]), Number(row[1])] as const),
      level,
    ),
  }
}

async function spearmanOf(ctx: FitContext, rows: Relation, level: number): Promise<Found> {
  const ranked = select(
    extend(
      rows,
      ['a', 'b'].map((name) => ({ name: `${name} rank`, expr: meanRank(name) })),
    ),
    ['a rank', 'b rank'],
  )
  const [row = []] = await ctx.rows(
    aggregate(
      ranked,
      [],
      [
        { name: 'r', fn: 'correlation', args: [columnExpr('a rank'), columnExpr('b rank')] },
        { name: 'n', fn: 'count-rows', args: [columnExpr('a rank')] },
      ],
    ),
  )
  const count = Number(row[1] ?? 0)
  const r = row[0] ?? null
  // Ranks in the same order can miss 1 by a last bit.
  const kept = r === null ? null : Math.abs(Number(r)) > 1 - 1e-12 ? Math.sign(Number(r)) : Number(r)
  return { rows: count, test: testCorrelation(kept, count, { ranks: true, level }) }
}
