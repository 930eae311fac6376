import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { rank } from '../commands/rank.ts'
import { useSession } from '../session/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Tile } from '../ui/Tile.tsx'
import type { AddNode, PaletteEntry } from './palette-entries.ts'
import { usePaletteEntries } from './use-palette-entries.ts'

/** More than this cannot be read; more letters find the rest. */
const most = 60

/** Finds commands, nodes, columns and pipelines by their words. */
export function CommandPalette({ addNode }: { readonly addNode: AddNode }) {
  const { t } = useLingui()
  const open = useSession((state) => state.overlay === 'commands')
  const close = () => useSession.getState().setOverlay('none')
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup
          className="pop fixed top-[72px] left-1/2 z-[41] w-[560px] max-w-[calc(100vw-32px)] -translate-x-1/2 p-0"
          aria-label={t`Search or run`}
        >
          <Finder addNode={addNode} onDone={close} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Finder({ addNode, onDone }: { readonly addNode: AddNode; readonly onDone: () => void }) {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  const entries = usePaletteEntries(addNode)
  const found = rank(query, entries).slice(0, most)
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={found}
      value={query}
      onValueChange={setQuery}
      itemToStringValue={(entry: PaletteEntry) => entry.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Icon name="search" size={14} className="text-text-3" />
        <Autocomplete.Input
          className="h-10 w-full bg-transparent outline-none"
          aria-label={t`Search or run`}
          placeholder={t`A command, a node, a column, a pipeline`}
        />
      </div>
      <div className="scroll max-h-[396px] p-1">
        <Autocomplete.Empty>
          <p className="px-2 py-3 text-text-2">{t`Nothing is called that.`}</p>
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(entry: PaletteEntry) => (
            <Autocomplete.Item
              key={entry.id}
              value={entry}
              className="menu-item"
              onClick={() => {
                onDone()
                // After the dialog has given the focus back, so that the command acts on what had it before.
                setTimeout(entry.run)
              }}
            >
              {entry.family ? (
                <Tile icon={entry.icon} family={entry.family} size="s" />
              ) : (
                <Icon name={entry.icon} size={14} className="mx-[3px]" />
              )}
              <span className="min-w-0 truncate">{entry.label}</span>
              <span className="menu-end">{entry.detail}</span>
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  )
}
