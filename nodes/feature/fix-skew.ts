import { z } from 'zod'
import { filter, project, sample } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues } from '../kit/learn-row.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { numbers } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { bestLambda, powerOf, skewnessOf, type PowerMethod } from './power-transform.ts'
import { quantileKnots, quantileShare, shareToNormal } from './quantile-transform.ts'

const choices = [
  {
    value: 'auto',
    label: { en: 'what the skew suggests', fr: 'selon l’asymétrie' },
    help: {
      en: 'Nothing below a skew of 0.5; else Box-Cox above zero, Yeo-Johnson elsewhere.',
      fr: 'Rien sous 0,5 d’asymétrie ; sinon Box-Cox au-dessus de zéro, Yeo-Johnson ailleurs.',
    },
  },
  { value: 'log', label: { en: 'logarithm', fr: 'logarithme' } },
  { value: 'square-root', label: { en: 'square root', fr: 'racine carrée' } },
  { value: 'box-cox', label: { en: 'Box-Cox, for values above zero', fr: 'Box-Cox, pour des valeurs positives' } },
  { value: 'yeo-johnson', label: { en: 'Yeo-Johnson', fr: 'Yeo-Johnson' } },
  { value: 'rank', label: { en: 'rank, from 0 to 1 (quantiles)', fr: 'rang, de 0 à 1 (quantiles)' } },
  { value: 'normal', label: { en: 'rank, on a bell curve', fr: 'rang, sur une courbe en cloche' } },
] as const

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: numbers,
    default: { by: 'types', types: ['int', 'float'], except: [] },
  }),
  method: field.choice({ label: { en: 'Transform by', fr: 'Transformer par' }, choices, default: 'auto' }),
  least: field.number({
    label: { en: 'Leave alone below this skew', fr: 'Ne rien faire sous cette asymétrie' },
    default: 0.5,
    min: 0,
    step: 0.1,
    when: { param: 'method', in: ['auto'] },
  }),
  standardise: field.flag({
    label: { en: 'Then to mean 0 and deviation 1', fr: 'Puis à moyenne 0 et écart type 1' },
    default: false,
    when: { param: 'method', in: ['auto', 'log', 'square-root', 'box-cox', 'yeo-johnson'] },
  }),
  knots: field.number({
    label: { en: 'Quantiles kept', fr: 'Quantiles gardés' },
    default: 100,
    min: 3,
    max: 1000,
    integer: true,
    when: { param: 'method', in: ['rank', 'normal'] },
    group: 'advanced',
  }),
  seed: field.seed(),
  ...resultPlaceFields({ ending: ' transformed' }),
})

type Params = z.output<typeof params>
type Applied = 'none' | 'log' | 'square-root' | PowerMethod | 'rank' | 'normal'

/** By column: what is done, its skew before and after, and what the transform needs. */
interface State {
  readonly columns: readonly {
    readonly name: string
    readonly method: Applied
    readonly skew: number
    readonly skewAfter: number
    readonly lambda: number
    readonly shift: number
    readonly center: number
    readonly spread: number
    readonly knots: readonly number[]
  }[]
}

type Fitted = State['columns'][number]

/** Rows that are looked at. All of a smaller table. */
const mostRows = 50_000

const table = {
  columns: [
    { name: 'income', type: 'float' },
    { name: 'age', type: 'int' },
  ],
  rows: [
    [1, 30],
    [10, 40],
    [100, 50],
    [1000, null],
    [null, 60],
  ],
} as const

const ln = Math.log

export const fixSkew = defineNode<typeof params, State>({
  id: 'feature.fix-skew',
  version: 1,
  icon: 'chart-spline',
  title: { en: 'Fix skew', fr: 'Corriger l’asymétrie' },
  summary: {
    en: 'Brings lopsided numbers closer to a bell curve: logarithm, Box-Cox, Yeo-Johnson, ranks.',
    fr: 'Rapproche des nombres asymétriques d’une courbe en cloche : logarithme, Box-Cox, Yeo-Johnson, rangs.',
  },
  help: {
    en: `Incomes, prices and counts have a long tail, which rules linear models and distances. A transform pulls the tail in. Trees do not need it.

The power of Box-Cox or Yeo-Johnson is the one of the greatest likelihood; quantiles are joined by straight lines. They are learnt once from the rows that reach this node (from 50,000 of them drawn by the seed, if there are more) and kept. So place it behind the split, on the training rows. The state tells the skew of each column before and after. Logarithm and root move a column with values below zero up first, so that its smallest becomes 0; the logarithm is that of 1 + x.

Missing values stay missing. A value that has no transform, such as one of 0 or less for Box-Cox, becomes missing; NaN and infinities are not used to learn. Ranks of later values beyond the range are 0 or 1. A rule leaves out the target, weights and identifiers.`,
    fr: `Revenus, prix et effectifs ont une longue queue, qui domine modèles linéaires et distances. Une transformation la ramène. Les arbres n’en ont pas besoin.

La puissance de Box-Cox ou de Yeo-Johnson est celle de la plus grande vraisemblance ; les quantiles sont joints par des droites. Ils sont appris une fois sur les lignes qui arrivent ici (sur 50 000 d’entre elles tirées par la graine, s’il y en a plus) et gardés. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage. L’état donne l’asymétrie de chaque colonne avant et après. Logarithme et racine remontent d’abord une colonne aux valeurs négatives, pour que la plus petite devienne 0 ; le logarithme est celui de 1 + x.

Les valeurs manquantes le restent. Une valeur sans transformée, comme 0 ou moins pour Box-Cox, devient manquante ; NaN et infinis ne servent pas à l’apprentissage. Les rangs des valeurs hors de l’intervalle valent 0 ou 1. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['skewness', 'box-cox', 'yeo-johnson', 'log transform', 'quantile transform', 'rank', 'gaussian', 'power transform'],
    fr: ['asymétrie', 'box-cox', 'yeo-johnson', 'logarithme', 'quantiles', 'rang', 'gaussienne', 'puissance'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
    const fitted: Fitted[] = []
    for (const column of columns) {
      const known = filter(project(input, [{ name: 'x', expr: finiteValues(column) }]), call('is-not-null', columnExpr('x')))
      const rows = await ctx.rows(sample(known, { seed: settings.seed, from: 0, to: 1, exact: mostRows }))
      fitted.push(
        fitColumn(
          column.name,
          Float64Array.from(rows, ([x]) => Number(x)),
          settings,
        ),
      )
    }
    return { columns: fitted }
  },
  apply(state, settings, input) {
    const results = state.columns.flatMap((fitted) => {
      const column = chooseColumn(input, fitted.name, { param: 'columns', accepts: numbers, replace: null })
      return fitted.method === 'none' ? [] : [{ source: column.name, expr: transformed(column, fitted) }]
    })
    return placeResults(input, results, settings)
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const { label } = choices.find(({ value }) => value === settings.method) ?? choices[0]
    return { en: `${what.en} by ${label.en}`, fr: `${what.fr} par ${label.fr}` }
  },
  examples: [
    {
      title: { en: 'A long tail by its logarithm', fr: 'Une longue queue par son logarithme' },
      params: { columns: { by: 'names', names: ['income'] }, method: 'log', place: 'add', ending: ' log' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'income log', type: 'float' }],
          rows: table.rows.map((row, index) => [...row, [ln(2), ln(11), ln(101), ln(1001), null][index] ?? null]),
        },
      },
    },
    {
      title: { en: 'Ages as ranks; a missing age stays missing', fr: 'Des âges en rangs ; un âge manquant le reste' },
      params: { columns: { by: 'names', names: ['age'] }, method: 'rank', knots: 4 },
      inputs: { table },
      expect: {
        table: {
          columns: [table.columns[0], { name: 'age', type: 'float' }],
          rows: [
            [1, 0],
            [10, 1 / 3],
            [100, 2 / 3],
            [1000, null],
            [null, 1],
          ],
        },
      },
    },
  ],
})

/** What suits a column: nothing without two different values. */
function suited(values: Float64Array, skew: number, { method, least }: Params): Applied {
  if (values.every((value) => value === values[0])) return 'none'
  if (method !== 'auto') return method
  if (Math.abs(skew) < least) return 'none'
  return values.every((value) => value > 0) ? 'box-cox' : 'yeo-johnson'
}

function fitColumn(name: string, values: Float64Array, settings: Params): Fitted {
  const skew = skewnessOf(values)
  const method = suited(values, skew, settings)
  const usable = method === 'box-cox' ? values.filter((value) => value > 0) : values
  const shift = method === 'log' || method === 'square-root' ? Math.max(0, -values.reduce((least, x) => Math.min(least, x), 0)) : 0
  const lambda = method === 'box-cox' || method === 'yeo-johnson' ? bestLambda(method, usable) : Number.NaN
  const ranked = method === 'rank' || method === 'normal'
  if ((method === 'box-cox' || method === 'yeo-johnson') && !Number.isFinite(lambda)) return plainFit(name, 'none', skew)
  const knots = ranked ? quantileKnots(usable, settings.knots) : []
  const fitted = { ...plainFit(name, method, skew), lambda: Number.isFinite(lambda) ? lambda : 0, shift, knots }
  if (ranked || method === 'none') return fitted
  const moved = usable.map((x) => moveOne(x, fitted))
  const mean = moved.reduce((sum, x) => sum + x, 0) / moved.length
  const deviation = Math.sqrt(moved.reduce((sum, x) => sum + (x - mean) ** 2, 0) / moved.length)
  const scaled = settings.standardise && deviation > 0 ? { center: mean, spread: deviation } : {}
  return { ...fitted, skewAfter: skewnessOf(moved), ...scaled }
}

const plainFit = (name: string, method: Applied, skew: number): Fitted => ({
  name,
  method,
  skew,
  skewAfter: skew,
  lambda: 0,
  shift: 0,
  center: 0,
  spread: 1,
  knots: [],
})

function moveOne(x: number, { method, shift, lambda }: Fitted): number {
  if (method === 'log') return Math.log1p(x + shift)
  if (method === 'square-root') return Math.sqrt(x + shift)
  return method === 'box-cox' || method === 'yeo-johnson' ? powerOf(method, lambda, x) : x
}

const float = (value: number) => literal('float', value)
const plus = (a: Expr, b: number) => (b === 0 ? a : call('add', a, float(b)))

/** (base^power - 1) / power, the logarithm at 0. */
const powered = (base: Expr, power: number) =>
  power === 0
    ? call('natural-logarithm', base)
    : call('divide', call('subtract', call('power', base, float(power)), float(1)), float(power))

function transformed(column: Column, fitted: Fitted): Expr {
  const value = column.type === 'int' ? call('int-to-float', columnExpr(column.name)) : columnExpr(column.name)
  const done = movedExpr(value, fitted)
  if (fitted.center === 0 && fitted.spread === 1) return done
  return call('divide', call('subtract', done, float(fitted.center)), float(fitted.spread))
}

function movedExpr(value: Expr, { method, shift, lambda, knots }: Fitted): Expr {
  const zero = float(0)
  switch (method) {
    case 'log': {
      const base = plus(value, shift + 1)
      return call('ifs', call('greater', base, zero), call('natural-logarithm', base))
    }
    case 'square-root': {
      const base = plus(value, shift)
      return call('ifs', call('greater-or-equal', base, zero), call('square-root', base))
    }
    case 'box-cox':
      return call('ifs', call('greater', value, zero), powered(value, lambda))
    case 'yeo-johnson': {
      const below = call('negate', powered(call('subtract', float(1), value), 2 - lambda))
      return call('ifs', call('greater-or-equal', value, zero), powered(plus(value, 1), lambda), call('less', value, zero), below)
    }
    case 'rank':
      return quantileShare(value, knots)
    case 'normal':
      return shareToNormal(quantileShare(value, knots))
    case 'none':
      return value
  }
}
