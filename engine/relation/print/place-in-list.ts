import type { TypedCall, TypedExpr } from '../typed-expression.ts'

/** With fewer values, testing one after the other is as quick. */
const fewest = 8

/**
 * A `switch` from many texts to constants as two lists: the place of the text in one, what stands there in the other. DuckDB does that once for
 * each value of a dictionary, where CASE tests every row against every text.
 */
export function placeInList(call: TypedCall, args: readonly string[]): string | undefined {
  if (call.spec.id !== 'switch') return undefined
  const [subject, otherwise] = call.args
  const pairs = Array.from({ length: (call.args.length - 2) / 2 }, (_, at) => ({ key: 2 + at * 2, value: 3 + at * 2 }))
  const isLiteral = (at: number) => call.args[at]?.kind === 'literal'
  if (pairs.length < fewest || otherwise?.kind !== 'literal' || !isText(subject)) return undefined
  if (!pairs.every(({ key, value }) => isKey(call.args[key]) && isLiteral(value))) return undefined
  const keys = pairs.map(({ key }) => args[key]).join(', ')
  const values = [...pairs.map(({ value }) => args[value]), args[1]].join(', ')
  return `list_extract([${values}], coalesce(list_position([${keys}], ${args[0]}), ${pairs.length + 1}))`
}

const isText = (expr: TypedExpr | undefined) => expr?.type === 'text'

/** A missing text is no key: it equals nothing. */
const isKey = (expr: TypedExpr | undefined) => expr?.kind === 'literal' && expr.value !== null
