import { z } from 'zod'
import { withThreshold } from '../../engine/learn/score-model.ts'
import { answerColumns } from '../kit/answer-columns.ts'
import { applyModel } from '../kit/apply-model.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { guardField, guardFormulas } from '../kit/guard-formulas.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { thresholdField } from '../kit/threshold-field.ts'

const endings = { csv: '.csv', parquet: '.parquet', json: '.json' } as const

const params = z.object({
  path: field.file({
    label: { en: 'File to write', fr: 'Fichier à écrire' },
    help: { en: 'Relative to the workspace.', fr: 'Relatif à l’espace de travail.' },
    extensions: ['csv', 'parquet', 'json'],
    save: true,
    default: 'data/scores.csv',
  }),
  format: field.choice({
    label: { en: 'Written as', fr: 'Écrit en' },
    choices: [
      { value: 'csv', label: { en: 'CSV', fr: 'CSV' } },
      { value: 'parquet', label: { en: 'Parquet', fr: 'Parquet' } },
      { value: 'json', label: { en: 'JSON lines', fr: 'lignes JSON' } },
    ],
    default: 'csv',
  }),
  guard: guardField,
  threshold: thresholdField,
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
    en: 'Every row gets the model’s answer and, for classes, the probability of each: the same answers, to the last digit, as an endpoint gives row by row. In a CSV, texts that a spreadsheet would run as formulas get an apostrophe, unless you say otherwise. The file is written as a whole or not at all, and written again only when the rows, the model or the settings have changed.',
    fr: 'Chaque ligne reçoit la réponse du modèle et, pour des classes, la probabilité de chacune : les mêmes réponses, au dernier chiffre près, que celles d’un point d’accès ligne par ligne. Dans un CSV, les textes qu’un tableur exécuterait comme formules reçoivent une apostrophe, sauf avis contraire. Le fichier est écrit en entier ou pas du tout, et réécrit seulement si les lignes, le modèle ou les réglages ont changé.',
  },
  keywords: { en: ['export', 'score', 'file', 'csv', 'parquet'], fr: ['exporter', 'score', 'fichier', 'csv', 'parquet'] },
  inputs: {
    table: { kind: 'table', label: { en: 'Rows', fr: 'Lignes' } },
    model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } },
  },
  outputs: { table: { kind: 'table', label: { en: 'What was written', fr: 'Ce qui a été écrit' } } },
  params,
  effect: true,
  check({ path, format }) {
    if (path.trim() === '')
      return [
        {
          code: 'path-missing',
          param: 'path',
          text: { en: 'No file is chosen.', fr: 'Aucun fichier n’est choisi.' },
          action: { en: 'Say where to write.', fr: 'Dites où écrire.' },
        },
      ]
    const ending = endings[format]
    if (path.toLowerCase().endsWith(ending)) return []
    return [
      {
        code: 'extension-other',
        severity: 'warning',
        param: 'path',
        text: { en: `The name does not end in ${ending}.`, fr: `Le nom ne se termine pas par ${ending}.` },
        fixes: [
          {
            label: { en: 'Use the usual ending', fr: 'Utiliser l’extension habituelle' },
            params: { path: `${path.replace(/\.[^./\\]*$/, '')}${ending}` },
          },
        ],
      },
    ]
  },
  explain: ({ path }) =>
    path.trim() === '' ? { en: 'write a file', fr: 'écrire un fichier' } : { en: `write ${path}`, fr: `écrire ${path}` },
  async run({ path, format, guard, threshold }, inputs, ctx) {
    const beside = inputs.one('table')
    const model = withThreshold(inputs.artifact('model', 'model').model, threshold)
    const applied = await applyModel(model, 'table', ctx, { columns: [], asCategories: [] })
    const table = await ctx.write(beside, answerColumns(model, applied, { beside, name: 'prediction', probabilities: true }))
    const rows = await ctx.exportFile(format === 'csv' && guard ? guardFormulas(table.relation) : table.relation, path, format)
    ctx.log(`${rows} rows to ${path}`)
    return { table }
  },
  examples: [
    {
      title: { en: 'Classes to CSV', fr: 'Des classes en CSV' },
      params: {},
      inputs: { table: twoMoons, model: sideModel },
      expect: {
        table: {
          columns: [
            ...twoMoons.columns,
            { name: 'prediction', type: 'text' },
            { name: 'probability of left', type: 'float' },
            { name: 'probability of right', type: 'float' },
          ],
          rows: twoMoons.rows.map((row) => [...row, row[3] as string, ...(row[3] === 'left' ? [1, 0] : [0, 1])]),
        },
      },
    },
    {
      title: { en: 'Numbers to Parquet', fr: 'Des nombres en Parquet' },
      params: { path: 'data/prices.parquet', format: 'parquet' },
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
          columns: [...flats.columns.slice(0, 2), { name: 'prediction', type: 'float' }],
          rows: [
            [2, 'A', 2002 / 8 - 598 / 12],
            [null, 'B', 2002 / 8],
          ],
        },
      },
    },
  ],
})
