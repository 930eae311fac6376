import { z } from 'zod'
import { freeName } from '../../engine/relation/build.ts'
import { applyModel } from '../kit/apply-model.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'

const formats = { csv: '.csv', parquet: '.parquet', json: '.json' } as const

const params = z.object({
  path: field.file({
    label: { en: 'File to write', fr: 'Fichier à écrire' },
    help: { en: 'Relative to the workspace.', fr: 'Relatif à l’espace de travail.' },
    extensions: ['csv', 'parquet', 'json'],
    save: true,
    default: 'data/scores.csv',
  }),
  format: field.choice({
    label: { en: 'Format', fr: 'Format ' },
    choices: [
      { value: 'csv', label: { en: 'CSV', fr: 'CSV ' } },
      { value: 'parquet', label: { en: 'Parquet', fr: 'Parquet ' } },
      { value: 'json', label: { en: 'JSON lines', fr: 'Lignes JSON' } },
    ],
    default: 'csv',
  }),
})

/** Scores a whole table and writes the answers to a file. */
export const batchScore = defineNode({
  id: 'deploy.batch-score',
  version: 1,
  icon: 'file-output',
  title: { en: 'Batch score', fr: 'Score par lot' },
  summary: {
    en: 'Writes a table with a model’s answers to a file.',
    fr: 'Écrit dans un fichier un tableau avec les réponses d’un modèle.',
  },
  help: {
    en: 'Every row gets the model’s answer and, for classes, the probability of each. The file is written as a whole or not at all, and written again only when the rows, the model or the settings have changed.',
    fr: 'Chaque ligne reçoit la réponse du modèle et, pour des classes, la probabilité de chacune. Le fichier est écrit en entier ou pas du tout, et réécrit seulement si les lignes, le modèle ou les réglages ont changé.',
  },
  keywords: { en: ['export', 'score', 'file', 'csv', 'parquet'], fr: ['exporter', 'score', 'fichier', 'csv', 'parquet'] },
  inputs: {
    table: { kind: 'table', label: { en: 'Rows', fr: 'Lignes' } },
    model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } },
  },
  outputs: { table: { kind: 'table', label: { en: 'What was written', fr: 'Ce qui a été écrit' } } },
  params,
  effect: true,
  check: ({ path, format }) =>
    path.trim() !== '' && !path.toLowerCase().endsWith(formats[format])
      ? [
          {
            code: 'extension-other',
            severity: 'warning',
            param: 'path',
            text: { en: `The name does not end in ${formats[format]}.`, fr: `Le nom ne se termine pas par ${formats[format]}.` },
            fixes: [
              {
                label: { en: 'Use the usual ending', fr: 'Utiliser l’extension habituelle' },
                params: { path: `${path.replace(/\.[^./\\]*$/, '')}${formats[format]}` },
              },
            ],
          },
        ]
      : [],
  explain: ({ path }) => ({ en: `write ${path === '' ? 'a file' : path}`, fr: `écrire ${path === '' ? 'un fichier' : path}` }),
  async run({ path, format }, inputs, ctx) {
    const relation = inputs.one('table')
    const { model } = inputs.artifact('model', 'model')
    const applied = await applyModel(model, 'table', ctx, { columns: [], asCategories: [] })
    const taken = new Set(relation.columns.map((column) => column.name))
    const fresh = (wanted: string) => {
      const found = freeName(wanted, taken)
      taken.add(found)
      return found
    }
    const answers =
      model.task === 'regression'
        ? [{ name: fresh('prediction'), type: 'float' as const, values: applied.predicted }]
        : [
            {
              name: fresh('prediction'),
              type: 'text' as const,
              values: Array.from(applied.predicted, (place) => model.classes[place] as string),
            },
            ...(applied.probabilities ?? []).map((values, index) => ({
              name: fresh(`probability of ${model.classes[index]}`),
              type: 'float' as const,
              values,
            })),
          ]
    const table = await ctx.write(relation, answers)
    const rows = await ctx.exportFile(table.relation, path, format)
    ctx.log(`${rows} rows to ${path}`)
    return { table }
  },
  examples: [
    { title: { en: 'Classes to CSV', fr: 'Des classes en CSV' }, params: {}, inputs: { table: twoMoons, model: sideModel } },
    {
      title: { en: 'Numbers to Parquet', fr: 'Des nombres en Parquet' },
      params: { path: 'data/prices.parquet', format: 'parquet' },
      inputs: { table: flats, model: priceModel },
    },
  ],
})
