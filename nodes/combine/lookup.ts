import { z } from 'zod'
import { distinct, extend, freeName, join, project, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { overlookedFields } from '../kit/compared-text.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { asTheyAre } from '../kit/first-appearance.ts'
import { joinKeysField, keysPhrase, readJoinKeys } from '../kit/join-keys.ts'
import { bothOutputs, leftOutput } from '../kit/join-output.ts'
import { observeKeys } from '../kit/observe-keys.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'
import { suffixField } from '../kit/join-fields.ts'

const orders = {
  columns: [
    { name: 'order', type: 'int' },
    { name: 'country', type: 'text' },
  ],
  rows: [
    [1, 'fr'],
    [2, 'de'],
    [3, null],
  ],
} as const
const countries = {
  columns: [
    { name: 'code', type: 'text' },
    { name: 'full', type: 'text' },
    { name: 'people', type: 'int' },
  ],
  rows: [
    ['FR', 'France', 68],
    ['FR', 'Hexagone', 1],
    ['IT', null, 59],
  ],
} as const

export const lookup = defineNode({
  id: 'combine.lookup',
  version: 1,
  icon: 'book-search',
  title: { en: 'Look up', fr: 'Rechercher' },
  summary: {
    en: 'Brings columns of a second table to the rows of the first, and never changes their number.',
    fr: 'Apporte aux lignes d’un tableau des colonnes d’un autre, sans jamais changer leur nombre.',
  },
  help: {
    en: `For each row of the left table the row of the right table with the same key is found, and the chosen columns are put beside it. When a key comes several times on the right, its first row counts, or its last if you say so: rows never multiply, unlike in a join.

A key that is not found, or missing, gives the default, or missing values where there is none. The second output holds the rows whose key was not found.`,
    fr: `Pour chaque ligne de gauche, la ligne de droite de même clé est recherchée, et les colonnes choisies se placent à côté. Quand une clé vient plusieurs fois à droite, sa première ligne compte, ou la dernière si vous le dites : les lignes ne se multiplient jamais, à la différence d’une jointure.

Une clé introuvable ou manquante donne la valeur par défaut, ou des valeurs manquantes s’il n’y en a pas. La seconde sortie contient les lignes dont la clé n’a pas été trouvée.`,
  },
  keywords: {
    en: ['vlookup', 'xlookup', 'enrich', 'dictionary', 'map', 'cross'],
    fr: ['recherchev', 'recherchex', 'enrichir', 'dictionnaire', 'table de référence'],
  },
  inputs: {
    left: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    right: { kind: 'table', label: { en: 'Look up in', fr: 'Chercher dans' } },
  },
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    'not-found': { kind: 'table', label: { en: 'Not found', fr: 'Introuvables' } },
  },
  params: z.object({
    keys: joinKeysField,
    columns: field.columns({ label: { en: 'Bring', fr: 'Apporter' }, from: 'right', default: { by: 'all', except: [] } }),
    keep: field.choice({
      label: { en: 'When a key comes several times', fr: 'Quand une clé vient plusieurs fois' },
      choices: [
        { value: 'first', label: { en: 'take its first row', fr: 'prendre sa première ligne' } },
        { value: 'last', label: { en: 'take its last row', fr: 'prendre sa dernière ligne' } },
      ],
      default: 'first',
    }),
    defaults: field.keyValue({
      label: { en: 'When a key is not found', fr: 'Quand une clé est introuvable' },
      columns: [
        { key: 'key', label: { en: 'Column', fr: 'Colonne' } },
        { key: 'value', label: { en: 'Value', fr: 'Valeur' } },
      ],
    }),
    ...overlookedFields,
    suffix: suffixField,
  }),
  compile(params, inputs) {
    const [left, right] = [inputs.one('left'), inputs.one('right')]
    const pairs = readJoinKeys(params.keys, { left, right }, params)
    const keys = new Set(pairs.map((pair) => pair.right.column.name))
    const chosen = chooseColumns(right, params.columns, { param: 'columns', port: 'right', optional: true })
    const brought = chosen.filter(({ name }) => params.columns.by === 'names' || !keys.has(name))
    const taken = new Set([...left.columns, ...right.columns].map((column) => column.name))
    const inside = pairs.map((_, index) => freeName(`key ${index}`, taken))
    const found = freeName('found', taken)
    const keyed = project(right, [
      ...asTheyAre(brought.map((column) => column.name)),
      ...pairs.map((pair, index) => ({ name: inside[index] ?? '', expr: pair.right.compared })),
      { name: found, expr: literal('bool', true) },
    ])
    const once = distinct(keyed, inside, params.keep)
    const on = pairs.map((pair, index) => ({ left: pair.left.compared, right: columnExpr(inside[index] ?? '') }))
    const output = bothOutputs(
      left,
      brought.map((column) => column.name),
      params.suffix,
    )
    const joined = join(left, once, { how: 'left', on, output: [...output, { name: found, from: 'right', column: found }] })
    const defaults = params.defaults.map(({ key, value }) => {
      const place = output.find((item) => item.from === 'right' && item.column === key)
      const column = brought.find((item) => item.name === key)
      const read = column ? readLiteral(value, column.type) : undefined
      if (!place || !column || read === undefined) throw badDefault(key, value)
      const missing = call('is-null', columnExpr(found))
      return { name: place.name, expr: call('if', missing, literal(column.type, read), columnExpr(place.name)) }
    })
    const table = select(
      extend(joined, defaults),
      output.map((item) => item.name),
    )
    return { table: keepSingleRoles(table), 'not-found': join(left, once, { how: 'anti', on, output: leftOutput(left) }) }
  },
  observe(params, inputs, look) {
    const sides = { left: inputs.one('left'), right: inputs.one('right') }
    return observeKeys(sides, { keys: params.keys, overlooked: params, nulls: false, how: 'lookup' }, look)
  },
  explain(params) {
    if (params.keys.length === 0) return { en: 'no key to look up yet', fr: 'aucune clé à rechercher encore' }
    const [what, keys] = [columnsPhrase(params.columns), keysPhrase(params.keys)]
    return { en: `bring ${what.en} by ${keys.en}`, fr: `apporter ${what.fr} selon ${keys.fr}` }
  },
  examples: [
    {
      title: { en: 'Names of countries, capitals do not matter', fr: 'Noms de pays, majuscules indifférentes' },
      params: { keys: [{ left: 'country', right: 'code' }], ignoreCase: true, defaults: [{ key: 'full', value: '?' }] },
      inputs: { left: orders, right: countries },
      expect: {
        table: {
          columns: [...orders.columns, { name: 'full', type: 'text' }, { name: 'people', type: 'int' }],
          rows: [
            [1, 'fr', 'France', 68],
            [2, 'de', '?', null],
            [3, null, '?', null],
          ],
        },
        'not-found': { columns: orders.columns, rows: [orders.rows[1], orders.rows[2]] },
      },
    },
    {
      title: { en: 'The last row of a key, one column', fr: 'La dernière ligne d’une clé, une colonne' },
      params: { keys: [{ left: 'country', right: 'code' }], ignoreCase: true, keep: 'last', columns: { by: 'names', names: ['full'] } },
      inputs: { left: orders, right: countries },
      expect: {
        table: {
          columns: [...orders.columns, { name: 'full', type: 'text' }],
          rows: [
            [1, 'fr', 'Hexagone'],
            [2, 'de', null],
            [3, null, null],
          ],
        },
      },
    },
  ],
})

function badDefault(key: string, value: string): NodeProblem {
  const [name, shown] = [quoted(key), quoted(value)]
  return new NodeProblem({
    code: 'bad-value',
    param: 'defaults',
    column: key,
    text: {
      en: `${shown.en} cannot stand in for ${name.en}: no such column is brought, or its type is another.`,
      fr: `${shown.fr} ne peut remplacer ${name.fr} : cette colonne n’est pas apportée, ou son type est autre.`,
    },
    action: { en: 'Name a brought column and a value of its type.', fr: 'Nommez une colonne apportée et une valeur de son type.' },
  })
}
