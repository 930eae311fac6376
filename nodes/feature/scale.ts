import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Measure } from '../../engine/relation/relation.ts'
import type { DataType, Value } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { finiteValues, learnRow } from '../kit/learn-row.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const numbers: readonly DataType[] = ['int', 'float']

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
        label: { en: 'from 0 to 1', fr: 'de 0 à 1' },
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
    ],
    default: 'standard',
  }),
})

type Method = z.output<typeof params>['method']

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

Missing values stay missing. NaN and infinities are not used to learn. A column with one value only becomes 0. A rule leaves out the target, weights and identifiers.`,
    fr: `Un âge en années et un revenu en euros diffèrent d’un facteur mille. Modèles linéaires, réseaux de neurones et distances ne voient alors que le revenu. La mise à l’échelle donne aux colonnes la même taille ; les arbres n’en ont pas besoin.

Ce qui est soustrait et ce par quoi on divise sont appris une fois sur les lignes qui arrivent ici, puis gardés : les lignes suivantes sont traitées avec les mêmes nombres et peuvent sortir de l’intervalle. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage.

Les valeurs manquantes le restent. NaN et infinis ne servent pas à l’apprentissage. Une colonne à valeur unique devient 0. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['standardise', 'normalise', 'z-score', 'min-max', 'robust'],
    fr: ['standardiser', 'normaliser', 'centrer', 'réduire', 'min-max'],
  },
  ...tablePorts,
  params,
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
  apply(state, _, input) {
    return extend(
      input,
      state.columns.map(({ name, center, spread }) => {
        chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null })
        const centred = call('subtract', columnExpr(name), literal('float', center))
        return { name, expr: call('divide', centred, literal('float', spread)) }
      }),
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const how = words[settings.method]
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

const words: Record<Method, { en: string; fr: string }> = {
  standard: { en: 'mean 0, deviation 1', fr: 'moyenne 0, écart type 1' },
  'min-max': { en: 'the range 0 to 1', fr: 'intervalle de 0 à 1' },
  robust: { en: 'median 0, quartiles 1 apart', fr: 'médiane 0, quartiles à 1 d’écart' },
  'max-abs': { en: 'size at most 1', fr: 'taille au plus 1' },
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
}
