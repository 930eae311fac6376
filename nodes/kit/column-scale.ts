import type { Matrix } from '../../engine/learn/matrix.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'

/** A column as a state left it: what is taken away, and what it is divided by. */
export interface ColumnScale {
  readonly name: string
  readonly center: number
  readonly spread: number
}

/** The mean and the deviation (population) of each column; 0 and 1 for what is not asked for, and 1 for a column without spread. */
export function columnScales(x: Matrix, wanted: { readonly center: boolean; readonly spread: boolean }): readonly ColumnScale[] {
  return x.columns.map((column, at) => {
    let sum = 0
    for (const value of column) sum += value
    const mean = sum / x.rows
    let squares = 0
    for (const value of column) squares += (value - mean) ** 2
    const deviation = Math.sqrt(squares / x.rows)
    return { name: x.names[at] ?? '', center: wanted.center ? mean : 0, spread: wanted.spread && deviation > 0 ? deviation : 1 }
  })
}

/** The matrix on these scales. */
export function scaledMatrix(x: Matrix, scales: readonly ColumnScale[]): Matrix {
  if (scales.every(({ center, spread }) => center === 0 && spread === 1)) return x
  return {
    ...x,
    columns: x.columns.map((column, at) => {
      const { center, spread } = scales[at] ?? { center: 0, spread: 1 }
      return column.map((value) => (value - center) / spread)
    }),
  }
}

/** A column on its scale, missing where it is missing or not finite; row by row on any engine. */
export function scaledValue({ name, type }: Column, { center, spread }: Omit<ColumnScale, 'name'>): Expr {
  const value = type === 'float' ? call('ifs', call('is-finite', columnExpr(name)), columnExpr(name)) : columnExpr(name)
  return call('divide', call('subtract', value, float(center)), float(spread))
}

const float = (value: number) => literal('float', value)
