import { z } from 'zod'
import type { Combination } from '../../engine/learn/combine/combined-model.ts'
import { combineModels } from '../kit/combine-models.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { needModels } from '../kit/need-models.ts'
import { NodeProblem } from '../kit/problem.ts'

const params = z.object({
  how: field.choice({
    label: { en: 'The answer is', fr: 'La réponse est' },
    choices: [
      {
        value: 'mean',
        label: { en: 'the mean', fr: 'la moyenne' },
        help: { en: 'Of probabilities, or of predicted numbers.', fr: 'Des probabilités, ou des nombres prédits.' },
      },
      {
        value: 'most',
        label: { en: 'what most say', fr: 'ce que dit la majorité' },
        help: {
          en: 'Probabilities are the shares of the models that answer each class; of numbers it is the middle one.',
          fr: 'Les probabilités sont les parts des modèles qui répondent chaque classe ; pour des nombres, c’est celui du milieu.',
        },
      },
    ],
    default: 'mean',
  }),
  weights: field.text({
    label: { en: 'Weights', fr: 'Poids' },
    help: {
      en: 'One number for each model in the order of the wires, with semicolons between them. Empty: all count alike.',
      fr: 'Un nombre par modèle, dans l’ordre des liens, séparés par des points-virgules. Vide : tous comptent autant.',
    },
    default: '',
    placeholder: { en: '2; 1; 1', fr: '2; 1; 1' },
    when: { param: 'how', in: ['mean'] },
  }),
})

/** Several models answer as one. */
export const vote = defineNode({
  id: 'train.vote',
  version: 1,
  icon: 'users',
  title: { en: 'Let models vote', fr: 'Faire voter des modèles' },
  summary: {
    en: 'Makes one model of several: their mean, or what most say.',
    fr: 'Fait un seul modèle de plusieurs : leur moyenne, ou l’avis de la majorité.',
  },
  help: {
    en: 'Models that err on different rows mend each other: the mean of three is often better than the best of them. Connect models of one target that learned from one table, each with its own preparation; the result asks for the raw columns of all, and is served, explained and watched like every other. Where a model cannot answer a row, the whole cannot.',
    fr: 'Des modèles qui se trompent sur des lignes différentes se corrigent : la moyenne de trois vaut souvent mieux que le meilleur. Reliez des modèles d’une même cible appris d’une même table, chacun avec sa préparation ; le résultat demande les colonnes brutes de tous, et se sert, s’explique et se surveille comme un autre. Là où un modèle ne peut répondre, l’ensemble ne le peut pas.',
  },
  keywords: {
    en: ['ensemble', 'voting', 'average', 'blend', 'fusion', 'majority', 'soft voting'],
    fr: ['ensemble', 'vote', 'moyenne', 'fusion', 'majorité'],
  },
  inputs: { models: { kind: 'model', label: { en: 'Models', fr: 'Modèles' }, many: true } },
  outputs: { model: { kind: 'model', label: { en: 'The models as one', fr: 'Les modèles en un seul' } } },
  params,
  explain: ({ how }) =>
    how === 'mean'
      ? { en: 'the mean of the models', fr: 'la moyenne des modèles' }
      : { en: 'what most models say', fr: 'ce que disent la plupart' },
  async run(settings, inputs, ctx) {
    const members = needModels(inputs).map(({ model }) => model)
    return {
      model: {
        kind: 'model',
        model: await combineModels({ members, combination: chosen(settings, members.length), learner: 'train.vote' }, ctx),
      },
    }
  },
  examples: [
    {
      title: { en: 'A deep tree and a flat one', fr: 'Un arbre profond et un arbre court' },
      params: {},
      inputs: { models: [sideModel, { ...sideModel, params: { target: 'side', minLeaf: 4 } }] },
      expectArtifact: {
        model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'], estimator: { id: 'combined' } } },
      },
    },
    {
      title: { en: 'Two prices, the first counting twice', fr: 'Deux prix, le premier compté double' },
      params: { weights: '2; 1' },
      inputs: { models: [priceModel, { ...priceModel, node: 'train.decision-tree' }] },
      expectArtifact: {
        model: { kind: 'model', model: { task: 'regression', target: { name: 'price' }, trained: { rows: flats.rows.length } } },
      },
    },
    {
      title: { en: 'Most of three', fr: 'La majorité de trois' },
      params: { how: 'most' },
      inputs: { models: [sideModel, sideModel, { ...sideModel, params: { target: 'side', depth: 1 } }] },
      expectArtifact: { model: { kind: 'model', model: { trained: { rows: twoMoons.rows.length } } } },
    },
  ],
})

function chosen({ how, weights }: z.output<typeof params>, count: number): Combination {
  if (how === 'most') return { how }
  if (weights.trim() === '') return { how, weights: Array.from({ length: count }, () => 1) }
  const numbers = weights.split(';').map((part) => Number(part.trim().replace(',', '.') || Number.NaN))
  if (numbers.length === count && numbers.every((number) => number >= 0) && numbers.some((number) => number > 0))
    return { how, weights: numbers }
  throw new NodeProblem({
    code: 'weights-unfit',
    param: 'weights',
    text: {
      en: `“${weights}” is not ${count === 1 ? 'one weight' : `${count} weights`} of 0 or more, one of them above 0.`,
      fr: `« ${weights} » n’est pas ${count === 1 ? 'un poids' : `${count} poids`} d’au moins 0, dont un au-dessus de 0.`,
    },
    action: { en: 'Write as many numbers as there are models, or none.', fr: 'Écrivez autant de nombres que de modèles, ou aucun.' },
    fixes: [{ label: { en: 'Count all alike', fr: 'Compter tous de même' }, params: { weights: '' } }],
  })
}
