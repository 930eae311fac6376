import { useLingui } from '@lingui/react/macro'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { addOfType } from '../canvas/acts/add.ts'
import { useCanvas } from '../canvas/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Tile } from '../ui/Tile.tsx'

export interface PaletteItemProps {
  readonly entry: CatalogueEntry
  readonly title: string
  readonly summary: string
  readonly disabled: boolean
}

/** A node to be put on the canvas: dragged there, or by a double click, Enter, or its plus sign beside what is selected. */
export function PaletteItem({ entry, title, summary, disabled }: PaletteItemProps) {
  const { t } = useLingui()
  const add = () => addOfType(entry.id)
  return (
    <div className="palette-row">
      <button
        type="button"
        className="palette-item"
        title={summary}
        disabled={disabled}
        draggable={!disabled}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'copy'
          event.dataTransfer.setData('text/plain', title)
          useCanvas.setState({ draggedType: entry.id })
        }}
        onDragEnd={() => useCanvas.setState({ draggedType: null, litWire: null })}
        onDoubleClick={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      >
        <Tile icon={entry.icon} family={entry.family} size="s" />
        <span className="min-w-0 flex-1 truncate text-left">{title}</span>
      </button>
      {!disabled && (
        <button type="button" className="palette-plus" tabIndex={-1} aria-label={t`Add ${title}`} onClick={add}>
          <Icon name="plus" size={14} />
        </button>
      )}
    </div>
  )
}
