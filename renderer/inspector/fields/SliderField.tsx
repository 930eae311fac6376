import { useEffect, useState } from 'react'
import { useSession } from '../../session/store.ts'
import { NumberInput } from '../../ui/NumberInput.tsx'
import { Slider } from '../../ui/Slider.tsx'
import type { FieldProps } from '../field-props.ts'
import { useForm } from '../form-context.ts'
import { stepOf } from './step-of.ts'

/** A slider with its number beside it. */
export function SliderField({ field, value, onChange, ids, label }: FieldProps) {
  const { readOnly } = useForm()
  const language = useSession((state) => state.language)
  const { meta, min = 0, max = 1, fallback } = field
  const now = typeof value === 'number' ? value : typeof fallback === 'number' ? fallback : min
  const [dragged, setDragged] = useState(now)
  useEffect(() => setDragged(now), [now])
  const step = stepOf(field)
  return (
    <div className="flex items-center gap-3">
      <Slider label={label} value={now} min={min} max={max} step={step} disabled={readOnly} onChange={onChange} onDrag={setDragged} />
      <NumberInput
        {...ids}
        className="w-24 flex-none"
        value={dragged}
        min={min}
        max={max}
        step={step}
        unit={meta.unit}
        locale={language}
        disabled={readOnly}
        onChange={(next) => onChange(next ?? fallback)}
      />
    </div>
  )
}
