import { create } from 'zustand'
import { splitEnd, type Position } from '../../../engine/protocol/document.ts'
import { getDocument } from '../../document/store.ts'
import { catalogueMap } from '../../document/port-catalogue.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { toCanvas } from '../flow.ts'
import type { Side } from '../geometry.ts'
import { dismissFloating, useCanvas } from '../store.ts'
import { finishLink } from './finish-link.ts'
import { linkTargets, portOfBody, withoutWire } from './link-targets.ts'

/** Where the loose end of a wire is; apart from the rest, since it changes with every move of the pointer. */
export const useLooseEnd = create<{ readonly at: Position }>()(() => ({ at: { x: 0, y: 0 } }))

export interface HeldEnd {
  readonly path: string
  readonly end: string
  readonly side: Side
}

/** Nearer than this a press is a click, which starts a wire that a second click ends. */
const clickDistance = 4

/** Takes up a wire: a new one from this port, or the one that ends at this input. */
export function startLinkByPointer(event: PointerEvent, held: HeldEnd): void {
  const { linking } = useCanvas.getState()
  if (linking?.sticky) {
    // The second of two clicks.
    follow(event)
    finishLink(held.path, { left: event.clientX, top: event.clientY })
    return
  }
  const begin = { x: event.clientX, y: event.clientY }
  let started = false
  const move = (next: PointerEvent) => {
    if (!started && Math.hypot(next.clientX - begin.x, next.clientY - begin.y) < clickDistance) return
    if (!started) started = takeUp(held, false)
    if (started) follow(next)
  }
  const stop = () => {
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', up)
    window.removeEventListener('pointercancel', cancel)
  }
  const up = (last: PointerEvent) => {
    stop()
    if (started) {
      swallowClick()
      if (useCanvas.getState().linking) finishLink(held.path, { left: last.clientX, top: last.clientY })
    } else if (takeUp({ ...held }, true)) {
      follow(last)
      followUntilClick(held.path)
    }
  }
  const cancel = () => {
    stop()
    useCanvas.setState({ linking: null })
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', up)
  window.addEventListener('pointercancel', cancel)
}

/** The click that the browser makes of letting go would take the focus from the list that opens there. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation()
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, true))
}

/** Begins a link. A wire is picked up at its input by a drag only: a click there starts a new one. */
function takeUp({ path, end, side }: HeldEnd, sticky: boolean): boolean {
  const pipeline = getDocument(path)
  if (!pipeline || pipeline.readOnly) return false
  dismissFloating()
  const catalogue = catalogueMap(useCatalogue.getState().byType)
  const { node, port } = splitEnd(end)
  const many = catalogue.get(pipeline.document.nodes[node]?.type ?? '')?.inputs[port]?.many ?? false
  const detached = side === 'in' && !sticky && !many ? (pipeline.document.wires.find((wire) => wire.to === end) ?? null) : null
  const held = detached ? { end: detached.from, side: 'out' as const } : { end, side }
  const targets = linkTargets(withoutWire(pipeline.document, detached), catalogue, held.end, held.side)
  useCanvas.setState({ linking: { ...held, detached, sticky, targets, over: null }, litWire: null })
  return true
}

function follow(event: PointerEvent): void {
  const { linking } = useCanvas.getState()
  if (!linking) return
  useLooseEnd.setState({ at: toCanvas({ left: event.clientX, top: event.clientY }) })
  const over = endUnder(event, linking.side)
  if (over !== linking.over) useCanvas.setState({ linking: { ...linking, over } })
}

/** The end of a wire that would be there if it were let go now. */
function endUnder({ clientX, clientY }: PointerEvent, side: Side): string | null {
  const { linking } = useCanvas.getState()
  const element = document.elementFromPoint(clientX, clientY)
  const port = element?.closest<HTMLElement>('[data-end]')
  if (port?.dataset['end'] !== undefined && port.dataset['side'] !== side) return port.dataset['end']
  const node = element?.closest<HTMLElement>('[data-node]')?.dataset['node']
  if (!linking || node === undefined || node === splitEnd(linking.end).node) return null
  return portOfBody(linking.targets, node)
}

/** A wire that was started by a click follows the pointer until the next click. */
function followUntilClick(path: string): void {
  const stop = () => {
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerdown', down, true)
    unsubscribe()
  }
  const down = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-end]')) return
    follow(event)
    event.stopPropagation()
    window.addEventListener('pointerup', swallowClick, { once: true })
    finishLink(path, { left: event.clientX, top: event.clientY })
  }
  const unsubscribe = useCanvas.subscribe(({ linking }) => {
    if (!linking) stop()
  })
  window.addEventListener('pointermove', follow)
  window.addEventListener('pointerdown', down, true)
}
