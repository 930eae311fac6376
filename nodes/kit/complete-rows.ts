import type { Matrix } from '../../engine/learn/matrix.ts'
import { aggregate, filter, project, sample } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { FitContext } from './context.ts'
import { finiteValues } from './learn-row.ts'
import { quoted } from './phrases.ts'
import { NodeProblem } from './problem.ts'

/** The squares of larger numbers cannot be added up. */
const largest = 1e100

/** Half a gigabyte of numbers. */
const mostCells = 64_000_000

export interface CompleteRows {
  readonly x: Matrix
  /** Complete rows in all, of which `x` holds those drawn. */
  readonly complete: number
}

/**
 * The rows of the table that know a finite number in each of these columns; of more than 64 million numbers (or `most` rows) as many rows as fit,
 * drawn by the seed. Throws NodeProblem `nothing-to-learn` when there is none, `huge-values` where a square would be beyond all numbers.
 */
export async function completeRows(
  input: Relation,
  columns: readonly Column[],
  ctx: FitContext,
  { seed, most = Number.POSITIVE_INFINITY }: { readonly seed: number; readonly most?: number },
): Promise<CompleteRows> {
  const values = project(
    input,
    columns.map((column, index) => ({ name: `x${index}`, expr: finiteValues(column) })),
  )
  const known = filter(values, call('and', ...values.columns.map(({ name }) => call('is-not-null', columnExpr(name)))))
  const { drawn, rows: complete } = await drawnRows(known, ctx, { seed, most })
  if (complete === 0) throw new NodeProblem(nothingToLearn)
  const { rows, numbers } = await ctx.load(drawn, drawn.columns)
  const x = {
    rows,
    columns: drawn.columns.map(({ name }) => numbers.get(name) ?? new Float64Array(rows)),
    names: columns.map(({ name }) => name),
  }
  const huge = x.columns.findIndex((values) => values.some((value) => Math.abs(value) > largest))
  if (huge >= 0) throw hugeValues(x.names[huge] ?? '')
  return { x, complete }
}

/** The relation, or as many of its rows, drawn by the seed, as make 64 million cells (or `most`); and how many rows it has. */
export async function drawnRows(
  relation: Relation,
  ctx: FitContext,
  { seed, most = Number.POSITIVE_INFINITY }: { readonly seed: number; readonly most?: number },
): Promise<{ readonly drawn: Relation; readonly rows: number }> {
  const first = relation.columns[0]?.name ?? ''
  const [row = []] = await ctx.rows(aggregate(relation, [], [{ name: 'rows', fn: 'count-rows', args: [columnExpr(first)] }]))
  const rows = Number(row[0] ?? 0)
  const wanted = Math.min(most, Math.max(1, Math.floor(mostCells / relation.columns.length)))
  return { drawn: rows > wanted ? sample(relation, { seed, from: 0, to: 1, exact: wanted }) : relation, rows }
}

function hugeValues(column: string): NodeProblem {
  const name = quoted(column)
  return new NodeProblem({
    code: 'huge-values',
    param: 'columns',
    column,
    text: {
      en: `${name.en} holds values that are too large to be squared (beyond 1e100).`,
      fr: `${name.fr} contient des valeurs trop grandes pour être mises au carré (plus de 1e100).`,
    },
    action: {
      en: 'Such values often stand for missing ones: declare them so, or leave the column out.',
      fr: 'De telles valeurs tiennent souvent lieu de manquants : déclarez-les ainsi, ou écartez la colonne.',
    },
  })
}

const nothingToLearn = {
  code: 'nothing-to-learn',
  param: 'columns',
  text: { en: 'No row is complete in these columns.', fr: 'Aucune ligne n’est complète dans ces colonnes.' },
  action: {
    en: 'Fill missing values before, or leave columns out.',
    fr: 'Remplissez d’abord les manquants, ou laissez des colonnes de côté.',
  },
}
