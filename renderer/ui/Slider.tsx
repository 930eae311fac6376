import { Slider as Base } from '@base-ui/react/slider'
import { useEffect, useState } from 'react'

export interface SliderProps {
  readonly value: number
  /** Called when the knob is let go or moved by a key. */
  readonly onChange: (value: number) => void
  /** Called while it is dragged. */
  readonly onDrag?: (value: number) => void
  readonly min: number
  readonly max: number
  readonly step: number
  readonly label: string
  readonly disabled?: boolean
}

export function Slider({ value, onChange, onDrag, min, max, step, label, disabled = false }: SliderProps) {
  const [shown, setShown] = useState(value)
  useEffect(() => setShown(value), [value])
  return (
    <Base.Root
      value={shown}
      onValueChange={(next: number) => {
        setShown(next)
        onDrag?.(next)
      }}
      onValueCommitted={(next: number) => {
        if (next !== value) onChange(next)
      }}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      className="slider"
    >
      <Base.Control className="slider-control">
        <Base.Track className="slider-track">
          <Base.Indicator className="slider-fill" />
          <Base.Thumb className="slider-knob" aria-label={label} />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}
