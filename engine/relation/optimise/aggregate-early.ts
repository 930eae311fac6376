import { aggregate, join as joined, project } from '../build.ts'
import { call, column, type Expr, type NamedExpr } from '../expression.ts'
import { columnsOf, hasWindow, mapColumns } from '../expression-tree.ts'
import type { AggregateRelation, JoinRelation, Measure, Relation } from '../relation.ts'
import { inputsOf } from '../relation-inputs.ts'
import { canRaise } from './expression-facts.ts'
import { rewriteParts, sharedParts } from './sharing.ts'

/** Bytes of the files that a relation reads, by path. */
export type FileSizes = ReadonlyMap<string, number>

/** A side has to read so many times more than the other for its keys to be taken for repeated. */
const longer = 16

/**
 * Groups the long side of a join by the keys before it meets the short one, where a group after the join adds up what comes of the long side
 * alone: as many rows meet as there are keys, not as there are rows. Only measures whose parts add up to the same value: whole numbers are not summed
 * (a part may leave their range where the whole does not).
 */
export function aggregateEarly(root: Relation, sizes: FileSizes): Relation {
  const shared = sharedParts(root)
  return rewriteParts(root, (part, before) => {
    if (part.op !== 'aggregate' || before.op !== 'aggregate' || shared.has(before.input)) return part
    const direct = overJoin(part)
    return direct ? (early(direct.part, direct.join, sizes) ?? part) : part
  })
}

/** An aggregate as one that stands right on a join: the expressions of a projection between them are written into it. */
function overJoin(part: AggregateRelation): { readonly part: AggregateRelation; readonly join: JoinRelation } | undefined {
  const { input } = part
  if (input.op === 'join') return { part, join: input }
  if (input.op !== 'project' || input.input.op !== 'join') return undefined
  const exprs = new Map(input.exprs.map((item) => [item.name, item.expr]))
  if ([...exprs.values()].some((expr) => hasWindow(expr) || canRaise(expr) || (expr.kind === 'literal' && expr.value === null)))
    return undefined
  const inside = (expr: Expr) => mapColumns(expr, (name) => exprs.get(name) ?? column(name))
  const keys = part.keys.map(({ name, expr }) => ({ name, expr: inside(expr) }))
  const measures = part.measures.map((measure) => ({ ...measure, args: measure.args.map(inside) }))
  return { part: { ...part, input: input.input, keys, measures }, join: input.input }
}

type Side = 'left' | 'right'
type Output = JoinRelation['output'][number]

function early(part: AggregateRelation, join: JoinRelation, sizes: FileSizes): Relation | undefined {
  const { keys, measures } = part
  if (join.how !== 'inner' || join.compare || join.nearest || join.on.length === 0 || keys.length === 0) return undefined
  const read = [
    ...keys.map((key) => key.expr),
    ...measures.flatMap((measure) => measure.args),
    ...join.on.flatMap((pair) => [pair.left, pair.right]),
  ]
  if (read.some((expr) => hasWindow(expr) || canRaise(expr)) || measures.some((measure) => !(measure.fn in wholes))) return undefined
  const near = longSide(join, sizes)
  if (near === undefined) return undefined
  const far: Side = near === 'left' ? 'right' : 'left'
  const output = new Map(join.output.map((item) => [item.name, item]))
  const isFrom = (side: Side, expr: Expr) =>
    [...columnsOf(expr)].every((name) => {
      const from = output.get(name)?.from
      return (from === 'either' ? 'left' : from) === side
    })
  if (!keys.every(({ expr }) => isFrom('left', expr) || isFrom('right', expr))) return undefined
  if (!measures.every((measure) => measure.args.every((arg) => isFrom(near, arg)))) return undefined

  const below = (expr: Expr) => mapColumns(expr, (name) => column(output.get(name)?.column ?? name))
  const own = keys.flatMap(({ expr }, index): NamedExpr[] => (isFrom(near, expr) ? [{ name: `own ${index}`, expr: below(expr) }] : []))
  const parts = measures.map((measure, index) => wholes[measure.fn]?.(measure.args.map(below), `part ${index}`))
  const grouped = aggregate(
    join[near],
    [...join.on.map((pair, index) => ({ name: `key ${index}`, expr: pair[near] })), ...own],
    parts.flatMap((made) => made?.parts ?? []),
  )
  const others = [...new Set(keys.flatMap(({ expr }) => (isFrom(near, expr) ? [] : [...columnsOf(below(expr))])))]
  const sides = { [near]: grouped, [far]: join[far] } as Record<Side, Relation>
  const on = join.on.map((pair, index) => ({ [near]: column(`key ${index}`), [far]: pair[far] }) as Record<Side, Expr>)
  const met = joined(sides.left, sides.right, {
    how: 'inner',
    on,
    ...(join.nulls && { nulls: join.nulls }),
    output: [
      ...grouped.columns.slice(join.on.length).map(({ name }): Output => ({ name, from: near, column: name })),
      ...others.map((name): Output => ({ name: `other ${name}`, from: far, column: name })),
    ],
  })
  const groups = keys.map(({ name, expr }, index): NamedExpr => {
    if (isFrom(near, expr)) return { name, expr: column(`own ${index}`) }
    return { name, expr: mapColumns(below(expr), (read) => column(`other ${read}`)) }
  })
  const totals = aggregate(
    met,
    groups,
    parts.flatMap((made) => made?.totals ?? []),
  )
  const results = measures.map(({ name }, index): NamedExpr => ({ name, expr: parts[index]?.whole ?? column(name) }))
  const whole = project(totals, [...keys.map(({ name }) => ({ name, expr: column(name) })), ...results])
  return { ...whole, columns: part.columns, ...(part.part && { part: part.part }) }
}

/** The side that reads far more bytes than the other; undefined when neither does, or it is not known. */
function longSide(join: JoinRelation, sizes: FileSizes): Side | undefined {
  const [left, right] = [bytesOf(join.left, sizes), bytesOf(join.right, sizes)]
  if (left === undefined || right === undefined) return undefined
  if (left > 0 && left >= longer * right) return 'left'
  return right > 0 && right >= longer * left ? 'right' : undefined
}

/** Undefined where something is read whose size is not known. */
function bytesOf(relation: Relation, sizes: FileSizes): number | undefined {
  if (relation.op === 'input') return undefined
  const own =
    relation.op === 'scan' ? relation.source.paths.map((path) => sizes.get(path)) : inputsOf(relation).map((input) => bytesOf(input, sizes))
  return own.reduce<number | undefined>((sum, bytes) => (sum === undefined || bytes === undefined ? undefined : sum + bytes), 0)
}

interface Split {
  /** Computed of the rows with one key. */
  readonly parts: readonly Measure[]
  /** Computed of those. */
  readonly totals: readonly Measure[]
  /** The measure itself. */
  readonly whole: Expr
}

/** A measure whose parts are combined by another measure. */
const combined =
  (fn: string, total: string) =>
  (args: readonly Expr[], name: string): Split => ({
    parts: [{ name, fn, args }],
    totals: [{ name, fn: total, args: [column(name)] }],
    whole: column(name),
  })

/** Measures that can be computed of parts. Numbers of rows are whole numbers far from the end of their range. */
const wholes: Readonly<Record<string, (args: readonly Expr[], name: string) => Split>> = {
  'count-rows': combined('count-rows', 'sum-int'),
  count: combined('count', 'sum-int'),
  'count-if': combined('count-if', 'sum-int'),
  sum: combined('sum', 'sum'),
  minimum: combined('minimum', 'minimum'),
  maximum: combined('maximum', 'maximum'),
  mean: (args, name) => {
    const [sum, count] = [`${name} sum`, `${name} count`]
    return {
      parts: [
        { name: sum, fn: 'sum', args },
        { name: count, fn: 'count', args },
      ],
      totals: [
        { name: sum, fn: 'sum', args: [column(sum)] },
        { name: count, fn: 'sum-int', args: [column(count)] },
      ],
      whole: call('divide', column(sum), call('int-to-float', column(count))),
    }
  },
}
