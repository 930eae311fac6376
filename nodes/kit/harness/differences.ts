import type { LiteralValue } from '../../../engine/relation/types.ts'
import type { ExampleTable } from '../define-node.ts'

/** What tells two tables apart, in words; nothing when they are equal. Numbers may differ by 1e-9 of their size. Row order counts. */
export function tableDifferences(actual: ExampleTable, expected: ExampleTable): readonly string[] {
  const header = (table: ExampleTable) =>
    table.columns.map(({ name, type, role }) => `${name}: ${type}${role ? ` (${role})` : ''}`).join(', ')
  if (header(actual) !== header(expected)) return [`columns are ${header(actual)}; expected ${header(expected)}`]
  if (actual.rows.length !== expected.rows.length)
    return [`${actual.rows.length} rows; expected ${expected.rows.length}`, JSON.stringify(actual.rows)]
  return expected.rows.flatMap((row, index) =>
    equal(actual.rows[index], row) ? [] : [`row ${index + 1} is ${JSON.stringify(actual.rows[index])}; expected ${JSON.stringify(row)}`],
  )
}

/** Whether `expected` is found in `actual`: objects may have more keys, lists may not have more items, numbers may differ by 1e-9 of their size. */
export function contains(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected))
    return Array.isArray(actual) && actual.length === expected.length && expected.every((item, index) => contains(actual[index], item))
  if (typeof expected === 'object' && expected !== null)
    return (
      typeof actual === 'object' &&
      actual !== null &&
      Object.entries(expected).every(([key, value]) => contains((actual as Record<string, unknown>)[key], value))
    )
  return close(actual, expected)
}

function equal(actual: LiteralValue | undefined, expected: LiteralValue): boolean {
  if (!isList(expected)) return close(actual, expected)
  return isList(actual) && actual.length === expected.length && expected.every((item, index) => equal(actual[index], item))
}

function isList(value: LiteralValue | undefined): value is readonly LiteralValue[] {
  return Array.isArray(value)
}

function close(actual: unknown, expected: unknown): boolean {
  if (typeof actual === 'number' && typeof expected === 'number')
    return Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
  if (typeof actual === 'string' && typeof expected === 'string' && actual !== expected)
    return instant(actual) === instant(expected) && instant(actual) !== ''
  return Object.is(actual, expected)
}

/** `2024-01-31 10:00:00.500000` and `2024-01-31 10:00:00.5` are one timestamp. */
function instant(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.(\d*?)0*)?$/.exec(text)
  return match ? `${match[1]}.${match[2] ?? ''}` : ''
}
