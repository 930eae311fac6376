import { z } from 'zod'
import { extend, project, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { categories } from '../kit/learn-levels.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { hexNumber } from './hashed-bits.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: categories,
    default: { by: 'types', types: ['text'], except: [] },
  }),
  method: field.choice({
    label: { en: 'Alike are', fr: 'Se ressemblent' },
    choices: [
      { value: 'whole', label: { en: 'equal values (feature hashing)', fr: 'les valeurs égales (hachage)' } },
      { value: 'words', label: { en: 'texts with the same words (feature hashing)', fr: 'les textes aux mêmes mots (hachage)' } },
      { value: 'spelling', label: { en: 'texts spelt alike (3-gram min-hash)', fr: 'les textes d’orthographe proche (min-hash)' } },
    ],
    default: 'whole',
  }),
  bits: field.number({
    label: { en: 'Bits', fr: 'Nombre de bits' },
    help: { en: '4 bits are 16 columns.', fr: '4 bits font 16 colonnes.' },
    default: 4,
    min: 1,
    max: 8,
    integer: true,
    when: { param: 'method', in: ['whole', 'words'] },
  }),
  grams: field.number({
    label: { en: 'Words in a row', fr: 'Mots à la suite' },
    help: { en: '2: single words and pairs.', fr: '2 : les mots et les paires.' },
    default: 1,
    min: 1,
    max: 3,
    integer: true,
    when: { param: 'method', in: ['words'] },
  }),
  signed: field.flag({
    label: { en: 'Half of the values count down', fr: 'La moitié des valeurs comptent négativement' },
    help: {
      en: 'Values that share a column then cancel out on average.',
      fr: 'Les valeurs d’une même colonne se compensent alors en moyenne.',
    },
    default: true,
    when: { param: 'method', in: ['whole', 'words'] },
  }),
  dimension: field.number({
    label: { en: 'Columns', fr: 'Nombre de colonnes' },
    default: 30,
    min: 2,
    max: 32,
    integer: true,
    when: { param: 'method', in: ['spelling'] },
  }),
  keep: field.flag({ label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' }, default: false, group: 'advanced' }),
})

type Params = z.output<typeof params>

const table = { columns: [{ name: 'city', type: 'text' }], rows: [['Paris'], ['paris'], ['Lyon'], [null]] } as const

export const hashEncode = defineNode({
  id: 'feature.hash-encode',
  version: 1,
  icon: 'hash',
  title: { en: 'Hash into columns', fr: 'Hacher en colonnes' },
  summary: {
    en: 'Turns categories or texts into a fixed number of columns, without learning their values.',
    fr: 'Transforme catégories ou textes en un nombre fixe de colonnes, sans apprendre leurs valeurs.',
  },
  help: {
    en: `A hash decides the column of each value, so nothing has to be learnt and a new value is nothing special. Different values may share a column; more bits make that rarer. Words are the runs between blanks in lower case; the first 12 of a text count.

Min-hash gives texts that are spelt alike numbers that agree in about the share of three-letter runs they have in common: Paris and Pariss are near, Paris and Lyon are not. Case does not count, and neither does what follows the first 26 characters.

Missing values are 0 everywhere in feature hashing, and missing everywhere in min-hash. A rule leaves out the target, weights and identifiers.`,
    fr: `Une empreinte décide de la colonne de chaque valeur : rien n’est à apprendre, et une valeur nouvelle n’a rien de particulier. Des valeurs différentes peuvent partager une colonne ; plus de bits rendent cela plus rare. Les mots sont ce qui est entre les blancs, en minuscules ; les 12 premiers d’un texte comptent.

Le min-hash donne à des textes d’orthographe proche des nombres qui s’accordent à peu près dans la part de leurs suites de trois lettres communes : Paris et Pariss sont proches, Paris et Lyon non. La casse ne compte pas, ni ce qui suit les 26 premiers caractères.

Les valeurs manquantes valent 0 partout dans le hachage, et manquent partout dans le min-hash. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['feature hashing', 'hashing trick', 'min-hash', 'similarity encoding', 'high cardinality', 'n-gram', 'bag of words'],
    fr: ['hachage', 'min-hash', 'similarité', 'cardinalité', 'n-gramme', 'sac de mots'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: categories, withheld: keptAsTheyAre })
    const free = freeNames(input)
    return columns.reduce<Relation>((rows, column) => encodedColumn(rows, input, column, { settings, free }), input)
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const count = settings.method === 'spelling' ? settings.dimension : 2 ** settings.bits
    return { en: `${what.en} into ${count} columns`, fr: `${what.fr} en ${count} colonnes` }
  },
  examples: [
    {
      title: { en: 'Four columns for any number of cities', fr: 'Quatre colonnes pour toutes les villes' },
      params: { bits: 2, signed: false, keep: true },
      inputs: { table },
      expect: {
        table: {
          columns: [
            ...table.columns,
            { name: 'city hash 1', type: 'int' },
            { name: 'city hash 2', type: 'int' },
            { name: 'city hash 3', type: 'int' },
            { name: 'city hash 4', type: 'int' },
          ],
          rows: [
            ['Paris', 0, 0, 1, 0],
            ['paris', 1, 0, 0, 0],
            ['Lyon', 0, 0, 1, 0],
            [null, 0, 0, 0, 0],
          ],
        },
      },
    },
    {
      title: { en: 'Cities spelt alike are near', fr: 'Les villes d’orthographe proche sont voisines' },
      params: { method: 'spelling', dimension: 2 },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'city hash 1', type: 'float' },
            { name: 'city hash 2', type: 'float' },
          ],
          rows: [
            [8177 / 65535, 234 / 65535],
            [8177 / 65535, 234 / 65535],
            [2 / 65535, 53793 / 65535],
            [null, null],
          ],
        },
      },
    },
  ],
})

const mostWords = 12
const mostGrams = 24
const text = (value: string) => literal('text', value)
const int = (value: number) => literal('int', value)

interface Encoding {
  readonly settings: Params
  readonly free: (wanted: string) => string
}

/** Hashes go into columns of their own below the results, so that each is computed once. */
function encodedColumn(rows: Relation, input: Relation, column: Column, { settings, free }: Encoding): Relation {
  const value = convert(columnExpr(column.name), column.type, 'text') ?? columnExpr(column.name)
  const tokens = settings.method === 'whole' ? [value] : settings.method === 'words' ? words(value, settings.grams) : letters(value)
  const salts = settings.method === 'spelling' ? ['a', 'b'] : ['']
  const hashes = salts.flatMap((salt) =>
    tokens.map((token): NamedExpr => ({
      name: free(`hash ${column.name}`),
      expr: call(salt === '' ? 'md5' : 'sha256', call('concatenate', text(salt), token)),
    })),
  )
  const hashed = project(rows, [...rows.columns.map(({ name }): NamedExpr => ({ name, expr: columnExpr(name) })), ...hashes])
  const names = hashes.map((hash) => columnExpr(hash.name))
  const count = settings.method === 'spelling' ? settings.dimension : 2 ** settings.bits
  const results = Array.from({ length: count }, (_, index): NamedExpr => ({
    name: free(`${column.name} hash ${index + 1}`),
    expr: settings.method === 'spelling' ? smallest(names, tokens.length, index) : counted(names, index, settings),
  }))
  const inside = new Set(hashes.map((hash) => hash.name))
  const made = extend(hashed, results)
  const kept = made.columns.flatMap(({ name }) => (inside.has(name) || (!settings.keep && name === column.name) ? [] : [name]))
  return passRolesOn(select(made, kept), input, new Map(results.map((result) => [result.name, column.name])))
}

/** The first words, and runs of words up to a length; missing beyond the end. */
function words(value: Expr, most: number): readonly Expr[] {
  const list = call('regex-extract-all', call('lower', value), text('[^ \\t\\n\\r]+'))
  const word = (place: number) => call('list-element', list, int(place))
  return Array.from({ length: most }, (_, longer) =>
    Array.from({ length: mostWords - longer }, (__, start) =>
      Array.from({ length: longer }, (___, next) => word(start + next + 2)).reduce<Expr>(
        (run, next) => call('concatenate', call('concatenate', run, text(' ')), next),
        word(start + 1),
      ),
    ),
  ).flat()
}

/** Runs of three letters; a shorter text is one run. */
function letters(value: Expr): readonly Expr[] {
  const lower = call('lower', value)
  return Array.from({ length: mostGrams }, (_, index) => {
    const run = call('mid', lower, int(index + 1), int(3))
    return index === 0 ? run : call('if', call('greater-or-equal', call('length', lower), int(index + 3)), run, literal('text', null))
  })
}

function counted(hashes: readonly Expr[], bucket: number, { bits, signed }: Params): Expr {
  const each = hashes.map((hash) => {
    const one = signed ? call('if', call('greater-or-equal', hexNumber(hash, 9, 1), int(8)), int(-1), int(1)) : int(1)
    const here = call('equal', call('modulo-int', hexNumber(hash, 1, 2), int(2 ** bits)), int(bucket))
    return call('if', here, one, int(0))
  })
  return each.reduce((sum, next) => call('add-int', sum, next))
}

/** The smallest of the numbers at one place of all hashes, from 0 to 1. */
function smallest(hashes: readonly Expr[], tokens: number, dimension: number): Expr {
  const own = hashes.slice(dimension < 16 ? 0 : tokens, dimension < 16 ? tokens : undefined)
  const place = 1 + (dimension % 16) * 4
  const least = call('least', ...own.map((hash) => call('mid', hash, int(place), int(4))))
  return call('divide', hexNumber(least, 1, 4), literal('float', 65535))
}
