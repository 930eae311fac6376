import type { Document } from '../../engine/protocol/document.ts'
import type { NodeCatalogue } from './edit/new-node.ts'
import { heightOf, nodeWidth, placeOf, type Box } from './geometry.ts'

export interface OverviewStyle {
  readonly colour: (token: string) => string
  readonly compact: boolean
  /** Selected nodes get an outline. */
  readonly selected: ReadonlySet<string>
  /** Size of frame titles in coordinates of the canvas; none when it is 0. */
  readonly titleSize: number
}

/** Paints every node as a box in its colour, frames with their names around them. The context is set up in coordinates of the canvas. */
export function paintOverview(context: CanvasRenderingContext2D, document: Document, catalogue: NodeCatalogue, style: OverviewStyle): void {
  const { colour, compact, selected, titleSize } = style
  context.lineWidth = 8
  context.strokeStyle = colour('--line-control')
  for (const frame of Object.values(document.frames)) context.strokeRect(frame.x, frame.y, frame.width, frame.height)
  for (const [id, node] of Object.entries(document.nodes)) {
    const { x, y } = placeOf(document, id)
    context.fillStyle = colour(`--c-${catalogue.get(node.type)?.family ?? 'utility'}`)
    context.fillRect(x, y, nodeWidth, heightOf(compact))
    if (!selected.has(id)) continue
    context.strokeStyle = colour('--accent')
    context.lineWidth = 16
    context.strokeRect(x - 12, y - 12, nodeWidth + 24, heightOf(compact) + 24)
  }
  if (titleSize === 0) return
  context.fillStyle = colour('--text')
  // A title lies over whatever is behind it, so it brings its own ground.
  context.strokeStyle = colour('--canvas')
  context.lineWidth = titleSize / 3
  context.lineJoin = 'round'
  context.font = `500 ${titleSize}px Inter, system-ui, sans-serif`
  context.textBaseline = 'bottom'
  for (const frame of Object.values(document.frames)) {
    const at = [frame.title, frame.x, frame.y - titleSize / 4, frame.width] as const
    context.strokeText(...at)
    context.fillText(...at)
  }
}

/** Reads colours of the theme that is on the page now. */
export function themeColours(element: Element): (token: string) => string {
  const style = getComputedStyle(element)
  const known = new Map<string, string>()
  return (token) => {
    const value = known.get(token) ?? style.getPropertyValue(token).trim()
    known.set(token, value)
    return value
  }
}

/** Where a part of the canvas lies in a picture that shows `whole` in `size`. */
export function fitInto(whole: Box, size: { readonly width: number; readonly height: number }) {
  const scale = Math.min(size.width / whole.width, size.height / whole.height)
  return {
    scale,
    left: (size.width - whole.width * scale) / 2 - whole.x * scale,
    top: (size.height - whole.height * scale) / 2 - whole.y * scale,
  }
}
