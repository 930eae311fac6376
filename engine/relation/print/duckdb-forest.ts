import type { IsolationTree, LearntForest } from '../learnt/learnt-rows.ts'

/** A tree filled up to one depth: its cuts from the top, and what stands below them. The cuts under cut n are 2n and 2n + 1, counted from 1. */
interface FilledTree {
  readonly columns: number[]
  readonly places: number[]
  readonly leaves: number[]
}

function filled(tree: IsolationTree, depth: number): FilledTree {
  const cuts = 2 ** depth - 1
  const found: FilledTree = { columns: Array.from({ length: cuts }, () => 1), places: Array.from({ length: cuts }, () => 0), leaves: [] }
  const visit = (part: IsolationTree, at: number, level: number) => {
    if (level === depth) {
      found.leaves.push(typeof part === 'number' ? part : Number.NaN)
      return
    }
    const [column, place, below, rest] = typeof part === 'number' ? [0, 0, part, part] : part
    found.columns[at - 1] = column + 1
    found.places[at - 1] = place
    visit(below, 2 * at, level + 1)
    visit(rest, 2 * at + 1, level + 1)
  }
  visit(tree, 1, 0)
  return found
}

const depthOf = (tree: IsolationTree): number => (typeof tree === 'number' ? 0 : 1 + Math.max(depthOf(tree[2]), depthOf(tree[3])))

/**
 * DuckDB SQL of the score of the list `each_p`, the same as isolationScore: the trees are a constant list that is walked level by level.
 * One CASE inside the other for thousands of cuts takes DuckDB seconds to plan, and more memory than the rows.
 */
export function forestSql({ trees, usual }: LearntForest): string {
  const depth = Math.max(...trees.map(depthOf))
  const known = 'list_bool_and(list_transform(each_p, lambda each_v: coalesce(isfinite(each_v), false)))'
  const tables = trees.map((tree) => {
    const { columns, places, leaves } = filled(tree, depth)
    return `{c: [${columns.join(', ')}], p: [${places.join(', ')}], l: [${leaves.join(', ')}]}`
  })
  const table = `CAST('[${tables.join(', ')}]' AS STRUCT(c INTEGER[], p DOUBLE[], l DOUBLE[])[])`
  const steps = `[${Array(depth + 1)
    .fill(1)
    .join(', ')}]`
  const leaf = `list_reduce(${steps}, lambda each_n, each_s: 2 * each_n + CAST(each_p[each_t.c[each_n]] >= each_t.p[each_n] AS INTEGER))`
  const cuts = `list_sum(list_transform(${table}, lambda each_t: each_t.l[${leaf} - ${2 ** depth - 1}]))`
  const score = usual === 0 ? `CAST('0.5' AS DOUBLE)` : `power(CAST('2' AS DOUBLE), ${cuts} / CAST('${-usual * trees.length}' AS DOUBLE))`
  return `CASE WHEN ${known} THEN [${score}] END`
}
