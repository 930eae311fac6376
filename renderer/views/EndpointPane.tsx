import { useLingui } from '@lingui/react/macro'
import { useText } from '../session/use-text.ts'
import { Empty } from '../ui/Empty.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { CopyButton } from './endpoint/CopyButton.tsx'
import { EndpointChip, EndpointSwitch } from './endpoint/EndpointState.tsx'
import { useEndpoint } from './endpoint/use-endpoint.ts'
import { useFormat } from '../session/use-format.ts'

/** An endpoint in a pane: whether it serves, where, how much; the rest stands on its page. */
export function EndpointPane({ name }: { readonly name: string }) {
  const { t } = useLingui()
  const text = useText()
  const { count, number } = useFormat()
  const { endpoint, loading, reload } = useEndpoint(name)
  if (!endpoint)
    return loading ? null : <Empty title={t`There is no endpoint ${name}`}>{t`It was removed. Run the node to make it again.`}</Empty>
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3>{endpoint.name}</h3>
        <EndpointChip endpoint={endpoint} />
        <code className="min-w-0 truncate text-text-2">POST {endpoint.url}</code>
        <CopyButton text={endpoint.url} label={t`Copy the address`} />
        <EndpointSwitch endpoint={endpoint} onChanged={reload} />
      </div>
      {endpoint.problem && (
        <ProblemBox severity={endpoint.problem.severity} title={text(endpoint.problem.text)} detail={text(endpoint.problem.action)} />
      )}
      <dl className="stats">
        <div className="stat">
          <dt className="meta">{t`Requests`}</dt>
          <dd>{count(endpoint.requests)}</dd>
        </div>
        <div className="stat">
          <dt className="meta">{t`Refused`}</dt>
          <dd>{count(endpoint.errors)}</dd>
        </div>
        <div className="stat">
          <dt className="meta">{t`Answer time, half of them`}</dt>
          <dd>{endpoint.p50Ms === null ? '–' : `${number(endpoint.p50Ms, 2)}\u202Fms`}</dd>
        </div>
      </dl>
    </div>
  )
}
