import { useEffect } from 'react'
import { App } from '../app.tsx'
import { openPath } from '../commands/open-pipeline.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import type { ReportSubject } from '../session/tab.ts'

export interface AppPageProps {
  /** Pipelines to be opened; the first is in front. */
  readonly open?: readonly string[]
  readonly selected?: string
  readonly report?: ReportSubject
}

/** The real studio over the invented engine. */
export function AppPage({ open = [], selected, report }: AppPageProps) {
  useEffect(() => {
    const all = async () => {
      for (const one of [...open.slice(1), ...open.slice(0, 1)]) await openPath(one)
      if (selected !== undefined) useSession.getState().select({ nodes: [selected] })
      if (report) useSession.getState().openReport(report, { en: 'Report', fr: 'Rapport' })
    }
    void attempt(all())
  }, [open, selected, report])
  return <App />
}
