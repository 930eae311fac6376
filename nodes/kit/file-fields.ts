import { z } from 'zod'
import { parseFormat, type FormatPart } from '../../engine/relation/date-format/parse-format.ts'
import { scalarTypes, type Column } from '../../engine/relation/types.ts'
import type { ReadOptions } from './context.ts'
import { field } from './fields.ts'
import { forKinds } from './file-kinds.ts'
import { typeWord } from './phrases.ts'
import { NodeProblem } from './problem.ts'

const found = { value: 'auto', label: { en: 'Find out', fr: 'À reconnaître' } } as const
const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|', space: ' ' } as const

/** Encodings that a person can choose. */
export const encodings = [
  { value: 'auto', label: { en: 'Find out', fr: 'À reconnaître' } },
  { value: 'utf-8', label: { en: 'UTF-8', fr: 'UTF-8' } },
  { value: 'windows-1252', label: { en: 'Windows-1252 (Western)', fr: 'Windows-1252 (occidental)' } },
  { value: 'iso-8859-15', label: { en: 'ISO 8859-15 (Western)', fr: 'ISO 8859-15 (occidental)' } },
  { value: 'windows-1250', label: { en: 'Windows-1250 (Central European)', fr: 'Windows-1250 (Europe centrale)' } },
  { value: 'windows-1251', label: { en: 'Windows-1251 (Cyrillic)', fr: 'Windows-1251 (cyrillique)' } },
  { value: 'utf-16le', label: { en: 'UTF-16', fr: 'UTF-16' } },
  { value: 'macintosh', label: { en: 'Macintosh', fr: 'Macintosh' } },
] as const

/**
 * What can be said of a file that holds a table: the fields that nodes which read files have in common. `named`: the param with the file's name or
 * the pattern of names, by which fields show that its kind does not have.
 */
export function fileFields(named: 'path' | 'pattern') {
  const text = forKinds(['csv'], named)
  const textOrRecords = forKinds(['csv', 'excel', 'json'], named)
  const nested = forKinds(['json', 'xml'], named)
  const nestedOrTyped = forKinds(['json', 'xml', 'avro', 'arrow', 'orc'], named)
  const textOrSheet = forKinds(['csv', 'excel'], named)
  const sheets = forKinds(['excel'], named)
  return {
    format: field.choice({
      label: { en: 'Format', fr: 'Type de fichier' },
      choices: [
        { value: 'auto', label: { en: 'By the name', fr: 'D’après le nom' } },
        { value: 'csv', label: { en: 'Text with delimiters (CSV, TSV)', fr: 'Texte à séparateurs (CSV, TSV)' } },
        { value: 'parquet', label: { en: 'Parquet', fr: 'Parquet' } },
        { value: 'json', label: { en: 'JSON or JSON lines', fr: 'JSON ou lignes JSON' } },
        { value: 'xml', label: { en: 'XML', fr: 'Fichier XML' } },
        { value: 'avro', label: { en: 'Avro', fr: 'Fichier Avro' } },
        { value: 'arrow', label: { en: 'Arrow, Feather', fr: 'Fichier Arrow, Feather' } },
        { value: 'orc', label: { en: 'ORC', fr: 'Fichier ORC' } },
        { value: 'excel', label: { en: 'Workbook (Excel, OpenDocument)', fr: 'Classeur (Excel, OpenDocument)' } },
      ],
      default: 'auto',
    }),
    recordPath: field.text({
      label: { en: 'Where the records lie (JSON, XML)', fr: 'Où sont les enregistrements (JSON, XML)' },
      help: {
        en: 'Names on the way to them: data.items or shop/order; * for any name. Empty: the elements of the list, or the children of the root.',
        fr: 'Les noms sur le chemin : data.items ou shop/order ; * pour un nom quelconque. Vide : les éléments de la liste, ou les enfants de la racine.',
      },
      placeholder: { en: 'data.items', fr: 'data.items' },
      optional: true,
      when: nested,
      group: 'advanced',
    }),
    flatten: field.number({
      label: { en: 'Levels that become columns', fr: 'Niveaux qui deviennent des colonnes' },
      help: {
        en: 'Nested objects: at 1, {"city": {"name": ...}} is the column city.name. What lies deeper stays JSON.',
        fr: 'Objets imbriqués : à 1, {"city": {"name": ...}} est la colonne city.name. Ce qui est plus profond reste du JSON.',
      },
      default: 0,
      min: 0,
      max: 20,
      integer: true,
      when: nestedOrTyped,
      group: 'advanced',
    }),
    arrays: field.choice({
      label: { en: 'Arrays', fr: 'Tableaux imbriqués' },
      choices: [
        { value: 'keep', label: { en: 'Stay JSON', fr: 'Restent du JSON' } },
        {
          value: 'columns',
          label: { en: 'Columns', fr: 'Colonnes' },
          help: {
            en: 'tags.1, tags.2, ...; at most 100, the rest in tags.more.',
            fr: 'tags.1, tags.2, ... ; au plus 100, le reste dans tags.more.',
          },
        },
        {
          value: 'rows',
          label: { en: 'Rows', fr: 'Lignes' },
          help: {
            en: 'A row for each element; several arrays go side by side, everything else is repeated.',
            fr: 'Une ligne par élément ; plusieurs tableaux vont côte à côte, le reste est répété.',
          },
        },
      ],
      default: 'keep',
      when: nestedOrTyped,
      group: 'advanced',
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
      label: { en: 'Sheets', fr: 'Feuilles' },
      help: {
        en: 'Several with semicolons between them, or * in names: 2023; 2024, or 20*. They are stacked, with a column that names the sheet.',
        fr: 'Plusieurs séparées par des points-virgules, ou * dans les noms : 2023 ; 2024, ou 20*. Elles s’empilent, avec une colonne qui nomme la feuille.',
      },
      placeholder: { en: 'the first', fr: 'la première' },
      optional: true,
      when: sheets,
    }),
    range: field.text({
      label: { en: 'Range', fr: 'Plage' },
      placeholder: { en: 'B3:F200', fr: 'B3:F200' },
      optional: true,
      when: sheets,
      group: 'advanced',
    }),
    fillMerged: field.flag({
      label: { en: 'Fill merged cells with their value', fr: 'Remplir les cellules fusionnées de leur valeur' },
      default: false,
      when: sheets,
      group: 'advanced',
    }),
    decimalComma: field.flag({
      label: { en: 'Numbers with a decimal comma', fr: 'Nombres à virgule décimale' },
      default: false,
      when: textOrSheet,
    }),
    thousands: field.flag({
      label: { en: 'Numbers with grouped thousands (1,234.5)', fr: 'Nombres aux milliers groupés (1,234.5)' },
      default: false,
      when: textOrSheet,
      group: 'advanced',
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
        { value: 'skip', label: { en: 'Go to the second output', fr: 'Vont à la seconde sortie' } },
      ],
      default: 'fail',
      when: textOrRecords,
    }),
    encoding: field.choice({
      label: { en: 'Encoding', fr: 'Encodage' },
      choices: encodings,
      default: 'auto',
      when: text,
      group: 'advanced',
    }),
    quote: field.choice({
      label: { en: 'Quotes', fr: 'Guillemets' },
      choices: [
        found,
        { value: 'double', label: { en: 'Double "', fr: 'Doubles "' } },
        { value: 'single', label: { en: "Single '", fr: "Simples '" } },
        { value: 'none', label: { en: 'None', fr: 'Aucun' } },
      ],
      default: 'auto',
      when: text,
      group: 'advanced',
    }),
    escape: field.choice({
      label: { en: 'A quote inside quotes is written', fr: 'Un guillemet entre guillemets s’écrit' },
      choices: [
        found,
        { value: 'twice', label: { en: 'Twice', fr: 'Deux fois' } },
        { value: 'backslash', label: { en: 'After a backslash', fr: 'Après une barre oblique inverse' } },
      ],
      default: 'auto',
      when: text,
      group: 'advanced',
    }),
    comment: field.choice({
      label: { en: 'Lines of comments begin with', fr: 'Les lignes de commentaire commencent par' },
      choices: [
        found,
        { value: 'none', label: { en: 'There are none', fr: 'Il n’y en a pas' } },
        { value: 'hash', label: { en: 'Hash #', fr: 'Dièse #' } },
        { value: 'semicolon', label: { en: 'Semicolon ;', fr: 'Point-virgule ;' } },
        { value: 'percent', label: { en: 'Percent %', fr: 'Pour cent %' } },
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
    headerRows: field.number({
      label: { en: 'Rows of names', fr: 'Lignes de noms' },
      help: { en: 'Names over several rows are joined by a space.', fr: 'Les noms sur plusieurs lignes sont réunis par une espace.' },
      default: 1,
      min: 1,
      max: 10,
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
        format: field.text({
          label: { en: 'Written as', fr: 'Écrit' },
          placeholder: { en: 'DD/MM/YYYY', fr: 'DD/MM/YYYY' },
          optional: true,
        }),
      }),
      when: textOrSheet,
      group: 'advanced',
    }),
  } as const
}

/** Rows set apart while a text file was read. `line` counts from 1. */
export const rejectedColumns: readonly Column[] = [
  { name: 'line', type: 'int' },
  { name: 'reason', type: 'text' },
  { name: 'record', type: 'text' },
]

const quotes = { double: '"', single: "'", none: '' } as const
const comments = { none: '', hash: '#', semicolon: ';', percent: '%' } as const

const shape = z.object(fileFields('path'))

/** Only what was said: everything else is found out by whoever reads. */
export function readOptions(settings: z.output<typeof shape>): ReadOptions {
  const nullTexts = settings.nullTexts.split(';').flatMap((text) => (text.trim() === '' ? [] : [text.trim()]))
  const quote = settings.quote === 'auto' ? undefined : quotes[settings.quote]
  const dateFormats = settings.types.flatMap((item) =>
    item.column !== '' && item.format.trim() !== '' && (item.type === 'date' || item.type === 'timestamp')
      ? [[item.column, strptimeFormat(item.format.trim())] as const]
      : [],
  )
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
    ...(quote !== undefined && { quote }),
    ...(settings.escape !== 'auto' && { escape: settings.escape === 'twice' ? quote || '"' : '\\' }),
    ...(settings.comment !== 'auto' && { comment: comments[settings.comment] }),
    ...(settings.headerRows > 1 && { headerRows: settings.headerRows }),
    ...(settings.thousands && { thousands: true }),
    ...(settings.range.trim() !== '' && { range: settings.range.trim() }),
    ...(settings.fillMerged && { fillMerged: true }),
    ...(settings.recordPath.trim() !== '' && { recordPath: settings.recordPath.trim() }),
    ...(settings.flatten > 0 && { flatten: settings.flatten }),
    ...(settings.arrays !== 'keep' && { arrays: settings.arrays }),
    ...(dateFormats.length > 0 && { dateFormats: Object.fromEntries(dateFormats) }),
    ...(settings.sheet.trim() !== '' && { sheet: settings.sheet.trim() }),
    ...(types.length > 0 && { types: Object.fromEntries(types) }),
  }
}

const directives: Readonly<Record<FormatPart, string>> = {
  YYYY: '%Y',
  YY: '%y',
  MM: '%m',
  M: '%m',
  DD: '%d',
  D: '%d',
  hh: '%H',
  h: '%H',
  mm: '%M',
  ss: '%S',
  fff: '%f',
}

/** DD/MM/YYYY as readers of files have it: %d/%m/%Y. */
function strptimeFormat(format: string): string {
  const parsed = parseFormat(format)
  if (!parsed.ok) throw new NodeProblem({ code: 'bad-format', param: 'types', text: parsed.reason })
  return parsed.tokens.map((token) => ('part' in token ? directives[token.part] : token.text.replace('%', '%%'))).join('')
}
