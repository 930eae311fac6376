import type { ReportArtifact } from '../../nodes/kit/artifacts.ts'
import { writeFileSafely } from '../store/write-file-safely.ts'
import type { ResolvedNode } from './resolve.ts'

/** Writes what a fit body has to show of its state into the folder of the step; by output port. */
export async function writeReports(
  { definition, node }: ResolvedNode,
  state: unknown,
  folder: string,
): Promise<Readonly<Record<string, ReportArtifact>>> {
  if (!definition || !('fit' in definition) || node.disabled || state === undefined) return {}
  const reports = Object.entries(definition.reports?.(state as never) ?? {}).map(([port, views]): [string, ReportArtifact] => [
    port,
    { kind: 'report', views },
  ])
  for (const [port, report] of reports) await writeFileSafely(`${folder}/${port}.json`, JSON.stringify(report))
  return Object.fromEntries(reports)
}
