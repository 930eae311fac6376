// Cuts expressions into layers of projections, so that what a template prints several times is a column by then.

import type { Expr, NamedExpr, SortKey } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { functionSpec } from '../functions/catalogue.ts'
import { typeOf } from '../type-of.ts'
import type { Column } from '../types.ts'
import { argumentUses } from './template.ts'

/** New columns, each over the columns of the layer below; `columns` are all that the layer above can read. */
export interface Layer {
  readonly exprs: readonly NamedExpr[]
  readonly columns: readonly Column[]
}

export interface Hoisted {
  /** From the bottom up; each keeps the columns it was given. */
  readonly layers: readonly Layer[]
  /** The expressions asked for, over `columns`. */
  readonly outputs: readonly NamedExpr[]
  readonly columns: readonly Column[]
}

/** An argument is lifted when printing it again would add more characters than this. */
const longestRepeat = 240
/** DuckDB refuses expressions 1000 levels deep; a template has up to twelve. */
const deepestNesting = 40

/** What is known of an expression after its parts have been lifted. */
interface Visited {
  readonly expr: Expr
  /** How many layers have to stand below it. */
  readonly level: number
  /** About how many characters it prints. */
  readonly size: number
  readonly depth: number
  readonly window: boolean
  /** Whether it can stop a run, so that it must stay where it is only computed when needed. */
  readonly raises: boolean
}

/** Arguments from this one on are only computed when they are needed. */
const lazyFrom: Readonly<Record<string, number>> = { if: 1, ifs: 1, switch: 1, choose: 1, coalesce: 1 }

export interface HoistOptions {
  /** Picks the engine's template; DuckDB's when not given. */
  readonly template?: (spec: FunctionSpec) => string
  /** Windows may only stand in layers: the outputs are for a place (a filter, a sort, a join) where an engine takes none. */
  readonly windowsBelow?: boolean
}

/**
 * Lifts into lower layers: arguments that a template repeats, windows inside windows and aggregates, and what lies too deep. Without any of
 * these there are no layers. An aggregate may stand as a call at the top. The names of lifted columns are new and plain (`e0`, `e1`, ...).
 */
export function hoist(exprs: readonly NamedExpr[], columns: readonly Column[], options: HoistOptions = {}): Hoisted {
  const lifted = new Lifting(columns, exprs, options.template ?? ((spec) => spec.duckdb))
  const outputs = exprs.map(({ name, expr }) => ({ name, expr: lifted.output(expr, options.windowsBelow === true) }))
  let known = columns
  const layers = lifted.layers.map((layer): Layer => {
    const below = known
    known = [...below, ...layer.map(({ name, expr }): Column => ({ name, type: typeOf(expr, below) }))]
    return { exprs: layer, columns: known }
  })
  return { layers, outputs, columns: known }
}

class Lifting {
  readonly layers: NamedExpr[][] = []
  readonly #taken: ReadonlySet<string>
  readonly #template: (spec: FunctionSpec) => string
  readonly #levels = new Map<string, number>()
  readonly #known = new Map<string, string>()
  #next = 0

  constructor(columns: readonly Column[], exprs: readonly NamedExpr[], template: (spec: FunctionSpec) => string) {
    this.#taken = new Set([...columns, ...exprs].map((item) => item.name.toLowerCase()))
    this.#template = template
  }

  output(expr: Expr, windowsBelow: boolean): Expr {
    const found = this.visit(expr, false)
    return (found.window && windowsBelow ? this.#lift(found) : found).expr
  }

  visit(expr: Expr, lazy: boolean): Visited {
    switch (expr.kind) {
      case 'column':
        return { expr, level: this.#levels.get(expr.name) ?? 0, size: expr.name.length + 2, depth: 0, window: false, raises: false }
      case 'literal':
        return { expr, level: 0, size: JSON.stringify(expr.value).length + 18, depth: 0, window: false, raises: false }
      case 'call':
        return this.#visitCall(expr, lazy)
      case 'window':
        return this.#visitWindow(expr, lazy)
    }
  }

  #visitCall(expr: Extract<Expr, { kind: 'call' }>, lazy: boolean): Visited {
    const from = lazyFrom[expr.fn] ?? Number.POSITIVE_INFINITY
    const rows = functionSpec(expr.fn).kind === 'aggregate'
    const args = expr.args.map((arg, at) => this.visit(arg, lazy || at >= from)).map((arg) => (rows && arg.window ? this.#lift(arg) : arg))
    const { spec, uses, settled } = this.#settle(expr.fn, args, (at) => lazy || at >= from)
    return {
      ...summary(settled),
      expr: { kind: 'call', fn: expr.fn, args: settled.map((arg) => arg.expr) },
      size: this.#template(spec).length + settled.reduce((sum, arg, at) => sum + (uses[at] ?? 1) * arg.size, 0),
      raises: expr.fn.endsWith('-strict') || settled.some((arg) => arg.raises),
    }
  }

  #visitWindow(expr: Extract<Expr, { kind: 'window' }>, lazy: boolean): Visited {
    const visited = expr.args.map((arg) => this.visit(arg, lazy)).map((arg) => (arg.window ? this.#lift(arg) : arg))
    const { spec, uses, settled } = this.#settle(expr.fn, visited, () => lazy)
    const keyed = (key: Expr) => {
      const found = this.visit(key, lazy)
      // An aggregate prints its partition once for each call in its template.
      return found.window || (spec.kind === 'aggregate' && found.depth > 0) ? this.#lift(found) : found
    }
    const partition = expr.partitionBy.map(keyed)
    const order = expr.orderBy.map((key) => ({ key, found: keyed(key.expr) }))
    const parts = [...settled, ...partition, ...order.map(({ found }) => found)]
    return {
      ...summary(parts),
      expr: {
        ...expr,
        args: settled.map((arg) => arg.expr),
        partitionBy: partition.map((part) => part.expr),
        orderBy: order.map(({ key, found }): SortKey => ({ ...key, expr: found.expr })),
      },
      size: this.#template(spec).length + settled.reduce((sum, arg, at) => sum + (uses[at] ?? 1) * arg.size, 0),
      window: true,
    }
  }

  /** The arguments of a call, those lifted that are long and repeated or too deep. */
  #settle(fn: string, args: readonly Visited[], isLazy: (at: number) => boolean) {
    const spec = functionSpec(fn)
    const { variadicFrom, group = 1 } = spec
    const variadic = variadicFrom === undefined ? undefined : { from: variadicFrom, group }
    const uses = argumentUses(this.#template(spec), args.length, variadic)
    const settled = args.map((arg, at) => {
      const repeated = ((uses[at] ?? 1) - 1) * arg.size > longestRepeat
      const wanted = arg.depth > 0 && (repeated || arg.depth >= deepestNesting)
      return wanted && !(arg.raises && isLazy(at)) ? this.#lift(arg) : arg
    })
    return { spec, uses, settled }
  }

  #lift(found: Visited): Visited {
    const key = JSON.stringify(found.expr)
    const name = this.#known.get(key) ?? this.#freeName()
    if (!this.#known.has(key)) {
      this.#known.set(key, name)
      this.#levels.set(name, found.level + 1)
      while (this.layers.length <= found.level) this.layers.push([])
      this.layers[found.level]?.push({ name, expr: found.expr })
    }
    return this.visit({ kind: 'column', name }, false)
  }

  #freeName(): string {
    while (this.#taken.has(`e${this.#next}`)) this.#next++
    return `e${this.#next++}`
  }
}

function summary(parts: readonly Visited[]) {
  return {
    level: Math.max(0, ...parts.map((part) => part.level)),
    depth: 1 + Math.max(0, ...parts.map((part) => part.depth)),
    window: parts.some((part) => part.window),
    raises: parts.some((part) => part.raises),
  }
}
