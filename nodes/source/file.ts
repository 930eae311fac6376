import { z } from 'zod'
import { limit, sample, values } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { dataEndings } from '../kit/file-kinds.ts'
import { fileFields, readOptions, rejectedColumns } from '../kit/file-fields.ts'
import { noFileChosen } from '../kit/no-file-chosen.ts'
import { rejectPorts } from '../kit/on-error.ts'
import { quoted } from '../kit/phrases.ts'

const params = z.object({
  path: field.file({
    label: { en: 'File', fr: 'Fichier' },
    extensions: dataEndings,
  }),
  ...fileFields('path'),
  rows: field.choice({
    label: { en: 'Rows', fr: 'Lignes' },
    choices: [
      { value: 'all', label: { en: 'All', fr: 'Toutes' } },
      { value: 'first', label: { en: 'The first ones', fr: 'Les premières' } },
      { value: 'random', label: { en: 'A random sample', fr: 'Un échantillon au hasard' } },
    ],
    default: 'all',
    group: 'advanced',
  }),
  count: field.number({
    label: { en: 'How many rows', fr: 'Combien de lignes' },
    default: 1000,
    min: 1,
    integer: true,
    when: { param: 'rows', in: ['first', 'random'] },
    group: 'advanced',
  }),
  within: field.column({
    label: { en: 'The same share of each', fr: 'La même part de chaque' },
    help: {
      en: 'A column whose values keep their shares of the rows (stratified); the number is met up to rounding.',
      fr: 'Une colonne dont les valeurs gardent leur part des lignes (stratifié) ; le nombre est atteint aux arrondis près.',
    },
    optional: true,
    when: { param: 'rows', in: ['random'] },
    group: 'advanced',
  }),
  seed: field.seed({ when: { param: 'rows', in: ['random'] } }),
})

export const file = defineNode({
  id: 'source.file',
  version: 1,
  icon: 'file-spreadsheet',
  title: { en: 'File', fr: 'Fichier' },
  summary: {
    en: 'Reads a table from a file: CSV, Parquet, JSON, XML, Avro, Arrow, ORC or a workbook.',
    fr: 'Lit un tableau d’un fichier : CSV, Parquet, JSON, XML, Avro, Arrow, ORC ou classeur.',
  },
  help: {
    en: `Delimiter, header, encoding and types are found out from the beginning of the file; say what you know when a guess is wrong. A path inside the workspace is kept relative to the pipeline, so that the folder can be moved.

The file is read when it is needed, never copied into memory as a whole. When it changes, what depends on it is computed anew.

Header names that occur twice are numbered, and empty ones get a name; the notices of the node say so. With a decimal comma, text columns that hold such numbers only become numbers. For a single column with odd dates or numbers, read it as text and use “Change type”.

Rows that do not fit (too many or too few fields, a value that is not of its column’s type, a quote that is not closed, bytes that are no text) stop the run, or go to the second output with the number of the line, the reason and the row as it stands: every row of the file is at one output. Then the whole file is read once before its first preview.

JSON and XML: say where the records lie, how many levels of nested values become columns, and whether arrays become columns or rows; what is left nested is JSON text. The type of a column comes from all of its values; a missing key or an empty element is missing. In XML, an attribute is @name and the text beside other parts #text; declarations of entities are refused. JSON lines that are no JSON can go to the second output.

Avro, Arrow and ORC files are converted to Parquet once, with the types that they declare; lists and structures are JSON text, decimals numbers, bytes base64. Times without a zone stay what the clock showed, others are in UTC.

Postcodes, telephone numbers and codes such as 007 should be read as text, or their zeros are lost.`,
    fr: `Séparateur, en-tête, encodage et types se reconnaissent au début du fichier ; dites ce que vous savez quand l’estimation est fausse. Un chemin dans l’espace de travail reste relatif au pipeline, si bien que le dossier peut être déplacé.

Le fichier est lu quand il le faut, jamais copié en entier en mémoire. S’il change, ce qui en dépend est recalculé.

Les noms d’en-tête répétés sont numérotés, et les vides reçoivent un nom ; les avis du nœud le disent. Avec la virgule décimale, les colonnes de texte qui ne contiennent que de tels nombres deviennent des nombres. Pour une seule colonne aux dates ou nombres étranges, lisez-la comme du texte et utilisez « Changer le type ».

Les lignes non conformes (trop ou pas assez de champs, valeur étrangère au type de la colonne, guillemet non fermé, octets qui ne sont pas du texte) arrêtent l’exécution, ou vont à la seconde sortie avec le numéro de la ligne, la raison et la ligne telle quelle : chaque ligne du fichier est à l’une des sorties. Le fichier est alors lu en entier une fois avant le premier aperçu.

JSON et XML : dites où sont les enregistrements, combien de niveaux imbriqués deviennent des colonnes, et si les tableaux deviennent des colonnes ou des lignes ; ce qui reste imbriqué est du texte JSON. Le type d’une colonne vient de toutes ses valeurs ; une clé absente ou un élément vide est manquant. En XML, un attribut est @nom et le texte à côté d’autres parties #text ; les déclarations d’entités sont refusées. Les lignes qui ne sont pas du JSON peuvent aller à la seconde sortie.

Les fichiers Avro, Arrow et ORC sont convertis une fois en Parquet, avec les types qu’ils déclarent ; listes et structures sont du texte JSON, les décimaux des nombres, les octets du base64. Les heures sans fuseau restent celles de l’horloge, les autres sont en UTC.

Codes postaux, numéros de téléphone et codes comme 007 se lisent comme du texte, sinon leurs zéros se perdent.`,
  },
  keywords: {
    en: [
      'csv',
      'tsv',
      'excel',
      'xlsx',
      'ods',
      'sheet',
      'delimited file',
      'spreadsheet',
      'parquet',
      'json',
      'jsonl',
      'xml',
      'avro',
      'arrow',
      'feather',
      'orc',
      'flatten',
      'record path',
      'open',
      'import',
      'load',
      'bad rows',
      'stratified sample',
    ],
    fr: [
      'csv',
      'excel',
      'classeur',
      'feuille',
      'tableur',
      'parquet',
      'json',
      'xml',
      'avro',
      'arrow',
      'orc',
      'aplatir',
      'ouvrir',
      'importer',
      'charger',
      'lignes rejetées',
      'échantillon stratifié',
    ],
  },
  inputs: {},
  outputs: rejectPorts,
  params,
  async read(settings, ctx) {
    if (settings.path.trim() === '') throw noFileChosen()
    const described = await ctx.describe(settings.path, readOptions(settings))
    const rejected = described.others?.['rejected'] ?? values(rejectedColumns, [])
    return { ...described, relation: someRows(described.relation, settings), others: { rejected } }
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

function someRows(relation: Relation, { rows, count, seed, within }: z.output<typeof params>): Relation {
  if (rows === 'all') return relation
  if (rows === 'first') return limit(relation, count)
  const strata = within === '' ? [] : [chooseColumn(relation, within, { param: 'within' }).name]
  return sample(relation, { seed, from: 0, to: 1, exact: count, ...(strata.length > 0 && { within: strata }) })
}
