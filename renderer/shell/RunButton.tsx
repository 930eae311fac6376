import { useLingui } from '@lingui/react/macro'
import { findCommand } from '../commands/registry.ts'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'

/** Runs everything that is not up to date; its menu runs up to, or anew from, the selected node. */
export function RunButton({ running }: { readonly running: boolean }) {
  const { t, i18n } = useLingui()
  const keys = useKeys()
  // Which entries can be chosen hangs on the selection.
  useSession((state) => state.selection)
  const entries = ['run.all', 'run.to-here', 'run.from-here', 'run.with-values'].flatMap((id) => {
    const command = findCommand(id)
    if (!command) return []
    return [{ id, label: i18n._(command.title), keys: keys(id), disabled: !command.enabled(), onSelect: () => runCommand(id) }]
  })
  const off = running || !findCommand('run.all')?.enabled()
  return (
    <div className="btn-pair">
      <Button
        variant={off ? 'default' : 'primary'}
        icon="play"
        disabled={off}
        title={keys('run.all')}
        onClick={() => runCommand('run.all')}
      >
        {t`Run all`}
      </Button>
      <Menu
        align="end"
        entries={entries}
        trigger={
          <button type="button" className="btn" data-variant={off ? 'default' : 'primary'} aria-label={t`More ways to run`}>
            <Icon name="chevron-down" size={14} />
          </button>
        }
      />
    </div>
  )
}
