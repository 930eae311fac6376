import { project, sample } from '../../engine/relation/build.ts'
import { call, column as columnExpr, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, Value } from '../../engine/relation/types.ts'
import { withoutColumns, type ColumnsRule } from '../kit/columns-rule.ts'
import type { FitContext } from '../kit/context.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { TreeInput } from './tree-as-expression.ts'

export const fillable: readonly DataType[] = ['int', 'float', 'text', 'bool']

/** The columns to fill, and those that say with what. */
export interface Filled {
  readonly columns: readonly Column[]
  readonly from: readonly Column[]
}

export interface TreeSettings {
  readonly columns: ColumnsRule
  readonly depth: number
  readonly leaf: number
  readonly seed: number
}

const mostLevels = 12

/** The column with NaN and infinities taken for missing. */
export function known(column: Column): Expr {
  const value = columnExpr(column.name)
  return column.type === 'float' ? call('ifs', call('is-finite', value), value) : value
}

/** The same as a number: yes is 1, no is 0. */
export function knownNumber(column: Column): Expr {
  const value = known(column)
  if (column.type === 'float') return value
  return call('int-to-float', column.type === 'bool' ? call('bool-to-int', value) : value)
}

/** Rows drawn by the seed, no more than `most`, with the values of these columns. */
export async function drawnRows(
  columns: readonly Column[],
  from: { readonly input: Relation; readonly ctx: FitContext; readonly seed: number; readonly most: number },
) {
  const wanted = [...new Set(columns)]
  const exprs = wanted.map((column, index) => ({ name: `v${index}`, expr: known(column) }))
  const rows = await from.ctx.rows(sample(project(from.input, exprs), { seed: from.seed, from: 0, to: 1, exact: from.most }))
  return { count: rows.length, valuesOf: (column: Column): readonly Value[] => rows.map((row) => row[wanted.indexOf(column)] ?? null) }
}

/** A number for each of the most frequent texts. */
export function levelInputs(name: string, values: readonly Value[]): readonly TreeInput[] {
  return byCount(values)
    .slice(0, mostLevels)
    .map((level) => ({ column: name, type: 'text', level }))
}

/** The different values as texts, the most frequent first, of equals the smallest. */
export function byCount(values: readonly Value[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value)
}

export function nothingToLearn(column: Column, settings: { readonly columns: ColumnsRule }): NodeProblem {
  const shown = quoted(column.name)
  return new NodeProblem({
    code: 'nothing-to-learn',
    param: 'columns',
    column: column.name,
    text: { en: `${shown.en} holds no value to learn from.`, fr: `${shown.fr} ne contient aucune valeur à apprendre.` },
    action: { en: 'Leave it out.', fr: 'Laissez-la de côté.' },
    fixes: [
      {
        label: { en: `Leave out ${shown.en}`, fr: `Laisser ${shown.fr} de côté` },
        params: { columns: withoutColumns(settings.columns, [column.name]) },
      },
    ],
  })
}
