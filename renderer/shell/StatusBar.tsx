import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { inBrowser } from '../commands/platform.ts'
import { useRuns } from '../runs/store.ts'
import { useActivePath, useSession } from '../session/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { Icon } from '../ui/Icon.tsx'
import { useOpenDocument } from './open-document.ts'

/** The state of the engine, and of what is open. */
export function StatusBar() {
  const { t } = useLingui()
  const document = useOpenDocument(useActivePath())
  return (
    <footer
      aria-label={t`Status`}
      className="num flex h-6 flex-none items-center gap-4 overflow-hidden border-t border-line-2 bg-chrome px-3 text-meta whitespace-nowrap text-text-2"
    >
      <Engine />
      <span className="flex-1" />
      {document ? <DocumentStatus document={document} /> : <Workspace />}
    </footer>
  )
}

function Engine() {
  const { t } = useLingui()
  const format = useFormat()
  const engine = useRuns((state) => state.engine)
  const { data } = useAnswer('status', {}, engine.restarts)
  const busy = engine.running > 0
  const colour = engine.connection === 'lost' || engine.connection === 'refused' ? 'var(--warn-mark)' : busy ? 'var(--accent)' : 'var(--ok)'
  const memory = engine.memoryBytes ?? data?.memoryBytes
  const cache = engine.cacheBytes ?? data?.cacheBytes
  return (
    <>
      <span className="flex items-center gap-1.5">
        <svg width={8} height={8} aria-hidden>
          <circle cx={4} cy={4} r={4} fill={colour} />
        </svg>
        {engine.connection === 'refused' ? (
          <Trans>Engine asks for its new address</Trans>
        ) : engine.connection === 'lost' && inBrowser() ? (
          <Trans>Engine does not answer</Trans>
        ) : engine.connection === 'lost' ? (
          <Trans>Engine is being started again</Trans>
        ) : busy ? (
          <Plural value={engine.running} one="# step running" other="# steps running" />
        ) : (
          <Trans>Engine ready</Trans>
        )}
      </span>
      {memory !== undefined && data && <span>{t`${format.bytes(memory)} of ${format.bytes(data.memoryLimitBytes)}`}</span>}
      {engine.queued > 0 && <span className="max-wide:hidden">{t`Queue ${format.count(engine.queued)}`}</span>}
      {cache !== undefined && <span className="max-wide:hidden">{t`Cache ${format.bytes(cache)}`}</span>}
    </>
  )
}

function Workspace() {
  const { t } = useLingui()
  const { data } = useAnswer('status', {})
  return (
    <>
      {data && <span className="truncate">{t`Workspace: ${data.workspaceName}`}</span>}
      {data && <span className="max-wide:hidden">{t`Version ${data.version}`}</span>}
    </>
  )
}

function DocumentStatus({ document }: { readonly document: NonNullable<ReturnType<typeof useOpenDocument>> }) {
  const { t } = useLingui()
  const format = useFormat()
  const selected = useSession((state) => state.selection.nodes.length)
  const { setDockTab } = useSession.getState()
  const { errors, warnings, nodes } = document
  const total = nodes.length
  return (
    <>
      {errors + warnings > 0 && (
        <button
          type="button"
          className="flex h-6 items-center gap-3 hover:text-text"
          title={t`Show the problems`}
          onClick={() => setDockTab('problems')}
        >
          {errors > 0 && (
            <span className="flex items-center gap-1.5">
              <Icon name="octagon-alert" size={12} className="tone-err" />
              <Plural value={errors} one="# error" other="# errors" />
            </span>
          )}
          {warnings > 0 && (
            <span className="flex items-center gap-1.5">
              <Icon name="triangle-alert" size={12} className="tone-warn" />
              <Plural value={warnings} one="# warning" other="# warnings" />
            </span>
          )}
        </button>
      )}
      <span className="max-wide:hidden">
        {selected > 0 ? t`${selected} of ${total} nodes selected` : <Plural value={total} one="# node" other="# nodes" />}
      </span>
      <span className="max-wide:hidden">{t`Seed ${format.count(document.document.seed)}`}</span>
    </>
  )
}
