import { useLingui } from '@lingui/react/macro'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useRun } from '../runs/store.ts'
import { useText } from '../session/use-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { splitInside } from '../components/inside-path.ts'
import { WayOut } from '../components/WayOut.tsx'
import { DocumentName } from './DocumentName.tsx'
import { HistoryPanel } from './HistoryPanel.tsx'
import type { OpenDocument } from './open-document.ts'
import { RunBar } from './RunBar.tsx'
import { RunButton } from './RunButton.tsx'
import { SavedState } from './SavedState.tsx'

/** The acts on one pipeline: its name, undo and redo, its run. */
export function DocumentBar({ document }: { readonly document: OpenDocument }) {
  const { t } = useLingui()
  const text = useText()
  const keys = useKeys()
  const run = useRun(document.path)
  const undone = document.past.at(-1)
  const redone = document.future[0]
  const running = run?.state === 'running' || run?.state === 'cancelling'
  return (
    <header className="flex h-11 min-w-0 flex-none items-center gap-2 border-b border-line bg-surface px-3" aria-label={t`Pipeline`}>
      <WayOut path={document.path} />
      <DocumentName document={document} />
      {splitInside(document.path) === null && <SavedState document={document} />}
      <span className="sep-v" />
      <IconButton
        icon="undo-2"
        label={t`Undo`}
        hint={undone && t`Undo: ${text(undone)}`}
        keys={keys('edit.undo')}
        disabled={!undone}
        onClick={() => runCommand('edit.undo')}
      />
      <IconButton
        icon="redo-2"
        label={t`Redo`}
        hint={redone && t`Redo: ${text(redone)}`}
        keys={keys('edit.redo')}
        disabled={!redone}
        onClick={() => runCommand('edit.redo')}
      />
      <HistoryPanel document={document} />
      <span className="flex-1" />
      {run && <RunBar run={run} titleOf={document.titleOf} />}
      <RunButton running={running} />
    </header>
  )
}
