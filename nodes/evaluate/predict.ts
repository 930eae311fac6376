import { z } from 'zod'
import { withThreshold } from '../../engine/learn/score-model.ts'
import { answerColumns } from '../kit/answer-columns.ts'
import { applyModel } from '../kit/apply-model.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { quoted } from '../kit/phrases.ts'
import { thresholdField } from '../kit/threshold-field.ts'

const params = z.object({
  name: field.text({ label: { en: 'Name of the new column', fr: 'Nom de la nouvelle colonne' }, default: 'prediction' }),
  probabilities: field.flag({
    label: { en: 'Add the probability of each class', fr: 'Ajouter la probabilité de chaque classe' },
    default: true,
  }),
  threshold: thresholdField,
})

/** Adds a model's answers to a table. */
export const predict = defineNode({
  id: 'evaluate.predict',
  version: 1,
  icon: 'wand-sparkles',
  title: { en: 'Predict', fr: 'Prédire' },
  summary: { en: 'Adds a model’s answer to every row.', fr: 'Ajoute à chaque ligne la réponse d’un modèle.' },
  help: {
    en: 'The model’s recipe prepares the rows as its training rows were prepared, so connect the table as it was before the model’s features were made: the test output of the split, or new rows of the same file. No row is dropped, and all columns stay.\n\nA name that the table already has gets a number: prediction_2.',
    fr: 'La recette du modèle prépare les lignes comme celles de l’apprentissage : reliez la table telle qu’elle était avant la préparation des variables, soit la sortie « test » de la séparation, soit de nouvelles lignes du même fichier. Aucune ligne n’est écartée, et toutes les colonnes restent.\n\nUn nom déjà pris dans la table reçoit un numéro : prediction_2.',
  },
  keywords: { en: ['score', 'apply', 'inference', 'probability'], fr: ['score', 'appliquer', 'inférence', 'probabilité'] },
  inputs: {
    table: { kind: 'table', label: { en: 'Rows', fr: 'Lignes' } },
    model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } },
  },
  outputs: { table: { kind: 'table', label: { en: 'Rows with answers', fr: 'Lignes avec réponses' } } },
  params,
  explain: ({ name, probabilities }) => {
    const shown = quoted(name.trim() === '' ? 'prediction' : name)
    return probabilities
      ? { en: `add ${shown.en} and probabilities`, fr: `ajouter ${shown.fr} et les probabilités` }
      : { en: `add ${shown.en}`, fr: `ajouter ${shown.fr}` }
  },
  async run({ name, probabilities, threshold }, inputs, ctx) {
    const beside = inputs.one('table')
    const model = withThreshold(inputs.artifact('model', 'model').model, threshold)
    const applied = await applyModel(model, 'table', ctx, { columns: [], asCategories: [] })
    return { table: await ctx.write(beside, answerColumns(model, applied, { beside, name, probabilities })) }
  },
  examples: [
    {
      title: { en: 'The class of each point', fr: 'La classe de chaque point' },
      params: { probabilities: false },
      inputs: { table: twoMoons, model: sideModel },
      expect: {
        table: {
          columns: [...twoMoons.columns, { name: 'prediction', type: 'text' }],
          rows: twoMoons.rows.map((row) => [...row, row[3] as string]),
        },
      },
    },
    {
      title: { en: 'A price for each flat', fr: 'Un prix par appartement' },
      params: { name: 'estimate' },
      inputs: {
        table: {
          columns: flats.columns.slice(0, 2),
          rows: [
            [2, 'A'],
            [null, 'B'],
          ],
        },
        model: { ...priceModel, params: { target: 'price', features: { by: 'names', names: ['rooms'] } } },
      },
      expect: {
        table: {
          columns: [...flats.columns.slice(0, 2), { name: 'estimate', type: 'float' }],
          rows: [
            [2, 'A', 2002 / 8 - 598 / 12],
            [null, 'B', 2002 / 8],
          ],
        },
      },
    },
  ],
})
