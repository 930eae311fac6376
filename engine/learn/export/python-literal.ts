import type { Value } from '../../relation/types.ts'

/** A value of a recipe in Python. */
export function pythonLiteral(value: Value, isFloat: boolean): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return pythonText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return isFloat ? pythonNumber(value) : String(value)
  return `[${value.map((item) => pythonLiteral(item, isFloat)).join(', ')}]`
}

/** A number in the shortest form that is read back to the same bits. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'math.nan'
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf'
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}

/** A text between quotes; JSON's escapes are Python's, and lone halves of characters are escaped by it too. */
export function pythonText(text: string): string {
  return JSON.stringify(text)
}
