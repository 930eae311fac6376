import { useLingui } from '@lingui/react/macro'
import { ChartPage } from '../charts/ChartPage.tsx'
import { ComparePage } from '../experiments/ComparePage.tsx'
import { RunsPage } from '../experiments/RunsPage.tsx'
import { RegistryPage } from '../registry/RegistryPage.tsx'
import type { StepRun } from '../runs/run.ts'
import { useStep } from '../runs/store.ts'
import type { ReportSubject, ReportTab } from '../session/tab.ts'
import { useText } from '../session/use-text.ts'
import { TrainingView } from '../training/TrainingView.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { EndpointPage } from './endpoint/EndpointPage.tsx'
import { EvaluationPage } from './evaluation/EvaluationPage.tsx'
import { GroupReportPage } from './groups/GroupReportPage.tsx'
import { ModelView } from './model/ModelView.tsx'
import { MonitorView } from './monitor/MonitorView.tsx'
import { OpenPipelineButton } from './OpenPipelineButton.tsx'
import { ProfilePage } from './profile/ProfilePage.tsx'
import { ReportBar } from './ReportBar.tsx'
import { useArtifact, type Artifact } from './use-artifact.ts'
import { ViewList } from './ViewList.tsx'
import './views.css'

/** A report in a tab of its own: one page per kind of artifact. */
export function ReportPage({ tab }: { readonly tab: ReportTab }) {
  const text = useText()
  return (
    <div className="report-page">
      {tab.subject.page === 'endpoint' ? (
        <EndpointPage name={tab.subject.name} />
      ) : tab.subject.page === 'runs' ? (
        <RunsPage />
      ) : tab.subject.page === 'registry' ? (
        <RegistryPage name={tab.subject.name} />
      ) : tab.subject.page === 'compare' ? (
        <ComparePage runs={tab.subject.runs} />
      ) : tab.subject.page === 'chart' ? (
        <ChartPage subject={tab.subject} title={text(tab.title)} />
      ) : tab.subject.page === 'profile' ? (
        <ProfilePage subject={tab.subject} title={text(tab.title)} />
      ) : (
        <ArtifactPage subject={tab.subject} title={text(tab.title)} />
      )}
    </div>
  )
}

type ArtifactSubject = Exclude<ReportSubject, { page: 'endpoint' | 'profile' | 'chart' | 'runs' | 'compare' | 'registry' }>

/** The latest artifact of the node: that of its last run when it ended well, else the one that was there when the page was opened. */
function latestFingerprint(subject: ArtifactSubject, step: StepRun | undefined): string {
  const there = step && (step.state === 'done' || step.state === 'reused') && step.fingerprint !== ''
  return there ? step.fingerprint : subject.fingerprint
}

function ArtifactPage({ subject, title }: { readonly subject: ArtifactSubject; readonly title: string }) {
  const { t } = useLingui()
  const text = useText()
  const { path, node, port } = subject
  const step = useStep(path, node)
  const { value: artifact, problem } = useArtifact(latestFingerprint(subject, step), port)
  if (artifact?.kind === 'metrics')
    return <EvaluationPage title={title} path={path} node={node} evaluations={artifact.evaluations} duels={artifact.duels} />
  if (artifact?.kind === 'report' && artifact.groups && artifact.groups.length > 0)
    return <GroupReportPage title={title} path={path} node={node} groups={artifact.groups} views={artifact.views} />
  return (
    <>
      <ReportBar title={title} end={<OpenPipelineButton path={path} node={node} />}>
        {step?.state === 'running' && <Chip tone="accent">{t`running`}</Chip>}
      </ReportBar>
      <main className="page" tabIndex={0} aria-label={title}>
        <div className={artifact?.kind === 'model' || (artifact?.kind === 'report' && artifact.monitor) ? 'sheet' : 'sheet py-5'}>
          {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
          {artifact && <Plain artifact={artifact} />}
          {(artifact?.kind === 'model' || step?.state === 'running') && (
            <TrainingView place={{ path, node, fingerprint: latestFingerprint(subject, step) }} step={step} />
          )}
        </div>
      </main>
    </>
  )
}

function Plain({ artifact }: { readonly artifact: Artifact }) {
  if (artifact.kind === 'model') return <ModelView model={artifact} />
  if (artifact.kind === 'report' && artifact.monitor) return <MonitorView report={artifact.monitor} ofNode />
  return 'views' in artifact ? <ViewList views={artifact.views} /> : null
}
