import type { Matrix } from '../../engine/learn/matrix.ts'
import type { FilterColumn } from '../../engine/learn/selection/filter-column.ts'

const mostLevels = 20

/** Columns as a tree takes them: numbers with their gaps, an indicator for each of the most frequent levels of a category; and how many each became. */
export function searchedMatrix(columns: readonly FilterColumn[]): { readonly x: Matrix; readonly widths: readonly number[] } {
  const parts = columns.map((column) => (column.kind === 'number' ? [column.values] : indicators(column)))
  const all = parts.flat()
  return {
    x: { rows: all[0]?.length ?? 0, columns: all, names: all.map((_, at) => `x${at}`) },
    widths: parts.map((part) => part.length),
  }
}

function indicators({ codes, levels }: Extract<FilterColumn, { kind: 'category' }>): readonly Float64Array[] {
  const counts = new Int32Array(levels)
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  const frequent = [...counts.keys()].toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b).slice(0, mostLevels)
  return frequent.map((level) => Float64Array.from(codes, (code) => Number(code === level)))
}
