import { z } from 'zod'
import { filter, numberRows, project } from '../../engine/relation/build.ts'
import { call, column, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { encodings } from '../kit/file-fields.ts'
import { noFileChosen } from '../kit/no-file-chosen.ts'
import { rejectPorts } from '../kit/on-error.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'

const accessLog = String.raw`^(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<time>[^\]]+)\] "(?P<request>[^"]*)" (?P<status>\d{3}) (?P<bytes>\S+)`

const params = z.object({
  path: field.file({ label: { en: 'File', fr: 'Fichier' }, extensions: ['txt', 'log', 'dat', 'prn', 'gz'] }),
  take: field.choice({
    label: { en: 'Each line becomes', fr: 'Chaque ligne devient' },
    choices: [
      { value: 'line', label: { en: 'One text', fr: 'Un texte' } },
      { value: 'widths', label: { en: 'Columns of fixed width', fr: 'Des colonnes de largeur fixe' } },
      { value: 'pattern', label: { en: 'Columns by a pattern', fr: 'Des colonnes selon un motif' } },
    ],
    default: 'line',
  }),
  columns: field.list({
    label: { en: 'Columns', fr: 'Colonnes' },
    item: z.object({
      name: field.text({ label: { en: 'Name', fr: 'Nom' } }),
      from: field.number({ label: { en: 'First character', fr: 'Premier caractère' }, default: 1, min: 1, integer: true }),
      width: field.number({ label: { en: 'Characters', fr: 'Caractères' }, default: 10, min: 1, integer: true }),
    }),
    when: { param: 'take', in: ['widths'] },
  }),
  pattern: field.text({
    label: { en: 'Pattern', fr: 'Motif' },
    help: {
      en: 'A regular expression; each named group (?P<name>...) is a column. The one given reads logs of web servers.',
      fr: 'Une expression régulière ; chaque groupe nommé (?P<nom>...) est une colonne. Celle donnée lit les journaux de serveurs web.',
    },
    default: accessLog,
    when: { param: 'take', in: ['pattern'] },
  }),
  skip: field.number({
    label: { en: 'Lines to skip at the start', fr: 'Lignes à sauter au début' },
    default: 0,
    min: 0,
    integer: true,
    group: 'advanced',
  }),
  encoding: field.choice({
    label: { en: 'Encoding', fr: 'Encodage' },
    choices: encodings,
    default: 'auto',
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** Lines of a text file, cut at fixed places or by a pattern. */
export const lines = defineNode({
  id: 'source.lines',
  version: 1,
  icon: 'file-text',
  title: { en: 'Lines of a text file', fr: 'Lignes d’un fichier texte' },
  summary: {
    en: 'Reads a text file line by line: logs, fixed widths, free text.',
    fr: 'Lit un fichier texte ligne par ligne : journaux, largeurs fixes, texte libre.',
  },
  help: {
    en: `For files that no delimiter divides. Each line is one text, or is cut into columns at fixed places, or by a regular expression whose named groups are the columns.

Blanks around a piece go. An empty piece is missing, and so is a group that took no part. With fixed widths, a line that ends before a column begins has it missing. Columns are text; “Change type” and “Read dates” make more of them.

Lines that the pattern does not meet go to the second output with their number; so do lines shorter than the first column. Empty lines too. No line is lost.`,
    fr: `Pour les fichiers qu’aucun séparateur ne divise. Chaque ligne est un texte, ou se découpe en colonnes à des places fixes, ou selon une expression régulière dont les groupes nommés sont les colonnes.

Les blancs autour d’un morceau disparaissent. Un morceau vide est manquant, de même qu’un groupe qui n’a pas servi. Avec des largeurs fixes, une ligne finie avant le début d’une colonne l’a manquante. Les colonnes sont du texte ; « Changer le type » et « Lire les dates » en font davantage.

Les lignes que le motif ne rencontre pas vont à la seconde sortie avec leur numéro, ainsi que les lignes plus courtes que la première colonne et les lignes vides. Aucune ligne ne se perd.`,
  },
  keywords: {
    en: ['fixed width', 'line reader', 'log', 'regex', 'named groups', 'text file', 'positions'],
    fr: ['largeur fixe', 'lignes', 'journal', 'expression régulière', 'groupes nommés', 'fichier texte', 'positions'],
  },
  inputs: {},
  outputs: rejectPorts,
  params,
  async read(settings, ctx) {
    if (settings.path.trim() === '') throw noFileChosen()
    const cells = cellsOf(settings)
    const { skip, encoding } = settings
    const described = await ctx.describe(settings.path, { format: 'lines', skip, encoding })
    if (settings.take === 'line')
      return { ...described, others: { rejected: numbered(filter(described.relation, literal('bool', false)), skip) } }
    const all = described.relation
    return {
      ...described,
      relation: project(filter(all, fits(settings, column('line'))), cells),
      others: { rejected: apart(numbered(all, skip), settings) },
    }
  },
  explain({ path, take }) {
    const name = path.split(/[/\\]/).at(-1) ?? ''
    if (name === '') return { en: 'no file yet', fr: 'aucun fichier encore' }
    const shown = quoted(name)
    const how = {
      line: { en: 'lines of', fr: 'lignes de' },
      widths: { en: 'fixed widths of', fr: 'largeurs fixes de' },
      pattern: { en: 'lines by a pattern from', fr: 'lignes selon un motif de' },
    }[take]
    return { en: `${how.en} ${shown.en}`, fr: `${how.fr} ${shown.fr}` }
  },
  examples: [
    {
      title: { en: 'Dates by their places', fr: 'Des dates par leurs places' },
      params: {
        path: 'seattle-weather.csv',
        take: 'widths',
        skip: 1,
        columns: [
          { name: 'year', from: 1, width: 4 },
          { name: 'month', from: 6, width: 2 },
          { name: 'far', from: 400, width: 3 },
        ],
      },
      firstRows: true,
      expect: {
        table: {
          columns: [
            { name: 'year', type: 'text' },
            { name: 'month', type: 'text' },
            { name: 'far', type: 'text' },
          ],
          rows: [['2012', '01', null]],
        },
      },
    },
    {
      title: { en: 'Named groups; a group without a text is missing', fr: 'Des groupes nommés ; un groupe sans texte est manquant' },
      params: {
        path: 'seattle-weather.csv',
        take: 'pattern',
        pattern: '^(?P<day>[0-9-]{10}),(?P<rain>[1-9][0-9.]*)?.*,(?P<kind>drizzle|rain)$',
      },
      firstRows: true,
      expect: {
        table: {
          columns: [
            { name: 'day', type: 'text' },
            { name: 'rain', type: 'text' },
            { name: 'kind', type: 'text' },
          ],
          rows: [
            ['2012-01-01', null, 'drizzle'],
            ['2012-01-02', '10.9', 'rain'],
          ],
        },
      },
    },
  ],
})

function numbered(relation: Relation, skip: number): Relation {
  const rows = numberRows(relation, 'number')
  return project(rows, [
    { name: 'line', expr: call('add-int', column('number'), literal('int', skip)) },
    { name: 'reason', expr: literal('text', '') },
    { name: 'record', expr: column('line') },
  ])
}

function fits({ take, pattern, columns }: Params, line: Expr): Expr {
  if (take === 'pattern') return call('is-true', call('regex-match', line, literal('text', bare(pattern))))
  const first = Math.min(...columns.map((item) => item.from))
  return call('is-true', call('greater-or-equal', call('length', line), literal('int', first)))
}

function apart(all: Relation, settings: Params): Relation {
  const reason = settings.take === 'pattern' ? 'the pattern is not met' : 'the line ends before the first column'
  return project(filter(all, call('not', fits(settings, column('record')))), [
    { name: 'line', expr: column('line') },
    { name: 'reason', expr: literal('text', reason) },
    { name: 'record', expr: column('record') },
  ])
}

function cellsOf(settings: Params): NamedExpr[] {
  const trimmed = (piece: Expr) => call('null-if', call('strip', piece), literal('text', ''))
  if (settings.take === 'widths') {
    refuseNames(
      settings.columns.map((item) => item.name.trim()),
      'columns',
    )
    return settings.columns.map(({ name, from, width }) => ({
      name: name.trim(),
      expr: trimmed(call('mid', column('line'), literal('int', from), literal('int', width))),
    }))
  }
  if (settings.take === 'line') return []
  const groups = groupsOf(settings.pattern)
  refuseNames(
    groups.map((group) => group.name),
    'pattern',
  )
  return groups.map(({ name, number }) => ({
    name,
    expr: trimmed(call('regex-extract', column('line'), literal('text', bare(settings.pattern)), literal('int', number))),
  }))
}

/** The pattern with its names taken out: the places of groups are the same. */
const bare = (pattern: string) => pattern.replace(/\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>/g, '(')

/** Named groups of a pattern, with their numbers among all groups. */
function groupsOf(pattern: string): { name: string; number: number }[] {
  const groups: { name: string; number: number }[] = []
  let number = 0
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++
    else if (inClass) inClass = pattern[at] !== ']'
    else if (pattern[at] === '[') inClass = true
    else if (pattern[at] === '(') {
      const name = /^\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>/.exec(pattern.slice(at))?.[1]
      if (name === undefined && pattern[at + 1] === '?') continue
      number++
      if (name !== undefined) groups.push({ name, number })
    }
  }
  return groups
}

function refuseNames(names: readonly string[], param: string): void {
  const twin = names.find((name, index) => name === '' || names.indexOf(name) !== index)
  if (names.length > 0 && twin === undefined) return
  const isNone = names.length === 0
  throw new NodeProblem({
    code: isNone ? 'nothing-chosen' : twin === '' ? 'name-empty' : 'name-taken',
    param,
    text: isNone
      ? { en: 'No column is named.', fr: 'Aucune colonne n’est nommée.' }
      : { en: `The name “${twin}” is empty or there twice.`, fr: `Le nom « ${twin} » est vide ou présent deux fois.` },
    action: { en: 'Name each column once.', fr: 'Nommez chaque colonne une fois.' },
  })
}
