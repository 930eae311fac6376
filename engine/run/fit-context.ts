import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { FitContext } from '../../nodes/kit/context.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import { loadColumns } from '../adapters/duckdb/load-columns.ts'
import { soloCrews } from '../kernels/crew.ts'
import { printRelation } from '../relation/print/duckdb.ts'

const mostRows = 100_000

/** What flows into ports that take no table. */
export type PortArtifacts = Readonly<Record<string, readonly Artifact[]>>

/** Lets a fit body ask questions about its input, and see what else flows in. */
export function fitContext(db: Database, seed: number, signal: AbortSignal, artifacts: PortArtifacts = {}): FitContext {
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
    model: (port) => (artifacts[port] ?? []).find((artifact) => artifact.kind === 'model')?.model,
  }
}
