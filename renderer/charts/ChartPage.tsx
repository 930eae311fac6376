import { useLingui } from '@lingui/react/macro'
import { useDocument } from '../document/store.ts'
import type { ReportSubject } from '../session/tab.ts'
import { Empty } from '../ui/Empty.tsx'
import { OpenPipelineButton } from '../views/OpenPipelineButton.tsx'
import { ReportBar } from '../views/ReportBar.tsx'
import { ChartBuilder } from './ChartBuilder.tsx'

export interface ChartPageProps {
  readonly subject: Extract<ReportSubject, { page: 'chart' }>
  readonly title: string
}

/** The chart of a port in a tab of its own. */
export function ChartPage({ subject, title }: ChartPageProps) {
  const { t } = useLingui()
  const { path, node, port, side } = subject
  const pipeline = useDocument(path)
  const inspected = pipeline?.inspection?.nodes[node]
  const columns = (side === 'in' ? inspected?.inputs : inspected?.outputs)?.[port]?.columns
  return (
    <>
      <ReportBar title={title} end={<OpenPipelineButton path={path} node={node} />} />
      <main className="chart-page" aria-label={title}>
        {pipeline && columns ? (
          <ChartBuilder pipeline={pipeline} place={{ path, node, port, side }} title={title} columns={columns} statistics={[]} />
        ) : (
          <div className="p-5">
            <Empty title={pipeline ? t`There are no rows to draw.` : t`The pipeline of this chart is not open`} />
          </div>
        )}
      </main>
    </>
  )
}
