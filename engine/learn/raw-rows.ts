import { columnsOf, hasWindow } from '../relation/expression-tree.ts'
import { freeName, project } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import type { Column } from '../relation/types.ts'
import { laterOf } from './recipe.ts'

type Step = Exclude<Relation, { op: 'input' | 'scan' | 'values' | 'join' | 'union' | 'aggregate' | 'query' }>

/**
 * The raw columns, as a request to a served model would send them, of exactly the rows of `relation`: the walk of buildRecipe, back up
 * again with the raw columns carried along, so that splits and filters on the way choose the same rows.
 */
export function rawRows(relation: Relation, wanted: readonly string[]): Relation {
  const { base, needed, steps } = walk(relation, wanted)
  const columns = base.columns.filter((column) => needed.has(column.name))
  const taken = new Set([base, ...steps].flatMap((step) => step.columns.map((column) => column.name)))
  const own = columns.map((column, index) => ({ column, inside: freeName(`raw ${index}`, taken) }))
  let at = project(base, [
    ...base.columns.map(({ name }) => ({ name, expr: { kind: 'column' as const, name } })),
    ...own.map(({ column, inside }) => ({ name: inside, expr: { kind: 'column' as const, name: column.name } })),
  ])
  for (const step of steps.toReversed())
    at = carry(
      step,
      at,
      own.map(({ inside }) => inside),
    )
  return project(
    at,
    own.map(({ column, inside }) => ({ name: column.name, expr: { kind: 'column', name: inside } })),
  )
}

interface Walk {
  readonly base: Relation
  readonly needed: ReadonlySet<string>
  readonly steps: readonly Step[]
}

function walk(relation: Relation, wanted: readonly string[]): Walk {
  const steps: Step[] = []
  let needed: Set<string> = new Set(wanted)
  let at = relation
  let rawest: Walk | undefined
  for (;;) {
    if (at.op === 'mark') rawest = { base: at, needed, steps: [...steps] }
    if (at.op === 'project') {
      const kept = laterOf(at.exprs, needed)
      if (kept.some((item) => hasWindow(item.expr))) break
      const below = new Set<string>()
      for (const item of kept) columnsOf(item.expr, below)
      needed = below
    } else if (at.op === 'number') {
      if (needed.has(at.name)) break
    } else if (
      at.op !== 'mark' &&
      at.op !== 'filter' &&
      at.op !== 'sort' &&
      at.op !== 'limit' &&
      at.op !== 'distinct' &&
      at.op !== 'sample'
    )
      break
    steps.push(at)
    at = at.input
  }
  return rawest ?? { base: at, needed, steps }
}

function carry(step: Step, input: Relation, names: readonly string[]): Relation {
  const carried = names.map((name): Column => ({ name, type: input.columns.find((column) => column.name === name)?.type ?? 'text' }))
  // What lies on disk for this step has no raw columns, so it must not be taken for it.
  if (step.op === 'mark') return input
  if (step.op === 'project')
    return project(input, [...step.exprs, ...names.map((name) => ({ name, expr: { kind: 'column' as const, name } }))])
  if (step.op === 'number') {
    // The row number is the last column of its relation; the carried ones have to stand before it.
    const below = input.columns.filter((column) => !names.includes(column.name))
    return {
      ...step,
      input: project(
        input,
        [...below, ...carried].map(({ name }) => ({ name, expr: { kind: 'column', name } })),
      ),
      columns: [...below, ...carried, { name: step.name, type: 'int' }],
    }
  }
  return { ...step, input, columns: input.columns }
}
