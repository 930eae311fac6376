import type { Value } from '../types.ts'

function sameNumber(a: number, b: number, tolerance: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b)
  if (a === b) return true
  // Loose tolerances accept that absolute difference below 1 as well.
  const scale = Math.max(Math.abs(a), Math.abs(b), tolerance > 1e-12 ? 1 : 0)
  return tolerance > 0 && Math.abs(a - b) <= tolerance * scale
}

/** Whether two values are equal, floats up to a relative tolerance; 0 and -0 are, NaN is itself. */
export function sameValue(a: Value, b: Value, tolerance: number): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [first, second]: readonly (readonly Value[])[] = [a, b]
    return first?.length === second?.length && (first ?? []).every((item, at) => sameValue(item, second?.[at] ?? null, tolerance))
  }
  if (typeof a === 'number' && typeof b === 'number') return sameNumber(a, b, tolerance)
  return a === b
}

/** A value as a test failure shows it. */
export function showValue(value: Value): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'bigint') return `${item}n`
    return typeof item === 'number' && !Number.isFinite(item) ? String(item) : item
  })
}
