import type { TypedRow } from '../../../engine/protocol/by-example.ts'
import type { Cell } from '../../../engine/protocol/table.ts'

/** What was typed, by row. Rows are known by what they hold: their order may change between two answers. */
export type TypedResults = ReadonlyMap<string, TypedRow>

export const keyOfRow = (row: readonly Cell[]): string => JSON.stringify(row)

/** With the result of one row; an empty one takes it back. */
export function withResult(typed: TypedResults, row: readonly Cell[], result: string): TypedResults {
  const next = new Map(typed)
  if (result === '') next.delete(keyOfRow(row))
  else next.set(keyOfRow(row), { row: [...row], result })
  return next
}

/** The rows to show: the one that is asked about first, then those that were typed, then the first ones; each once. */
export function shownRows(rows: readonly (readonly Cell[])[], typed: TypedResults, ask: number | null, most: number): readonly number[] {
  const keys = rows.map(keyOfRow)
  const seen = new Set<string>()
  const first = keys.flatMap((key, at) => {
    if (seen.has(key)) return []
    seen.add(key)
    return [at]
  })
  const beyond = first.slice(most).filter((at) => at === ask || typed.has(keys[at] ?? ''))
  return [...beyond, ...first.slice(0, most)]
}

/** The different results that the formulas give in a row, in their order. */
export function answersIn(formulas: readonly { readonly outputs: readonly (string | null)[] }[], row: number): readonly string[] {
  return [...new Set(formulas.map(({ outputs }) => outputs[row] ?? ''))]
}

/** Places of the columns that any of the formulas names. */
export function usedColumns(
  columns: readonly { readonly name: string }[],
  formulas: readonly { readonly formula: string }[],
): readonly number[] {
  return columns.flatMap(({ name }, at) =>
    formulas.some(({ formula }) => formula.includes(`[${name.replaceAll(']', ']]')}]`)) ? [at] : [],
  )
}
