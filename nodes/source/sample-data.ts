import { z } from 'zod'
import samples from '../../assets/samples/index.json' with { type: 'json' }
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { tablePorts } from '../kit/ports.ts'

const titles = new Map(samples.map((sample) => [sample.name, sample.title]))

export const sampleData = defineNode({
  id: 'source.sample-data',
  version: 1,
  icon: 'flask-conical',
  title: { en: 'Sample data', fr: 'Données d’exemple' },
  summary: { en: 'Reads a data set that ships with Millrace.', fr: 'Lit un jeu de données livré avec Millrace.' },
  help: {
    en: `Some sets are real: penguins, weather, countries. Others were invented to learn on: loan applications with an unfair past, missing values and repeated rows; orders and customers of a shop in every spelling; machines with faults. Nothing is fetched from a network.

Where each set is from and on which terms stands in assets/samples/README.md, with what was planted in the invented ones.`,
    fr: `Certains jeux sont réels : manchots, météo, pays. D’autres sont inventés pour apprendre : des demandes de prêt avec un passé injuste, des valeurs manquantes et des lignes répétées ; des commandes et des clients de toutes graphies ; des machines en panne. Rien n’est téléchargé.

L’origine de chaque jeu et ses conditions figurent dans assets/samples/README.md, avec ce qui a été glissé dans les jeux inventés.`,
  },
  keywords: {
    en: ['example', 'demo', 'loans', 'penguins', 'cars', 'weather', 'vega'],
    fr: ['exemple', 'démonstration', 'prêts', 'manchots', 'voitures', 'météo'],
  },
  inputs: {},
  outputs: tablePorts.outputs,
  params: z.object({
    name: field.choice({
      label: { en: 'Data set', fr: 'Jeu de données' },
      choices: samples.map((sample) => ({ value: sample.name, label: sample.title, help: sample.description })),
      default: 'loans',
    }),
  }),
  read: (params, ctx) => ctx.sample(params.name),
  explain(params) {
    const title = titles.get(params.name) ?? { en: params.name, fr: params.name }
    return { en: `sample: ${title.en}`, fr: `exemple : ${title.fr}` }
  },
  examples: [
    {
      title: { en: 'Penguins', fr: 'Les manchots' },
      params: { name: 'penguins' },
      firstRows: true,
      expect: {
        table: {
          columns: [
            { name: 'Species', type: 'text' },
            { name: 'Island', type: 'text' },
            { name: 'Beak Length (mm)', type: 'float' },
            { name: 'Beak Depth (mm)', type: 'float' },
            { name: 'Flipper Length (mm)', type: 'int' },
            { name: 'Body Mass (g)', type: 'int' },
            { name: 'Sex', type: 'text' },
          ],
          rows: [
            ['Adelie', 'Torgersen', 39.1, 18.7, 181, 3750, 'MALE'],
            ['Adelie', 'Torgersen', 39.5, 17.4, 186, 3800, 'FEMALE'],
            ['Adelie', 'Torgersen', 40.3, 18, 195, 3250, 'FEMALE'],
            ['Adelie', 'Torgersen', null, null, null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Weather, with dates', fr: 'La météo, avec des dates' },
      params: { name: 'seattle-weather' },
      firstRows: true,
      expect: {
        table: {
          columns: [
            { name: 'date', type: 'date' },
            { name: 'precipitation', type: 'float' },
            { name: 'temp_max', type: 'float' },
            { name: 'temp_min', type: 'float' },
            { name: 'wind', type: 'float' },
            { name: 'weather', type: 'text' },
          ],
          rows: [['2012-01-01', 0, 12.8, 5, 4.7, 'drizzle']],
        },
      },
    },
  ],
})
