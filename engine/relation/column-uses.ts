import type { Expr } from './expression.ts'
import { columnsOf } from './expression-tree.ts'
import type { JoinRelation, Relation } from './relation.ts'
import { inputsOf } from './relation-inputs.ts'

/** A column of a source that a value is made of: taken over as it is, or reckoned with. */
export interface ValueOrigin {
  readonly source: string
  readonly column: string
  readonly as: 'same' | 'formula'
}

/** A column of a source that decides which rows there are, how they are put together, or in which order they come. */
export interface RowUse {
  readonly source: string
  readonly column: string
  readonly as: 'filter' | 'key' | 'order'
}

export interface ColumnUses {
  /** What each column of the relation is made of; nothing for one that begins here. */
  readonly values: ReadonlyMap<string, readonly ValueOrigin[]>
  readonly rows: readonly RowUse[]
}

/**
 * What the columns of a relation are made of, down to the parts that `sourceOf` gives a name. What lies below a source is not looked at; a
 * scan or an input that is no source is where its columns begin.
 */
export function columnUses(relation: Relation, sourceOf: (part: Relation) => string | null): ColumnUses {
  const known = new Map<Relation, ColumnUses>()
  const visit = (part: Relation): ColumnUses => {
    const before = known.get(part)
    if (before) return before
    const source = sourceOf(part)
    const uses = source === null ? usesOf(part, visit) : sourceUses(part, source)
    known.set(part, uses)
    return uses
  }
  return visit(relation)
}

function sourceUses({ columns }: Relation, source: string): ColumnUses {
  return { values: new Map(columns.map(({ name }) => [name, [{ source, column: name, as: 'same' }]])), rows: [] }
}

type Visit = (part: Relation) => ColumnUses

function usesOf(relation: Relation, visit: Visit): ColumnUses {
  switch (relation.op) {
    case 'input':
    case 'scan':
    case 'values':
      return { values: new Map(relation.columns.map(({ name }) => [name, []])), rows: [] }
    case 'mark':
    case 'limit':
      return visit(relation.input)
    case 'project': {
      const input = visit(relation.input)
      return { values: new Map(relation.exprs.map(({ name, expr }) => [name, exprOrigins(expr, input)])), rows: input.rows }
    }
    case 'filter':
      return decided(visit(relation.input), 'filter', [...columnsOf(relation.test)])
    case 'sort':
      return decided(
        visit(relation.input),
        'order',
        relation.by.flatMap(({ expr }) => [...columnsOf(expr)]),
      )
    case 'distinct':
      return decided(visit(relation.input), 'key', relation.on.length > 0 ? relation.on : relation.columns.map(({ name }) => name))
    case 'sample':
      return decided(visit(relation.input), 'key', relation.within ?? [])
    case 'aggregate': {
      const input = visit(relation.input)
      const keys = relation.keys.map(({ name, expr }) => [name, exprOrigins(expr, input)] as const)
      const measures = relation.measures.map(({ name, args }) => [name, reckoned(args.flatMap((arg) => exprOrigins(arg, input)))] as const)
      const grouped = decided(
        input,
        'key',
        relation.keys.flatMap(({ expr }) => [...columnsOf(expr)]),
      )
      return { values: new Map([...keys, ...measures]), rows: grouped.rows }
    }
    case 'join':
      return joinUses(relation, visit)
    case 'union': {
      const inputs = relation.inputs.map(visit)
      const values = relation.columns.map(({ name }) => [name, unique(inputs.flatMap((input) => input.values.get(name) ?? []))] as const)
      return { values: new Map(values), rows: inputs.flatMap(({ rows }) => rows) }
    }
    case 'number':
      return added(visit(relation.input), new Map([[relation.name, []]]))
    case 'unpivot': {
      const input = visit(relation.input)
      const value = reckoned(relation.from.flatMap((name) => input.values.get(name) ?? []))
      const kept = [...input.values].filter(([name]) => !relation.from.includes(name))
      return { values: new Map([...kept, [relation.key, []], [relation.value, value]]), rows: input.rows }
    }
    case 'explode': {
      const input = visit(relation.input)
      const element = reckoned(input.values.get(relation.column) ?? [])
      const position = relation.position === undefined ? [] : [[relation.position, []] as const]
      return added(input, new Map([[relation.column, element], ...position]))
    }
    case 'steps': {
      const input = visit(relation.input)
      const ends = [relation.from, relation.to].flatMap((name) => input.values.get(name) ?? [])
      return added(input, new Map([[relation.name, reckoned(ends)]]))
    }
    default:
      return anyOf(relation, inputsOf(relation).map(visit))
  }
}

/** Nothing is known of what happens inside: each column may be made of all columns that go in. */
function anyOf(relation: Relation, inputs: readonly ColumnUses[]): ColumnUses {
  const all = reckoned(inputs.flatMap(({ values }) => [...values.values()].flat()))
  return { values: new Map(relation.columns.map(({ name }) => [name, all])), rows: inputs.flatMap(({ rows }) => rows) }
}

function joinUses({ left, right, on, compare, nearest, output }: JoinRelation, visit: Visit): ColumnUses {
  const [l, r] = [visit(left), visit(right)]
  const values = output.map(({ name, from, column, other }) => {
    const taken = from === 'right' ? r.values.get(column) : l.values.get(column)
    const second = from === 'either' ? (r.values.get(other ?? column) ?? []) : []
    return [name, unique([...(taken ?? []), ...second])] as const
  })
  const pairs = [...on, ...(compare ?? []), ...(nearest ? [nearest] : [])]
  const byLeft = decided(
    l,
    'key',
    pairs.flatMap((pair) => [...columnsOf(pair.left)]),
  )
  const byRight = decided(
    r,
    'key',
    pairs.flatMap((pair) => [...columnsOf(pair.right)]),
  )
  return { values: new Map(values), rows: [...byLeft.rows, ...byRight.rows] }
}

function added(input: ColumnUses, more: ReadonlyMap<string, readonly ValueOrigin[]>): ColumnUses {
  return { values: new Map([...input.values, ...more]), rows: input.rows }
}

function decided(input: ColumnUses, as: RowUse['as'], names: readonly string[]): ColumnUses {
  const found = names.flatMap((name) => (input.values.get(name) ?? []).map(({ source, column }): RowUse => ({ source, column, as })))
  return { values: input.values, rows: [...input.rows, ...found] }
}

function exprOrigins(expr: Expr, { values }: ColumnUses): readonly ValueOrigin[] {
  if (expr.kind === 'column') return values.get(expr.name) ?? []
  return reckoned([...columnsOf(expr)].flatMap((name) => values.get(name) ?? []))
}

function reckoned(origins: readonly ValueOrigin[]): readonly ValueOrigin[] {
  return unique(origins.map((origin) => ({ ...origin, as: 'formula' })))
}

/** Each column once; taken over as it is where it is so on one of the ways. */
function unique(origins: readonly ValueOrigin[]): readonly ValueOrigin[] {
  const found = new Map<string, ValueOrigin>()
  for (const origin of origins) {
    const key = `${origin.source}\n${origin.column}`
    if (!found.has(key) || origin.as === 'same') found.set(key, origin)
  }
  return [...found.values()]
}
