import { z } from 'zod'
import { values } from '../../engine/relation/build.ts'
import { chiSquareTest, compareShares, expectedCounts, fisherExact, rowSums } from '../../engine/learn/statistics/contingency.ts'
import { correctPValues } from '../../engine/learn/statistics/correct-p-values.ts'
import { analyseVariance, compareMeans } from '../../engine/learn/statistics/mean-tests.ts'
import { compareManyRanks, compareRanks } from '../../engine/learn/statistics/rank-tests.ts'
import { nothing, type TestResult } from '../../engine/learn/statistics/test-result.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue, Value } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { compareGroupsExamples, headings } from './compare-groups-examples.ts'
import { countsOf, groupsOf, momentsOf, rankSumsOf } from './group-figures.ts'
import { cell, correctionField, levelField } from './test-columns.ts'

const numeric: readonly DataType[] = ['int', 'float', 'bool']
const countable: readonly DataType[] = ['text', 'bool', 'int']
const all: readonly DataType[] = ['int', 'float', 'bool', 'text']
const mostGroups = 100

/** The tests, whether they compare two groups only, what they accept and what their effect is called. */
const tests = {
  auto: { label: { en: 'the one that fits each column', fr: 'celui qui convient à chaque colonne' }, two: false, accepts: all, effect: '' },
  welch: { label: { en: 't-test (Welch)', fr: 'test t (Welch)' }, two: true, accepts: numeric, effect: 'Cohen’s d' },
  student: {
    label: { en: 't-test, equal variances (Student)', fr: 'test t, variances égales (Student)' },
    two: true,
    accepts: numeric,
    effect: 'Cohen’s d',
  },
  'mann-whitney': { label: { en: 'Mann-Whitney, ranks', fr: 'Mann-Whitney, rangs' }, two: true, accepts: numeric, effect: 'rank-biserial' },
  anova: { label: { en: 'analysis of variance', fr: 'analyse de variance' }, two: false, accepts: numeric, effect: 'eta squared' },
  kruskal: { label: { en: 'Kruskal-Wallis, ranks', fr: 'Kruskal-Wallis, rangs' }, two: false, accepts: numeric, effect: 'epsilon squared' },
  'chi-squared': { label: { en: 'chi-squared', fr: 'khi-deux' }, two: false, accepts: countable, effect: 'Cramér’s V' },
  fisher: {
    label: { en: 'Fisher’s exact, two by two', fr: 'exact de Fisher, deux sur deux' },
    two: true,
    accepts: countable,
    effect: 'odds ratio',
  },
  proportions: { label: { en: 'two shares', fr: 'deux proportions' }, two: true, accepts: ['bool'], effect: 'difference of shares' },
} as const satisfies Record<string, { label: { en: string; fr: string }; two: boolean; accepts: readonly DataType[]; effect: string }>

type Test = keyof typeof tests

const params = z.object({
  columns: field.columns({
    label: { en: 'Compare', fr: 'Comparer' },
    accepts: all,
    withheld: ['id', 'ignore'],
    apart: 'group',
    default: { by: 'types', types: ['int', 'float'], except: [] },
  }),
  group: field.column({ label: { en: 'Between the groups of', fr: 'Entre les groupes de' }, accepts: countable }),
  test: field.choice({
    label: { en: 'Which test', fr: 'Quel test' },
    choices: (Object.keys(tests) as Test[]).map((value) => ({ value, label: tests[value].label })),
    default: 'auto',
  }),
  correction: correctionField(),
  level: levelField(),
})

/** One list for each column, in the order of the headings. */
interface State {
  readonly rows: readonly (readonly LiteralValue[])[]
}

interface Told {
  readonly test: Exclude<Test, 'auto'>
  readonly rows: number
  readonly result: TestResult
  readonly difference?: number | null
  readonly differenceInterval?: readonly [number, number] | null
}

export const compareGroups = defineNode<typeof params, State>({
  id: 'statistics.compare-groups',
  version: 1,
  icon: 'scale',
  title: { en: 'Compare groups', fr: 'Comparer des groupes' },
  summary: {
    en: 'Tests whether columns differ between groups, with effect sizes and intervals.',
    fr: 'Teste si des colonnes diffèrent entre des groupes, avec tailles d’effet et intervalles.',
  },
  help: {
    en: `A row comes out for each column: the test, the statistic, degrees of freedom, the p-value that there is no difference, the p-value corrected for the number of columns, and how large the effect is with its interval. Of two means also their difference, the first group less the second, in the order of the values.

The test that fits: for numbers Welch’s t-test of two groups and the analysis of variance of more; for texts and yes/no columns chi-squared, or Fisher’s exact test where a table of two by two expects fewer than 5 rows in a cell. Ranks (Mann-Whitney, Kruskal-Wallis) ask for no bell curve; Mann-Whitney counts exactly for small groups without ties.

Rows without a group are left out, and so are missing values, NaN and infinities of each column. Where a test can say nothing, with one value or no spread, its figures are missing.`,
    fr: `Une ligne sort par colonne : le test, la statistique, les degrés de liberté, la valeur p de l’absence de différence, la valeur p corrigée selon le nombre de colonnes, et la taille de l’effet avec son intervalle. De deux moyennes aussi la différence, le premier groupe moins le second, dans l’ordre des valeurs.

Le test qui convient : pour des nombres, le test t de Welch pour deux groupes et l’analyse de variance pour plus ; pour des textes et des oui/non, le khi-deux, ou le test exact de Fisher quand un tableau de deux sur deux attend moins de 5 lignes dans une case. Les rangs (Mann-Whitney, Kruskal-Wallis) ne demandent pas de courbe en cloche ; Mann-Whitney compte exactement pour de petits groupes sans ex æquo.

Les lignes sans groupe sont écartées, de même que les valeurs manquantes, NaN et infinies de chaque colonne. Là où un test ne peut rien dire, avec une valeur ou sans variation, ses chiffres manquent.`,
  },
  keywords: {
    en: [
      'hypothesis test',
      't-test',
      'welch',
      'anova',
      'mann-whitney',
      'wilcoxon',
      'kruskal',
      'chi-squared',
      'fisher',
      'p-value',
      'effect size',
      'A/B test',
    ],
    fr: [
      'test d’hypothèse',
      'test t',
      'welch',
      'anova',
      'mann-whitney',
      'kruskal',
      'khi-deux',
      'fisher',
      'valeur p',
      'taille d’effet',
      'test A/B',
    ],
  },
  ...tablePorts,
  params,
  learns: () => false,
  async fit(settings, input, ctx) {
    const group = chooseColumn(input, settings.group, { param: 'group', accepts: countable })
    const accepts = tests[settings.test].accepts
    const rule =
      settings.columns.by === 'names' ? settings.columns : { ...settings.columns, except: [...settings.columns.except, group.name] }
    const columns = chooseColumns(input, rule, { param: 'columns', accepts, withheld: ['id', 'ignore'] })
    const groups = await groupsOf(ctx, input, group, mostGroups)
    if (groups.length > mostGroups)
      throw groupCount(group, { en: `more than ${mostGroups}`, fr: `plus de ${mostGroups}` }, { en: 'at most 100', fr: 'au plus 100' })
    if (tests[settings.test].two && groups.length !== 2)
      throw groupCount(group, { en: String(groups.length), fr: String(groups.length) }, { en: 'two', fr: 'deux' })
    const told = await testAll(ctx, { input, group, groups, columns }, settings)
    const corrected = correctPValues(
      told.map((item) => item.result.p),
      settings.correction,
    )
    const shown = groups.length === 2 ? groups.map(String) : [null, null]
    return {
      rows: told.map(({ test, rows, result, difference, differenceInterval }, at) => [
        columns[at]?.name ?? '',
        test,
        ...[groups.length, rows, result.statistic, result.df, result.df2, result.p, corrected[at]].map(cell),
        tests[test].effect,
        ...[result.effect, result.interval?.[0], result.interval?.[1]].map(cell),
        ...shown,
        ...[difference, differenceInterval?.[0], differenceInterval?.[1]].map(cell),
      ]),
    }
  },
  apply: ({ rows }) => values(headings, rows),
  explain(settings) {
    const [what, by] = [columnsPhrase(settings.columns), quoted(settings.group || '…')]
    return { en: `${what.en} between the groups of ${by.en}`, fr: `${what.fr} entre les groupes de ${by.fr}` }
  },
  examples: compareGroupsExamples,
})

function groupCount(group: Column, found: { en: string; fr: string }, wanted: { en: string; fr: string }): NodeProblem {
  const name = quoted(group.name)
  return new NodeProblem({
    code: 'group-count',
    param: 'group',
    column: group.name,
    text: {
      en: `This test compares ${wanted.en} groups; ${name.en} has ${found.en}.`,
      fr: `Ce test compare ${wanted.fr} groupes ; ${name.fr} en a ${found.fr}.`,
    },
    action: {
      en: 'Choose another test, or keep the groups to be compared.',
      fr: 'Choisissez un autre test, ou gardez les groupes à comparer.',
    },
  })
}

interface Asked {
  readonly input: Relation
  readonly group: Column
  readonly groups: readonly Value[]
  readonly columns: readonly Column[]
}

async function testAll(ctx: FitContext, asked: Asked, settings: z.output<typeof params>): Promise<readonly Told[]> {
  const { input, group, groups, columns } = asked
  const level = settings.level / 100
  const chosen = columns.map((column) => testFor(settings.test, column, groups.length))
  const byMeans = columns.filter((_, at) => ['welch', 'student', 'anova'].includes(chosen[at] ?? ''))
  const moments = byMeans.length === 0 ? [] : await momentsOf(ctx, input, { group, columns: byMeans }, groups)
  const told: Told[] = []
  for (const [at, column] of columns.entries()) {
    const test = chosen[at] ?? 'chi-squared'
    if (byMeans.includes(column)) {
      const found = moments[byMeans.indexOf(column)] ?? []
      const [a, b] = found
      const rows = found.reduce((sum, item) => sum + item.count, 0)
      if (test === 'anova') told.push({ test, rows, result: analyseVariance(found, level) })
      else if (a && b) {
        const result = compareMeans(a, b, { equalVariances: test === 'student', level })
        told.push({ test, rows, result, difference: result.difference, differenceInterval: result.differenceInterval })
      } else told.push({ test, rows, result: nothing })
    } else if (test === 'mann-whitney' || test === 'kruskal') {
      const { sums, ties } = await rankSumsOf(ctx, input, { group, column }, groups)
      const [a, b] = sums
      const rows = sums.reduce((sum, item) => sum + item.count, 0)
      const result = test === 'kruskal' ? compareManyRanks(sums, { ties, level }) : a && b ? compareRanks(a, b, { ties, level }) : nothing
      told.push({ test, rows, result })
    } else told.push(byCounts(await countsOf(ctx, input, { group, column }, groups), settings.test === 'auto' ? 'auto' : test, level))
  }
  return told
}

function testFor(test: Test, column: Column, groups: number): Exclude<Test, 'auto'> {
  if (test !== 'auto') return test
  if (column.type === 'text' || column.type === 'bool') return 'chi-squared'
  return groups === 2 ? 'welch' : 'anova'
}

function byCounts(counts: readonly (readonly number[])[], test: Test, level: number): Told {
  const rows = rowSums(counts).reduce((sum, count) => sum + count, 0)
  const square = counts.length === 2 && counts[0]?.length === 2
  const few = expectedCounts(counts)
    .flat()
    .some((count) => count < 5)
  if (square && (test === 'fisher' || (test === 'auto' && few))) return { test: 'fisher', rows, result: fisherExact(counts, level) }
  if (test === 'fisher') return { test, rows, result: nothing }
  if (test === 'proportions') {
    // The values of a yes/no column stand in their order: no, yes.
    const [a = [], b = []] = counts
    const hits = (row: readonly number[]) => (square ? (row[1] ?? 0) : 0)
    const of = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0)
    return { test, rows, result: square ? compareShares({ hits: hits(a), of: of(a) }, { hits: hits(b), of: of(b) }, level) : nothing }
  }
  return { test: 'chi-squared', rows, result: chiSquareTest(counts, level) }
}
