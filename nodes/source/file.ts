import { z } from 'zod'
import { scalarTypes } from '../../engine/relation/types.ts'
import type { ReadOptions } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const text = { param: 'format', in: ['auto', 'csv'] } as const
const textOrSheet = { param: 'format', in: ['auto', 'csv', 'excel'] } as const

const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|', space: ' ' } as const

const params = z.object({
  path: field.file({
    label: { en: 'File', fr: 'Fichier' },
    extensions: ['csv', 'tsv', 'txt', 'gz', 'parquet', 'json', 'jsonl', 'ndjson', 'xlsx', 'xls', 'ods'],
  }),
  format: field.choice({
    label: { en: 'Format', fr: 'Type de fichier' },
    choices: [
      { value: 'auto', label: { en: 'By the name', fr: 'D’après le nom' } },
      { value: 'csv', label: { en: 'Text with delimiters (CSV, TSV)', fr: 'Texte à séparateurs (CSV, TSV)' } },
      { value: 'parquet', label: { en: 'Parquet', fr: 'Parquet' } },
      { value: 'json', label: { en: 'JSON or JSON lines', fr: 'JSON ou lignes JSON' } },
      { value: 'excel', label: { en: 'Workbook (Excel, OpenDocument)', fr: 'Classeur (Excel, OpenDocument)' } },
    ],
    default: 'auto',
  }),
  delimiter: field.choice({
    label: { en: 'Between the fields', fr: 'Entre les champs' },
    choices: [
      { value: 'auto', label: { en: 'Find out', fr: 'À reconnaître' } },
      { value: 'comma', label: { en: 'Comma ,', fr: 'Virgule ,' } },
      { value: 'semicolon', label: { en: 'Semicolon ;', fr: 'Point-virgule ;' } },
      { value: 'tab', label: { en: 'Tab', fr: 'Tabulation' } },
      { value: 'bar', label: { en: 'Bar |', fr: 'Barre |' } },
      { value: 'space', label: { en: 'Space', fr: 'Espace' } },
    ],
    default: 'auto',
    when: text,
  }),
  header: field.choice({
    label: { en: 'Names in the first row', fr: 'Noms dans la première ligne' },
    choices: [
      { value: 'auto', label: { en: 'Find out', fr: 'À reconnaître' } },
      { value: 'yes', label: { en: 'Yes', fr: 'Oui' } },
      { value: 'no', label: { en: 'No', fr: 'Non' } },
    ],
    default: 'auto',
    when: textOrSheet,
  }),
  sheet: field.text({
    label: { en: 'Sheet', fr: 'Feuille' },
    placeholder: { en: 'the first', fr: 'la première' },
    optional: true,
    when: { param: 'format', in: ['auto', 'excel'] },
  }),
  decimalComma: field.flag({
    label: { en: 'Numbers with a decimal comma', fr: 'Nombres à virgule décimale' },
    default: false,
    when: textOrSheet,
  }),
  nullTexts: field.text({
    label: { en: 'Texts that mean missing', fr: 'Textes qui signifient manquant' },
    help: {
      en: 'With semicolons between them. Empty fields are missing anyway.',
      fr: 'Séparés par des points-virgules. Les champs vides sont de toute façon manquants.',
    },
    placeholder: { en: 'NA; n/a; -', fr: 'NA ; n/d ; -' },
    optional: true,
    when: textOrSheet,
  }),
  badRows: field.choice({
    label: { en: 'Rows that do not fit', fr: 'Lignes non conformes' },
    choices: [
      { value: 'fail', label: { en: 'Stop the run', fr: 'Arrêtent l’exécution' } },
      { value: 'skip', label: { en: 'Are left out', fr: 'Sont écartées' } },
    ],
    default: 'fail',
    when: textOrSheet,
  }),
  encoding: field.choice({
    label: { en: 'Encoding', fr: 'Encodage' },
    choices: [
      { value: 'auto', label: { en: 'Find out', fr: 'À reconnaître' } },
      { value: 'utf-8', label: { en: 'UTF-8', fr: 'UTF-8' } },
      { value: 'windows-1252', label: { en: 'Windows-1252 (Western)', fr: 'Windows-1252 (occidental)' } },
      { value: 'iso-8859-15', label: { en: 'ISO 8859-15 (Western)', fr: 'ISO 8859-15 (occidental)' } },
      { value: 'windows-1250', label: { en: 'Windows-1250 (Central European)', fr: 'Windows-1250 (Europe centrale)' } },
      { value: 'windows-1251', label: { en: 'Windows-1251 (Cyrillic)', fr: 'Windows-1251 (cyrillique)' } },
      { value: 'utf-16le', label: { en: 'UTF-16', fr: 'UTF-16' } },
      { value: 'macintosh', label: { en: 'Macintosh', fr: 'Macintosh' } },
    ],
    default: 'auto',
    when: text,
    group: 'advanced',
  }),
  skip: field.number({
    label: { en: 'Lines to skip at the start', fr: 'Lignes à sauter au début' },
    default: 0,
    min: 0,
    integer: true,
    when: textOrSheet,
    group: 'advanced',
  }),
  types: field.list({
    label: { en: 'Types of columns', fr: 'Types de colonnes' },
    help: { en: 'Others are found out from the first rows.', fr: 'Les autres se reconnaissent aux premières lignes.' },
    item: z.object({
      column: field.text({ label: { en: 'Column', fr: 'Colonne' } }),
      type: field.choice({
        label: { en: 'Its type', fr: 'Son type' },
        choices: scalarTypes.map((value) => ({ value, label: typeWord(value) })),
        default: 'text',
      }),
    }),
    when: textOrSheet,
    group: 'advanced',
  }),
})

export const file = defineNode({
  id: 'source.file',
  version: 1,
  icon: 'file-spreadsheet',
  title: { en: 'File', fr: 'Fichier' },
  summary: {
    en: 'Reads a table from a file: CSV, Parquet, JSON or a workbook.',
    fr: 'Lit un tableau d’un fichier : CSV, Parquet, JSON ou classeur.',
  },
  help: {
    en: `Delimiter, header, encoding and types are found out from the beginning of the file; say what you know when a guess is wrong. A path inside the workspace is kept relative to the pipeline, so that the folder can be moved.

The file is read when it is needed, never copied into memory as a whole. When it changes, what depends on it is computed anew.

Header names that occur twice are numbered, and empty ones get a name; the notices of the node say so. With a decimal comma, text columns that hold such numbers only become numbers. For a single column with odd dates or numbers, read it as text and use “Change type”.

Postcodes, telephone numbers and codes such as 007 should be read as text, or their zeros are lost.`,
    fr: `Séparateur, en-tête, encodage et types se reconnaissent au début du fichier ; dites ce que vous savez quand l’estimation est fausse. Un chemin dans l’espace de travail reste relatif au pipeline, si bien que le dossier peut être déplacé.

Le fichier est lu quand il le faut, jamais copié en entier en mémoire. S’il change, ce qui en dépend est recalculé.

Les noms d’en-tête répétés sont numérotés, et les vides reçoivent un nom ; les avis du nœud le disent. Avec la virgule décimale, les colonnes de texte qui ne contiennent que de tels nombres deviennent des nombres. Pour une seule colonne aux dates ou nombres étranges, lisez-la comme du texte et utilisez « Changer le type ».

Codes postaux, numéros de téléphone et codes comme 007 se lisent comme du texte, sinon leurs zéros se perdent.`,
  },
  keywords: {
    en: ['csv', 'tsv', 'excel', 'xlsx', 'parquet', 'json', 'open', 'import', 'load'],
    fr: ['csv', 'excel', 'classeur', 'parquet', 'json', 'ouvrir', 'importer', 'charger'],
  },
  inputs: {},
  outputs: tablePorts.outputs,
  params,
  read(settings, ctx) {
    if (settings.path.trim() === '')
      throw new NodeProblem({
        code: 'path-missing',
        param: 'path',
        text: { en: 'No file is chosen.', fr: 'Aucun fichier n’est choisi.' },
        action: { en: 'Choose a file, or drop one on the canvas.', fr: 'Choisissez un fichier, ou déposez-en un sur le plan de travail.' },
      })
    return ctx.describe(settings.path, optionsOf(settings))
  },
  explain(settings) {
    const name = settings.path.split(/[/\\]/).at(-1) ?? ''
    if (name === '') return { en: 'no file yet', fr: 'aucun fichier encore' }
    const shown = quoted(name)
    return { en: `read ${shown.en}`, fr: `lire ${shown.fr}` }
  },
  examples: [
    {
      title: { en: 'A table with commas', fr: 'Un tableau à virgules' },
      params: { path: 'retail-products.csv', types: [{ column: 'list_price', type: 'text' }] },
      firstRows: true,
      expect: {
        table: {
          columns: [
            { name: 'product_code', type: 'text' },
            { name: 'name', type: 'text' },
            { name: 'category', type: 'text' },
            { name: 'list_price', type: 'text' },
            { name: 'introduced', type: 'date' },
          ],
          rows: [['P-101', 'Kettle, steel', 'Kitchen', '20.70', '2021-07-31']],
        },
      },
    },
    {
      title: {
        en: 'A French export: semicolons, decimal commas, days first',
        fr: 'Un export français : points-virgules, virgules décimales, jour d’abord',
      },
      params: { path: 'customers.csv', decimalComma: true, nullTexts: 'inconnue; -' },
      firstRows: true,
      expect: {
        table: {
          columns: [
            { name: 'N° client', type: 'int' },
            { name: 'Nom', type: 'text' },
            { name: 'E-mail', type: 'text' },
            { name: 'Ville', type: 'text' },
            { name: 'Date de naissance', type: 'date' },
            { name: 'Revenu mensuel', type: 'float' },
            { name: 'Note de fidélité', type: 'float' },
            { name: 'Abonné', type: 'text' },
          ],
          rows: [[1000, 'Farid Martinez', null, 'Paris', '1993-01-13', 1958.51, 10, 'non']],
        },
      },
    },
  ],
})

/** Only what was said: everything else is found out by whoever reads. */
function optionsOf(settings: z.output<typeof params>): ReadOptions {
  const nullTexts = settings.nullTexts.split(';').flatMap((text) => (text.trim() === '' ? [] : [text.trim()]))
  const types = settings.types.filter((item) => item.column !== '').map((item) => [item.column, item.type] as const)
  return {
    format: settings.format,
    header: settings.header,
    encoding: settings.encoding,
    skip: settings.skip,
    decimalComma: settings.decimalComma,
    badRows: settings.badRows,
    nullTexts,
    ...(settings.delimiter !== 'auto' && { delimiter: delimiters[settings.delimiter] }),
    ...(settings.sheet.trim() !== '' && { sheet: settings.sheet.trim() }),
    ...(types.length > 0 && { types: Object.fromEntries(types) }),
  }
}
