import { aggregate, extend, filter, freeName, join, project, select } from '../../engine/relation/build.ts'
import { steps } from '../../engine/relation/build-rows.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { asTheyAre } from './first-appearance.ts'
import { stepUnit, type Step } from './time-step.ts'

/**
 * One row for each group and step: from the first to the last value of `at` of the group, or of the whole table where `shared`. Columns:
 * the groups, then `at`.
 */
export function calendarRows(
  input: Relation,
  at: Column,
  groups: readonly string[],
  { shared, ...step }: Step & { readonly shared: boolean },
): Relation {
  const known = filter(input, call('is-not-null', columnExpr(at.name)))
  const taken = new Set([...groups, at.name])
  const [from, to] = [freeName('from', taken), freeName('to', taken)]
  const measures = [
    { name: from, fn: 'minimum', args: [columnExpr(at.name)] },
    { name: to, fn: 'maximum', args: [columnExpr(at.name)] },
  ]
  const own = aggregate(known, asTheyAre(groups), measures)
  const bounds = shared && groups.length > 0 ? withWhole(select(own, groups), aggregate(known, [], measures), [from, to]) : own
  const every = { count: step.count, unit: stepUnit(at, step) }
  const walked = steps(project(bounds, asTheyAre([...groups, from, to])), { from, to, every, name: at.name })
  return select(walked, [...groups, at.name])
}

function withWhole(groups: Relation, whole: Relation, bounds: readonly string[]): Relation {
  return join(groups, whole, {
    how: 'inner',
    on: [],
    output: [
      ...groups.columns.map(({ name }) => ({ name, from: 'left' as const, column: name })),
      ...bounds.map((name) => ({ name, from: 'right' as const, column: name })),
    ],
  })
}

/** The rows of a calendar with the columns of the table that has the same groups and moment; missing where there is no such row. */
export function onCalendar(calendar: Relation, table: Relation, found: string): Relation {
  const keys = calendar.columns.map((column) => column.name)
  const others = table.columns.flatMap(({ name }) => (keys.includes(name) ? [] : [name]))
  const marked = extend(table, [{ name: found, expr: literal('bool', true) }])
  return join(calendar, marked, {
    how: 'left',
    nulls: 'equal',
    on: keys.map((name) => ({ left: columnExpr(name), right: columnExpr(name) })),
    output: [
      ...keys.map((name) => ({ name, from: 'left' as const, column: name })),
      ...[...others, found].map((name) => ({ name, from: 'right' as const, column: name })),
    ],
  })
}
