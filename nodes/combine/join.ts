import { z } from 'zod'
import { extend, freeName, join as joined } from '../../engine/relation/build.ts'
import { column as columnExpr, type Expr } from '../../engine/relation/expression.ts'
import type { JoinKind, JoinRelation, Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column, type DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { listed, quoted, quotedNames, typeWord } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'

const scalars: readonly DataType[] = ['bool', 'int', 'float', 'text', 'date', 'timestamp']

const orders = {
  columns: [
    { name: 'order', type: 'int' },
    { name: 'product', type: 'text' },
    { name: 'note', type: 'text' },
  ],
  rows: [
    [1, 'A', 'first'],
    [2, 'C', null],
    [3, null, null],
    [4, 'A', null],
  ],
} as const

const products = {
  columns: [
    { name: 'code', type: 'text' },
    { name: 'price', type: 'float' },
    { name: 'note', type: 'text' },
  ],
  rows: [
    ['A', 2.5, 'apple'],
    ['B', 1, null],
    [null, 9, 'none'],
  ],
} as const

export const join = defineNode({
  id: 'combine.join',
  version: 1,
  icon: 'merge',
  title: { en: 'Join', fr: 'Joindre' },
  summary: { en: 'Puts matching rows of two tables side by side.', fr: 'Met côte à côte les lignes correspondantes de deux tableaux.' },
  help: {
    en: `Rows match when they are equal in every pair of columns. A missing value matches nothing, not even another missing value. A row with several matches comes several times: if the result has more rows than you expect, look for duplicates on the right.

All rows of the left table: those without a match get missing values on the right. The other way round for the right table; “all rows of both” does both. “Rows with a match” and “rows without a match” only filter the left table and add no column.

Columns of the right table whose name is taken get the ending. When keys differ in type, numbers are compared as decimals, days with times as midnight, everything else as text.

The other two outputs hold the rows that found no match. Look at them: misspelled keys are there.`,
    fr: `Des lignes correspondent quand elles sont égales dans chaque paire de colonnes. Une valeur manquante ne correspond à rien, pas même à une autre. Une ligne qui a plusieurs correspondances vient plusieurs fois : si le résultat compte plus de lignes que prévu, cherchez des doublons à droite.

Toutes les lignes de gauche : celles sans correspondance ont des valeurs manquantes à droite. L’inverse pour le tableau de droite ; « toutes les lignes des deux » fait les deux. « Lignes avec correspondance » et « lignes sans correspondance » ne font que filtrer le tableau de gauche, sans ajouter de colonne.

Les colonnes de droite dont le nom est pris reçoivent la terminaison. Quand les clés diffèrent de type, les nombres se comparent en décimaux, les jours aux heures comme minuit, le reste comme du texte.

Les deux autres sorties contiennent les lignes sans correspondance. Regardez-les : les clés mal écrites y sont.`,
  },
  keywords: {
    en: ['merge', 'lookup', 'vlookup', 'match', 'inner', 'left', 'outer'],
    fr: ['fusionner', 'recherchev', 'correspondance', 'croiser', 'apparier'],
  },
  inputs: {
    left: { kind: 'table', label: { en: 'Left', fr: 'Gauche' } },
    right: { kind: 'table', label: { en: 'Right', fr: 'Droite' } },
  },
  outputs: {
    matched: { kind: 'table', label: { en: 'Joined', fr: 'Jointes' } },
    'unmatched-left': { kind: 'table', label: { en: 'Left without a match', fr: 'Gauche sans correspondance' } },
    'unmatched-right': { kind: 'table', label: { en: 'Right without a match', fr: 'Droite sans correspondance' } },
  },
  params: z.object({
    how: field.choice({
      label: { en: 'Keep', fr: 'Garder' },
      choices: [
        { value: 'inner', label: { en: 'matching rows only', fr: 'les seules lignes correspondantes' } },
        { value: 'left', label: { en: 'all rows of the left table', fr: 'toutes les lignes de gauche' } },
        { value: 'right', label: { en: 'all rows of the right table', fr: 'toutes les lignes de droite' } },
        { value: 'full', label: { en: 'all rows of both', fr: 'toutes les lignes des deux' } },
        { value: 'semi', label: { en: 'left rows with a match, nothing added', fr: 'lignes de gauche avec correspondance, sans ajout' } },
        { value: 'anti', label: { en: 'left rows without a match', fr: 'lignes de gauche sans correspondance' } },
      ],
      default: 'inner',
    }),
    keys: field.list({
      label: { en: 'Equal in', fr: 'Égales dans' },
      item: z.object({
        left: field.column({ label: { en: 'Left column', fr: 'Colonne de gauche' }, from: 'left', accepts: scalars }),
        right: field.column({ label: { en: 'Right column', fr: 'Colonne de droite' }, from: 'right', accepts: scalars }),
      }),
    }),
    suffix: field.text({
      label: { en: 'Ending for names that are taken', fr: 'Terminaison des noms déjà pris' },
      default: ' (right)',
      group: 'advanced',
    }),
  }),
  compile(params, inputs) {
    const [left, right] = [inputs.one('left'), inputs.one('right')]
    if (params.keys.length === 0) throw noKeys(left, right)
    const pairs = params.keys.map((key, index) => {
      const replace = (side: 'left' | 'right') => (name: string) => ({ keys: params.keys.with(index, { ...key, [side]: name }) })
      const leftColumn = chooseColumn(left, key.left, { param: 'keys', port: 'left', accepts: scalars, replace: replace('left') })
      const rightColumn = chooseColumn(right, key.right, { param: 'keys', port: 'right', accepts: scalars, replace: replace('right') })
      return unify(leftColumn, rightColumn)
    })
    const keepsRight = params.how === 'right' || params.how === 'full'
    const sides = keepsRight ? { left: withKeys(left, pairs, 'left'), right: withKeys(right, pairs, 'right') } : { left, right }
    const on = pairs.map((pair) =>
      keepsRight
        ? { left: columnExpr(pair.left.column.name), right: columnExpr(pair.right.column.name) }
        : { left: pair.left.expr, right: pair.right.expr },
    )
    const output = outputOf(sides, pairs, params.how, params.suffix)
    const plain = pairs.map((pair) => ({ left: pair.left.expr, right: pair.right.expr }))
    const flipped = plain.map((pair) => ({ left: pair.right, right: pair.left }))
    return {
      matched: keepSingleRoles(joined(sides.left, sides.right, { how: params.how, on, output })),
      'unmatched-left': joined(left, right, { how: 'anti', on: plain, output: all(left) }),
      'unmatched-right': joined(right, left, { how: 'anti', on: flipped, output: all(right) }),
    }
  },
  explain(params) {
    if (params.keys.length === 0) return { en: 'no columns to match yet', fr: 'aucune colonne à apparier encore' }
    const keys = listed(params.keys.map((key) => (key.left === key.right ? quoted(key.left || '…') : pairPhrase(key.left, key.right))))
    const words = howWords[params.how]
    return { en: `${words.en} by ${keys.en}`, fr: `${words.fr} selon ${keys.fr}` }
  },
  examples: [
    {
      title: { en: 'Prices beside all orders', fr: 'Les prix à côté de toutes les commandes' },
      params: { how: 'left', keys: [{ left: 'product', right: 'code' }] },
      inputs: { left: orders, right: products },
      expect: {
        matched: {
          columns: [...orders.columns, { name: 'price', type: 'float' }, { name: 'note (right)', type: 'text' }],
          rows: [
            [1, 'A', 'first', 2.5, 'apple'],
            [2, 'C', null, null, null],
            [3, null, null, null, null],
            [4, 'A', null, 2.5, 'apple'],
          ],
        },
        'unmatched-left': { columns: orders.columns, rows: [orders.rows[1], orders.rows[2]] },
        'unmatched-right': { columns: products.columns, rows: [products.rows[1], products.rows[2]] },
      },
    },
    {
      title: { en: 'All rows of both; a number meets a text', fr: 'Toutes les lignes des deux ; un nombre rencontre un texte' },
      params: { how: 'full', keys: [{ left: 'id', right: 'id' }] },
      inputs: {
        left: {
          columns: [
            { name: 'id', type: 'int' },
            { name: 'a', type: 'bool' },
          ],
          rows: [
            [1, true],
            [2, null],
          ],
        },
        right: {
          columns: [
            { name: 'id', type: 'text' },
            { name: 'b', type: 'date' },
          ],
          rows: [
            ['2', '2024-01-31'],
            ['x', null],
          ],
        },
      },
      expect: {
        matched: {
          columns: [
            { name: 'id', type: 'text' },
            { name: 'a', type: 'bool' },
            { name: 'b', type: 'date' },
          ],
          rows: [
            ['1', true, null],
            ['2', null, '2024-01-31'],
            ['x', null, null],
          ],
        },
      },
    },
  ],
})

const howWords: Record<JoinKind, { en: string; fr: string }> = {
  inner: { en: 'match', fr: 'apparier' },
  left: { en: 'match, keep all on the left', fr: 'apparier, garder toute la gauche' },
  right: { en: 'match, keep all on the right', fr: 'apparier, garder toute la droite' },
  full: { en: 'match, keep all of both', fr: 'apparier, garder tout' },
  semi: { en: 'left rows with a match', fr: 'lignes de gauche avec correspondance' },
  anti: { en: 'left rows without a match', fr: 'lignes de gauche sans correspondance' },
}

function pairPhrase(left: string, right: string) {
  const [a, b] = [quoted(left || '…'), quoted(right || '…')]
  return { en: `${a.en} = ${b.en}`, fr: `${a.fr} = ${b.fr}` }
}

interface Pair {
  readonly left: { readonly column: Column; readonly expr: Expr }
  readonly right: { readonly column: Column; readonly expr: Expr }
}

/** Both keys as expressions of one type. */
function unify(left: Column, right: Column): Pair {
  const type = commonType(left.type, right.type)
  const [a, b] = type ? [convert(columnExpr(left.name), left.type, type), convert(columnExpr(right.name), right.type, type)] : []
  if (!a || !b) {
    const [first, second] = [quoted(left.name), quoted(right.name)]
    const [one, two] = [typeWord(left.type), typeWord(right.type)]
    throw new NodeProblem({
      code: 'keys-differ',
      param: 'keys',
      column: left.name,
      text: {
        en: `${first.en} (${one.en}) and ${second.en} (${two.en}) cannot be compared.`,
        fr: `${first.fr} (${one.fr}) et ${second.fr} (${two.fr}) ne se comparent pas.`,
      },
      action: { en: 'Choose other columns, or change the type of one.', fr: 'Choisissez d’autres colonnes, ou changez le type de l’une.' },
    })
  }
  return { left: { column: left, expr: a }, right: { column: right, expr: b } }
}

function commonType(a: DataType, b: DataType): DataType | undefined {
  if (a === b) return a
  if (isNumeric(a) && isNumeric(b)) return 'float'
  const both = new Set([a, b])
  if (both.has('date') && both.has('timestamp')) return 'timestamp'
  return both.has('text') ? 'text' : undefined
}

/** Keys in the type in which they are compared, so that one column can hold those of both sides. */
function withKeys(relation: Relation, pairs: readonly Pair[], side: 'left' | 'right'): Relation {
  const changed = new Map(pairs.map((pair) => [pair[side].column.name, pair[side].expr]))
  return extend(
    relation,
    [...changed].map(([name, expr]) => ({ name, expr })),
  )
}

type Output = JoinRelation['output']

const all = (relation: Relation): Output => relation.columns.map(({ name }) => ({ name, from: 'left', column: name }))

/** Left columns, then right ones that are no keys; a key comes once, from the side that has a row. */
function outputOf(sides: { left: Relation; right: Relation }, pairs: readonly Pair[], how: JoinKind, suffix: string): Output {
  if (how === 'semi' || how === 'anti') return all(sides.left)
  const partner = new Map(pairs.map((pair) => [pair.left.column.name, pair.right.column.name]))
  const keys = new Set(pairs.map((pair) => pair.right.column.name))
  const taken = new Set(sides.left.columns.map((column) => column.name))
  const fromLeft = sides.left.columns.map(({ name }): Output[number] => {
    const other = partner.get(name)
    return other !== undefined && (how === 'right' || how === 'full')
      ? { name, from: 'either', column: name, other }
      : { name, from: 'left', column: name }
  })
  const fromRight = sides.right.columns.flatMap((column): Output[number][] => {
    if (keys.has(column.name)) return []
    const name = taken.has(column.name) ? freeName(`${column.name}${suffix}`, taken) : column.name
    taken.add(name)
    return [{ name, from: 'right', column: column.name }]
  })
  return [...fromLeft, ...fromRight]
}

function noKeys(left: Relation, right: Relation): NodeProblem {
  const there = new Set(right.columns.map((column) => column.name))
  const shared = left.columns.filter((column) => there.has(column.name)).map((column) => column.name)
  const [first] = shared
  const shown = quotedNames(first === undefined ? [] : [first])
  return new NodeProblem({
    code: 'nothing-chosen',
    param: 'keys',
    text: { en: 'No columns to match are chosen.', fr: 'Aucune colonne à apparier n’est choisie.' },
    action: { en: 'Choose a column of each table.', fr: 'Choisissez une colonne de chaque tableau.' },
    ...(first !== undefined && {
      fixes: [
        { label: { en: `Match by ${shown.en}`, fr: `Apparier selon ${shown.fr}` }, params: { keys: [{ left: first, right: first }] } },
      ],
    }),
  })
}
