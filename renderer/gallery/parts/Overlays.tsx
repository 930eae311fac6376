import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Key } from '../../ui/Key.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { MenuEntry } from '../../ui/MenuItems.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { toast } from '../../ui/toasts.ts'
import { Block, Line } from './Block.tsx'

const done = () => toast('Done.', { icon: 'circle-check', tone: 'ok' })

const entries: readonly MenuEntry[] = [
  { heading: 'Clean' },
  { id: 'run', label: 'Run to here', icon: 'play', keys: 'Ctrl Enter', onSelect: done },
  { id: 'look', label: 'Look at output', icon: 'eye', keys: 'Space', onSelect: done },
  { id: 'add', label: 'Scale', icon: 'chart-column', family: 'features', onSelect: done },
  { id: 'pin', label: 'Pin the result', icon: 'pin', keys: 'P', disabled: true, onSelect: done },
  'separator',
  { id: 'delete', label: 'Delete', icon: 'trash-2', keys: 'Del', danger: true, onSelect: done },
]

export function Overlays() {
  const [dialog, setDialog] = useState<'none' | 'replace' | 'delete'>('none')
  const close = () => setDialog('none')
  return (
    <>
      <Block title="Menus, dialogs, toasts">
        <Line label="Menus">
          <Menu entries={entries} trigger={<Button>Open the menu</Button>} />
          <ContextMenu entries={entries}>
            <div className="drop h-7 py-0 text-text-2">Other mouse button here</div>
          </ContextMenu>
          <Popover label="More" trigger={<Button>Popover</Button>} className="p-3">
            <p>A small pane that hangs on a button.</p>
          </Popover>
        </Line>
        <Line label="Toasts">
          <Button
            onClick={() => toast('Run 42 finished in 48 s.', { icon: 'circle-check', tone: 'ok', action: { label: 'Compare', run: done } })}
          >
            With an act
          </Button>
          <Button onClick={() => toast('3 nodes deleted.', { icon: 'trash-2' })}>Plain</Button>
        </Line>
        <Line label="Dialogs">
          <Button onClick={() => setDialog('replace')}>Replace</Button>
          <Button variant="danger" onClick={() => setDialog('delete')}>
            Delete
          </Button>
        </Line>
        <Dialog
          open={dialog === 'replace'}
          onClose={close}
          closeLabel="Close"
          title="Replace the served version?"
          actions={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button variant="primary" onClick={close}>
                Replace
              </Button>
            </>
          }
        >
          Version 7 answers 46 requests a minute. Version 8 takes over after 100 identical golden rows; version 7 stays ready to return.
        </Dialog>
        <Dialog
          open={dialog === 'delete'}
          onClose={close}
          closeLabel="Close"
          icon={{ name: 'octagon-alert', tone: 'err' }}
          title="Delete run 40 and its model?"
          actions={
            <>
              <Button onClick={close}>Keep</Button>
              <Button variant="danger-fill" onClick={close}>
                Delete
              </Button>
            </>
          }
        >
          Endpoint churn-weekly still uses it. Frees 212 MB; this cannot be undone.
        </Dialog>
      </Block>
      <Block title="Problems, empty states">
        <div className="grid grid-cols-2 gap-6">
          <ProblemBox
            severity="error"
            title="Endpoint: port 8080 is taken."
            detail="Another program answers there."
            actions={
              <>
                <Button size="s">Use 8081</Button>
                <Button size="s" variant="ghost">
                  Choose a port
                </Button>
              </>
            }
          />
          <ProblemBox
            severity="warning"
            title="Train: 14 rows have no target."
            detail="They cannot be learned from."
            actions={<Button size="s">Drop them</Button>}
          />
          <ProblemBox
            severity="notice"
            icon="history"
            title="Churn by month was closed with edits that are not saved."
            detail="They are safe."
          />
        </div>
        <div className="mt-5 grid grid-cols-3 items-start gap-5">
          <Empty title="An empty pipeline" actions={<Button variant="primary">Choose a file</Button>}>
            Drop a data file here, or press <Key>/</Key> to find a node.
          </Empty>
          <Empty title="No rows match" actions={<Button>Edit the formula</Button>}>
            Keep rows removes all 46 118: no age is over 180.
          </Empty>
          <div className="drop" data-over>
            <Icon name="download" />
            <div>
              <b>Drop to add a File node</b>
              <div className="meta">loan_applications.csv, 6.2 MB</div>
            </div>
          </div>
        </div>
      </Block>
    </>
  )
}
