import { useLingui } from '@lingui/react/macro'
import type { Document } from '../../../engine/protocol/document.ts'
import { useSession } from '../../session/store.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { useStepTitle, type Step } from './use-step-title.ts'

/** The steps of a run with what each did, took and gave; a click selects the node. */
export function StepTable({ steps, nodes }: { readonly steps: readonly Step[]; readonly nodes: Document['nodes'] }) {
  const { t } = useLingui()
  const text = useText()
  const { seconds, bytes, count, when } = useFormat()
  const titleOf = useStepTitle(nodes)
  const states = {
    executed: t`executed`,
    reused: t`reused`,
    failed: t`failed`,
    skipped: t`skipped`,
    cancelled: t`cancelled`,
    lost: t`lost`,
  }
  return (
    <table className="table table-dense">
      <thead>
        <tr>
          <th scope="col">{t`Step`}</th>
          <th scope="col">{t`State`}</th>
          <th scope="col" className="n">{t`Rows`}</th>
          <th scope="col" className="n">{t`Time`}</th>
          <th scope="col" className="n">{t`Memory`}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => {
          const rows = Object.values(step.rows ?? {})
          return (
            <tr key={step.node}>
              <td className="max-w-56">
                <button
                  type="button"
                  className="min-h-6 max-w-full truncate text-left hover:underline disabled:no-underline"
                  disabled={!nodes[step.node]}
                  onClick={() => useSession.getState().show({ node: step.node })}
                >
                  {titleOf(step)}
                </button>
                {step.problem && <p className="tone-err">{text(step.problem.text)}</p>}
              </td>
              <td
                className={step.state === 'failed' || step.state === 'lost' ? 'tone-err' : step.state === 'executed' ? '' : 'text-text-2'}
              >
                {step.kept === undefined ? states[step.state] : t`kept result`}
                {step.kept !== undefined && <span className="block text-text-3">{when(step.kept)}</span>}
              </td>
              <td className="n">{rows.length === 0 ? '' : rows.map(count).join(', ')}</td>
              <td className="n">{step.seconds === null ? '' : seconds(step.seconds)}</td>
              <td className="n">{step.memoryBytes === null ? '' : bytes(step.memoryBytes)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
