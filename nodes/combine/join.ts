import { z } from 'zod'
import { extend, join as joined } from '../../engine/relation/build.ts'
import type { JoinKind, JoinRelation, Relation } from '../../engine/relation/relation.ts'
import { overlookedFields } from '../kit/compared-text.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { joinKeysField, keysPhrase, readJoinKeys, type KeyPair } from '../kit/join-keys.ts'
import { bothOutputs, leftOutput } from '../kit/join-output.ts'
import { joinReport } from '../kit/join-report.ts'
import { observeKeys } from '../kit/observe-keys.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'
import { suffixField } from '../kit/join-fields.ts'

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

“Each left row with each right row” asks no columns and gives as many rows as both numbers multiplied.

The second and third output hold the rows that found no match. Look at them: misspelled keys are there. Let capitals, accents or spaces not matter, and more rows may match. The fourth says in one row how the tables fit: rows with a match on each side, pairs, and the most matches of one row. Look at its preview before you run.`,
    fr: `Des lignes correspondent quand elles sont égales dans chaque paire de colonnes. Une valeur manquante ne correspond à rien, pas même à une autre. Une ligne qui a plusieurs correspondances vient plusieurs fois : si le résultat compte plus de lignes que prévu, cherchez des doublons à droite.

Toutes les lignes de gauche : celles sans correspondance ont des valeurs manquantes à droite. L’inverse pour le tableau de droite ; « toutes les lignes des deux » fait les deux. « Lignes avec correspondance » et « lignes sans correspondance » ne font que filtrer le tableau de gauche, sans ajouter de colonne.

Les colonnes de droite dont le nom est pris reçoivent la terminaison. Quand les clés diffèrent de type, les nombres se comparent en décimaux, les jours aux heures comme minuit, le reste comme du texte.

« Chaque ligne de gauche avec chaque ligne de droite » ne demande pas de colonne et donne le produit des deux nombres de lignes.

La deuxième et la troisième sortie contiennent les lignes sans correspondance. Regardez-les : les clés mal écrites y sont. Rendez majuscules, accents ou espaces indifférents, et plus de lignes se trouveront. La quatrième dit en une ligne comment les tableaux s’accordent : lignes appariées de chaque côté, paires, et le plus grand nombre de correspondances d’une ligne. Voyez-en l’aperçu avant d’exécuter.`,
  },
  keywords: {
    en: ['merge', 'lookup', 'vlookup', 'match', 'inner', 'left', 'outer', 'cross', 'semi', 'anti', 'match rate'],
    fr: ['fusionner', 'recherchev', 'correspondance', 'croiser', 'apparier', 'taux de correspondance'],
  },
  inputs: {
    left: { kind: 'table', label: { en: 'Left', fr: 'Gauche' } },
    right: { kind: 'table', label: { en: 'Right', fr: 'Droite' } },
  },
  outputs: {
    matched: { kind: 'table', label: { en: 'Joined', fr: 'Jointes' } },
    'unmatched-left': { kind: 'table', label: { en: 'Left without a match', fr: 'Gauche sans correspondance' } },
    'unmatched-right': { kind: 'table', label: { en: 'Right without a match', fr: 'Droite sans correspondance' } },
    report: { kind: 'table', label: { en: 'How they fit', fr: 'Leur accord' } },
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
        { value: 'cross', label: { en: 'each left row with each right row', fr: 'chaque ligne de gauche avec chaque ligne de droite' } },
      ],
      default: 'inner',
    }),
    keys: joinKeysField,
    ...overlookedFields,
    nulls: field.flag({
      label: { en: 'Missing matches missing', fr: 'Manquant correspond à manquant' },
      default: false,
      group: 'advanced',
    }),
    suffix: suffixField,
  }),
  compile(params, inputs) {
    const [left, right] = [inputs.one('left'), inputs.one('right')]
    const how = params.how === 'cross' ? 'inner' : params.how
    const pairs = params.how === 'cross' ? [] : readJoinKeys(params.keys, { left, right }, params)
    const keepsRight = how === 'right' || how === 'full'
    const sides = keepsRight ? { left: withKeys(left, pairs, 'left'), right: withKeys(right, pairs, 'right') } : { left, right }
    const nulls = params.nulls && pairs.length > 0 ? ({ nulls: 'equal' } as const) : {}
    const plain = pairs.map((pair) => ({ left: pair.left.compared, right: pair.right.compared }))
    const on = keepsRight
      ? readJoinKeys(params.keys, sides, params).map((pair) => ({ left: pair.left.compared, right: pair.right.compared }))
      : plain
    const output = outputOf(sides, pairs, how, params.suffix)
    const flipped = plain.map((pair) => ({ left: pair.right, right: pair.left }))
    return {
      matched: keepSingleRoles(joined(sides.left, sides.right, { how, on, output, ...nulls })),
      'unmatched-left': joined(left, right, { how: 'anti', on: plain, output: leftOutput(left), ...nulls }),
      'unmatched-right': joined(right, left, { how: 'anti', on: flipped, output: leftOutput(right), ...nulls }),
      report: joinReport(left, right, pairs, params.nulls),
    }
  },
  observe(params, inputs, look) {
    const sides = { left: inputs.one('left'), right: inputs.one('right') }
    return observeKeys(sides, { keys: params.keys, overlooked: params, nulls: params.nulls, how: params.how }, look)
  },
  explain(params) {
    if (params.how === 'cross') return { en: 'each left row with each right row', fr: 'chaque ligne de gauche avec chaque ligne de droite' }
    if (params.keys.length === 0) return { en: 'no columns to match yet', fr: 'aucune colonne à apparier encore' }
    const keys = keysPhrase(params.keys)
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
        report: {
          columns: [
            { name: 'left rows', type: 'int' },
            { name: 'left matched', type: 'int' },
            { name: 'left share matched', type: 'float' },
            { name: 'right rows', type: 'int' },
            { name: 'right matched', type: 'int' },
            { name: 'right share matched', type: 'float' },
            { name: 'pairs', type: 'int' },
            { name: 'most for a left row', type: 'int' },
            { name: 'most for a right row', type: 'int' },
          ],
          rows: [[4, 2, 0.5, 3, 1, 1 / 3, 2, 1, 2]],
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

/** Keys in the type in which they are compared, so that one column can hold those of both sides. */
function withKeys(relation: Relation, pairs: readonly KeyPair[], side: 'left' | 'right'): Relation {
  const changed = new Map(pairs.map((pair) => [pair[side].column.name, pair[side].value]))
  return extend(
    relation,
    [...changed].map(([name, expr]) => ({ name, expr })),
  )
}

type Output = JoinRelation['output']

/** Left columns, then right ones that are no keys; a key comes once, from the side that has a row. */
function outputOf(sides: { left: Relation; right: Relation }, pairs: readonly KeyPair[], how: JoinKind, suffix: string): Output {
  if (how === 'semi' || how === 'anti') return leftOutput(sides.left)
  const partner = new Map(pairs.map((pair) => [pair.left.column.name, pair.right.column.name]))
  const keys = new Set(pairs.map((pair) => pair.right.column.name))
  const fromLeft = sides.left.columns.map(({ name }): Output[number] => {
    const other = partner.get(name)
    return other !== undefined && (how === 'right' || how === 'full')
      ? { name, from: 'either', column: name, other }
      : { name, from: 'left', column: name }
  })
  const fromRight = bothOutputs(
    sides.left,
    sides.right.columns.flatMap((column) => (keys.has(column.name) ? [] : [column.name])),
    suffix,
  ).filter((item) => item.from === 'right')
  return [...fromLeft, ...fromRight]
}
