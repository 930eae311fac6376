import { z } from 'zod'
import { column as columnExpr, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column, type DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from './choose-column.ts'
import { comparedText, type Overlooked } from './compared-text.ts'
import { convert } from './convert.ts'
import { field } from './fields.ts'
import { listed, quoted, typeWord } from './phrases.ts'
import { NodeProblem, type NodeFix } from './problem.ts'
import { scalars } from './type-groups.ts'

/** Pairs of columns that are equal in rows that belong together. */
export const joinKeysField = field.list({
  label: { en: 'Equal in', fr: 'Égales dans' },
  item: z.object({
    left: field.column({ label: { en: 'Left column', fr: 'Colonne de gauche' }, from: 'left', accepts: scalars }),
    right: field.column({ label: { en: 'Right column', fr: 'Colonne de droite' }, from: 'right', accepts: scalars }),
  }),
})

export interface JoinKey {
  readonly left: string
  readonly right: string
}

interface Side {
  readonly column: Column
  /** The value in the type in which both are compared. */
  readonly value: Expr
  /** What is compared: the value without what is overlooked in texts. */
  readonly compared: Expr
}

export interface KeyPair {
  readonly left: Side
  readonly right: Side
}

/** Both keys of each pair as expressions of one type. Throws a NodeProblem for columns that are not there or do not compare. */
export function readJoinKeys(
  keys: readonly JoinKey[],
  sides: { readonly left: Relation; readonly right: Relation },
  overlooked: Overlooked,
  optional = false,
): readonly KeyPair[] {
  if (keys.length === 0 && !optional) throw noKeys(sides.left, sides.right)
  return keys.map((key, index) => {
    const choose = (side: 'left' | 'right') =>
      chooseColumn(sides[side], key[side], {
        param: 'keys',
        port: side,
        accepts: scalars,
        replace: (name: string) => ({ keys: keys.with(index, { ...key, [side]: name }) }),
      })
    return keyPair([choose('left'), choose('right')], 'keys', overlooked)
  })
}

/** Two columns brought to one type. Throws a NodeProblem of `param` when there is none. */
export function keyPair([left, right]: readonly [Column, Column], param: string, overlooked?: Overlooked): KeyPair {
  const type = comparedType(left.type, right.type)
  const [a, b] = type ? [convert(columnExpr(left.name), left.type, type), convert(columnExpr(right.name), right.type, type)] : []
  if (!a || !b) throw keysDiffer(left, right, param)
  const compared = (value: Expr) => (type === 'text' && overlooked ? comparedText(value, overlooked) : value)
  return { left: { column: left, value: a, compared: compared(a) }, right: { column: right, value: b, compared: compared(b) } }
}

function comparedType(a: DataType, b: DataType): DataType | undefined {
  if (a === b) return a
  if (isNumeric(a) && isNumeric(b)) return 'float'
  const both = new Set([a, b])
  if (both.has('date') && both.has('timestamp')) return 'timestamp'
  return both.has('text') ? 'text' : undefined
}

function keysDiffer(left: Column, right: Column, param: string): NodeProblem {
  const [first, second] = [quoted(left.name), quoted(right.name)]
  const [one, two] = [typeWord(left.type), typeWord(right.type)]
  return new NodeProblem({
    code: 'keys-differ',
    param,
    column: left.name,
    text: {
      en: `${first.en} (${one.en}) and ${second.en} (${two.en}) cannot be compared.`,
      fr: `${first.fr} (${one.fr}) et ${second.fr} (${two.fr}) ne se comparent pas.`,
    },
    action: { en: 'Choose other columns, or change the type of one.', fr: 'Choisissez d’autres colonnes, ou changez le type de l’une.' },
  })
}

function noKeys(left: Relation, right: Relation): NodeProblem {
  return new NodeProblem({
    code: 'nothing-chosen',
    param: 'keys',
    text: { en: 'No columns to match are chosen.', fr: 'Aucune colonne à apparier n’est choisie.' },
    action: { en: 'Choose a column of each table.', fr: 'Choisissez une colonne de chaque tableau.' },
    fixes: suggestedKeys(left, right).map((pair): NodeFix => {
      const shown = keyPhrase(pair)
      return { label: { en: `Match by ${shown.en}`, fr: `Apparier selon ${shown.fr}` }, params: { keys: [{ ...pair }] } }
    }),
  })
}

/** Pairs of columns that probably mean the same, the likeliest first, at most three: names that are equal but for case and signs, then names that end in the other. */
export function suggestedKeys(left: Relation, right: Relation): readonly JoinKey[] {
  const found = left.columns.flatMap((a) =>
    right.columns.flatMap((b) => {
      const likeness = nameLikeness(a.name, b.name)
      const fits = scalars.includes(a.type) && comparedType(a.type, b.type) !== undefined
      if (likeness === 0 || !fits) return []
      const score = likeness + (a.type === b.type ? 0.5 : 0) + (a.role === 'id' || b.role === 'id' ? 0.25 : 0)
      return [{ left: a.name, right: b.name, score }]
    }),
  )
  return found
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 3)
    .map((pair) => ({ left: pair.left, right: pair.right }))
}

/** 3 for equal names, 2 if only case and signs differ, 1 if one begins or ends with the other, else 0. */
export function nameLikeness(a: string, b: string): number {
  if (a === b) return 3
  const [one, two] = [bare(a), bare(b)]
  if (one === '' || two === '') return 0
  if (one === two) return 2
  const [short, long] = one.length < two.length ? [one, two] : [two, one]
  return short.length > 1 && (long.endsWith(short) || long.startsWith(short)) ? 1 : 0
}

const bare = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** “a” where both have one name, else “a” = “b”. */
export function keyPhrase({ left, right }: JoinKey) {
  const [a, b] = [quoted(left || '…'), quoted(right || '…')]
  return left === right ? a : { en: `${a.en} = ${b.en}`, fr: `${a.fr} = ${b.fr}` }
}

export const keysPhrase = (keys: readonly JoinKey[]) => listed(keys.map(keyPhrase))
