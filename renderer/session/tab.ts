// What the person has open and looks at: tabs, panels, selection, theme, language, the client of the engine.
import type { Text } from '../../engine/protocol/text.ts'

/** What a report page shows. `fingerprint` is the artifact that was there when the page was opened; a newer run of the node replaces it. */
export type ReportSubject =
  | {
      readonly page: 'evaluation' | 'groups' | 'model' | 'views'
      readonly path: string
      readonly node: string
      readonly port: string
      readonly fingerprint: string
    }
  | { readonly page: 'endpoint'; readonly name: string }
  /** The rows of a port, whatever they are when the page looks. */
  | { readonly page: 'profile'; readonly path: string; readonly node: string; readonly port: string; readonly side: 'in' | 'out' }
  /** All runs that were kept. */
  | { readonly page: 'runs' }
  /** Runs beside each other, the first being what the others are held against. */
  | { readonly page: 'compare'; readonly runs: readonly string[] }
  /** Models with a name; null: the first. */
  | { readonly page: 'registry'; readonly name: string | null }
  /** The chart of a port, as it was drawn last. */
  | { readonly page: 'chart'; readonly path: string; readonly node: string; readonly port: string; readonly side: 'in' | 'out' }

export interface PipelineTab {
  readonly id: string
  readonly kind: 'pipeline'
  /** Path of the pipeline in the workspace. */
  readonly path: string
}

export interface ReportTab {
  readonly id: string
  readonly kind: 'report'
  readonly title: Text
  readonly subject: ReportSubject
}

export type Tab = PipelineTab | ReportTab

/** Id of the start page, which is always there. */
export const startTab = 'start'

export function pipelineTabId(path: string): string {
  return `pipeline:${path}`
}

export function reportTabId(subject: ReportSubject): string {
  if (subject.page === 'endpoint') return `endpoint:${subject.name}`
  if (subject.page === 'runs' || subject.page === 'registry') return subject.page
  if (subject.page === 'compare') return `compare:${subject.runs.join(' ')}`
  const side = subject.page === 'profile' || subject.page === 'chart' ? `${subject.side}:` : ''
  return `${subject.page}:${side}${subject.path}:${subject.node}.${subject.port}`
}
