import { useStore } from '@xyflow/react'
import { useLingui } from '@lingui/react/macro'
import { memo, useEffect, useMemo, useRef, type PointerEvent } from 'react'
import type { Document } from '../../engine/protocol/document.ts'
import { useSession } from '../session/store.ts'
import { useDrawnTheme } from '../session/use-theme.ts'
import type { NodeCatalogue } from './edit/new-node.ts'
import { centreOn } from './flow.ts'
import { wholeOf, type Box } from './geometry.ts'
import { fitInto, paintOverview, themeColours } from './paint-overview.ts'
import { useCanvas } from './store.ts'

const size = { width: 176, height: 108 }
const margin = 160

/** The whole pipeline in a corner, with the part that is seen; a press or a drag moves there. Keys and the outline do the same. */
export const Minimap = memo(function Minimap({ document, catalogue }: { readonly document: Document; readonly catalogue: NodeCatalogue }) {
  const { t } = useLingui()
  const canvas = useRef<HTMLCanvasElement>(null)
  const compact = useCanvas((state) => state.compact)
  const selected = useSession((state) => state.selection.nodes)
  const theme = useDrawnTheme()
  const whole = useMemo<Box>(() => {
    const { x, y, width, height } = wholeOf(document, compact) ?? { x: 0, y: 0, width: 800, height: 500 }
    return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin }
  }, [document, compact])
  const fit = fitInto(whole, size)
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = window.devicePixelRatio
    element.width = size.width * ratio
    element.height = size.height * ratio
    context.setTransform(fit.scale * ratio, 0, 0, fit.scale * ratio, fit.left * ratio, fit.top * ratio)
    paintOverview(context, document, catalogue, { colour: themeColours(element), compact, selected: new Set(selected), titleSize: 0 })
  }, [document, catalogue, compact, selected, theme, fit.scale, fit.left, fit.top])
  const go = (event: PointerEvent<HTMLDivElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect()
    centreOn({ x: (event.clientX - bounds.left - fit.left) / fit.scale, y: (event.clientY - bounds.top - fit.top) / fit.scale })
  }
  return (
    <div
      className="minimap"
      role="img"
      aria-label={t`Overview of the pipeline`}
      style={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && go(event)}
    >
      <canvas ref={canvas} style={size} />
      <SeenPart fit={fit} />
    </div>
  )
})

/** Only this moves while the canvas is moved. */
function SeenPart({ fit }: { readonly fit: ReturnType<typeof fitInto> }) {
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  return (
    <div
      className="minimap-seen"
      style={{
        width: (width / zoom) * fit.scale,
        height: (height / zoom) * fit.scale,
        transform: `translate(${(-x / zoom) * fit.scale + fit.left}px, ${(-y / zoom) * fit.scale + fit.top}px)`,
      }}
    />
  )
}
