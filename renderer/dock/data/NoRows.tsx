import { useLingui } from '@lingui/react/macro'
import { problemsAt } from '../../canvas/document-facts.ts'
import { runCommand } from '../../commands/run-command.ts'
import { useStep } from '../../runs/store.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { FixButtons, hasFixes } from '../../views/FixButtons.tsx'
import type { ShownNode } from '../use-shown-node.ts'

/** Why a table port has no rows: something is not set up, here or before, the step failed, or they are known only after a run. */
export function NoRows({ node }: { readonly node: ShownNode }) {
  const { t } = useLingui()
  const text = useText()
  const { inspection, shown, title, pipeline } = node
  const step = useStep(pipeline.path, node.id)
  if (!inspection || !shown) return <p className="meta p-3">{t`Loading`}</p>
  const known = (shown.side === 'in' ? inspection.inputs : inspection.outputs)[shown.port]
  const own = shown.side === 'out' ? problemsAt(pipeline.inspection, node.id) : []
  // A step that was tried and gave no rows says why in a warning.
  const failure = shown.side === 'out' && step?.state === 'failed' && step.fingerprint === inspection.fingerprint ? step.problem : undefined
  const problem = own.find(({ severity }) => severity === 'error') ?? own.find(({ place }) => place.param === 'code') ?? failure
  if (problem)
    return (
      <div className="p-3">
        <ProblemBox
          severity={problem.severity}
          title={text(problem.text)}
          detail={text(problem.action)}
          actions={hasFixes(problem) && <FixButtons problem={problem} />}
        />
      </div>
    )
  if (known?.afterRun)
    return (
      <div className="p-3">
        <Empty
          title={t`These rows are known after a run`}
          actions={<Button variant="primary" icon="play" onClick={() => runCommand('run.to-here')}>{t`Run to here`}</Button>}
        >
          {t`A step before them learns or predicts first.`}
        </Empty>
      </div>
    )
  return (
    <div className="p-3">
      {shown.side === 'in' && known === undefined ? (
        <Empty title={t`Nothing comes in`}>{t`Draw a wire to this port of ${title}.`}</Empty>
      ) : (
        <Empty title={t`There are no rows to show`}>{t`A node before ${title} is not set up yet.`}</Empty>
      )}
    </div>
  )
}
