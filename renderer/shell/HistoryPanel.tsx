import { Trans, useLingui } from '@lingui/react/macro'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import type { OpenDocument } from './open-document.ts'

/** Older edits are reached by Undo. */
const shown = 200

/** Every edit since the pipeline was opened, newest first. A click goes back, or forward, to just after that edit. */
export function HistoryPanel({ document }: { readonly document: OpenDocument }) {
  const { t } = useLingui()
  const text = useText()
  const { past, future } = document
  const entries = [
    ...future.map((label, i) => ({ key: `f${i}`, label: text(label), steps: i + 1 })).toReversed(),
    ...past
      .map((label, i) => ({ key: `p${i}`, label: text(label), steps: i + 1 - past.length }))
      .slice(-shown)
      .toReversed(),
    { key: 'start', label: t`As it was opened`, steps: -past.length },
  ]
  return (
    <Popover
      label={t`History`}
      className="w-[320px] p-0"
      trigger={
        <Button variant="ghost" icon="history" className="max-wide:hidden">
          <Trans>History</Trans>
        </Button>
      }
    >
      <ol className="scroll max-h-[360px] p-1" aria-label={t`Edits, newest first`}>
        {entries.map(({ key, label, steps }) => (
          <li key={key}>
            <button
              type="button"
              className={`menu-item w-full text-left hover:bg-hover ${steps > 0 ? 'text-text-3' : ''} ${steps === 0 ? 'bg-select' : ''}`}
              aria-current={steps === 0 ? 'step' : undefined}
              onClick={() => document.go(steps)}
            >
              <span className="min-w-0 flex-1 truncate">{label}</span>
              {steps === 0 && <span className="menu-end text-text-2">{t`now`}</span>}
              {steps > 0 && <span className="menu-end">{t`undone`}</span>}
            </button>
          </li>
        ))}
      </ol>
    </Popover>
  )
}
