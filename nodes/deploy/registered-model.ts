import { z } from 'zod'
import { replayGolden } from '../../engine/learn/replay-golden.ts'
import { hashKeysOf } from '../../engine/learn/score-model.ts'
import { readRegisteredName } from '../../engine/protocol/registered-name.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'

const params = z.object({
  model: field.registeredModel({
    label: { en: 'Model', fr: 'Modèle' },
    help: {
      en: 'With an alias, the pipeline follows it when it moves. With a number, it always takes the same version.',
      fr: 'Avec un alias, le pipeline le suit quand il se déplace. Avec un numéro, il prend toujours la même version.',
    },
  }),
})

/** A model with a name, as it was registered. */
export const registeredModel = defineNode({
  id: 'deploy.registered-model',
  version: 1,
  icon: 'archive-restore',
  title: { en: 'Registered model', fr: 'Modèle enregistré' },
  summary: {
    en: 'Takes a model out of the registry, by alias or by number.',
    fr: 'Prend un modèle dans le registre, par alias ou par numéro.',
  },
  help: {
    en: 'The model comes with its whole preparation, so connect the rows as they were in the file. It can predict, score a batch, be judged, explained, served and exported, as if it had just been trained.\n\nWrite the name, an at sign and an alias or a number: loans@champion, loans@3. When an alias moves, what stands behind this node is computed again, and a note says which version came before. Each time the model is taken, it first answers its golden rows; an answer that differs stops the run.',
    fr: 'Le modèle vient avec toute sa préparation : reliez les lignes telles qu’elles étaient dans le fichier. Il peut prédire, calculer des scores par lot, être évalué, expliqué, servi et exporté, comme s’il venait d’être appris.\n\nÉcrivez le nom, une arobase et un alias ou un numéro : prets@champion, prets@3. Quand un alias se déplace, ce qui suit ce nœud est recalculé, et une note dit quelle version précédait. Chaque fois que le modèle est pris, il répond d’abord à ses lignes témoins ; une réponse qui diffère arrête l’exécution.',
  },
  keywords: {
    en: ['registry', 'champion', 'challenger', 'alias', 'version', 'load'],
    fr: ['registre', 'champion', 'challenger', 'alias', 'version', 'charger'],
  },
  inputs: {},
  outputs: { model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } } },
  params,
  watches: 'registry',
  check({ model }) {
    if (model.trim() === '')
      return [
        {
          code: 'model-missing',
          param: 'model',
          text: { en: 'No model is chosen.', fr: 'Aucun modèle n’est choisi.' },
          action: { en: 'Choose one that has a name.', fr: 'Choisissez-en un qui a un nom.' },
        },
      ]
    if (readRegisteredName(model)) return []
    return [
      {
        code: 'registered-unfit',
        param: 'model',
        text: { en: `${quoted(model).en} names no version.`, fr: `${quoted(model).fr} ne désigne aucune version.` },
        action: {
          en: 'Write NAME@ALIAS or NAME@NUMBER, such as loans@champion.',
          fr: 'Écrivez NOM@ALIAS ou NOM@NUMÉRO, comme prets@champion.',
        },
      },
    ]
  },
  explain: ({ model }) =>
    model.trim() === '' ? { en: 'no model chosen', fr: 'aucun modèle choisi' } : { en: `take ${model}`, fr: `prendre ${model}` },
  async run({ model: asked }, _inputs, ctx) {
    const model = await ctx.registered()
    const { rows, differ } = replayGolden(model, await ctx.hashKeys(hashKeysOf(model)))
    if (differ.length > 0) throw goldenDiffers(asked, differ.length, rows)
    ctx.log(`${asked} is ${model.id}; it answers its ${rows} golden rows as in training`)
    return { model: { kind: 'model', model } }
  },
  examples: [
    {
      title: { en: 'The champion', fr: 'Le champion' },
      params: { model: 'side@champion' },
      expectArtifact: { model: { kind: 'model', model: { learner: 'train.decision-tree', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A version that stays', fr: 'Une version qui reste' },
      params: { model: 'flat-price@1' },
      expectArtifact: { model: { kind: 'model', model: { learner: 'train.linear-regression', task: 'regression' } } },
    },
  ],
})

function goldenDiffers(asked: string, differ: number, rows: number): NodeProblem {
  return new NodeProblem({
    code: 'golden-differs',
    param: 'model',
    text: {
      en: `${quoted(asked).en} answers ${differ} of its ${rows} golden rows otherwise than when it was trained.`,
      fr: `${quoted(asked).fr} répond autrement qu’à l’apprentissage à ${differ} de ses ${rows} lignes témoins.`,
    },
    action: { en: 'Choose another version, or train it again.', fr: 'Choisissez une autre version, ou réapprenez-le.' },
  })
}
