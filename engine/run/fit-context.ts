import type { FitContext } from '../../nodes/kit/context.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import { loadColumns } from '../adapters/duckdb/load-columns.ts'
import { soloCrews } from '../kernels/crew.ts'
import { printRelation } from '../relation/print/duckdb.ts'

const mostRows = 100_000

/** Lets a fit body ask questions about its input. */
export function fitContext(db: Database, seed: number, signal: AbortSignal): FitContext {
  return {
    seed,
    signal,
    async rows(relation) {
      const rows = await db.rows(`SELECT * FROM (${printRelation(relation)}) LIMIT ${mostRows + 1}`, { signal })
      if (rows.length > mostRows)
        throw new NodeProblem({
          code: 'too-many-values',
          text: {
            en: `More than ${mostRows} different values would have to be remembered.`,
            fr: `Il faudrait mémoriser plus de ${mostRows} valeurs différentes.`,
          },
          action: {
            en: 'Choose columns with fewer values, or a limit.',
            fr: 'Choisissez des colonnes ayant moins de valeurs, ou une limite.',
          },
        })
      return rows
    },
    yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    progress: () => undefined,
    load: (relation, columns, asCategories = []) => loadColumns(db, relation, { columns, asCategories }, signal),
    crews: soloCrews,
  }
}
