import { useLingui } from '@lingui/react/macro'
import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { lowest, useDock } from './dock-state.ts'

/** The edge by which the dock is made higher or lower: by pointer, or by the arrow keys. */
export function DockSplitter({ pane }: { readonly pane: RefObject<HTMLElement | null> }) {
  const { t } = useLingui()
  const height = useDock((state) => state.height)
  const { setHeight } = useDock.getState()
  const drag = useRef<{ readonly y: number; readonly height: number } | null>(null)
  const tallest = () => Math.max(lowest, window.innerHeight - 260)
  const now = () => pane.current?.getBoundingClientRect().height ?? lowest
  const set = (next: number) => setHeight(Math.round(Math.min(Math.max(next, lowest), tallest())))

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    drag.current = { y: event.clientY, height: now() }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) set(drag.current.height + drag.current.y - event.clientY)
  }
  const onPointerUp = () => {
    drag.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowUp: 24, ArrowDown: -24, PageUp: 120, PageDown: -120 }
    const step = steps[event.key]
    if (step !== undefined) set(now() + step)
    else if (event.key === 'Home') set(lowest)
    else if (event.key === 'End') set(tallest())
    else return
    event.preventDefault()
  }
  return (
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={t`Height of the results`}
      aria-valuemin={lowest}
      aria-valuemax={tallest()}
      aria-valuenow={height ?? 272}
      tabIndex={0}
      className="dock-splitter"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => setHeight(null)}
      onKeyDown={onKeyDown}
    />
  )
}
