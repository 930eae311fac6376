import { z } from 'zod'
import { project, union, values } from '../../engine/relation/build.ts'
import { column, literal } from '../../engine/relation/expression.ts'
import type { LiteralValue, ScalarType } from '../../engine/relation/types.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { dataEndings } from '../kit/file-kinds.ts'
import { fileFields, readOptions, rejectedColumns } from '../kit/file-fields.ts'
import { rejectPorts } from '../kit/on-error.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { stackTables, type StackedTable } from '../kit/stack-tables.ts'

const params = z.object({
  path: field.folder({
    label: { en: 'Folder', fr: 'Dossier' },
    extensions: dataEndings,
    help: {
      en: 'Relative to the pipeline file; a dot is its own folder.',
      fr: 'Relatif au fichier du pipeline ; un point désigne son propre dossier.',
    },
    placeholder: { en: 'data/months', fr: 'donnees/mois' },
  }),
  pattern: field.text({
    label: { en: 'Files', fr: 'Fichiers' },
    help: {
      en: 'All files that hold tables, unless said otherwise. * stands for any text, ? for one character; several patterns with semicolons between them.',
      fr: 'Tous les fichiers de tableaux, sauf indication contraire. * remplace un texte quelconque, ? un caractère ; plusieurs motifs séparés par des points-virgules.',
    },
    placeholder: { en: '*.csv; *.tsv', fr: '*.csv ; *.tsv' },
    optional: true,
  }),
  recurse: field.flag({ label: { en: 'Look into its folders too', fr: 'Chercher aussi dans ses dossiers' }, default: true }),
  schema: field.choice({
    label: { en: 'Columns', fr: 'Colonnes' },
    choices: [
      { value: 'all', label: { en: 'Of any file', fr: 'De n’importe quel fichier' } },
      { value: 'common', label: { en: 'Of all files', fr: 'De tous les fichiers' } },
      { value: 'same', label: { en: 'Must be the same', fr: 'Doivent être les mêmes' } },
    ],
    default: 'all',
  }),
  sourceColumn: field.text({
    label: { en: 'Column that names the file', fr: 'Colonne qui nomme le fichier' },
    help: { en: 'Empty for none.', fr: 'Vide pour aucune.' },
    default: 'file',
    optional: true,
  }),
  partitions: field.flag({
    label: { en: 'Folders such as year=2024 are columns', fr: 'Les dossiers comme annee=2024 sont des colonnes' },
    default: true,
    group: 'advanced',
  }),
  ...fileFields('pattern'),
})

type Params = z.output<typeof params>

/** Files of a folder, one below the other. */
export const folder = defineNode({
  id: 'source.folder',
  version: 1,
  icon: 'folder-open',
  title: { en: 'Folder of files', fr: 'Dossier de fichiers' },
  summary: { en: 'Stacks the tables of all files of a folder.', fr: 'Empile les tableaux de tous les fichiers d’un dossier.' },
  help: {
    en: `For a file per month, per shop, per year. Files are taken in the order of their paths, and columns are matched by name: a column that a file lacks is missing in its rows. A column whose types differ between the files becomes text, and a notice says so. New files that fit the pattern are read at the next run.

A column names the file of each row, as a path from the folder. Folders called year=2024, as other tools write them, become columns; their missing value is __HIVE_DEFAULT_PARTITION__.

Delimiter, header, encoding and types are found out for each file by itself; what you say here holds for all. Rows that do not fit stop the run or go to the second output, with the file, the line and the reason. Links and hidden files are left alone. At most 2 000 files.`,
    fr: `Pour un fichier par mois, par magasin, par année. Les fichiers se suivent dans l’ordre de leurs chemins et les colonnes se correspondent par leur nom : une colonne absente d’un fichier est manquante dans ses lignes. Une colonne dont le type diffère d’un fichier à l’autre devient du texte, et un avis le dit. Les nouveaux fichiers correspondant au motif sont lus à l’exécution suivante.

Une colonne nomme le fichier de chaque ligne, par son chemin depuis le dossier. Les dossiers nommés annee=2024, comme d’autres outils les écrivent, deviennent des colonnes ; leur valeur manquante est __HIVE_DEFAULT_PARTITION__.

Séparateur, en-tête, encodage et types se reconnaissent pour chaque fichier ; ce que vous dites ici vaut pour tous. Les lignes non conformes arrêtent l’exécution ou vont à la seconde sortie, avec le fichier, la ligne et la raison. Les liens et les fichiers cachés sont ignorés. Au plus 2 000 fichiers.`,
  },
  keywords: {
    en: ['folder', 'directory', 'glob', 'wildcard', 'many files', 'union', 'stack', 'hive', 'partition', 'import'],
    fr: ['dossier', 'répertoire', 'plusieurs fichiers', 'empiler', 'union', 'partition', 'importer', 'motif'],
  },
  inputs: {},
  outputs: rejectPorts,
  params,
  async read(settings, ctx) {
    if (settings.path.trim() === '')
      throw new NodeProblem({
        code: 'path-missing',
        param: 'path',
        text: { en: 'No folder is named.', fr: 'Aucun dossier n’est nommé.' },
        action: { en: 'Choose a folder of the workspace.', fr: 'Choisissez un dossier de l’espace de travail.' },
      })
    const files = await ctx.describeFolder(settings.path, { pattern: settings.pattern, recurse: settings.recurse }, readOptions(settings))
    const keys = settings.partitions ? partitionTypes(files.map((file) => file.name)) : new Map<string, ScalarType>()
    const tables = files.map(({ name, described }): StackedTable => {
      const from = sourceOf(name, settings, keys)
      const own = described.relation.columns.filter((item) => !keys.has(item.name))
      return {
        relation: project(
          described.relation,
          own.map((item) => ({ name: item.name, expr: column(item.name) })),
        ),
        from,
      }
    })
    const { relation, notices } = stackTables(tables, settings.schema)
    const rejected = files.flatMap(({ name, described }) => {
      const apart = described.others?.['rejected']
      if (!apart) return []
      const cells = apart.columns.map((item) => ({ name: item.name, expr: column(item.name) }))
      return [project(apart, [{ name: 'file', expr: literal('text', name) }, ...cells])]
    })
    const paths = files.flatMap(({ described }) => [...described.source.paths])
    return {
      relation,
      others: { rejected: rejected.length > 0 ? union(rejected) : values([{ name: 'file', type: 'text' }, ...rejectedColumns], []) },
      source: { format: 'parquet', paths, physical: [] },
      notices: [
        ...notices,
        ...files.flatMap(({ name, described }) => described.notices.map((notice) => inFile(name, notice))).slice(0, 20),
      ],
    }
  },
  explain({ path, pattern }) {
    if (path.trim() === '') return { en: 'no folder yet', fr: 'aucun dossier encore' }
    const shown = quoted(pattern.trim() === '' ? path : `${path}/${pattern.trim()}`)
    return { en: `stack ${shown.en}`, fr: `empiler ${shown.fr}` }
  },
  examples: [
    {
      title: { en: 'Loans of two quarters', fr: 'Les prêts de deux trimestres' },
      params: { path: '.', pattern: 'loans*.csv', schema: 'same' },
      firstRows: true,
      expect: {
        table: {
          columns: [
            ...columnsOf('application:text applied_on:date sex:text age:int region:text employment:text part_time:bool'),
            ...columnsOf('years_employed:int monthly_income:int monthly_debt:int amount:int term_months:int purpose:text'),
            ...columnsOf('previous_defaults:int credit_score:int approved:bool file:text'),
          ],
          rows: [
            [
              'L00001',
              '2025-08-03',
              'male',
              28,
              'South',
              'employed',
              false,
              0,
              3060,
              0,
              8100,
              24,
              'home',
              0,
              573,
              false,
              'loans-next-quarter.csv',
            ],
          ],
        },
      },
    },
    {
      title: { en: 'Missing where a file lacks the column', fr: 'Manquant là où le fichier n’a pas la colonne' },
      params: { path: '.', pattern: 'retail-products.csv; seattle-weather.csv', sourceColumn: '' },
      firstRows: true,
      expect: {
        table: {
          columns: columnsOf(
            'product_code:text name:text category:text list_price:float introduced:date date:date precipitation:float temp_max:float temp_min:float wind:float weather:text',
          ),
          rows: [['P-101', 'Kettle, steel', 'Kitchen', 20.7, '2021-07-31', null, null, null, null, null, null]],
        },
      },
    },
  ],
})

function columnsOf(list: string): { name: string; type: ScalarType }[] {
  return list.split(' ').map((item) => {
    const [name = '', type = 'text'] = item.split(':')
    return { name, type: type as ScalarType }
  })
}

const missingPartition = '__HIVE_DEFAULT_PARTITION__'

/** The folders of a path that are called key=value. */
function partitionsOf(name: string): readonly (readonly [string, string])[] {
  return name
    .split('/')
    .slice(0, -1)
    .flatMap((part) => {
      const at = part.indexOf('=')
      return at > 0 ? [[unescaped(part.slice(0, at)), unescaped(part.slice(at + 1))] as const] : []
    })
}

function unescaped(text: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(text) ? text : decodeURIComponent(text)
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

function partitionTypes(names: readonly string[]): Map<string, ScalarType> {
  const found = new Map<string, string[]>()
  for (const [key, value] of names.flatMap(partitionsOf))
    if (value !== missingPartition) found.set(key, [...(found.get(key) ?? []), value])
    else found.set(key, found.get(key) ?? [])
  return new Map(
    [...found].map(([key, texts]) => {
      if (texts.length > 0 && texts.every((text) => /^(0|-?[1-9]\d{0,14})$/.test(text))) return [key, 'int']
      return [key, texts.length > 0 && texts.every(isDay) ? 'date' : 'text']
    }),
  )
}

function sourceOf(name: string, settings: Params, keys: ReadonlyMap<string, ScalarType>): StackedTable['from'] {
  const own = new Map(partitionsOf(name))
  const partitions = [...keys].map(([key, type]) => {
    const text = own.get(key)
    const value: LiteralValue = text === undefined || text === missingPartition ? null : type === 'int' ? Number(text) : text
    return { name: key, type, value }
  })
  const source = settings.sourceColumn.trim()
  return source === '' ? partitions : [...partitions, { name: source, type: 'text', value: name }]
}

function inFile(name: string, notice: { readonly en: string; readonly fr: string }) {
  return { en: `${name}: ${notice.en}`, fr: `${name} : ${notice.fr}` }
}
