import { z } from 'zod'
import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { Column, Value } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues, learnRow } from '../kit/learn-row.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { numbers } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { normalShare } from './normal-share.ts'
import { parametersTable } from './scale-parameters.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: numbers,
    default: { by: 'types', types: ['int', 'float'], except: [] },
  }),
  method: field.choice({
    label: { en: 'Scale', fr: 'Échelle' },
    choices: [
      {
        value: 'standard',
        label: { en: 'mean 0, deviation 1', fr: 'moyenne 0, écart type 1' },
        help: { en: 'The usual choice.', fr: 'Le choix habituel.' },
      },
      {
        value: 'min-max',
        label: { en: 'a range, from 0 to 1', fr: 'un intervalle, de 0 à 1' },
        help: {
          en: 'By the smallest and largest value; one outlier squeezes the rest.',
          fr: 'Selon le minimum et le maximum ; une valeur extrême écrase le reste.',
        },
      },
      {
        value: 'robust',
        label: { en: 'median 0, quartiles 1 apart', fr: 'médiane 0, quartiles à 1 d’écart' },
        help: { en: 'Outliers hardly matter.', fr: 'Les valeurs extrêmes comptent peu.' },
      },
      {
        value: 'max-abs',
        label: { en: 'largest size 1, zero stays', fr: 'plus grande taille 1, zéro reste' },
        help: { en: 'For columns that are mostly zero.', fr: 'Pour les colonnes presque toujours nulles.' },
      },
      { value: 'center', label: { en: 'mean 0, deviation as it is', fr: 'moyenne 0, écart type inchangé' } },
      {
        value: 'unit',
        label: { en: 'each row has length 1', fr: 'chaque ligne a pour longueur 1' },
        help: {
          en: 'The chosen columns of a row together; nothing is learnt.',
          fr: 'Les colonnes choisies d’une ligne ensemble ; rien n’est appris.',
        },
      },
      {
        value: 'logistic',
        label: { en: 'logistic curve, 0 to 1', fr: 'courbe logistique, 0 à 1' },
        help: { en: '1 / (1 + e⁻ˣ); nothing is learnt.', fr: '1 / (1 + e⁻ˣ) ; rien n’est appris.' },
      },
      {
        value: 'log-normal',
        label: { en: 'share of a log-normal curve, 0 to 1', fr: 'part d’une loi log-normale, 0 à 1' },
        help: { en: 'For values above zero; others become missing.', fr: 'Pour des valeurs positives ; les autres deviennent manquantes.' },
      },
      {
        value: 'tanh',
        label: { en: 'hyperbolic tangent, -1 to 1', fr: 'tangente hyperbolique, -1 à 1' },
        help: { en: 'Nothing is learnt.', fr: 'Rien n’est appris.' },
      },
    ],
    default: 'standard',
    tune: ['standard', 'min-max', 'robust'],
  }),
  low: field.number({ label: { en: 'From', fr: 'De' }, default: 0, when: { param: 'method', in: ['min-max'] } }),
  high: field.number({ label: { en: 'To', fr: 'À' }, default: 1, when: { param: 'method', in: ['min-max'] } }),
  norm: field.choice({
    label: { en: 'Length', fr: 'Longueur' },
    choices: [
      { value: 'l2', label: { en: 'root of the sum of squares', fr: 'racine de la somme des carrés' } },
      { value: 'l1', label: { en: 'sum of the sizes', fr: 'somme des valeurs absolues' } },
      { value: 'max', label: { en: 'largest size', fr: 'plus grande valeur absolue' } },
    ],
    default: 'l2',
    when: { param: 'method', in: ['unit'] },
  }),
  ...resultPlaceFields({ ending: ' scaled' }),
})

type Params = z.output<typeof params>
type Method = Params['method']

/** (value - center) / spread for each column. */
interface State {
  readonly columns: readonly { readonly name: string; readonly center: number; readonly spread: number }[]
}

const table = {
  columns: [
    { name: 'age', type: 'int' },
    { name: 'same', type: 'float' },
    { name: 'name', type: 'text' },
  ],
  rows: [
    [20, 5, 'Ana'],
    [40, 5, null],
    [null, null, 'Chloé'],
    [60, 5, 'Dov'],
  ],
} as const

export const scale = defineNode<typeof params, State>({
  id: 'feature.scale',
  version: 1,
  icon: 'scaling',
  title: { en: 'Scale numbers', fr: 'Mettre à l’échelle' },
  summary: { en: 'Brings number columns to a common scale.', fr: 'Ramène des colonnes de nombres à une échelle commune.' },
  help: {
    en: `Age in years and income in euros differ a thousandfold. Linear models, neural networks and distances then see income only. Scaling brings columns to the same size; trees do not need it.

What is subtracted and divided by is learnt once from the rows that reach this node, and kept: later rows are treated with the same numbers and may leave the range. So place it behind the split, on the training rows.

The second output lists these numbers by column: “Undo scaling” takes them to give values, and predictions of a scaled target, back in their own units.

Missing values stay missing. NaN and infinities are not used to learn. A column with one value only becomes 0. A rule leaves out the target, weights and identifiers.`,
    fr: `Un âge en années et un revenu en euros diffèrent d’un facteur mille. Modèles linéaires, réseaux de neurones et distances ne voient alors que le revenu. La mise à l’échelle donne aux colonnes la même taille ; les arbres n’en ont pas besoin.

Ce qui est soustrait et ce par quoi on divise sont appris une fois sur les lignes qui arrivent ici, puis gardés : les lignes suivantes sont traitées avec les mêmes nombres et peuvent sortir de l’intervalle. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage.

La seconde sortie donne ces nombres par colonne : « Annuler la mise à l’échelle » les prend pour rendre dans leurs unités les valeurs, et les prédictions d’une cible mise à l’échelle.

Les valeurs manquantes le restent. NaN et infinis ne servent pas à l’apprentissage. Une colonne à valeur unique devient 0. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['standardise', 'normalise', 'z-score', 'min-max', 'robust', 'unit norm', 'logistic', 'tanh', 'log-normal', 'center'],
    fr: ['standardiser', 'normaliser', 'centrer', 'réduire', 'min-max', 'norme', 'logistique', 'log-normale'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    ...tablePorts.outputs,
    parameters: { kind: 'table', label: { en: 'What was learnt, to undo it', fr: 'Ce qui a été appris, pour l’annuler' } },
  },
  params,
  learns: ({ method }) => method !== 'unit' && method !== 'logistic' && method !== 'tanh',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
    const { measures, learn } = learners[settings.method]
    const asked = columns.map((column) => measures(finiteValues(column)))
    const row = await learnRow(ctx, input, asked.flat())
    const width = asked[0]?.length ?? 0
    return {
      columns: columns.map((column, index) => {
        const [center, spread] = learn(row.slice(index * width, (index + 1) * width).map(toNumber))
        return { name: column.name, center, spread: spread > 0 && Number.isFinite(spread) ? spread : 1 }
      }),
    }
  },
  apply(state, settings, input) {
    const columns = state.columns.map((learnt) => ({
      ...learnt,
      column: chooseColumn(input, learnt.name, { param: 'columns', accepts: numbers, replace: null }),
    }))
    const chosen = columns.map(({ column }) => column)
    const results = columns.map(({ name, center, spread }) => ({
      source: name,
      expr: scaled(columnExpr(name), { center, spread }, settings),
    }))
    return {
      table: settings.method === 'unit' ? unitRows(input, chosen, settings) : placeResults(input, results, settings),
      parameters: parametersTable(state.columns, settings),
    }
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const { low, high } = settings
    const how =
      settings.method === 'min-max' ? { en: `the range ${low} to ${high}`, fr: `intervalle de ${low} à ${high}` } : words[settings.method]
    return { en: `${what.en} to ${how.en}`, fr: `${what.fr} : ${how.fr}` }
  },
  examples: [
    {
      title: { en: 'From 0 to 1; a constant column becomes 0', fr: 'De 0 à 1 ; une colonne constante devient 0' },
      params: { method: 'min-max' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'age', type: 'float' },
            { name: 'same', type: 'float' },
            { name: 'name', type: 'text' },
          ],
          rows: [
            [0, 0, 'Ana'],
            [0.5, 0, null],
            [null, null, 'Chloé'],
            [1, 0, 'Dov'],
          ],
        },
      },
    },
    {
      title: { en: 'Mean 0, deviation 1', fr: 'Moyenne 0, écart type 1' },
      params: { columns: { by: 'names', names: ['age'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'age', type: 'float' },
            { name: 'same', type: 'float' },
            { name: 'name', type: 'text' },
          ],
          rows: [
            [-Math.sqrt(1.5), 5, 'Ana'],
            [0, 5, null],
            [null, null, 'Chloé'],
            [Math.sqrt(1.5), 5, 'Dov'],
          ],
        },
      },
    },
  ],
})

const words: Record<Exclude<Method, 'min-max'>, { en: string; fr: string }> = {
  standard: { en: 'mean 0, deviation 1', fr: 'moyenne 0, écart type 1' },
  robust: { en: 'median 0, quartiles 1 apart', fr: 'médiane 0, quartiles à 1 d’écart' },
  'max-abs': { en: 'size at most 1', fr: 'taille au plus 1' },
  center: { en: 'mean 0', fr: 'moyenne 0' },
  unit: { en: 'rows of length 1', fr: 'lignes de longueur 1' },
  logistic: { en: 'the logistic curve', fr: 'courbe logistique' },
  'log-normal': { en: 'shares of a log-normal curve', fr: 'parts d’une loi log-normale' },
  tanh: { en: 'the hyperbolic tangent', fr: 'tangente hyperbolique' },
}

const toNumber = (value: Value) => (value === null ? 0 : Number(value))
const of = (fn: string, ...args: readonly Expr[]): Omit<Measure, 'name'> => ({ fn, args })

interface Learner {
  measures(values: Expr): readonly Omit<Measure, 'name'>[]
  /** Center and spread from the measures; those of a column without values are 0. */
  learn(row: readonly number[]): readonly [center: number, spread: number]
}

// Standard uses the population deviation, as StandardScaler of scikit-learn does; robust the quartiles of type 7.
const learners: Record<Method, Learner> = {
  standard: {
    measures: (values) => [of('mean', values), of('stddev-population', values)],
    learn: ([mean = 0, deviation = 0]) => [mean, deviation],
  },
  'min-max': {
    measures: (values) => [of('minimum', values), of('maximum', values)],
    learn: ([least = 0, most = 0]) => [least, most - least],
  },
  robust: {
    measures: (values) => [
      of('median', values),
      of('quantile', values, literal('float', 0.25)),
      of('quantile', values, literal('float', 0.75)),
    ],
    learn: ([median = 0, low = 0, high = 0]) => [median, high - low],
  },
  'max-abs': {
    measures: (values) => [of('maximum', call('absolute-value', values))],
    learn: ([size = 0]) => [0, size],
  },
  center: { measures: (values) => [of('mean', values)], learn: ([mean = 0]) => [mean, 1] },
  // Mean and deviation of the logarithms, as Azure Machine Learning has it.
  'log-normal': {
    measures: (values) => [of('mean', logarithm(values)), of('stddev-population', logarithm(values))],
    learn: ([mean = 0, deviation = 0]) => [mean, deviation],
  },
  unit: { measures: () => [], learn: () => [0, 1] },
  logistic: { measures: () => [], learn: () => [0, 1] },
  tanh: { measures: () => [], learn: () => [0, 1] },
}

const float = (value: number) => literal('float', value)

/** The natural logarithm, missing at 0 and below. */
function logarithm(value: Expr): Expr {
  return call('ifs', call('greater', value, float(0)), call('natural-logarithm', value))
}

function scaled(
  value: Expr,
  { center, spread }: { readonly center: number; readonly spread: number },
  { method, low, high }: Params,
): Expr {
  const standard = (of: Expr) => call('divide', call('subtract', of, float(center)), float(spread))
  switch (method) {
    case 'logistic':
      return call('divide', float(1), call('add', float(1), call('exponential', call('negate', value))))
    case 'tanh':
      return call('hyperbolic-tangent', value)
    case 'log-normal':
      return normalShare(standard(logarithm(value)))
    case 'min-max': {
      const share = standard(value)
      return low === 0 && high === 1 ? share : call('add', float(low), call('multiply', share, float(high - low)))
    }
    default:
      return standard(value)
  }
}

/** Each row of the columns divided by its length; missing values count as 0 in it and stay missing. A row of zeros stays as it is. */
function unitRows(input: Relation, columns: readonly Column[], settings: Params): Relation {
  const size = freeNames(input)('length of row')
  const sizes = columns.map(({ name }) => call('coalesce', call('absolute-value', columnExpr(name)), float(0)))
  const squares = sizes.map((value) => call('multiply', value, value))
  const sum = (parts: readonly Expr[]) => parts.reduce((all, one) => call('add', all, one))
  const [first] = sizes
  if (!first) return input
  const long = settings.norm === 'l2' ? call('square-root', sum(squares)) : settings.norm === 'l1' ? sum(sizes) : call('greatest', ...sizes)
  const sized = extend(input, [{ name: size, expr: call('coalesce', call('null-if', long, float(0)), float(1)) }])
  const results = columns.map(({ name }) => ({ source: name, expr: call('divide', columnExpr(name), columnExpr(size)) }))
  const done = placeResults(sized, results, settings)
  return select(
    done,
    done.columns.map(({ name }) => name).filter((name) => name !== size),
  )
}
