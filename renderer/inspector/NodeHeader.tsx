import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/MenuItems.tsx'
import { Tile } from '../ui/Tile.tsx'
import { reportSubject } from '../views/report-subject.ts'
import { useArtifact } from '../views/use-artifact.ts'
import { resultLine } from './result-line.ts'
import type { InspectedNode } from './use-node.ts'

/** What the node is called, what it gave, the way to run and to see it. */
export function NodeHeader({ inspected }: { readonly inspected: InspectedNode }) {
  const { t } = useLingui()
  const text = useText()
  const keys = useKeys()
  const { pipeline, id, node, entry, inspection, step, title } = inspected
  const { readOnly } = pipeline
  const [editing, setEditing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (editing) field.current?.select()
  }, [editing])
  const rename = (typed: string) => {
    setEditing(false)
    const next = typed.trim()
    if (next === text(title)) return
    const own = next === '' || (entry && next === text(entry.title)) ? null : next
    pipeline.apply(
      { type: 'set-node', id, title: own },
      own === null
        ? { en: `${title.en}: its usual title`, fr: `${title.fr} : titre habituel` }
        : { en: `rename ${title.en} to ${own}`, fr: `renommer ${title.fr} en ${own}` },
    )
  }
  const entries: MenuEntry[] = [
    { id: 'rename', label: t`Rename`, icon: 'pencil', disabled: readOnly, onSelect: () => setEditing(true) },
    {
      id: 'run-from',
      label: t`Run anew from here`,
      icon: 'rotate-ccw',
      keys: keys('run.from-here'),
      onSelect: () => void runCommand('run.from-here'),
    },
    {
      id: 'disable',
      label: node.disabled ? t`Switch on` : t`Switch off`,
      icon: 'ban',
      disabled: readOnly,
      onSelect: () =>
        void pipeline.apply(
          { type: 'set-node', id, disabled: !node.disabled },
          node.disabled
            ? { en: `switch ${title.en} on`, fr: `activer ${title.fr}` }
            : { en: `switch ${title.en} off`, fr: `désactiver ${title.fr}` },
        ),
    },
    'separator',
    {
      id: 'remove',
      label: t`Remove`,
      icon: 'trash-2',
      danger: true,
      disabled: readOnly,
      onSelect: () => {
        pipeline.apply(
          { type: 'remove', nodes: [id], wires: [], notes: [], frames: [], reconnect: false },
          { en: `remove ${title.en}`, fr: `retirer ${title.fr}` },
        )
        useSession.getState().select({})
      },
    },
  ]
  const line = text(resultLine(inspection, step))
  return (
    <header className="flex flex-none items-center gap-2.5 py-2.5 pr-2 pl-3">
      <Tile icon={entry?.icon ?? 'box'} family={entry?.family ?? 'utility'} size="l" />
      <div className="min-w-0 flex-1">
        {editing ? (
          <input
            ref={field}
            className="input !h-6"
            aria-label={t`Title of the node`}
            defaultValue={text(title)}
            onBlur={(event) => rename(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') rename(event.currentTarget.value)
              if (event.key === 'Escape') {
                event.stopPropagation()
                setEditing(false)
              }
            }}
          />
        ) : (
          <h3>
            <button
              type="button"
              className="-ml-1 block max-w-full truncate rounded-s px-1 font-semibold enabled:hover:bg-hover"
              title={t`Rename`}
              disabled={readOnly}
              onClick={() => setEditing(true)}
            >
              {text(title)}
            </button>
          </h3>
        )}
        <p className="meta truncate" title={line}>
          {line}
        </p>
      </div>
      <OpenReport inspected={inspected} />
      <IconButton icon="play" size="s" label={t`Run to here`} keys={keys('run.to-here')} onClick={() => runCommand('run.to-here')} />
      <Menu align="end" trigger={<IconButton icon="ellipsis" size="s" label={t`More acts`} />} entries={entries} />
    </header>
  )
}

/** Opens what the node made as a page, when it is something with a page. */
function OpenReport({ inspected }: { readonly inspected: InspectedNode }) {
  const { t } = useLingui()
  const { pipeline, id, entry, inspection, title } = inspected
  const [port] = Object.entries(entry?.outputs ?? {}).find(([, { kind }]) => kind !== 'table' && kind !== 'dataset') ?? []
  const fingerprint = inspection?.fresh && port !== undefined ? inspection.fingerprint : null
  const { value: artifact } = useArtifact(fingerprint, port ?? '')
  const subject =
    artifact && fingerprint !== null && port !== undefined && reportSubject(artifact, { path: pipeline.path, node: id, port, fingerprint })
  if (!subject) return null
  return <IconButton icon="maximize" size="s" label={t`Open as a page`} onClick={() => useSession.getState().openReport(subject, title)} />
}
