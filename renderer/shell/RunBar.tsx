import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Text } from '../../engine/protocol/text.ts'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { runProgress } from '../runs/progress.ts'
import type { Run } from '../runs/run.ts'
import { useFormat } from '../session/use-format.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Arc } from '../ui/Arc.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'

interface RunBarProps {
  readonly run: Run
  /** The title of a node, for the one that is running. */
  readonly titleOf: (node: string) => Text
}

/** How far the run is, and once it has ended what it did and what it did not have to do. */
export function RunBar({ run, titleOf }: RunBarProps) {
  const { t } = useLingui()
  const active = run.state === 'running' || run.state === 'cancelling'
  return (
    <section
      aria-label={t`Run`}
      data-run={run.runId}
      className="relative flex h-7 w-[232px] min-w-0 items-center gap-2.5 overflow-hidden rounded-m border border-line-2 pr-1 pl-2.5 text-small wide:w-[340px]"
    >
      {active ? <Progress run={run} titleOf={titleOf} /> : <Outcome run={run} />}
    </section>
  )
}

function Progress({ run, titleOf }: RunBarProps) {
  const { t } = useLingui()
  const text = useText()
  const format = useFormat()
  const cancelKeys = useKeys()('run.cancel')
  const { ended, total, share, current, secondsLeft } = runProgress(run)
  const percent = current?.share == null ? '' : ` ${format.percent(current.share, 0)}`
  return (
    <>
      <Arc />
      <span className="num min-w-0 flex-1 truncate">
        <b>{run.state === 'cancelling' ? t`Cancelling` : t`${ended} of ${total}`}</b>{' '}
        {current && (
          <span className="text-text-2 max-wide:hidden">
            {text(titleOf(current.node))}
            {percent}
          </span>
        )}
      </span>
      {secondsLeft !== null && <span className="num flex-none text-text-2">{t`${format.seconds(secondsLeft)} left`}</span>}
      <IconButton
        icon="square"
        size="s"
        label={t`Cancel the run`}
        keys={cancelKeys}
        disabled={run.state === 'cancelling'}
        onClick={() => runCommand('run.cancel')}
      />
      <span
        role="progressbar"
        aria-label={t`Progress of the run`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className="absolute bottom-0 left-0 h-0.5 w-full origin-left bg-accent"
        style={{ transform: `scaleX(${share})` }}
      />
    </>
  )
}

const marks = {
  done: { icon: 'circle-check', tone: 'ok' },
  failed: { icon: 'octagon-alert', tone: 'err' },
  cancelled: { icon: 'ban', tone: 'muted' },
  lost: { icon: 'plug', tone: 'warn' },
} as const

function Outcome({ run }: { readonly run: Run }) {
  const { t } = useLingui()
  const text = useText()
  const format = useFormat()
  if (run.state === 'running' || run.state === 'cancelling') return null
  const { failed } = runProgress(run)
  const kept = Object.values(run.steps).filter((step) => step.kept !== undefined).length
  const mark = run.problem ? marks.failed : marks[run.state]
  const word = {
    done: run.executed === 0 ? t`Nothing had to run` : t`Done`,
    failed: failed === 0 ? t`Failed` : failed === 1 ? t`1 step failed` : t`${failed} steps failed`,
    cancelled: t`Cancelled`,
    lost: t`Stopped by a restart`,
  }[run.state]
  return (
    <>
      <Icon name={mark.icon} size={14} className={`tone-${mark.tone}`} />
      <span className="num min-w-0 flex-1 truncate" role="status">
        <b>{word}</b>{' '}
        <span className="text-text-2">
          {run.problem ? (
            <button
              type="button"
              className="underline"
              title={text(run.problem.text)}
              onClick={() => useSession.getState().setDockTab('problems')}
            >
              {text(run.problem.text)}
            </button>
          ) : run.state === 'lost' ? (
            <Trans>finished steps are kept</Trans>
          ) : (
            <>
              {run.executed > 0 && <Plural value={run.executed} one="# step run" other="# steps run" />}
              {run.executed > 0 && run.reused > 0 && ', '}
              {run.reused > 0 && <Plural value={run.reused} one="# reused" other="# reused" />}
              {kept > 0 && (
                <>
                  {', '}
                  <Plural value={kept} one="# kept result" other="# kept results" />
                </>
              )}
            </>
          )}
        </span>
      </span>
      {run.seconds !== null && <span className="num flex-none pr-1.5 text-text-2">{format.seconds(run.seconds)}</span>}
    </>
  )
}
