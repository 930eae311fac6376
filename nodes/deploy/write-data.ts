import { z } from 'zod'
import { values } from '../../engine/relation/build.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { guardField, guardFormulas } from '../kit/guard-formulas.ts'
import { tablePorts } from '../kit/ports.ts'
import type { NodeProblemData } from '../kit/problem.ts'

const endings = { csv: '.csv', parquet: '.parquet', json: '.jsonl', excel: '.xlsx' } as const

const params = z.object({
  path: field.file({
    label: { en: 'File to write', fr: 'Fichier à écrire' },
    help: {
      en: 'Relative to the workspace. A folder, when the table is partitioned or cut into several files.',
      fr: 'Relatif à l’espace de travail. Un dossier, quand le tableau est partitionné ou découpé en plusieurs fichiers.',
    },
    extensions: ['csv', 'parquet', 'jsonl', 'xlsx'],
    save: true,
    default: 'data/result.csv',
  }),
  format: field.choice({
    label: { en: 'Written as', fr: 'Écrit en' },
    choices: [
      { value: 'csv', label: { en: 'CSV', fr: 'CSV' } },
      { value: 'parquet', label: { en: 'Parquet', fr: 'Parquet' } },
      { value: 'json', label: { en: 'JSON lines', fr: 'lignes JSON' } },
      { value: 'excel', label: { en: 'Excel workbook', fr: 'classeur Excel' } },
    ],
    default: 'csv',
  }),
  existing: field.choice({
    label: { en: 'If it is there already', fr: 'S’il existe déjà' },
    choices: [
      { value: 'ask', label: { en: 'Stop and ask', fr: 'S’arrêter et demander' } },
      { value: 'replace', label: { en: 'Replace it', fr: 'Le remplacer' } },
      { value: 'append', label: { en: 'Add the rows to it', fr: 'Y ajouter les lignes' } },
    ],
    default: 'ask',
  }),
  guard: guardField,
  compression: field.choice({
    label: { en: 'Compressed by', fr: 'Compression' },
    choices: [
      { value: 'usual', label: { en: 'The usual one of the format', fr: 'Celle d’usage du format' } },
      { value: 'none', label: { en: 'None', fr: 'Aucune' } },
      { value: 'gzip', label: { en: 'Gzip', fr: 'Gzip' } },
      { value: 'zstd', label: { en: 'Zstandard', fr: 'Zstandard' } },
    ],
    default: 'usual',
    when: { param: 'format', in: ['csv', 'parquet', 'json'] },
    group: 'advanced',
  }),
  partitionBy: field.columns({
    label: { en: 'A folder for each value of', fr: 'Un dossier pour chaque valeur de' },
    help: { en: 'Folders are called year=2024.', fr: 'Les dossiers s’appellent annee=2024.' },
    when: { param: 'format', in: ['csv', 'parquet', 'json'] },
    group: 'advanced',
  }),
  rowsPerFile: field.optionalNumber({
    label: { en: 'Most rows per file', fr: 'Lignes par fichier au plus' },
    min: 1,
    integer: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

const written: readonly Column[] = [
  { name: 'file', type: 'text' },
  { name: 'rows', type: 'int' },
]

/** Writes a table to a file, or to a folder of files. */
export const writeData = defineNode({
  id: 'deploy.write-data',
  version: 1,
  icon: 'save',
  title: { en: 'Write data', fr: 'Écrire les données' },
  summary: {
    en: 'Writes a table to a file: CSV, Parquet, JSON lines or Excel.',
    fr: 'Écrit un tableau dans un fichier : CSV, Parquet, lignes JSON ou Excel.',
  },
  help: {
    en: `A file is written as a whole or not at all, and only where you said: in the workspace, or where you picked it. If something is there already, the run stops and asks once: replace it from now on, or add the rows to it. Rows are added only when the columns are the same.

With a folder for each value, or with a limit of rows, the name is that of a folder, and its files are called part-0, part-1 and so on. A folder that holds anything else is never replaced.

Missing values are empty fields in CSV, null in JSON lines and Parquet, empty cells in Excel; in folders by value they are called __HIVE_DEFAULT_PARTITION__. In CSV, texts that a spreadsheet would run as formulas get an apostrophe in front; numbers such as -5 do not. In Excel texts are texts. A sheet holds 1 048 575 rows.

It is written again only when the rows or the settings have changed. The output lists the files with their rows.`,
    fr: `Un fichier est écrit en entier ou pas du tout, et seulement là où vous l’avez dit : dans l’espace de travail, ou là où vous l’avez choisi. S’il existe déjà, l’exécution s’arrête et demande une fois : le remplacer désormais, ou y ajouter les lignes. Des lignes ne s’ajoutent que si les colonnes sont les mêmes.

Avec un dossier par valeur, ou une limite de lignes, le nom est celui d’un dossier, dont les fichiers s’appellent part-0, part-1, etc. Un dossier qui contient autre chose n’est jamais remplacé.

Les valeurs manquantes sont des champs vides en CSV, null en lignes JSON et en Parquet, des cellules vides en Excel ; dans les dossiers par valeur elles s’appellent __HIVE_DEFAULT_PARTITION__. En CSV, les textes qu’un tableur exécuterait comme formules reçoivent une apostrophe ; les nombres comme -5, non. En Excel, les textes restent des textes. Une feuille contient 1 048 575 lignes.

L’écriture n’est refaite que si les lignes ou les réglages ont changé. La sortie énumère les fichiers et leurs lignes.`,
  },
  keywords: {
    en: ['write', 'save', 'export', 'output', 'csv', 'parquet', 'json', 'excel', 'xlsx', 'append', 'partition', 'sink'],
    fr: ['écrire', 'enregistrer', 'exporter', 'sortie', 'csv', 'parquet', 'json', 'excel', 'ajouter', 'partitionner'],
  },
  inputs: tablePorts.inputs,
  outputs: { files: { kind: 'table', label: { en: 'Files written', fr: 'Fichiers écrits' } } },
  params,
  effect: true,
  columns: () => ({ files: written }),
  check(settings, inputs) {
    const problems: NodeProblemData[] = []
    const { path, format } = settings
    if (path.trim() === '')
      problems.push({
        code: 'path-missing',
        param: 'path',
        text: { en: 'No file is chosen.', fr: 'Aucun fichier n’est choisi.' },
        action: { en: 'Say where to write.', fr: 'Dites où écrire.' },
      })
    const table = inputs.optional('table')
    const keys = table ? keysOf(settings, table.columns) : []
    if (keys.length > 0 && settings.rowsPerFile !== null)
      problems.push({
        code: 'partition-and-limit',
        param: 'rowsPerFile',
        text: { en: 'A table is partitioned or cut, not both.', fr: 'Un tableau est partitionné ou découpé, pas les deux.' },
        fixes: [{ label: { en: 'Do not cut it', fr: 'Ne pas le découper' }, params: { rowsPerFile: null } }],
      })
    if (table && keys.length === table.columns.length && keys.length > 0)
      problems.push({
        code: 'nothing-left',
        param: 'partitionBy',
        text: {
          en: 'Every column names a folder; nothing is left for the files.',
          fr: 'Chaque colonne nomme un dossier ; il ne reste rien pour les fichiers.',
        },
        action: { en: 'Leave one column out.', fr: 'Laissez-en une de côté.' },
      })
    const isFolder = keys.length > 0 || settings.rowsPerFile !== null
    const bare = path.replace(/(\.[^./\\]*)(\.gz|\.zst)?$/, '')
    const ending = `${endings[format]}${format === 'csv' || format === 'json' ? packing(settings) : ''}`
    if (path.trim() !== '' && !isFolder && !path.toLowerCase().endsWith(ending))
      problems.push({
        code: 'extension-other',
        severity: 'warning',
        param: 'path',
        text: { en: `The name does not end in ${ending}.`, fr: `Le nom ne se termine pas par ${ending}.` },
        fixes: [{ label: { en: 'Use the usual ending', fr: 'Utiliser l’extension habituelle' }, params: { path: `${bare}${ending}` } }],
      })
    if (isFolder && bare !== path && bare !== '')
      problems.push({
        code: 'folder-named-as-file',
        severity: 'warning',
        param: 'path',
        text: { en: 'This will be the name of a folder.', fr: 'Ce sera le nom d’un dossier.' },
        fixes: [{ label: { en: 'Call it without an ending', fr: 'Le nommer sans extension' }, params: { path: bare } }],
      })
    return problems
  },
  explain: ({ path, existing }) => {
    if (path.trim() === '') return { en: 'write a file', fr: 'écrire un fichier' }
    return existing === 'append' ? { en: `add to ${path}`, fr: `ajouter à ${path}` } : { en: `write ${path}`, fr: `écrire ${path}` }
  },
  async run(settings, inputs, ctx) {
    const table = inputs.one('table')
    const { path, format, existing, rowsPerFile, compression } = settings
    const guarded = format === 'csv' && settings.guard ? guardFormulas(table) : table
    const keys = keysOf(settings, table.columns)
    const places = keys.map((key) => table.columns.findIndex((column) => column.name === key))
    const files = await ctx.exportFiles(guarded, path, format, {
      existing,
      partitionBy: places.map((place) => guarded.columns[place]?.name ?? ''),
      ...(compression !== 'usual' && format !== 'excel' && { compression }),
      ...(rowsPerFile !== null && { rowsPerFile }),
    })
    const named = files.map(({ file, rows }) => [file === '' ? path : `${path}/${file}`, rows])
    ctx.log(`${files.length} file(s) written to ${path}`)
    return { files: { kind: 'table', relation: values(written, named) } }
  },
  examples: [
    {
      title: {
        en: 'A CSV that no spreadsheet runs, with a missing value',
        fr: 'Un CSV qu’aucun tableur n’exécute, avec une valeur manquante',
      },
      params: {},
      inputs: {
        table: {
          columns: [
            { name: 'name', type: 'text' },
            { name: 'n', type: 'int' },
          ],
          rows: [
            ['=1+1', 1],
            ['Ada', null],
          ],
        },
      },
      expect: { files: { columns: written, rows: [['data/result.csv', 2]] } },
    },
    {
      title: { en: 'Two rows a file', fr: 'Deux lignes par fichier' },
      params: { path: 'data/parts', format: 'parquet', rowsPerFile: 2 },
      inputs: { table: { columns: [{ name: 'n', type: 'int' }], rows: [[1], [2], [null]] } },
      expect: {
        files: {
          columns: written,
          rows: [
            ['data/parts/part-0.parquet', 2],
            ['data/parts/part-1.parquet', 1],
          ],
        },
      },
    },
  ],
})

function packing({ compression }: Params): string {
  return compression === 'gzip' ? '.gz' : compression === 'zstd' ? '.zst' : ''
}

function keysOf({ partitionBy, format }: Params, columns: readonly Column[]): readonly string[] {
  if (format === 'excel' || (partitionBy.by === 'names' && partitionBy.names.length === 0)) return []
  return chooseColumns(values(columns, []), partitionBy, { param: 'partitionBy' }).map((column) => column.name)
}
