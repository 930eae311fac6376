import type { Value } from '../types.ts'

export type List = readonly Value[]

/**
 * An aggregate or window function over the rows of a group: each argument is a list with one value a row (windows: in window order), or the
 * single value of an argument that is declared constant. Aggregates give a value, windows a list with one value a row.
 */
export type ListFunction = (...args: never[]) => Value

export type Floats = readonly (number | null)[]

export const present = <T>(values: readonly (T | null)[]): readonly T[] => values.filter((value) => value !== null)

/** The sum from the left; null without any value. */
export function sumOf(values: Floats): number | null {
  let sum: number | null = null
  for (const value of values) if (value !== null) sum = sum === null ? value : sum + value
  return sum
}

export function meanOf(values: Floats): number | null {
  const sum = sumOf(values)
  return sum === null ? null : sum / present(values).length
}
