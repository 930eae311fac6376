import type { Expr } from '../expression.ts'
import { columnsOf } from '../expression-tree.ts'
import type { Relation } from '../relation.ts'
import { inputsOf } from '../relation-inputs.ts'
import { parentsFirst } from '../relation-order.ts'
import type { Column } from '../types.ts'
import { rewriteParts } from './sharing.ts'

type Needs = ReadonlySet<string>

/** Leaves out columns that nobody reads, down to the scan. The root keeps all of its own. */
export function pruneColumns(root: Relation): Relation {
  const needs = new Map<Relation, Set<string>>([[root, new Set(root.columns.map((column) => column.name))]])
  for (const part of parentsFirst(root)) {
    for (const [input, names] of readBelow(part, needs.get(part) ?? new Set())) {
      const known = needs.get(input) ?? new Set<string>()
      names.forEach((name) => known.add(name))
      needs.set(input, known)
    }
  }
  return rewriteParts(root, (part, before) => narrow(part, atLeastOne(before, needs.get(before) ?? new Set())))
}

/** A table without columns is none: when rows only have to be counted, the first column stays. */
function atLeastOne(part: Relation, needs: Needs): Needs {
  const [first] = part.columns
  return first && !part.columns.some((column) => needs.has(column.name)) ? new Set([first.name]) : needs
}

const namesIn = (exprs: readonly Expr[]) => exprs.flatMap((expr) => [...columnsOf(expr)])

/** The columns that a part reads of each of its inputs, when these of its own are needed. */
function readBelow(part: Relation, wanted: Needs): readonly (readonly [Relation, readonly string[]])[] {
  const needs = atLeastOne(part, wanted)
  const kept = <T extends { readonly name: string }>(items: readonly T[]) => items.filter((item) => needs.has(item.name))
  switch (part.op) {
    case 'project':
      return [[part.input, namesIn(kept(part.exprs).map((item) => item.expr))]]
    case 'filter':
      return [[part.input, [...needs, ...columnsOf(part.test)]]]
    case 'sort':
      return [[part.input, [...needs, ...namesIn(part.by.map((key) => key.expr))]]]
    case 'aggregate':
      return [[part.input, namesIn([...part.keys.map((key) => key.expr), ...keptMeasures(part, needs).flatMap((measure) => measure.args)])]]
    case 'distinct':
      return [[part.input, part.on.length > 0 ? [...needs, ...part.on] : part.columns.map((column) => column.name)]]
    case 'number':
      return [[part.input, [...needs].filter((name) => name !== part.name)]]
    case 'sample':
      return [[part.input, [...needs, ...(part.within ?? [])]]]
    case 'join': {
      const output = kept(part.output)
      const left = output.flatMap((item) => (item.from === 'right' ? [] : [item.column]))
      const right = output.flatMap((item) =>
        item.from === 'right' ? [item.column] : item.from === 'either' ? [item.other ?? item.column] : [],
      )
      return [
        [part.left, [...left, ...namesIn(joinKeys(part, 'left'))]],
        [part.right, [...right, ...namesIn(joinKeys(part, 'right'))]],
      ]
    }
    case 'unpivot':
      return [[part.input, [...[...needs].filter((name) => name !== part.key && name !== part.value), ...part.from]]]
    case 'explode':
      return [[part.input, [...[...needs].filter((name) => name !== part.position), part.column]]]
    case 'steps':
      return [[part.input, [...[...needs].filter((name) => name !== part.name), part.from, part.to]]]
    case 'query':
      return part.inputs.map((input) => [input, input.columns.map((column) => column.name)])
    default:
      return inputsOf(part).map((input) => [input, [...needs]])
  }
}

function joinKeys(part: Extract<Relation, { op: 'join' }>, side: 'left' | 'right'): readonly Expr[] {
  return [...part.on, ...(part.compare ?? []), ...(part.nearest ? [part.nearest] : [])].map((pair) => pair[side])
}

function keptMeasures(part: Extract<Relation, { op: 'aggregate' }>, needs: Needs) {
  return part.measures.filter((measure) => needs.has(measure.name))
}

const only = (columns: readonly Column[], needs: Needs) => columns.filter((column) => needs.has(column.name))

function narrow(part: Relation, needs: Needs): Relation {
  switch (part.op) {
    case 'scan': {
      // A CSV has to be told all its columns to be read at all; DuckDB parses those that are asked for.
      if (part.source.format !== 'parquet' && part.source.format !== 'database') return part
      const kept = part.columns.flatMap((column, at) => (needs.has(column.name) ? [at] : []))
      const physical = kept.flatMap((at) => part.source.physical[at] ?? [])
      return { ...part, source: { ...part.source, physical }, columns: only(part.columns, needs) }
    }
    case 'values': {
      const kept = part.columns.flatMap((column, at) => (needs.has(column.name) ? [at] : []))
      return { ...part, columns: only(part.columns, needs), rows: part.rows.map((row) => kept.map((at) => row[at] ?? null)) }
    }
    case 'project':
      return { ...part, exprs: part.exprs.filter((item) => needs.has(item.name)), columns: only(part.columns, needs) }
    case 'aggregate': {
      const keys = new Set(part.keys.map((key) => key.name))
      return { ...part, measures: keptMeasures(part, needs), columns: part.columns.filter(({ name }) => keys.has(name) || needs.has(name)) }
    }
    case 'join':
      return { ...part, output: part.output.filter((item) => needs.has(item.name)), columns: only(part.columns, needs) }
    case 'union':
      return { ...part, columns: only(part.columns, needs) }
    case 'number':
      if (!needs.has(part.name)) return part.input
      return { ...part, columns: [...part.input.columns, ...part.columns.slice(-1)] }
    case 'unpivot':
      // Its columns are those of the input that are left, and the two new ones.
      return { ...part, columns: [...part.input.columns.filter(({ name }) => !part.from.includes(name)), ...part.columns.slice(-2)] }
    case 'explode': {
      const exploded = part.columns.filter((column) => column.name === part.column)
      const columns = part.input.columns.map((column) => (column.name === part.column ? (exploded[0] ?? column) : column))
      return { ...part, columns: [...columns, ...(part.position === undefined ? [] : part.columns.slice(-1))] }
    }
    case 'steps':
      return { ...part, columns: [...part.input.columns, ...part.columns.slice(-1)] }
    case 'input':
    case 'query':
      return part
    default:
      return { ...part, columns: part.input.columns }
  }
}
