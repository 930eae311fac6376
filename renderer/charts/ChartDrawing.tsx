import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import type { View } from 'vega'
import { useSession } from '../session/store.ts'
import { drawVega } from '../views/draw-vega.ts'
import { useDrawnTheme } from '../views/use-drawn-theme.ts'
import type { BrushRange } from './chart-state.ts'
import type { VegaSpec } from './spec-parts.ts'

export interface ChartDrawingProps {
  readonly spec: VegaSpec
  readonly summary: string
  readonly width: number
  readonly height: number
  readonly painted: boolean
  /** The place of the mark that was clicked; null for the ground between them. */
  readonly onMark: (mark: number | null) => void
  /** What a brush lies over, when it has come to rest; null when it is gone. */
  readonly onBrush: (range: BrushRange | null) => void
  readonly onView: (view: View | null) => void
}

const restMs = 200

/** The chart itself: it tells of clicks and brushes. */
export function ChartDrawing({ spec, summary, width, height, painted, onMark, onBrush, onView }: ChartDrawingProps) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const theme = useDrawnTheme()
  const place = useRef<HTMLDivElement>(null)
  const heard = useRef({ onMark, onBrush, onView })
  heard.current = { onMark, onBrush, onView }
  const [failure, setFailure] = useState<string | null>(null)

  useEffect(() => {
    const element = place.current
    if (!element || width === 0) return
    let gone = false
    let takeAway: (() => void) | null = null
    let rest: ReturnType<typeof setTimeout> | undefined
    const listen = (view: View) => {
      let pressed = { x: 0, y: 0 }
      view.addEventListener('pointerdown', (event) => (pressed = pointOf(event)))
      view.addEventListener('click', (event, item) => {
        // A brush ends in a click that means no mark.
        const { x, y } = pointOf(event)
        if (Math.hypot(x - pressed.x, y - pressed.y) > 4) return
        const mark: unknown = (item?.datum as { i?: unknown } | undefined)?.i
        heard.current.onMark(typeof mark === 'number' ? mark : null)
      })
      if (hasBrush(view))
        view.addSignalListener('brush', (_name, value: unknown) => {
          clearTimeout(rest)
          rest = setTimeout(() => heard.current.onBrush(rangeOf(value, facetOf(view))), restMs)
        })
      heard.current.onView(view)
    }
    drawVega({ spec, element, width, height, language, painted, onDrawn: listen }).then(
      (remove) => {
        if (gone) remove()
        else {
          takeAway = remove
          setFailure(null)
        }
      },
      (error: unknown) => {
        if (!gone) setFailure(error instanceof Error ? error.message : String(error))
      },
    )
    return () => {
      gone = true
      clearTimeout(rest)
      heard.current.onView(null)
      takeAway?.()
    }
  }, [spec, width, height, language, theme, painted])

  return (
    <div className="min-w-0" role="img" aria-label={summary}>
      {failure !== null && <p className="text-err">{t`The chart cannot be drawn: ${failure}`}</p>}
      <div ref={place} aria-hidden className="chart-drawing" />
    </div>
  )
}

function pointOf(event: object): { x: number; y: number } {
  return 'clientX' in event && 'clientY' in event ? { x: Number(event.clientX), y: Number(event.clientY) } : { x: 0, y: 0 }
}

function hasBrush(view: View): boolean {
  return Object.hasOwn((view.getState() as { signals: object }).signals, 'brush')
}

/** The small chart that a brush lies on: Vega names the unit of a brush after it. */
function facetOf(view: View): string | undefined {
  const [brush] = view.data('brush_store') as { unit?: unknown }[]
  return /__facet_facet_(.*)$/s.exec(String(brush?.unit))?.[1]
}

/** A brush as Vega tells it: the ends of an interval by the field it lies over. */
function rangeOf(value: unknown, facet: string | undefined): BrushRange | null {
  if (typeof value !== 'object' || value === null) return null
  const ends = Object.entries(value).flatMap(([field, range]) => {
    const numbers = Array.isArray(range) ? range.map(Number).filter((number) => !Number.isNaN(number)) : []
    return (field === 'x' || field === 'y') && numbers.length > 1 ? [[field, numbers] as const] : []
  })
  return ends.length === 0 ? null : { ...Object.fromEntries(ends), ...(facet !== undefined && { facet }) }
}
