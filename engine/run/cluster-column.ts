import { setImmediate } from 'node:timers/promises'
import type { ClusterRule, FoundCluster, MergedCluster } from '../protocol/cluster.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import { aggregate, filter, limit, sort } from '../relation/build.ts'
import { clusterValues } from '../relation/cluster/cluster-values.ts'
import { mappingOf, mergedCounts } from '../relation/cluster/merged-values.ts'
import { call, column as columnExpr } from '../relation/expression.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'

export interface ClusterRequest {
  readonly column: string
  readonly rule: ClusterRule
  /** What is merged already: its values count as what they become. */
  readonly merged: readonly MergedCluster[]
}

export interface ClusterTools {
  readonly db: Database
  readonly signal: AbortSignal
  readonly mostValues?: number
  readonly mostSeconds?: number
}

export interface ColumnClusters {
  /** Those with most rows first. */
  readonly clusters: FoundCluster[]
  readonly clustersAll: number
  /** Different values that were compared, and those that there are. */
  readonly compared: number
  readonly distinct: number
  readonly complete: boolean
}

const mostClusters = 1_000

/**
 * Groups the values of a text column by a rule. DuckDB counts the different values over all rows; the most frequent 200 000 of them are compared
 * here, for 20 s at most, and other work of the engine goes on meanwhile. Aborting ends it.
 */
export async function clusterColumn(input: Relation, request: ClusterRequest, tools: ClusterTools): Promise<ColumnClusters> {
  const { db, signal, mostValues = 200_000, mostSeconds = 20 } = tools
  const value = columnExpr(request.column)
  const counted = aggregate(
    filter(input, call('is-not-null', value)),
    [{ name: 'value', expr: value }],
    [{ name: 'rows', fn: 'count-rows', args: [value] }],
  )
  const ordered = limit(sort(counted, [{ expr: columnExpr('rows'), descending: true }, { expr: columnExpr('value') }]), mostValues + 1)
  const rows = await db.rows(printRelation(ordered), { signal })
  const cut = rows.length > mostValues
  const all = cut ? Number((await db.rows(`SELECT count(*) FROM (${printRelation(counted)})`, { signal }))[0]?.[0]) : rows.length
  const found = rows.slice(0, mostValues).map(([one, count]) => ({ value: String(one), rows: Number(count) }))
  const values = mergedCounts(found, mappingOf(request.merged))
  const started = performance.now()
  const { clusters, complete } = await clusterValues(values, request.rule, async () => {
    await setImmediate()
    signal.throwIfAborted()
    return performance.now() - started < mostSeconds * 1000
  })
  return {
    clusters: clusters.slice(0, mostClusters),
    clustersAll: clusters.length,
    compared: values.length,
    // Values that are one by now count once.
    distinct: cut ? all : values.length,
    complete,
  }
}
