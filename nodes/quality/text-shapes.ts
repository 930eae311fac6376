import { aggregate, filter, limit, project, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { escapePattern } from '../kit/escape-pattern.ts'

const capitals = 'A-Z\u00c0-\u00d6\u00d8-\u00de'
const small = 'a-z\u00df-\u00f6\u00f8-\u00ff'
const others = '\u0100-\u02af\u0370-\u1fff\u3041-\ud7ff'

/** The signs that stand for the signs of a value, and what they match. */
const classes: Readonly<Record<string, string>> = {
  '9': '[0-9]',
  A: `[${capitals}]`,
  a: `[${small}]`,
  L: `[${others}]`,
  b: `[${capitals}${small}${others}]`,
}

/** A value with each sign as its class: “AB-12” as “AA-99”, or as “bb-99” where capitals do not count. */
function shapeOf(value: Expr, withCase: boolean): Expr {
  const replace = (from: Expr, pattern: string, by: string) => call('regex-replace', from, literal('text', pattern), literal('text', by))
  const digits = replace(value, '[0-9]', '9')
  if (!withCase) return replace(digits, classes['b'] ?? '', 'b')
  return replace(replace(replace(digits, `[${capitals}]`, 'A'), `[${small}]`, 'a'), `[${others}]`, 'L')
}

const mostShapes = 5000
const longest = 200

/** The shapes of the values of a column with their numbers of rows, the most frequent first. Values that are too long for a pattern share one. */
export function shapesOf(input: Relation, name: string, withCase: boolean): Relation {
  const value = call('strip', columnExpr(name))
  const known = filter(input, call('not', call('is-blank', columnExpr(name))))
  const short = call(
    'if',
    call('less-or-equal', call('length', value), literal('int', longest)),
    shapeOf(value, withCase),
    literal('text', ''),
  )
  const shaped = project(known, [{ name: 'shape', expr: short }])
  const counted = aggregate(
    shaped,
    [{ name: 'shape', expr: columnExpr('shape') }],
    [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }],
  )
  const whole = project(counted, [
    { name: 'shape', expr: columnExpr('shape') },
    { name: 'rows', expr: columnExpr('rows') },
    { name: 'all', expr: { kind: 'window', fn: 'sum-int', args: [columnExpr('rows')], partitionBy: [], orderBy: [] } },
  ])
  return limit(sort(whole, [{ expr: columnExpr('rows'), descending: true }, { expr: columnExpr('shape') }]), mostShapes)
}

export interface LearntPattern {
  readonly pattern: string
  /** The same for people: 9 for a digit, A for a capital, a for a small letter. */
  readonly shown: string
  /** Of the rows with a value, from 0 to 1. */
  readonly share: number
}

interface Structure {
  readonly signs: readonly string[]
  rows: number
  readonly lengths: Map<number, number>[]
}

const mostPatterns = 12

/**
 * The patterns of a column from its shapes (`[shape, rows, all rows]`): shapes that differ only in how often a sign is repeated are one, with the
 * least and the greatest count, but for counts that are rarer than `rare`. Patterns rarer than `rare` are left out.
 */
export function patternsOf(shapes: readonly (readonly unknown[])[], rare: number): readonly LearntPattern[] {
  const all = Number(shapes[0]?.[2] ?? 0)
  const structures = new Map<string, Structure>()
  for (const [shape, count] of shapes) {
    if (typeof shape !== 'string' || shape === '') continue
    const runs = [...shape.matchAll(/(.)\1*/gsu)].map(([run, sign = '']) => ({ sign, length: run.length / sign.length }))
    const key = runs.map(({ sign }) => sign).join('')
    const structure = structures.get(key) ?? {
      signs: runs.map(({ sign }) => sign),
      rows: 0,
      lengths: runs.map(() => new Map<number, number>()),
    }
    structures.set(key, structure)
    structure.rows += Number(count)
    runs.forEach(({ length }, i) => structure.lengths[i]?.set(length, (structure.lengths[i]?.get(length) ?? 0) + Number(count)))
  }
  return [...structures.values()]
    .filter(({ rows }) => rows >= rare * all)
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, mostPatterns)
    .map((structure) => ({
      pattern: writtenOf(structure, rare, (sign) => classes[sign] ?? escapePattern(sign)),
      shown: writtenOf(structure, rare, (sign) => sign),
      share: structure.rows / all,
    }))
}

function writtenOf({ signs, rows, lengths }: Structure, rare: number, write: (sign: string) => string): string {
  return signs
    .map((sign, i) => {
      const counted = [...(lengths[i] ?? [])].toSorted(([a], [b]) => a - b)
      const usual = counted.filter(([, count]) => count >= rare * rows)
      const kept = usual.length > 0 ? usual : counted
      const [least, most] = [kept[0]?.[0] ?? 1, kept.at(-1)?.[0] ?? 1]
      return `${write(sign)}${least === most ? (most === 1 ? '' : `{${most}}`) : `{${least},${most}}`}`
    })
    .join('')
}
