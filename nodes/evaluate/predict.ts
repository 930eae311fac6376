import { z } from 'zod'
import { freeName } from '../../engine/relation/build.ts'
import type { AddedColumn } from '../kit/context.ts'
import { applyModel } from '../kit/apply-model.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'

const params = z.object({
  name: field.text({ label: { en: 'Name of the new column', fr: 'Nom de la nouvelle colonne' }, default: 'prediction' }),
  probabilities: field.flag({
    label: { en: 'Add the probability of each class', fr: 'Ajouter la probabilité de chaque classe' },
    default: true,
  }),
})

/** Adds a model's answers to a table. */
export const predict = defineNode({
  id: 'evaluate.predict',
  version: 1,
  icon: 'wand-sparkles',
  title: { en: 'Predict', fr: 'Prédire' },
  summary: { en: 'Adds a model’s answer to every row.', fr: 'Ajoute à chaque ligne la réponse d’un modèle.' },
  help: {
    en: 'The model’s recipe prepares the rows as its training rows were prepared, so connect the table as it was before the model’s features were made: the test output of the split, or new rows of the same file. No row is dropped, and all columns stay.',
    fr: 'La recette du modèle prépare les lignes comme celles de l’apprentissage : reliez la table telle qu’elle était avant la préparation des variables, soit la sortie « test » de la séparation, soit de nouvelles lignes du même fichier. Aucune ligne n’est écartée, et toutes les colonnes restent.',
  },
  keywords: { en: ['score', 'apply', 'inference', 'probability'], fr: ['score', 'appliquer', 'inférence', 'probabilité'] },
  inputs: {
    table: { kind: 'table', label: { en: 'Rows', fr: 'Lignes' } },
    model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } },
  },
  outputs: { table: { kind: 'table', label: { en: 'Rows with answers', fr: 'Lignes avec réponses' } } },
  params,
  explain: ({ name, probabilities }) =>
    probabilities
      ? { en: `add “${name}” and probabilities`, fr: `ajouter « ${name} » et les probabilités` }
      : { en: `add “${name}”`, fr: `ajouter « ${name} »` },
  async run({ name, probabilities }, inputs, ctx) {
    const relation = inputs.one('table')
    const { model } = inputs.artifact('model', 'model')
    const applied = await applyModel(model, 'table', ctx, { columns: [], asCategories: [] })
    const taken = new Set(relation.columns.map((column) => column.name))
    const fresh = (wanted: string) => {
      const found = freeName(wanted, taken)
      taken.add(found)
      return found
    }
    const label = name.trim() === '' ? 'prediction' : name
    const added: AddedColumn[] =
      model.task === 'regression'
        ? [{ name: fresh(label), type: 'float', values: applied.predicted }]
        : [
            { name: fresh(label), type: 'text', values: Array.from(applied.predicted, (place) => model.classes[place] as string) },
            ...(probabilities && applied.probabilities
              ? applied.probabilities.map((values, index): AddedColumn => ({
                  name: fresh(`probability of ${model.classes[index]}`),
                  type: 'float',
                  values,
                }))
              : []),
          ]
    return { table: await ctx.write(relation, added) }
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
      inputs: { table: flats, model: priceModel },
    },
  ],
})
