import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useStep } from '../runs/store.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { runCommand } from '../commands/run-command.ts'
import { TrainingView } from '../training/TrainingView.tsx'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/Empty.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { FixButtons, hasFixes } from '../views/FixButtons.tsx'
import { ArtifactView } from '../views/ArtifactView.tsx'
import { ExportModel } from '../views/model/ExportModel.tsx'
import { JudgedPlaceContext } from '../views/evaluation/judged-place.ts'
import { reportSubject } from '../views/report-subject.ts'
import { useArtifact } from '../views/use-artifact.ts'
import type { ShownNode } from './use-shown-node.ts'

/** Where nothing else stands at the corner. */
const atCorner = 'absolute top-2 right-4 z-1 bg-surface max-wide:static max-wide:mb-2 max-wide:flex max-wide:justify-end'

/** A model, an evaluation, a report or an endpoint under the canvas, with the way to its page. */
export function ArtifactPane({ node }: { readonly node: ShownNode }) {
  const { t } = useLingui()
  const text = useText()
  const { path } = node.pipeline
  const { id, title, titleText, inspection, shown } = node
  const step = useStep(path, id)
  const place = useMemo(() => ({ path, node: id, inDock: true }), [path, id])
  // What a step has made is there at its end, long before that of the run.
  const made = (step?.state === 'done' || step?.state === 'reused') && step.fingerprint === inspection?.fingerprint
  const fingerprint = inspection?.fresh || made ? (inspection?.fingerprint ?? null) : null
  const { value: artifact, problem } = useArtifact(fingerprint, shown?.port ?? '')
  if (step?.state === 'running')
    return (
      <div className="scroll flex-1 p-3" tabIndex={0} role="region" aria-label={title}>
        {step.points.length > 0 ? (
          <TrainingView place={{ path, node: id, fingerprint: step.fingerprint }} step={step} />
        ) : (
          <p className="text-text-2">{step.note ? text(step.note) : t`${title} is running.`}</p>
        )}
      </div>
    )
  if (problem)
    return (
      <div className="p-3">
        <ProblemBox
          severity="error"
          title={text(problem.text)}
          detail={text(problem.action)}
          actions={<Button size="s" onClick={() => runCommand('run.to-here')}>{t`Run to here`}</Button>}
        />
      </div>
    )
  const failure = step?.state === 'failed' && (!inspection || inspection.fingerprint === step.fingerprint) ? step.problem : undefined
  if (failure)
    return (
      <div className="p-3">
        <ProblemBox
          severity={failure.severity}
          title={text(failure.text)}
          detail={text(failure.action)}
          actions={hasFixes(failure) && <FixButtons problem={failure} />}
        />
        {step && step.points.length > 0 && <TrainingView place={{ path, node: id, fingerprint: null }} step={step} />}
      </div>
    )
  if (fingerprint === null)
    return (
      <div className="p-3">
        <Empty
          title={inspection?.configured === false ? t`${title} is not set up` : t`${title} has not run with these settings`}
          actions={
            inspection?.configured !== false && (
              <Button variant="primary" icon="play" onClick={() => runCommand('run.to-here')}>
                {t`Run to here`}
              </Button>
            )
          }
        >
          {inspection?.configured === false ? t`Its settings say what is missing.` : t`What it makes is shown here once it has run.`}
        </Empty>
      </div>
    )
  if (!artifact) return null
  const subject = reportSubject(artifact, { path, node: id, port: shown?.port ?? '', fingerprint })
  const opens = subject && (
    <Button size="s" icon="maximize" onClick={() => useSession.getState().openReport(subject, titleText)}>
      {t`Open as a page`}
    </Button>
  )
  // A model has a heading of its own with room for it.
  const inHead = artifact.kind === 'model'
  return (
    <div className="scroll relative flex-1 px-4 py-3" tabIndex={0} role="region" aria-label={title}>
      {opens && !inHead && <div className={atCorner}>{opens}</div>}
      <JudgedPlaceContext value={place}>
        <ArtifactView
          artifact={artifact}
          end={
            inHead && (
              <>
                <ExportModel pipeline={node.pipeline} place={{ node: id, port: shown?.port ?? '', side: 'out' }} />
                {opens}
              </>
            )
          }
        />
      </JudgedPlaceContext>
      {artifact.kind === 'model' && <TrainingView place={{ path, node: id, fingerprint }} step={step} />}
    </div>
  )
}
