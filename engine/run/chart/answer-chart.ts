import type { Database } from '../../adapters/duckdb/database.ts'
import type { ChartData, ChartSpec } from '../../protocol/chart.ts'
import type { Relation } from '../../relation/relation.ts'
import { withChartSample } from './chart-samples.ts'
import { chartQuestion, drawChart } from './draw-chart.ts'
import { relationSource } from './relation-source.ts'
import { sampleSource } from './sample-source.ts'

export interface ChartAsked {
  readonly spec: ChartSpec
  /** `all`: figures of every row. `auto`: of every row where they lie on disk and can be read again in no time, else of a sample. */
  readonly rows: 'auto' | 'sample' | 'all'
}

/**
 * The data of a chart of a relation. A table no longer than the sample is answered by arquero, whole; of a longer one DuckDB counts all rows, or
 * arquero those of the sample. Single points are drawn of the sample only.
 */
export async function answerChart(
  relation: Relation,
  { spec, rows }: ChartAsked,
  { db, signal }: { readonly db: Database; readonly signal: AbortSignal },
): Promise<ChartData> {
  return withChartSample(db, relation, signal, async (sample) => {
    const question = chartQuestion(spec, relation.columns)
    const all = rows === 'all' || (rows === 'auto' && spec.kind !== 'scatter' && isOnDisk(relation))
    if (sample.rows < sample.of && all) {
      return drawChart(question, relationSource({ db, signal }, { relation, rows: sample.of }, question.values), sample.of)
    }
    const columns = await Promise.all(question.values.map((value) => sample.column(value)))
    return drawChart(question, sampleSource(sample.rows, columns), sample.of)
  })
}

/** Whether the rows are read as they lie in a file of columns. */
function isOnDisk(relation: Relation): boolean {
  return relation.op === 'mark' ? isOnDisk(relation.input) : relation.op === 'scan' && relation.source.format === 'parquet'
}
