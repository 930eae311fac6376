import { z } from 'zod'
import { field } from '../kit/fields.ts'

const numeric = { param: 'kind', in: ['normal', 'skewed', 'uniform', 'whole'] } as const
const bounded = { param: 'kind', in: ['uniform', 'whole'] } as const
const spread = { param: 'kind', in: ['normal', 'skewed'] } as const

/** One column of generated data. */
export const generatedColumn = z.object({
  name: field.text({ label: { en: 'Name', fr: 'Nom' } }),
  kind: field.choice({
    label: { en: 'What it holds', fr: 'Ce qu’elle contient' },
    choices: [
      { value: 'normal', label: { en: 'Numbers, bell-shaped', fr: 'Nombres, en cloche' } },
      { value: 'skewed', label: { en: 'Numbers, log-normal', fr: 'Nombres, log-normaux' } },
      { value: 'uniform', label: { en: 'Numbers, uniform', fr: 'Nombres, uniformes' } },
      { value: 'whole', label: { en: 'Whole numbers', fr: 'Nombres entiers' } },
      { value: 'category', label: { en: 'Categories with shares', fr: 'Catégories avec leurs parts' } },
      { value: 'date', label: { en: 'Dates', fr: 'Dates' } },
      { value: 'id', label: { en: 'Numbers of the rows', fr: 'Numéros des lignes' } },
      { value: 'pattern', label: { en: 'Texts by a pattern', fr: 'Textes selon un motif' } },
      { value: 'person', label: { en: 'Names of people', fr: 'Noms de personnes' } },
    ],
    default: 'normal',
  }),
  middle: field.number({ label: { en: 'Middle', fr: 'Milieu' }, default: 0, when: spread }),
  spread: field.number({
    label: { en: 'Spread', fr: 'Dispersion' },
    help: {
      en: 'The standard deviation; for log-normal numbers, that of their logarithm.',
      fr: 'L’écart type ; pour les nombres log-normaux, celui de leur logarithme.',
    },
    default: 1,
    min: 0,
    when: spread,
  }),
  low: field.number({ label: { en: 'From', fr: 'De' }, default: 0, when: bounded }),
  high: field.number({ label: { en: 'To', fr: 'À' }, default: 100, when: bounded }),
  decimals: field.number({
    label: { en: 'Decimals', fr: 'Décimales' },
    default: 2,
    min: 0,
    max: 9,
    integer: true,
    when: { param: 'kind', in: ['normal', 'skewed', 'uniform'] },
  }),
  values: field.text({
    label: { en: 'Categories', fr: 'Catégories' },
    help: { en: 'Each with its share: north 50; south 30; east 20.', fr: 'Chacune avec sa part : nord 50 ; sud 30 ; est 20.' },
    default: 'a 50; b 30; c 20',
    when: { param: 'kind', in: ['category'] },
  }),
  first: field.date({ label: { en: 'First day', fr: 'Premier jour' }, default: '2020-01-01', when: { param: 'kind', in: ['date'] } }),
  last: field.date({ label: { en: 'Last day', fr: 'Dernier jour' }, default: '2024-12-31', when: { param: 'kind', in: ['date'] } }),
  pattern: field.text({
    label: { en: 'Pattern', fr: 'Motif' },
    help: { en: '# is a digit, ? a capital letter.', fr: '# est un chiffre, ? une lettre majuscule.' },
    default: '??-####',
    when: { param: 'kind', in: ['pattern'] },
  }),
  link: field.slider({
    label: { en: 'Link with the target', fr: 'Lien avec la cible' },
    default: 0,
    min: -1,
    max: 1,
    step: 0.05,
    when: { param: 'kind', in: ['normal', 'skewed', 'uniform', 'whole', 'category', 'date'] },
  }),
  missing: field.number({ label: { en: 'Missing', fr: 'Manquants' }, unit: '%', default: 0, min: 0, max: 100 }),
  missingWith: field.text({
    label: { en: 'Missing more where this column is high', fr: 'Manque plus là où cette colonne est haute' },
    help: { en: 'Empty: by chance alone.', fr: 'Vide : au hasard seulement.' },
    optional: true,
  }),
  outliers: field.number({ label: { en: 'Outliers', fr: 'Valeurs aberrantes' }, unit: '%', default: 0, min: 0, max: 50, when: numeric }),
  drift: field.number({
    label: { en: 'Drift, in spreads', fr: 'Dérive, en dispersions' },
    help: {
      en: 'How far the values move after the row where drift begins.',
      fr: 'De combien les valeurs bougent après la ligne où commence la dérive.',
    },
    default: 0,
    when: numeric,
  }),
})

export type GeneratedColumn = z.output<typeof generatedColumn>

/** A table of customers: what the node makes before anybody said anything. */
export const customers: readonly z.input<typeof generatedColumn>[] = [
  { name: 'customer', kind: 'id' },
  { name: 'name', kind: 'person' },
  { name: 'age', kind: 'whole', low: 18, high: 90, link: 0.3 },
  { name: 'income', kind: 'skewed', middle: 30_000, spread: 0.5, decimals: 0, link: 0.5 },
  { name: 'region', kind: 'category', values: 'North 40; South 35; East 25' },
  { name: 'since', kind: 'date' },
]
