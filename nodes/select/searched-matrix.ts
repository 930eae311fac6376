import type { Matrix } from '../../engine/learn/matrix.ts'
import type { FilterColumn } from '../../engine/learn/selection/filter-column.ts'

const mostLevels = 20

export interface SearchedMatrix {
  readonly x: Matrix
  /** How many columns of the matrix each column became. */
  readonly widths: readonly number[]
  /** For each column of the matrix the category that it is an indicator of, or -1. */
  readonly groups: readonly number[]
}

/** Columns as a tree takes them: numbers with their gaps, an indicator for each of the most frequent levels of a category. */
export function searchedMatrix(columns: readonly FilterColumn[]): SearchedMatrix {
  const parts = columns.map((column) => (column.kind === 'number' ? [{ name: column.name, values: column.values }] : indicators(column)))
  const all = parts.flat()
  return {
    x: { rows: all[0]?.values.length ?? 0, columns: all.map(({ values }) => values), names: all.map(({ name }) => name) },
    widths: parts.map((part) => part.length),
    groups: parts.flatMap((part, at) => part.map(() => (columns[at]?.kind === 'category' ? at : -1))),
  }
}

/** The same with the mean in the place of what is missing; 0 in a column without any value. */
export function filledMatrix({ x, ...rest }: SearchedMatrix): SearchedMatrix {
  return { ...rest, x: { ...x, columns: x.columns.map(filled) } }
}

function filled(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value))
  if (known.length === values.length) return values
  const mean = known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : 0
  return values.map((value) => (Number.isNaN(value) ? mean : value))
}

function indicators({ name, codes, levels, levelNames }: Extract<FilterColumn, { kind: 'category' }>) {
  const counts = new Int32Array(levels)
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  const frequent = [...counts.keys()].toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b).slice(0, mostLevels)
  return frequent.map((level) => ({
    name: `${name} = ${levelNames?.[level] ?? level}`,
    values: Float64Array.from(codes, (code) => Number(code === level)),
  }))
}
