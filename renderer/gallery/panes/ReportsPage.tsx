import type { ReportSubject } from '../../session/tab.ts'
import { ReportPage } from '../../views/ReportPage.tsx'
import { useEndpointSides } from '../../views/endpoint/endpoint-side.ts'
import { panesPath } from './pane-answers.ts'

/** A report as its tab shows it. */
export function ReportsPage({ subject, drift = false }: { readonly subject: ReportSubject; readonly drift?: boolean }) {
  if (drift && subject.page === 'endpoint') useEndpointSides.setState({ byName: { [subject.name]: 'drift' } })
  return (
    <div className="h-full">
      <ReportPage tab={{ id: 'report', kind: 'report', title: { en: 'Report', fr: 'Rapport' }, subject }} />
    </div>
  )
}

export function reportAt(
  page: Exclude<ReportSubject['page'], 'endpoint' | 'profile' | 'chart' | 'runs' | 'compare' | 'registry'>,
  fingerprint: string,
): ReportSubject {
  return { page, path: panesPath, node: fingerprint.slice(2), port: 'out', fingerprint }
}
