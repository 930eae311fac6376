import { Trans, useLingui } from '@lingui/react/macro'
import { useRuns } from '../runs/store.ts'
import { useSession } from '../session/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { Chip } from '../ui/Chip.tsx'

const dots = { running: 'var(--ok)', stopped: 'var(--text-3)', failed: 'var(--err)' } as const

/** The endpoints of the workspace; each opens its page. */
export function ServingNow() {
  const { t } = useLingui()
  const format = useFormat()
  const version = useRuns((state) => state.versions.endpoints + Object.values(state.endpointVersions).reduce((sum, one) => sum + one, 0))
  const { data } = useAnswer('listEndpoints', {}, version)
  const endpoints = data?.endpoints ?? []
  if (endpoints.length === 0) return null
  const words = { running: t`running`, stopped: t`stopped`, failed: t`failed` }
  return (
    <section aria-labelledby="serving-now" className="mb-6">
      <div className="section-head">
        <h2 id="serving-now">
          <Trans>Serving now</Trans>
        </h2>
      </div>
      <ul className="border-t border-line text-small">
        {endpoints.map((endpoint) => (
          <li key={endpoint.name} className="border-b border-line">
            <button
              type="button"
              className="flex h-[29px] w-full items-center gap-2 text-left hover:bg-hover"
              onClick={() =>
                useSession.getState().openReport({ page: 'endpoint', name: endpoint.name }, { en: endpoint.name, fr: endpoint.name })
              }
            >
              <svg width={8} height={8} aria-hidden className="flex-none">
                <circle cx={4} cy={4} r={4} fill={dots[endpoint.state]} />
              </svg>
              <span className="min-w-0 flex-1 truncate">{endpoint.name}</span>
              <span className="num flex-none text-text-2">{t`${format.count(endpoint.requests)} requests`}</span>
              {endpoint.errors > 0 ? (
                <Chip tone="err">{t`${format.count(endpoint.errors)} errors`}</Chip>
              ) : (
                <span className="flex-none text-text-2">{words[endpoint.state]}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
