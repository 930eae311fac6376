import { z } from 'zod'
import { aggregate, filter, limit, sort, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr, type Expr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import { chiSquareTest, columnSums, expectedCounts, fisherExact, rowSums } from '../../engine/learn/statistics/contingency.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { cell, levelField } from './test-columns.ts'

const mostCells = 20_000

const params = z.object({
  rows: field.column({ label: { en: 'Rows of the table', fr: 'Lignes du tableau' }, accepts: scalars }),
  columns: field.column({ label: { en: 'Columns of the table', fr: 'Colonnes du tableau' }, accepts: scalars }),
  missing: field.choice({
    label: { en: 'Missing values', fr: 'Valeurs manquantes' },
    choices: [
      { value: 'leave-out', label: { en: 'leave the row out', fr: 'écartent la ligne' } },
      { value: 'value', label: { en: 'count as a value', fr: 'comptent comme une valeur' } },
    ],
    default: 'leave-out',
  }),
  level: levelField(),
})

/** The values of both columns and how many rows have which. */
interface State {
  readonly types: readonly [DataType, DataType]
  readonly first: readonly LiteralValue[]
  readonly second: readonly LiteralValue[]
  readonly counts: readonly (readonly number[])[]
}

const figures: readonly Column[] = [
  { name: 'rows', type: 'int' },
  { name: 'share of row', type: 'float' },
  { name: 'share of column', type: 'float' },
  { name: 'share of all', type: 'float' },
  { name: 'expected', type: 'float' },
  { name: 'residual', type: 'float' },
]

const tested: readonly Column[] = [
  { name: 'rows', type: 'int' },
  { name: 'chi-squared', type: 'float' },
  { name: 'df', type: 'int' },
  { name: 'p', type: 'float' },
  { name: 'Cramér’s V', type: 'float' },
  { name: 'low', type: 'float' },
  { name: 'high', type: 'float' },
  { name: 'smallest expected', type: 'float' },
  { name: 'Fisher p', type: 'float' },
]

const table = {
  columns: [
    { name: 'sex', type: 'text' },
    { name: 'left', type: 'bool' },
  ],
  rows: [
    ['f', true],
    ['f', true],
    ['f', true],
    ['f', false],
    ['m', true],
    ['m', false],
    ['m', false],
    ['m', false],
    [null, true],
  ],
} as const

const [sex, left] = table.columns

export const crosstab = defineNode<typeof params, State>({
  id: 'statistics.crosstab',
  version: 1,
  icon: 'grid-2x2-plus',
  title: { en: 'Crosstab with test', fr: 'Tableau croisé avec test' },
  summary: {
    en: 'Counts pairs of values and says whether the two columns have to do with each other.',
    fr: 'Compte les paires de valeurs et dit si les deux colonnes ont un lien.',
  },
  help: {
    en: `The first output has a row for each pair of values, those without rows too: how many rows have it, their share of the row, of the column and of all, the number that would be expected without any link, and the adjusted residual, which is beyond 2 where a cell is out of line. “Pivot” turns it into a wide table.

The second output holds Pearson’s chi-squared test without a correction, Cramér’s V with its interval, and the smallest expected count: below 5 the p-value is rough. A table of two by two also gets Fisher’s exact p-value. Rows with a missing value are left out, or missing counts as a value.`,
    fr: `La première sortie a une ligne par paire de valeurs, même sans ligne : combien de lignes l’ont, leur part de la ligne, de la colonne et du tout, le nombre attendu en l’absence de lien, et le résidu ajusté, qui dépasse 2 quand une case sort du rang. « Pivoter » en fait un tableau large.

La seconde sortie contient le test du khi-deux de Pearson sans correction, le V de Cramér avec son intervalle, et le plus petit effectif attendu : en dessous de 5, la valeur p est approximative. Un tableau de deux sur deux reçoit aussi la valeur p exacte de Fisher. Les lignes avec une valeur manquante sont écartées, ou le manque compte comme une valeur.`,
  },
  keywords: {
    en: ['contingency table', 'cross tabulation', 'chi-squared', 'chi2', 'cramer', 'fisher', 'expected counts', 'independence'],
    fr: ['contingence', 'tri croisé', 'khi-deux', 'khi2', 'cramer', 'fisher', 'effectifs attendus', 'indépendance'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'Cells', fr: 'Cases' } },
    test: { kind: 'table', label: { en: 'Result of the test', fr: 'Résultat du test' } },
  },
  params,
  learns: () => false,
  async fit(settings, input, ctx) {
    const chosen = [
      chooseColumn(input, settings.rows, { param: 'rows', accepts: scalars }),
      chooseColumn(input, settings.columns, { param: 'columns', accepts: scalars }),
    ] as const
    const keys = chosen.map((column, at) => ({ name: `k${at}`, expr: columnExpr(column.name) as Expr }))
    const isKnown = call('and', ...keys.map((key) => call('is-not-null', key.expr)))
    const counted = aggregate(settings.missing === 'leave-out' ? filter(input, isKnown) : input, keys, [
      { name: 'rows', fn: 'count-rows', args: [columnExpr(chosen[0].name)] },
    ])
    const rows = await ctx.rows(limit(sort(counted, [{ expr: columnExpr('k0') }, { expr: columnExpr('k1') }]), mostCells + 1))
    const pairs = rows.map((row) => ({
      a: literalOf(chosen[0].type, row[0] ?? null),
      b: literalOf(chosen[1].type, row[1] ?? null),
      count: Number(row[2] ?? 0),
    }))
    const different = (given: readonly LiteralValue[]) => [...new Map(given.map((value) => [JSON.stringify(value), value])).values()]
    const first = different(pairs.map((pair) => pair.a))
    const order = (value: LiteralValue) => (value === null ? [1, ''] : [0, value])
    const second = different(pairs.map((pair) => pair.b)).toSorted((a, b) => {
      const [[na, va], [nb, vb]] = [order(a), order(b)]
      return Number(na) - Number(nb) || ((va ?? '') < (vb ?? '') ? -1 : 1)
    })
    if (first.length * second.length > mostCells) throw tooMany(first.length, second.length)
    const at = new Map(pairs.map((pair) => [JSON.stringify([pair.a, pair.b]), pair.count]))
    return {
      types: [chosen[0].type, chosen[1].type],
      first,
      second,
      counts: first.map((a) => second.map((b) => at.get(JSON.stringify([a, b])) ?? 0)),
    }
  },
  apply(state, settings) {
    const { types, first, second, counts } = state
    const free = freeNames({ op: 'values', columns: figures, rows: [] })
    const headings = [settings.rows, settings.columns].map((name, at): Column => ({
      name: free(name || 'value'),
      type: types[at] ?? 'text',
    }))
    const [acrossRows, downColumns, expected] = [rowSums(counts), columnSums(counts), expectedCounts(counts)]
    const total = acrossRows.reduce((sum, count) => sum + count, 0)
    const cells = first.flatMap((a, i) =>
      second.map((b, j): readonly LiteralValue[] => {
        const [count, row, column, wanted] = [counts[i]?.[j] ?? 0, acrossRows[i] ?? 0, downColumns[j] ?? 0, expected[i]?.[j] ?? 0]
        const spread = Math.sqrt(wanted * (1 - row / total) * (1 - column / total))
        return [a, b, count, cell(count / row), cell(count / column), cell(count / total), wanted, cell((count - wanted) / spread)]
      }),
    )
    const test = chiSquareTest(counts, settings.level / 100)
    const square = counts.length === 2 && second.length === 2 ? fisherExact(counts, settings.level / 100).p : null
    const least = expected.flat().reduce<number | null>((low, count) => (low === null || count < low ? count : low), null)
    const [low, high] = test.interval ?? []
    const row = [total, test.statistic, test.df, test.p, test.effect, low, high, least, square].map(cell)
    return { table: values([...headings, ...figures], cells), test: values(tested, [row]) }
  },
  explain(settings) {
    const [a, b] = [quoted(settings.rows || '…'), quoted(settings.columns || '…')]
    return { en: `${a.en} by ${b.en}, with a test`, fr: `${a.fr} par ${b.fr}, avec un test` }
  },
  examples: [
    {
      title: { en: 'Two by two, a missing value left out', fr: 'Deux sur deux, une valeur manquante écartée' },
      params: { rows: 'sex', columns: 'left' },
      inputs: { table },
      expect: {
        table: {
          columns: [sex, left, ...figures],
          rows: [
            ['f', false, 1, 0.25, 0.25, 0.125, 2, -Math.SQRT2],
            ['f', true, 3, 0.75, 0.75, 0.375, 2, Math.SQRT2],
            ['m', false, 3, 0.75, 0.75, 0.375, 2, Math.SQRT2],
            ['m', true, 1, 0.25, 0.25, 0.125, 2, -Math.SQRT2],
          ],
        },
      },
    },
    {
      title: { en: 'Missing counts as a value', fr: 'Le manque compte comme une valeur' },
      params: { rows: 'left', columns: 'sex', missing: 'value' },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            ['f', true],
            [null, true],
          ],
        },
      },
      expect: {
        table: {
          columns: [left, sex, ...figures],
          rows: [
            [true, 'f', 1, 0.5, 1, 0.5, 1, null],
            [true, null, 1, 0.5, 1, 0.5, 1, null],
          ],
        },
        test: { columns: tested, rows: [[2, null, null, null, null, null, null, 1, null]] },
      },
    },
  ],
})

function tooMany(rows: number, columns: number): NodeProblem {
  return new NodeProblem({
    code: 'too-many-values',
    param: 'rows',
    text: {
      en: `${rows} values by ${columns} values are more than ${mostCells} cells.`,
      fr: `${rows} valeurs par ${columns} valeurs font plus de ${mostCells} cases.`,
    },
    action: {
      en: 'Group rare values or put numbers into bins before.',
      fr: 'Regroupez d’abord les valeurs rares ou mettez les nombres en classes.',
    },
  })
}
