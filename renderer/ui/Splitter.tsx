import { useRef } from 'react'

export interface SplitterProps {
  readonly label: string
  /** `vertical`: a vertical line that is moved sideways. */
  readonly orientation: 'vertical' | 'horizontal'
  readonly value: number
  readonly min: number
  readonly max: number
  /** Whether the pane grows when the line is moved to the right (or down). */
  readonly grows: 'forward' | 'backward'
  readonly onChange: (value: number) => void
  /** Called for a double click: the pane takes its usual size again. */
  readonly onReset: () => void
  readonly className?: string
}

const keyStep = 16

/** The line between two panes: dragged, or moved by the arrow keys. */
export function Splitter({ label, orientation, value, min, max, grows, onChange, onReset, className = '' }: SplitterProps) {
  const start = useRef<{ at: number; value: number } | null>(null)
  const sign = grows === 'forward' ? 1 : -1
  const along = (event: { clientX: number; clientY: number }) => (orientation === 'vertical' ? event.clientX : event.clientY)
  const change = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))))
  const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={`splitter ${className}`}
      data-orientation={orientation}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: along(event), value }
      }}
      onPointerMove={(event) => {
        if (start.current) change(start.current.value + sign * (along(event) - start.current.at))
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onPointerCancel={() => {
        start.current = null
      }}
      onDoubleClick={onReset}
      onKeyDown={(event) => {
        if (event.key === less) change(value - sign * keyStep)
        else if (event.key === more) change(value + sign * keyStep)
        else if (event.key === 'Home') change(min)
        else if (event.key === 'End') change(max)
        else return
        event.preventDefault()
      }}
    />
  )
}
