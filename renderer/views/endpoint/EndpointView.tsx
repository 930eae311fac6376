import { Plural, useLingui } from '@lingui/react/macro'
import type { EndpointEntry } from '../../../engine/protocol/workspace.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { CopyButton } from './CopyButton.tsx'
import { EndpointKey } from './EndpointKey.tsx'
import { LatencyChart } from './LatencyChart.tsx'
import { RequestsChart } from './RequestsChart.tsx'
import { RequestsTable } from './RequestsTable.tsx'
import { TryRequest } from './TryRequest.tsx'
import './endpoint.css'

export interface EndpointViewProps {
  readonly endpoint: EndpointEntry
  /** Changes when there may be newer requests. */
  readonly version: string
  readonly onChanged: () => void
}

/** A served model: its figures, the latest requests, a request to try, the call for a shell. */
export function EndpointView({ endpoint, version, onChanged }: EndpointViewProps) {
  const { t } = useLingui()
  const text = useText()
  const { count, number, percent } = useFormat()
  const answer = useAnswer('readRequests', { name: endpoint.name, limit: 200 }, version)
  const rows = answer.data?.requests ?? []
  const { requests, errors, p50Ms, p95Ms, problem } = endpoint
  return (
    <>
      {problem && (
        <div className="py-4">
          <ProblemBox severity={problem.severity} title={text(problem.text)} detail={text(problem.action)} />
        </div>
      )}
      <section className="band band-half">
        <div>
          <h4>{t`Requests`}</h4>
          <div className="kpi-head">
            <b>{count(requests)}</b>
            <span className={`meta truncate ${errors > 0 ? 'tone-err' : ''}`}>
              {errors > 0 ? t`${count(errors)} refused, ${percent(errors / Math.max(1, requests))}` : t`none refused`}
            </span>
          </div>
          <RequestsChart rows={rows} />
        </div>
        <div>
          <h4>{t`Answer time`}</h4>
          <div className="kpi-head">
            <b>{p50Ms === null ? '–' : t`${number(p50Ms, 2)} ms`}</b>
            <span className="meta truncate">
              {p95Ms === null ? t`no request yet` : t`half of them; 95 % within ${number(p95Ms, 2)} ms`}
            </span>
          </div>
          <LatencyChart rows={rows} />
        </div>
      </section>
      <section className="band band-2">
        <div>
          <SectionHead
            title={t`Latest requests`}
            note={answer.data && <Plural value={answer.data.total} one="# in all" other={`${count(answer.data.total)} in all`} />}
          />
          {answer.problem && <ProblemBox severity="error" title={text(answer.problem.text)} detail={text(answer.problem.action)} />}
          {rows.length === 0 ? (
            <p className="text-text-2">{t`No request yet. Send the sample from the form, or call the address from a program.`}</p>
          ) : (
            <RequestsTable rows={rows.slice(0, 100)} />
          )}
        </div>
        <div className="max-wide:order-first">
          <SectionHead title={t`Try a request`} note={endpoint.requireKey ? t`callers need a key; the studio has one` : undefined} />
          <TryRequest key={endpoint.name} endpoint={endpoint} onSent={onChanged} />
          <div className="mt-6">
            <SectionHead title={t`From a shell`} end={<CopyButton text={endpoint.sample.curl} label={t`Copy the call`} />} />
            <pre className="code-block">{endpoint.sample.curl}</pre>
          </div>
          {endpoint.requireKey && <EndpointKey name={endpoint.name} />}
        </div>
      </section>
    </>
  )
}
