import type { ReportSubject } from '../session/tab.ts'
import type { Artifact } from './use-artifact.ts'

export interface ArtifactPlace {
  readonly path: string
  readonly node: string
  readonly port: string
  readonly fingerprint: string
}

/** The page that shows an artifact; null for a table, which has the dock. */
export function reportSubject(artifact: Artifact, place: ArtifactPlace): ReportSubject | null {
  switch (artifact.kind) {
    case 'table':
      return null
    case 'model':
      return { page: 'model', ...place }
    case 'metrics':
      return { page: 'evaluation', ...place }
    case 'report':
      return { page: artifact.groups && artifact.groups.length > 0 ? 'groups' : 'views', ...place }
    case 'endpoint':
      return { page: 'endpoint', name: artifact.name }
    case 'transform':
      return { page: 'views', ...place }
    default:
      return artifact satisfies never
  }
}
