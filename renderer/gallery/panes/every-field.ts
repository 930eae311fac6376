import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'

const operators = [
  { id: 'equal', label: { en: 'is', fr: 'est' }, accepts: ['bool', 'int', 'float', 'text', 'date'], operands: 1 },
  { id: 'greater-or-equal', label: { en: 'is at least', fr: 'est au moins' }, accepts: ['int', 'float', 'date'], operands: 1 },
  { id: 'between', label: { en: 'is between', fr: 'est entre' }, accepts: ['int', 'float', 'date'], operands: 2 },
  { id: 'one-of', label: { en: 'is one of', fr: 'est parmi' }, accepts: ['int', 'text'], operands: 'list' },
  { id: 'is-missing', label: { en: 'is missing', fr: 'manque' }, accepts: ['bool', 'int', 'float', 'text', 'date'], operands: 0 },
]

const field = (kind: string, en: string, fr: string, more: object = {}) => ({ kind, label: { en, fr }, ...more })

/** A node that has every kind of field, so that the whole form can be looked at. */
export const everyField: CatalogueEntry = {
  id: 'clean.every-field',
  version: 1,
  category: 'clean',
  family: 'prepare',
  icon: 'brush-cleaning',
  title: { en: 'Clean', fr: 'Nettoyer' },
  summary: { en: 'Puts right what keeps a table from being used.', fr: 'Corrige ce qui empêche d’utiliser un tableau.' },
  help: {
    en: 'Works from top to bottom: texts first, then missing values, then outliers, then duplicates.\n\nNothing is learnt from rows outside the training part.',
    fr: 'Procède de haut en bas : les textes, puis les valeurs manquantes, les valeurs extrêmes et enfin les doublons.\n\nRien n’est appris hors de la partie d’apprentissage.',
  },
  keywords: { en: [], fr: [] },
  inputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  outputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  params: {
    type: 'object',
    properties: {
      columns: { 'x-field': field('columns', 'Columns to clean', 'Colonnes à nettoyer') },
      letters: {
        type: 'string',
        'x-field': field('choice', 'Letter case', 'Casse', {
          choices: [
            { value: 'keep', label: { en: 'Keep', fr: 'Garder' } },
            { value: 'lower', label: { en: 'lower', fr: 'minuscules' } },
          ],
        }),
      },
      trim: { type: 'boolean', 'x-field': field('flag', 'Trim spaces', 'Retirer les espaces') },
      most: { type: 'integer', minimum: 1, 'x-field': field('number', 'At most', 'Au plus', { unit: 'n' }) },
      missing: {
        type: 'string',
        'x-field': field('choice', 'Missing numbers', 'Nombres manquants', {
          choices: [
            {
              value: 'median',
              label: { en: 'Median', fr: 'Médiane' },
              help: { en: 'Half of the values are below it.', fr: 'La moitié des valeurs est en dessous.' },
            },
            { value: 'mean', label: { en: 'Mean', fr: 'Moyenne' } },
            { value: 'constant', label: { en: 'A value of my own', fr: 'Une valeur choisie' } },
            { value: 'keep', label: { en: 'Leave them', fr: 'Les laisser' } },
          ],
        }),
      },
      within: {
        type: 'string',
        'x-field': field('column', 'Within each', 'Dans chaque', { optional: true, when: { param: 'missing', in: ['median', 'mean'] } }),
      },
      cap: {
        type: 'number',
        minimum: 50,
        maximum: 100,
        'x-field': field('slider', 'Cap outliers at quantile', 'Plafonner au quantile', { unit: '%', step: 0.5 }),
      },
      formula: {
        type: 'string',
        'x-field': field('formula', 'Keep rows where', 'Garder les lignes où', {
          help: { en: 'True or false for each row.', fr: 'Vrai ou faux pour chaque ligne.' },
        }),
      },
      conditions: { 'x-field': field('conditions', 'Conditions', 'Conditions', { operators }) },
      rename: {
        'x-field': field('key-value', 'New names', 'Nouveaux noms', {
          from: 'table',
          columns: [
            { key: 'key', label: { en: 'Column', fr: 'Colonne' } },
            { key: 'value', label: { en: 'New name', fr: 'Nouveau nom' } },
          ],
        }),
      },
      list: {
        type: 'array',
        'x-field': field('list', 'Types of columns', 'Types de colonnes'),
        items: {
          type: 'object',
          properties: {
            column: { type: 'string', default: '', 'x-field': field('column', 'Column', 'Colonne') },
            to: {
              type: 'string',
              default: 'float',
              'x-field': field('choice', 'New type', 'Nouveau type', {
                choices: [
                  { value: 'int', label: { en: 'whole', fr: 'entier' } },
                  { value: 'float', label: { en: 'number', fr: 'nombre' } },
                  { value: 'text', label: { en: 'text', fr: 'texte' } },
                ],
              }),
            },
          },
        },
      },
      path: {
        type: 'string',
        'x-field': field('file', 'File of replacements', 'Fichier des remplacements', { extensions: ['csv', 'xlsx'] }),
      },
      since: { type: 'string', 'x-field': field('date', 'Only since', 'Seulement depuis') },
      comment: { type: 'string', 'x-field': field('text', 'Comment', 'Commentaire', { placeholder: { en: 'why', fr: 'pourquoi' } }) },
      query: { type: 'string', 'x-field': field('code', 'Query', 'Requête', { language: 'sql', group: 'advanced' }) },
      options: { type: 'object', 'x-field': field('json', 'Options', 'Options', { group: 'advanced' }) },
    },
  },
  defaults: {
    columns: { by: 'names', names: [] },
    letters: 'lower',
    trim: true,
    most: 1000,
    missing: 'median',
    within: '',
    cap: 99,
    formula: '',
    conditions: { all: [] },
    rename: [],
    list: [],
    path: '',
    since: '',
    comment: '',
    query: '',
    options: {},
  },
  examples: [
    {
      title: { en: 'Texts in lower case, without spaces around', fr: 'Textes en minuscules, sans espaces autour' },
      params: { letters: 'lower', trim: true },
      inputs: {
        table: {
          columns: [
            { name: 'job', type: 'text' },
            { name: 'age', type: 'int' },
          ],
          rows: [
            [' Clerk', 41],
            ['CLERK ', null],
          ],
        },
      },
      expect: {
        table: {
          columns: [
            { name: 'job', type: 'text' },
            { name: 'age', type: 'int' },
          ],
          rows: [
            ['clerk', 41],
            ['clerk', null],
          ],
        },
      },
    },
  ],
}

/** Values that show most states: changed, missing columns, nested conditions. */
export const everyParam = {
  columns: { by: 'names', names: ['income_yr', 'employment', 'region', 'purpos'] },
  cap: 99.5,
  within: 'region',
  formula: '[loan_amount] > 0 and [age] >= 18\nand DATEDIFF([submitted_at], [la',
  conditions: {
    all: [
      { column: 'age', is: 'between', values: [18, 80] },
      {
        any: [
          { column: 'region', is: 'one-of', values: ['north', 'south'] },
          { column: 'income_yr', is: 'is-missing' },
        ],
      },
    ],
  },
  rename: [{ key: 'dti', value: 'debt_to_income' }],
  list: [{ column: 'age', to: 'float' }],
  query: 'SELECT region, avg(age) AS age\nFROM input -- all rows\nGROUP BY region HAVING count(*) > 10',
  options: { parallel: true, chunks: 4 },
}
