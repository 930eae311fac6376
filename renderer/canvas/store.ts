import { create } from 'zustand'
import type { Connectable } from '../../engine/graph/can-connect.ts'
import type { Position, Wire } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { MenuEntry } from '../ui/MenuItems.tsx'
import type { Side } from './geometry.ts'

/** A point of the window, in CSS pixels. */
export interface ScreenPoint {
  readonly left: number
  readonly top: number
}

/** A wire being drawn. */
export interface Linking {
  /** The end that is held. */
  readonly end: string
  readonly side: Side
  /** The wire that was picked up at its input. */
  readonly detached: Wire | null
  /** Drawn by two clicks, or by keys, instead of a drag. */
  readonly sticky: boolean
  /** What each port on the other side would say. */
  readonly targets: ReadonlyMap<string, Connectable>
  /** The end under the pointer. */
  readonly over: string | null
}

/** Why a wire was refused, beside the pointer. */
export interface Refusal {
  readonly at: ScreenPoint
  readonly reason: Text
  readonly from: string
  readonly to: string
  readonly detached: Wire | null
  readonly converter: string | null
}

/** The list of nodes at a place of the canvas: all, those that fit an end, or those that fit a wire. */
export interface QuickAdd {
  readonly at: ScreenPoint
  /** Where the node goes, in coordinates of the canvas; null puts it beside the selection or in the middle. */
  readonly place: Position | null
  readonly fit: { readonly end: string; readonly side: Side } | { readonly wire: Wire } | null
}

/** Connecting by keys: the ports of a node, then what they could be wired to. */
export interface KeyLink {
  readonly node: string
  readonly port: { readonly end: string; readonly side: Side } | null
}

export interface Marks {
  readonly notes: readonly string[]
  readonly frames: readonly string[]
}

export interface CanvasState {
  readonly minimap: boolean
  readonly compact: boolean
  /** The node that the Tab key reaches. */
  readonly focused: string | null
  /** Notes and frames that are selected; nodes and wires are in the session. */
  readonly marks: Marks
  readonly linking: Linking | null
  readonly refusal: Refusal | null
  readonly quickAdd: QuickAdd | null
  readonly keyLink: KeyLink | null
  readonly menu: { readonly at: ScreenPoint; readonly entries: readonly MenuEntry[] } | null
  readonly editing: { readonly kind: 'node' | 'note' | 'frame'; readonly id: string } | null
  /** The wire that would take in what is dragged over it. */
  readonly litWire: string | null
  /** Type of the node that is dragged out of the palette. */
  readonly draggedType: string | null
  readonly dragging: boolean
}

const key = 'millrace.canvas'

function remembered(): Pick<CanvasState, 'minimap' | 'compact'> {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(key)
  const words = new Set(text?.split(' '))
  return { minimap: words.has('minimap'), compact: words.has('compact') }
}

/** What the canvas shows besides the document. */
export const useCanvas = create<CanvasState>()(() => ({
  ...remembered(),
  focused: null,
  marks: { notes: [], frames: [] },
  linking: null,
  refusal: null,
  quickAdd: null,
  keyLink: null,
  menu: null,
  editing: null,
  litWire: null,
  draggedType: null,
  dragging: false,
}))

/** Switches a way of drawing, and remembers it on this machine. */
export function toggleView(view: 'minimap' | 'compact'): void {
  useCanvas.setState((state) => ({ [view]: !state[view] }))
  const { minimap, compact } = useCanvas.getState()
  localStorage.setItem(key, [minimap && 'minimap', compact && 'compact'].filter(Boolean).join(' '))
}

/** Puts away whatever floats over the canvas. Returns whether there was anything. */
export function dismissFloating(): boolean {
  const { linking, refusal, quickAdd, keyLink } = useCanvas.getState()
  useCanvas.setState({ linking: null, refusal: null, quickAdd: null, keyLink: null })
  return Boolean(linking ?? refusal ?? quickAdd ?? keyLink)
}
