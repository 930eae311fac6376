import { aggregate, filter, project } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, LiteralValue } from '../../engine/relation/types.ts'
import type { FitContext } from '../kit/context.ts'
import { learnLevels } from '../kit/learn-levels.ts'

interface Count {
  readonly rows: number
  readonly sum: number
}

/** Rows and sums of the target, of all parts and of each. */
export interface LevelCounts {
  readonly all: Count
  readonly parts: readonly Count[]
}

export interface Means {
  readonly levels: readonly { readonly value: LiteralValue; readonly counts: LevelCounts }[]
  readonly whole: LevelCounts
}

/** Counts rows and sums the target for each frequent value and part; without a target every row counts as 0. Two questions. */
export async function learnMeans(
  ctx: FitContext,
  input: Relation,
  wanted: { readonly column: Column; readonly target: Expr | undefined; readonly fold: Expr; readonly most: number },
): Promise<Means> {
  const { column, target, fold, most } = wanted
  const named = project(input, [
    { name: 'value', expr: columnExpr(column.name) },
    { name: 'fold', expr: fold },
    { name: 'target', expr: target ?? literal('float', 0) },
  ])
  const known = filter(named, call('is-not-null', columnExpr('target')))
  const levels = await learnLevels(ctx, known, { name: 'value', type: column.type }, { most, fewest: 1 })
  const listed = levels.map((level) => literal(column.type, level.value))
  const value = columnExpr('value')
  const frequent =
    listed.length === 0 ? literal(column.type, null) : call('if', call('in', value, ...listed), value, literal(column.type, null))
  const rows = await ctx.rows(
    aggregate(
      known,
      [
        { name: 'value', expr: frequent },
        { name: 'fold', expr: columnExpr('fold') },
      ],
      [
        { name: 'rows', fn: 'count-rows', args: [columnExpr('target')] },
        { name: 'sum', fn: 'sum', args: [columnExpr('target')] },
      ],
    ),
  )
  const cells = rows
    .map(([level, part, count, sum]) => ({
      level: JSON.stringify(literalOf(column.type, level ?? null)),
      part: Number(part ?? 0),
      rows: Number(count ?? 0),
      sum: Number(sum ?? 0),
    }))
    .toSorted((a, b) => a.part - b.part || (a.level < b.level ? -1 : 1))
  const gathered = (keep: (cell: (typeof cells)[number]) => boolean): LevelCounts => {
    const mine = cells.filter(keep)
    const total = (list: typeof cells): Count => ({
      rows: list.reduce((count, cell) => count + cell.rows, 0),
      sum: list.reduce((sum, cell) => sum + cell.sum, 0),
    })
    const parts = Array.from({ length: Math.max(0, ...mine.map((cell) => cell.part + 1)) }, (_, part) =>
      total(mine.filter((cell) => cell.part === part)),
    )
    return { all: total(mine), parts }
  }
  return {
    levels: levels.map((level) => ({ value: level.value, counts: gathered((cell) => cell.level === JSON.stringify(level.value)) })),
    whole: gathered(() => true),
  }
}
