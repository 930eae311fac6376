import { useLingui } from '@lingui/react/macro'
import type { KeyboardEvent } from 'react'
import { useText } from '../session/use-text.ts'
import type { OutlineRow } from './outline-rows.ts'

interface OutlineWireProps {
  readonly row: Extract<OutlineRow, { kind: 'wire' }>
  readonly stop: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onChoose: () => void
}

/** What a port of the node above is wired to; Enter goes there. */
export function OutlineWire({ row, stop, onKeyDown, onChoose }: OutlineWireProps) {
  const { t } = useLingui()
  const text = useText()
  const port = text(row.port)
  const other = text(row.otherTitle ?? undefined)
  const words = row.other === null ? t`${port}: not connected` : row.direction === 'in' ? t`${port} from ${other}` : t`${port} to ${other}`
  return (
    <div
      role="treeitem"
      aria-level={2}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-selected={false}
      tabIndex={stop ? 0 : -1}
      data-key={row.key}
      className="outline-item outline-link"
      style={{ ['--level' as string]: 3 }}
      onKeyDown={onKeyDown}
      onClick={onChoose}
    >
      <span className="min-w-0 flex-1 truncate">{words}</span>
    </div>
  )
}
