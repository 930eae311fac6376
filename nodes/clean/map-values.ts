import { z } from 'zod'
import { distinct, filter, freeName, join, project, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { comparedText, overlookedFields } from '../kit/compared-text.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { placeResults, resultPlaceFields, type Result } from '../kit/result-place.ts'
import { scalars } from '../kit/type-groups.ts'
import { unifyResults, type MixedResult } from '../kit/typed-values.ts'

const params = z.object({
  columns: field.columns({ from: 'table', label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars }),
  pairs: field.keyValue({
    label: { en: 'Values', fr: 'Valeurs' },
    help: { en: 'Not read while a lookup table is connected.', fr: 'Ignorées quand une table de correspondance est reliée.' },
    columns: [
      { key: 'key', label: { en: 'From', fr: 'De' } },
      { key: 'value', label: { en: 'To', fr: 'À' } },
    ],
  }),
  from: field.column({ from: 'lookup', label: { en: 'Lookup: from', fr: 'Correspondance : de' }, accepts: scalars, optional: true }),
  to: field.column({ from: 'lookup', label: { en: 'Lookup: to', fr: 'Correspondance : à' }, accepts: scalars, optional: true }),
  others: field.choice({
    label: { en: 'Values that are not listed', fr: 'Valeurs non listées' },
    choices: [
      { value: 'keep', label: { en: 'stay as they are', fr: 'restent telles quelles' } },
      { value: 'missing', label: { en: 'become missing', fr: 'deviennent manquantes' } },
      { value: 'value', label: { en: 'become', fr: 'deviennent' } },
    ],
    default: 'keep',
  }),
  other: field.text({ label: { en: 'This value', fr: 'Cette valeur' }, default: 'other', when: { param: 'others', in: ['value'] } }),
  missing: field.text({
    label: { en: 'Missing values become', fr: 'Les valeurs manquantes deviennent' },
    help: { en: 'They stay missing when this is empty.', fr: 'Elles le restent si rien n’est saisi.' },
    optional: true,
    group: 'advanced',
  }),
  ...overlookedFields,
  ...resultPlaceFields({ ending: ' mapped' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'country', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['fr', 1],
    ['FR', 2],
    ['de', 3],
    [null, 4],
  ],
} as const

const lookup = {
  columns: [
    { name: 'code', type: 'text' },
    { name: 'zone', type: 'int' },
  ],
  rows: [
    ['fr', 1],
    ['fr', 9],
    [null, 7],
  ],
} as const

export const mapValues = defineNode({
  id: 'clean.map-values',
  version: 1,
  icon: 'arrow-right-left',
  title: { en: 'Map values', fr: 'Traduire des valeurs' },
  summary: {
    en: 'Looks values up in a list, from → to, typed here or in a second table.',
    fr: 'Cherche les valeurs dans une liste, de → à, saisie ici ou dans un second tableau.',
  },
  help: {
    en: `Each value is compared as a whole with the left side and becomes the right side. Values that are not listed stay, become missing, or become one value. Capitals, accents and outer spaces can be overlooked.

A long list comes as a table: connect it (a file of codes and labels, say) to “Lookup table” and choose its two columns. Of several lines for one value the first counts.

Missing values stay missing unless you say what they become; a missing key in the lookup table matches nothing. An empty right side gives a missing value. The type of the result follows from the right sides: numbers when all are numbers.`,
    fr: `Chaque valeur est comparée en entier au côté gauche et devient le côté droit. Les valeurs non listées restent, deviennent manquantes ou prennent une même valeur. Majuscules, accents et espaces aux bouts peuvent être ignorés.

Une longue liste vient d’un tableau : reliez-le (un fichier de codes et de libellés, par exemple) à « Table de correspondance » et choisissez ses deux colonnes. Si une valeur y figure plusieurs fois, la première compte.

Les valeurs manquantes le restent, sauf si vous dites ce qu’elles deviennent ; une clé manquante ne correspond à rien. Un côté droit vide donne une valeur manquante. Le type du résultat découle des côtés droits : nombres si tous en sont.`,
  },
  keywords: {
    en: ['lookup', 'recode', 'dictionary', 'vlookup', 'from to', 'translate', 'map'],
    fr: ['correspondance', 'recoder', 'dictionnaire', 'recherchev', 'traduire', 'table'],
  },
  inputs: {
    ...tablePorts.inputs,
    lookup: { kind: 'table', label: { en: 'Lookup table', fr: 'Table de correspondance' }, optional: true },
  },
  outputs: tablePorts.outputs,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: scalars })
    const listed = inputs.optional('lookup')
    if (listed) return byTable(input, columns, listed, settings)
    if (settings.pairs.length === 0) throw new NodeProblem(nothingToMap)
    return placeResults(
      input,
      columns.map((column) => byPairs(column, settings)),
      settings,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const [first] = settings.pairs
    if (!first) return { en: `${what.en} by a lookup table`, fr: `${what.fr} par une table de correspondance` }
    const count = settings.pairs.length
    if (count > 1) return { en: `${what.en} by ${count} pairs of values`, fr: `${what.fr} par ${count} paires de valeurs` }
    const [from, to] = [quoted(first.key), quoted(first.value)]
    return { en: `${from.en} → ${to.en} in ${what.en}`, fr: `${from.fr} → ${to.fr} dans ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Codes become names, the rest “other”', fr: 'Des codes deviennent des noms, le reste « autre »' },
      params: {
        columns: { by: 'names', names: ['country'] },
        pairs: [{ key: 'fr', value: 'France' }],
        others: 'value',
        ignoreCase: true,
        place: 'add',
        ending: ' name',
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'country name', type: 'text', role: 'sensitive' }],
          rows: [
            ['fr', 1, 'France'],
            ['FR', 2, 'France'],
            ['de', 3, 'other'],
            [null, 4, null],
          ],
        },
      },
    },
    {
      title: { en: 'By a table of codes; a missing country is zone 0', fr: 'Par une table de codes ; pays manquant, zone 0' },
      params: {
        columns: { by: 'names', names: ['country'] },
        from: 'code',
        to: 'zone',
        others: 'missing',
        missing: '0',
      },
      inputs: { table, lookup },
      expect: {
        table: {
          columns: [{ name: 'country', type: 'int', role: 'sensitive' }, table.columns[1]],
          rows: [
            [1, 1],
            [null, 2],
            [null, 3],
            [0, 4],
          ],
        },
      },
    },
  ],
})

/** The column as it is compared: its own type, or text in its compared form when something is overlooked. */
function compared(value: Expr, type: DataType, settings: Params): Expr {
  return type === 'text' ? comparedText(value, settings) : value
}

/** What stands where nothing is listed, and where the value is missing. */
function remaining(column: Column, settings: Params): { other: MixedResult; missing: MixedResult } {
  const kept = { expr: columnExpr(column.name), type: column.type }
  const others: Record<Params['others'], MixedResult> = { keep: kept, missing: { typed: '' }, value: { typed: settings.other } }
  return { other: others[settings.others], missing: { typed: settings.missing } }
}

function byPairs(column: Column, settings: Params): Result {
  const value = columnExpr(column.name)
  const { other, missing } = remaining(column, settings)
  const { exprs } = unifyResults([...settings.pairs.map((pair) => ({ typed: pair.value })), other, missing], 'pairs')
  const key = compared(value, column.type, settings)
  const cases = settings.pairs.flatMap((pair, index) => [
    call('equal', key, compared(literal(column.type, keyOf(pair.key, column)), column.type, settings)),
    exprs[index] ?? literal('text', null),
  ])
  const [rest, none] = exprs.slice(-2)
  if (!rest || !none) throw new Error('two results remain')
  return { source: column.name, expr: call('ifs', call('is-null', value), none, ...cases, literal('bool', true), rest) }
}

function keyOf(typed: string, column: Column) {
  const value = readLiteral(typed, column.type)
  if (value !== undefined) return value
  const [shown, name] = [quoted(typed), quoted(column.name)]
  throw new NodeProblem({
    code: 'bad-value',
    param: 'pairs',
    column: column.name,
    text: { en: `${shown.en} is no value that ${name.en} can have.`, fr: `${shown.fr} ne peut figurer dans ${name.fr}.` },
    action: { en: 'Type a value of the type of the column.', fr: 'Saisissez une valeur du type de la colonne.' },
  })
}

/** The same by a join with the first line of each key; columns that were joined leave again. */
function byTable(input: Relation, columns: readonly Column[], lookup: Relation, settings: Params): Relation {
  const from = chooseColumn(lookup, settings.from, { param: 'from', port: 'lookup', accepts: scalars })
  const to = chooseColumn(lookup, settings.to, { param: 'to', port: 'lookup', accepts: scalars })
  const names = input.columns.map(({ name }) => name)
  const taken = new Set(names)
  const results: Result[] = []
  let joined = input
  for (const column of columns) {
    const [key, found, value] = ['key', 'found', 'value'].map((name) => taking(`lookup ${name}`, taken)) as [string, string, string]
    const { left, right } = keysOf(column, from, settings)
    const lines = distinct(
      filter(
        project(lookup, [
          { name: key, expr: right },
          { name: value, expr: columnExpr(to.name) },
          { name: found, expr: literal('bool', true) },
        ]),
        call('is-not-null', columnExpr(key)),
      ),
      [key],
    )
    joined = join(joined, lines, {
      how: 'left',
      on: [{ left, right: columnExpr(key) }],
      output: [
        ...joined.columns.map(({ name }) => ({ name, from: 'left' as const, column: name })),
        { name: value, from: 'right', column: value },
        { name: found, from: 'right', column: found },
      ],
    })
    const { other, missing } = remaining(column, settings)
    const { exprs } = unifyResults([{ expr: columnExpr(value), type: to.type }, other, missing], 'to')
    const [hit, rest, none] = exprs
    if (!hit || !rest || !none) throw new Error('three results are unified')
    const test = call('is-null', columnExpr(column.name))
    results.push({
      source: column.name,
      expr: call('ifs', test, none, call('is-not-null', columnExpr(found)), hit, literal('bool', true), rest),
    })
  }
  const done = placeResults(joined, results, settings)
  const inside = new Set(joined.columns.map(({ name }) => name).filter((name) => !names.includes(name)))
  return select(
    done,
    done.columns.map(({ name }) => name).filter((name) => !inside.has(name)),
  )
}

function taking(name: string, taken: Set<string>): string {
  const free = freeName(name, taken)
  taken.add(free)
  return free
}

/** Both keys in one type: their own where they agree, else text. */
function keysOf(column: Column, from: Column, settings: Params): { left: Expr; right: Expr } {
  const [left, right] = [columnExpr(column.name), columnExpr(from.name)]
  if (column.type === from.type) return { left: compared(left, column.type, settings), right: compared(right, from.type, settings) }
  const texts = [convert(left, column.type, 'text') ?? left, convert(right, from.type, 'text') ?? right] as const
  return { left: comparedText(texts[0], settings), right: comparedText(texts[1], settings) }
}

const nothingToMap = {
  code: 'nothing-chosen',
  param: 'pairs',
  text: { en: 'There are no pairs of values and no lookup table.', fr: 'Il n’y a ni paires de valeurs ni table de correspondance.' },
  action: { en: 'Add a pair, or connect a table.', fr: 'Ajoutez une paire, ou reliez un tableau.' },
}
