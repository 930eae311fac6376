// What lies far from the rest: values, rows, rare categories. Limits are learnt once, on the training rows.

import { z } from 'zod'
import { extend, filter } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { numbers } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { learnLimits, type Limits } from './learn-limits.ts'

const spread = { param: 'method', in: ['z-score', 'trimmed', 'mad'] } as const
const shares = { param: 'method', in: ['quantile', 'trimmed'] } as const
const fixed = { param: 'method', in: ['limits'] } as const

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: numbers,
    default: { by: 'types', types: ['int', 'float'], except: [] },
  }),
  method: field.choice({
    label: { en: 'Limits', fr: 'Limites' },
    choices: [
      {
        value: 'iqr',
        label: { en: 'quartiles and their distance', fr: 'quartiles et leur écart' },
        help: { en: 'The whiskers of a box plot.', fr: 'Les moustaches d’une boîte.' },
      },
      { value: 'z-score', label: { en: 'mean and standard deviation (z-score)', fr: 'moyenne et écart type (cote z)' } },
      {
        value: 'mad',
        label: { en: 'median and median distance (MAD)', fr: 'médiane et écart médian (MAD)' },
        help: { en: 'Hardly moved by the outliers themselves.', fr: 'Presque insensible aux valeurs extrêmes elles-mêmes.' },
      },
      { value: 'trimmed', label: { en: 'mean and deviation of the middle (robust z)', fr: 'moyenne et écart type du milieu (z robuste)' } },
      { value: 'quantile', label: { en: 'shares of the rows (quantiles)', fr: 'parts des lignes (quantiles)' } },
      { value: 'limits', label: { en: 'limits of my own', fr: 'limites choisies' } },
    ],
    default: 'iqr',
  }),
  fences: field.number({
    label: { en: 'Times the distance of the quartiles', fr: 'Fois l’écart des quartiles' },
    default: 1.5,
    min: 0,
    step: 0.5,
    when: { param: 'method', in: ['iqr'] },
  }),
  deviations: field.number({ label: { en: 'Times the deviation', fr: 'Fois l’écart type' }, default: 3, min: 0, step: 0.5, when: spread }),
  lower: field.number({
    label: { en: 'From this share of the rows', fr: 'À partir de cette part des lignes' },
    default: 0.05,
    min: 0,
    max: 1,
    step: 0.01,
    when: shares,
  }),
  upper: field.number({
    label: { en: 'To this share of the rows', fr: 'Jusqu’à cette part des lignes' },
    default: 0.95,
    min: 0,
    max: 1,
    step: 0.01,
    when: shares,
  }),
  low: field.optionalNumber({ label: { en: 'Smallest value allowed', fr: 'Plus petite valeur permise' }, when: fixed }),
  high: field.optionalNumber({ label: { en: 'Largest value allowed', fr: 'Plus grande valeur permise' }, when: fixed }),
  side: field.choice({
    label: { en: 'Look for', fr: 'Chercher' },
    choices: [
      { value: 'both', label: { en: 'too small and too large values', fr: 'valeurs trop petites et trop grandes' } },
      { value: 'high', label: { en: 'too large values only', fr: 'valeurs trop grandes seulement' } },
      { value: 'low', label: { en: 'too small values only', fr: 'valeurs trop petites seulement' } },
    ],
    default: 'both',
  }),
  act: field.choice({
    label: { en: 'What becomes of them', fr: 'Ce qu’elles deviennent' },
    choices: [
      { value: 'clip', label: { en: 'the limit', fr: 'la limite' } },
      { value: 'missing', label: { en: 'missing', fr: 'manquantes' } },
      { value: 'mean', label: { en: 'the mean', fr: 'la moyenne' } },
      { value: 'median', label: { en: 'the median', fr: 'la médiane' } },
      { value: 'remove', label: { en: 'their rows are left out', fr: 'leurs lignes sont écartées' } },
      { value: 'flag', label: { en: 'they stay, a new column says so', fr: 'elles restent, une colonne le dit' } },
    ],
    default: 'clip',
  }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'x', type: 'float' },
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 't', type: 'text' },
  ],
  rows: [
    [1, 10, 'a'],
    [2, 10, null],
    [3, 11, 'c'],
    [4, null, 'd'],
    [100, 12, 'e'],
    [null, 12, 'f'],
  ],
} as const

export const treatOutliers = defineNode<typeof params, Limits>({
  id: 'outlier.treat-outliers',
  version: 1,
  icon: 'chart-no-axes-column',
  title: { en: 'Treat outliers', fr: 'Traiter les valeurs extrêmes' },
  summary: {
    en: 'Clips, empties, replaces, marks or leaves out numbers that lie far from the rest.',
    fr: 'Borne, vide, remplace, marque ou écarte les nombres éloignés des autres.',
  },
  help: {
    en: `A value beyond the limits of its column is an outlier. The limits are learnt once from the rows that reach this node and kept: test rows and later requests are held to the same ones. So place it behind the split, on the training rows.

Quartiles: from Q1 − 1.5 (Q3 − Q1) to Q3 + 1.5 (Q3 − Q1). z-score: mean ± 3 standard deviations, which large outliers widen themselves. MAD: median ± 3 times 1.4826 × the median distance from the median; where that is 0, as more than half of the values are one, the mean distance × 1.2533 takes its place. Middle: mean ± deviations of the values between two shares of the rows. Shares: the quantiles themselves.

Missing values and NaN are never outliers and stay; infinities are, and are not used to learn. A clipped or replaced column of whole numbers becomes one of decimals. Rows left out are left out of test rows as well, which makes a score look better: marking or clipping is fairer. A rule leaves out the target, weights and identifiers.`,
    fr: `Une valeur hors des limites de sa colonne est extrême. Les limites sont apprises une fois sur les lignes qui arrivent ici, puis gardées : lignes de test et requêtes futures s’y plient. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage.

Quartiles : de Q1 − 1,5 (Q3 − Q1) à Q3 + 1,5 (Q3 − Q1). Cote z : moyenne ± 3 écarts types, que les extrêmes élargissent eux-mêmes. MAD : médiane ± 3 fois 1,4826 × l’écart médian à la médiane ; s’il vaut 0, plus de la moitié des valeurs étant égales, l’écart moyen × 1,2533 le remplace. Milieu : moyenne ± écarts types des valeurs entre deux parts des lignes. Parts : les quantiles mêmes.

Valeurs manquantes et NaN ne sont jamais extrêmes et restent ; les infinis le sont, et ne servent pas à l’apprentissage. Une colonne d’entiers bornée ou remplacée devient décimale. Les lignes écartées le sont aussi du test, ce qui embellit un score : marquer ou borner est plus juste. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['outlier', 'clip', 'clamp', 'winsorize', 'z-score', 'robust', 'iqr', 'mad', 'quantile', 'limits', 'peaks', 'anomaly'],
    fr: ['valeur aberrante', 'extrême', 'borner', 'écrêter', 'winsoriser', 'cote z', 'quantile', 'limites', 'anomalie'],
  },
  ...tablePorts,
  params,
  learns: ({ method, act }) => method !== 'limits' || act === 'mean' || act === 'median',
  async fit(settings, input, ctx) {
    checkLimits(settings)
    return learnLimits(settings, chosen(settings, input), { input, ctx })
  },
  apply(state, settings, input) {
    const found = state.columns.map((limits) => {
      const column = chooseColumn(input, limits.name, { param: 'columns', accepts: numbers, replace: null })
      const value = column.type === 'float' ? call('nan-to-null', columnExpr(column.name)) : columnExpr(column.name)
      const none = literal('bool', false)
      const low = limits.low === null || settings.side === 'high' ? none : call('less', value, literal('float', limits.low))
      const high = limits.high === null || settings.side === 'low' ? none : call('greater', value, literal('float', limits.high))
      return { column, limits, low, high, out: call('is-true', call('or', low, high)) }
    })
    if (settings.act === 'remove')
      return found.length === 0 ? input : filter(input, call('not', call('or', ...found.map((item) => item.out))))
    if (settings.act === 'flag') return flagged(input, found)
    return extend(
      input,
      found.map(({ column, limits, low, high, out }) => {
        const value = columnExpr(column.name)
        if (settings.act === 'missing') return { name: column.name, expr: call('if', out, literal(column.type, null), value) }
        if (settings.act !== 'clip') return { name: column.name, expr: call('if', out, literal('float', limits.center), value) }
        const cut = call('if', call('is-true', low), literal('float', limits.low), value)
        return { name: column.name, expr: call('if', call('is-true', high), literal('float', limits.high), cut) }
      }),
    )
  },
  explain(settings) {
    const [what, how, act] = [columnsPhrase(settings.columns), limitsPhrase(settings), actWords[settings.act]]
    return { en: `${act.en} beyond ${how.en}: ${what.en}`, fr: `${act.fr} au-delà de ${how.fr} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Beyond the whiskers becomes the limit', fr: 'Au-delà des moustaches, la limite' },
      params: { columns: { by: 'names', names: ['x'] } },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [table.rows[0], table.rows[1], table.rows[2], table.rows[3], [7, 12, 'e'], table.rows[5]],
        },
      },
    },
    {
      title: { en: 'A mark beside values above 50', fr: 'Une marque à côté des valeurs au-dessus de 50' },
      params: { method: 'limits', high: 50, act: 'flag' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'x outlier', type: 'bool' }, { name: 'n outlier', type: 'bool', role: 'sensitive' }],
          rows: table.rows.map((row) => [...row, row[0] === 100, false]),
        },
      },
    },
    {
      title: { en: 'Rows with a value far from the median are left out', fr: 'Les lignes loin de la médiane sont écartées' },
      params: { columns: { by: 'names', names: ['x'] }, method: 'mad', act: 'remove' },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [...table.rows.slice(0, 4), table.rows[5]] } },
    },
  ],
})

const actWords: Record<Params['act'], { en: string; fr: string }> = {
  clip: { en: 'clip values', fr: 'borner les valeurs' },
  missing: { en: 'empty values', fr: 'vider les valeurs' },
  mean: { en: 'put the mean for values', fr: 'mettre la moyenne pour les valeurs' },
  median: { en: 'put the median for values', fr: 'mettre la médiane pour les valeurs' },
  remove: { en: 'leave out rows with values', fr: 'écarter les lignes aux valeurs' },
  flag: { en: 'mark values', fr: 'marquer les valeurs' },
}

function limitsPhrase({ method, fences, deviations, lower, upper, low, high }: Params): { en: string; fr: string } {
  switch (method) {
    case 'iqr':
      return { en: `${fences} quartile distances`, fr: `${fences} écarts interquartiles` }
    case 'z-score':
      return { en: `${deviations} standard deviations`, fr: `${deviations} écarts types` }
    case 'mad':
      return { en: `${deviations} median distances`, fr: `${deviations} écarts médians` }
    case 'trimmed':
      return { en: `${deviations} deviations of the middle`, fr: `${deviations} écarts types du milieu` }
    case 'quantile':
      return { en: `the shares ${lower} and ${upper}`, fr: `parts ${lower} et ${upper}` }
    case 'limits':
      return { en: `${low ?? '−∞'} and ${high ?? '∞'}`, fr: `${low ?? '−∞'} et ${high ?? '∞'}` }
  }
}

function chosen(settings: Params, input: Relation): readonly Column[] {
  return chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
}

function flagged(input: Relation, found: readonly { readonly column: Column; readonly out: Expr }[]): Relation {
  const free = freeNames(input)
  return addDerived(
    input,
    found.map(({ column, out }) => ({ source: column.name, columns: [{ name: free(`${column.name} outlier`), expr: out }] })),
    true,
  )
}

function checkLimits({ method, lower, upper, low, high }: Params): void {
  if (method === 'limits' && low === null && high === null)
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'low',
      text: { en: 'There is no limit.', fr: 'Il n’y a pas de limite.' },
      action: { en: 'Type a smallest or a largest value.', fr: 'Saisissez une plus petite ou une plus grande valeur.' },
    })
  const crossed =
    method === 'limits' ? low !== null && high !== null && low > high : (method === 'quantile' || method === 'trimmed') && lower >= upper
  if (crossed)
    throw new NodeProblem({
      code: 'limits-crossed',
      param: method === 'limits' ? 'low' : 'lower',
      text: { en: 'The lower limit lies above the upper one.', fr: 'La limite basse est au-dessus de la haute.' },
      action: { en: 'Exchange the two.', fr: 'Échangez les deux.' },
      fixes: [
        {
          label: { en: 'Exchange them', fr: 'Les échanger' },
          params: method === 'limits' ? { low: high, high: low } : { lower: upper, upper: lower },
        },
      ],
    })
}
