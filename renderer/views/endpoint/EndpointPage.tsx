import { useLingui } from '@lingui/react/macro'
import { useAnswer } from '../../session/use-answer.ts'
import { useText } from '../../session/use-text.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { MonitorView } from '../monitor/MonitorView.tsx'
import { ReportBar } from '../ReportBar.tsx'
import { CopyButton } from './CopyButton.tsx'
import { useEndpointSides } from './endpoint-side.ts'
import { EndpointChip, EndpointSwitch } from './EndpointState.tsx'
import { EndpointView } from './EndpointView.tsx'
import { useEndpoint } from './use-endpoint.ts'

/** A served model on a page of its own: its requests, or the drift of what they ask. */
export function EndpointPage({ name }: { readonly name: string }) {
  const { t } = useLingui()
  const text = useText()
  const { endpoint, problem, loading, reload, version } = useEndpoint(name)
  const side = useEndpointSides((state) => state.byName[name] ?? 'requests')
  const { choose } = useEndpointSides.getState()
  return (
    <>
      <ReportBar title={name} end={endpoint && <EndpointSwitch endpoint={endpoint} onChanged={reload} />}>
        {endpoint && (
          <>
            <EndpointChip endpoint={endpoint} />
            <code className="min-w-0 truncate text-text-2" title={`POST ${endpoint.url}`}>
              POST {endpoint.url}
            </code>
            <CopyButton text={endpoint.url} label={t`Copy the address`} />
          </>
        )}
        <Segmented
          size="s"
          label={t`Show`}
          value={side}
          onChange={(next) => choose(name, next)}
          options={[
            { value: 'requests', label: t`Requests` },
            { value: 'drift', label: t`Drift` },
          ]}
        />
      </ReportBar>
      <main className="page" tabIndex={0} aria-label={name}>
        <div className="sheet">
          {problem && (
            <div className="py-4">
              <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
            </div>
          )}
          {!endpoint && !loading && !problem && (
            <div className="py-6">
              <Empty title={t`There is no endpoint ${name}`}>{t`It was removed. Run its node to make it again.`}</Empty>
            </div>
          )}
          {endpoint && side === 'requests' && <EndpointView endpoint={endpoint} version={version} onChanged={reload} />}
          {endpoint && side === 'drift' && <Drift name={name} version={version} />}
        </div>
      </main>
    </>
  )
}

function Drift({ name, version }: { readonly name: string; readonly version: string }) {
  const text = useText()
  const { data, problem } = useAnswer('readMonitor', { name }, version)
  if (problem)
    return (
      <div className="py-4">
        <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
      </div>
    )
  return data ? <MonitorView report={data} /> : null
}
