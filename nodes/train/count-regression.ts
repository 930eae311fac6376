import { z } from 'zod'
import { matrixWidths } from '../../engine/learn/design-matrix.ts'
import { logLinearNeeds, logLinearRegression } from '../../engine/learn/log-linear-regression.ts'
import type { Feature } from '../../engine/learn/model.ts'
import type { LearnProblem } from '../../engine/learn/problem.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import type { ColumnsRule } from '../kit/columns-rule.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnProblemAt } from '../kit/learn-problem-at.ts'
import { featureColumns, learnerProblems, targetColumn } from '../kit/learner-columns.ts'
import { flats } from '../kit/learner-examples.ts'
import { featuresField, learnerPorts, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'
import { numbers } from '../kit/type-groups.ts'

const params = z.object({
  target: targetField,
  family: field.choice({
    label: { en: 'The target is', fr: 'La cible est' },
    choices: [
      { value: 'poisson', label: { en: 'counts (Poisson)', fr: 'des effectifs (Poisson)' } },
      { value: 'gamma', label: { en: 'amounts above 0 (gamma)', fr: 'des montants non nuls (gamma)' } },
      { value: 'tweedie', label: { en: 'amounts, often 0 (Tweedie)', fr: 'des montants, souvent nuls (Tweedie)' } },
    ],
    default: 'poisson',
  }),
  power: field.number({
    label: { en: 'Power of the variance', fr: 'Puissance de la variance' },
    default: 1.5,
    min: 1.01,
    max: 1.99,
    when: { param: 'family', in: ['tweedie'] },
  }),
  exposure: field.column({
    label: { en: 'In proportion to', fr: 'En proportion de' },
    help: {
      en: 'How long or how much each row was watched, its exposure: months insured, visitors. Twice as much makes the answer twice as large. Empty: all rows alike.',
      fr: 'Combien de temps, ou combien de cas, chaque ligne a été observée, son exposition : mois assurés, visiteurs. Deux fois plus double la réponse. Vide : toutes les lignes se valent.',
    },
    accepts: numbers,
    optional: true,
  }),
  features: featuresField,
  strength: field.number({
    label: { en: 'Strength of the penalty', fr: 'Force de la pénalité' },
    help: {
      en: 'Alpha of scikit-learn: half of it times the squares of the coefficients is added to half the mean deviance. 0: none.',
      fr: 'L’alpha de scikit-learn : sa moitié, fois les carrés des coefficients, s’ajoute à la moitié de la déviance moyenne. 0 : aucune.',
    },
    default: 0,
    min: 0,
    tune: { from: 1e-4, to: 10, log: true },
  }),
  alike: field.flag({
    label: { en: 'Treat columns alike, whatever their units', fr: 'Traiter les colonnes pareillement, quelles que soient leurs unités' },
    help: {
      en: 'The penalty looks at coefficients of columns brought to deviation 1.',
      fr: 'La pénalité porte sur les coefficients de colonnes ramenées à l’écart-type 1.',
    },
    default: true,
    group: 'advanced',
  }),
  rules: trainingRulesField,
})

/** Generalised linear models with a logarithmic link: counts, and amounts that are never below 0. */
export const countRegression = defineNode({
  id: 'train.count-regression',
  version: 1,
  icon: 'tally-5',
  title: { en: 'Regression of counts', fr: 'Régression d’effectifs' },
  summary: {
    en: 'Learns counts or amounts that are never below 0 as a product of effects (Poisson, gamma, Tweedie).',
    fr: 'Apprend des effectifs ou des montants jamais négatifs comme un produit d’effets (Poisson, gamma, Tweedie).',
  },
  help: {
    en: 'The logarithm of the answer is a weighted sum of the columns: a column that grows by one multiplies the answer by a factor, e to the power of its coefficient. So answers are never below 0, and large ones may err by more than small ones. Counts, such as claims or visits, go with Poisson; amounts above 0, such as the cost of a claim, with gamma; sums that are often 0, such as the yearly cost of a customer, with Tweedie.\n\nRows that were watched for different lengths of time are told by the column that the answer is in proportion to. Text columns become indicators of their most frequent values; the mean stands for missing numbers. Look at the deviances of the evaluation, which judge such models as they learned.',
    fr: 'Le logarithme de la réponse est une somme pondérée des colonnes : une colonne qui augmente de un multiplie la réponse par un facteur, e à la puissance de son coefficient. Les réponses ne sont donc jamais négatives, et les grandes peuvent s’écarter plus que les petites. Les effectifs, comme des sinistres ou des visites, vont avec Poisson ; les montants non nuls, comme le coût d’un sinistre, avec gamma ; les sommes souvent nulles, comme le coût annuel d’un client, avec Tweedie.\n\nLa colonne à laquelle la réponse est proportionnelle distingue les lignes observées plus ou moins longtemps. Les colonnes de texte deviennent des indicateurs de leurs valeurs fréquentes ; la moyenne remplace les nombres manquants. Regardez les déviances de l’évaluation, qui jugent ces modèles comme ils ont appris.',
  },
  keywords: {
    en: [
      'poisson',
      'gamma',
      'tweedie',
      'glm',
      'generalised linear model',
      'generalized',
      'exposure',
      'offset',
      'claims',
      'rate',
      'log link',
    ],
    fr: ['poisson', 'gamma', 'tweedie', 'glm', 'modèle linéaire généralisé', 'exposition', 'sinistres', 'fréquence', 'taux', 'comptage'],
  },
  ...learnerPorts,
  params,
  explain: ({ target, family, exposure }) => {
    const [name, rate] = [targetPhrase(target), quoted(exposure)]
    const kind = familyNames[family]
    return exposure === ''
      ? { en: `learn ${name.en} by ${kind.en} regression`, fr: `apprendre ${name.fr} par régression ${kind.fr}` }
      : {
          en: `learn ${name.en} in proportion to ${rate.en} by ${kind.en} regression`,
          fr: `apprendre ${name.fr} en proportion de ${rate.fr} par régression ${kind.fr}`,
        }
  },
  check({ target, features, exposure }, inputs) {
    const found = learnerProblems({ target, features, task: 'regression' }, inputs)
    if (found.length > 0 || exposure === '') return found
    try {
      exposureColumn(inputs.one('table'), { target, exposure })
      return []
    } catch (error) {
      if (error instanceof NodeProblem) return [error.data]
      throw error
    }
  },
  learnsFrom: ['table'],
  async run({ target, family, power, exposure, features, strength, alike }, inputs, ctx) {
    const relation = inputs.one('table')
    const watched = exposure === '' ? null : exposureColumn(relation, { target, exposure }).name
    const model = await trainModel(
      {
        learner: 'train.count-regression',
        task: 'regression',
        target,
        features: watched === null ? features : withColumn(relation, { target, features, name: watched }),
        keepMissing: false,
        needs: () => logLinearNeeds,
        fit: async ({ x, y, weights, features: learnt }, control) => {
          const place = watched === null ? null : placeOf(learnt, watched)
          const options = { seed: ctx.seed, ...(weights && { sampleWeight: weights }), family, power, strength, alike, exposure: place }
          const atExposure = ({ data }: LearnProblem) =>
            data.option === 'exposure' && watched !== null ? { param: 'exposure', column: watched } : undefined
          return {
            model: await learnProblemAt(atExposure, () => logLinearRegression.fit(x, y, { ...options, crews: ctx.crews }, control)),
          }
        },
      },
      relation,
      ctx,
    )
    return { model }
  },
  examples: [
    {
      title: { en: 'Prices as a product of effects', fr: 'Des prix comme produit d’effets' },
      params: { target: 'price', family: 'gamma', strength: 0.01 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression', trained: { rows: 8 } } } },
    },
    {
      title: { en: 'Claims by years insured, some unknown', fr: 'Sinistres selon les années assurées, parfois inconnues' },
      params: { target: 'claims', exposure: 'years' },
      inputs: {
        table: {
          columns: [
            { name: 'years', type: 'float' },
            { name: 'age', type: 'int' },
            { name: 'claims', type: 'int' },
          ],
          rows: [
            [1, 20, 1],
            [2, 30, 1],
            [0.5, 20, 1],
            [4, 50, 1],
            [null, 40, 1],
            [3, 60, 0],
            [2, 20, 3],
            [5, null, 2],
          ],
        },
      },
      expectArtifact: { model: { kind: 'model', model: { estimator: { id: 'log-linear-regression', json: { exposure: 0 } } } } },
    },
  ],
})

const familyNames = {
  poisson: { en: 'Poisson', fr: 'de Poisson' },
  gamma: { en: 'gamma', fr: 'gamma' },
  tweedie: { en: 'Tweedie', fr: 'de Tweedie' },
} as const

/** Throws NodeProblem `column-missing`, `wrong-type`. */
function exposureColumn(relation: Relation, { target, exposure }: { readonly target: string; readonly exposure: string }) {
  const own = targetColumn(relation, target).name
  const columns = relation.columns.filter(({ name }) => name !== own)
  return chooseColumn({ ...relation, columns }, exposure, { param: 'exposure', accepts: numbers })
}

/** The columns to learn from, and this one. */
function withColumn(
  relation: Relation,
  { target, features, name }: { readonly target: string; readonly features: ColumnsRule; readonly name: string },
): ColumnsRule {
  const names = featureColumns(relation, features, targetColumn(relation, target)).map((column) => column.name)
  return names.includes(name) ? features : { by: 'names', names: [...names, name] }
}

/** Where the column lies in the matrix. Throws NodeProblem `exposure-empty` when no row has a value. */
function placeOf(features: readonly Feature[], name: string): number {
  const at = features.findIndex((feature) => feature.name === name)
  if (at >= 0)
    return matrixWidths(features)
      .slice(0, at)
      .reduce((sum, width) => sum + width, 0)
  const column = quoted(name)
  throw new NodeProblem({
    code: 'exposure-empty',
    param: 'exposure',
    column: name,
    text: { en: `${column.en} has no value in any row.`, fr: `${column.fr} n’a de valeur dans aucune ligne.` },
    action: { en: 'Choose another column, or none.', fr: 'Choisissez une autre colonne, ou aucune.' },
  })
}
