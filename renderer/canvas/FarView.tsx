import { useStore } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import type { Document } from '../../engine/protocol/document.ts'
import { useDrawnTheme } from '../session/use-theme.ts'
import { useSession } from '../session/store.ts'
import type { NodeCatalogue } from './edit/new-node.ts'
import { paintOverview, themeColours } from './paint-overview.ts'
import { useCanvas } from './store.ts'

/** The whole canvas from far away, painted instead of drawn: below 20 % nothing can be read on a node. */
export const FarView = memo(function FarView({ document, catalogue }: { readonly document: Document; readonly catalogue: NodeCatalogue }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const transform = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const compact = useCanvas((state) => state.compact)
  const selected = useSession((state) => state.selection.nodes)
  const theme = useDrawnTheme()
  const colours = useRef<((token: string) => string) | null>(null)
  useEffect(() => {
    // Read again when the theme changes, not with every frame.
    colours.current = null
  }, [theme])
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = window.devicePixelRatio
    if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
      element.width = Math.round(width * ratio)
      element.height = Math.round(height * ratio)
    }
    const [x, y, zoom] = transform
    context.resetTransform()
    context.clearRect(0, 0, element.width, element.height)
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio)
    paintOverview(context, document, catalogue, {
      colour: (colours.current ??= themeColours(element)),
      compact,
      selected: new Set(selected),
      titleSize: 13 / zoom,
    })
  }, [document, catalogue, transform, width, height, compact, selected, theme])
  return <canvas ref={canvas} className="far-view" style={{ width, height }} aria-hidden />
})
