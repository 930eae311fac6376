import type { KeyboardEvent } from 'react'
import { familyColour } from '../ui/Tile.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useNodeLabel } from '../canvas/use-node-label.ts'
import { useNodeView } from '../canvas/use-node-view.ts'
import { useNodeWords } from '../canvas/use-node-words.ts'
import type { OutlineRow } from './outline-rows.ts'

interface OutlineNodeProps {
  readonly path: string
  readonly row: Extract<OutlineRow, { kind: 'node' }>
  readonly selected: boolean
  /** The line that the Tab key reaches. */
  readonly stop: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFold: (open: boolean) => void
  readonly onChoose: () => void
}

/** A node in the outline. Its accessible name says all that the card shows. */
export function OutlineNode({ path, row, selected, stop, onKeyDown, onFold, onChoose }: OutlineNodeProps) {
  const view = useNodeView(path, row.node)
  const words = useNodeWords(path, view)
  const label = useNodeLabel(path, row.node, view, words)
  return (
    <div
      role="treeitem"
      aria-level={1}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-selected={selected}
      {...(row.open !== null && { 'aria-expanded': row.open })}
      tabIndex={stop ? 0 : -1}
      data-key={row.key}
      className="outline-item"
      style={{ ['--level' as string]: 1 }}
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const arrow = row.open !== null && target instanceof Element && target.closest('[data-fold]')
        if (arrow) onFold(!row.open)
        else onChoose()
      }}
    >
      <span className="grid size-4 place-items-center text-text-3" data-fold>
        {row.open !== null && <Icon name={row.open ? 'chevron-down' : 'chevron-right'} size={12} />}
      </span>
      <span style={{ color: familyColour(view?.entry?.family ?? 'utility') }}>
        <Icon name={view?.entry?.icon ?? 'box'} size={14} />
      </span>
      {/* Read as one sentence, of which the eye needs but a part. */}
      <span className="min-w-0 flex-1 truncate">{label.title}</span>
      <span className="sr-only">{`, ${label.family}, `}</span>
      <span className="meta max-w-[45%] truncate">{label.state}</span>
      <span className="sr-only">{label.rest.map((part) => `, ${part}`).join('')}</span>
    </div>
  )
}
