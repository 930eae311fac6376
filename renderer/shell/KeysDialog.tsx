import { useLingui } from '@lingui/react/macro'
import { useRegistry, type CommandGroup } from '../commands/registry.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useSession } from '../session/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Key } from '../ui/Key.tsx'

/** Every key of the studio, by what it is about. */
export function KeysDialog() {
  const { t, i18n } = useLingui()
  const keys = useKeys()
  const open = useSession((state) => state.overlay === 'keys')
  const commands = useRegistry((state) => state.commands)
  const names: Record<CommandGroup, string> = {
    file: t`Pipelines`,
    edit: t`Editing`,
    run: t`Running`,
    view: t`Panes`,
    go: t`Moving about`,
    help: t`Help`,
  }
  const groups = (Object.keys(names) as CommandGroup[]).flatMap((group) => {
    const rows = commands.flatMap((command) => {
      const chord = command.group === group ? keys(command.id) : undefined
      return chord ? [{ id: command.id, title: i18n._(command.title), chord }] : []
    })
    return rows.length > 0 ? [{ group, rows }] : []
  })
  return (
    <Dialog open={open} onClose={() => useSession.getState().setOverlay('none')} title={t`Keys`} closeLabel={t`Close`} width={680}>
      <div className="columns-2 gap-8 pt-1">
        {groups.map(({ group, rows }) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-text">{names[group]}</h3>
            <dl className="text-small">
              {rows.map((row) => (
                <div key={row.id} className="flex min-h-7 items-center gap-3 border-t border-line">
                  <dt className="min-w-0 flex-1">{row.title}</dt>
                  <dd>
                    <Key>{row.chord}</Key>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
