import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { Tile, type Family } from '../ui/Tile.tsx'
import type { ScreenPoint } from './store.ts'

export interface PickItem {
  readonly id: string
  readonly label: string
  /** At the right end, in small. */
  readonly detail?: string
  readonly icon: string
  readonly family?: Family
}

export interface PickListProps {
  /** Accessible name of the field and the list. */
  readonly label: string
  readonly at: ScreenPoint
  /** What fits the words that were typed. */
  readonly find: (query: string) => readonly PickItem[]
  readonly nothing: string
  readonly onPick: (id: string) => void
  readonly onClose: () => void
}

const width = 320
const tallest = 340

/** A list under a search field at a point of the window: letters find, arrows move, Enter takes, Escape leaves. */
export function PickList({ label, at, find, nothing, onPick, onClose }: PickListProps) {
  const listId = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const root = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const items = find(query)
  const current = Math.min(active, items.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  useEffect(() => {
    const before = document.activeElement
    input.current?.focus({ preventScroll: true })
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) onClose()
    }
    window.addEventListener('pointerdown', outside, true)
    return () => {
      window.removeEventListener('pointerdown', outside, true)
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus({ preventScroll: true })
    }
  }, [onClose])

  useLayoutEffect(() => {
    document.getElementById(optionId(current))?.scrollIntoView({ block: 'nearest' })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive(Math.max(0, Math.min(items.length - 1, current + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const item = items[current]
      if (item) onPick(item.id)
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      onClose()
    }
  }

  const left = Math.max(8, Math.min(at.left, window.innerWidth - width - 8))
  const top = Math.max(8, Math.min(at.top, window.innerHeight - tallest - 8))
  return (
    <div ref={root} className="pop pick-list nokey" style={{ left, top, width, maxHeight: tallest }}>
      <div className="input m-1 w-auto">
        <Icon name="search" size={14} />
        <input
          ref={input}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={items.length > 0 ? optionId(current) : undefined}
          aria-label={label}
          placeholder={label}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {items.length === 0 && <p className="px-2 py-2 text-text-2">{nothing}</p>}
      <div role="listbox" id={listId} aria-label={label} className="scroll min-h-0 flex-1">
        {items.map((item, index) => (
          <div
            key={item.id}
            id={optionId(index)}
            role="option"
            aria-selected={index === current}
            className="menu-item"
            data-highlighted={index === current || undefined}
            onPointerMove={() => setActive(index)}
            tabIndex={-1}
            onKeyDown={onKeyDown}
            onClick={() => onPick(item.id)}
          >
            {item.family ? (
              <Tile icon={item.icon} family={item.family} size="s" />
            ) : (
              <Icon name={item.icon} size={14} className="mx-[3px]" />
            )}
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.detail && <span className="menu-end">{item.detail}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}
