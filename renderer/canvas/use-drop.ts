import { useRef, useState, type DragEvent } from 'react'
import { attempt } from '../session/notices.ts'
import { getHost } from '../session/use-host.ts'
import { isPipelineFile } from '../commands/file-filters.ts'
import { openFiles } from '../commands/open-files.ts'
import { addFiles, addInWire, addOfType } from './acts/add.ts'
import { editable } from './acts/target.ts'
import { centredAt } from './edit/add-node.ts'
import { insertPorts } from './edit/insert-node.ts'
import { toCanvas, zoom } from './flow.ts'
import type { Route } from './route-wire.ts'
import { useCanvas } from './store.ts'
import { wireNear } from './wire-routes.ts'
import { wireId } from '../../engine/protocol/document.ts'

/** A wire lights up when something that fits is held over it for this long. */
export const litAfterMs = 150
/** On the screen, how near to a wire counts as over it. */
export const wireReach = 20

/** Lights the wire that a thing is held over, once it has been there for a moment. */
export function lightWire(
  candidate: string | null,
  waiting: { id: string | null; timer: ReturnType<typeof setTimeout> | undefined },
): void {
  if (candidate === waiting.id) return
  clearTimeout(waiting.timer)
  waiting.id = candidate
  if (useCanvas.getState().litWire !== null) useCanvas.setState({ litWire: null })
  if (candidate !== null) waiting.timer = setTimeout(() => useCanvas.setState({ litWire: candidate }), litAfterMs)
}

export interface DropHandlers {
  readonly onDragOver: (event: DragEvent) => void
  readonly onDragLeave: (event: DragEvent) => void
  readonly onDrop: (event: DragEvent) => void
  /** Files are held over the canvas. */
  readonly files: boolean
}

/** Takes nodes out of the palette and data files from anywhere. */
export function useDrop(routes: ReadonlyMap<string, Route>): DropHandlers {
  const [files, setFiles] = useState(false)
  const waiting = useRef<{ id: string | null; timer: ReturnType<typeof setTimeout> | undefined }>({ id: null, timer: undefined })
  const leave = () => {
    lightWire(null, waiting.current)
    setFiles(false)
  }
  return {
    files,
    onDragOver: (event) => {
      const { draggedType } = useCanvas.getState()
      const isFile = event.dataTransfer.types.includes('Files')
      if ((!isFile && draggedType === null) || !editable()) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setFiles(isFile)
      if (draggedType !== null) lightWire(wireUnder(event, draggedType, routes), waiting.current)
    },
    onDragLeave: (event) => {
      if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) leave()
    },
    onDrop: (event) => {
      const at = toCanvas({ left: event.clientX, top: event.clientY })
      const { draggedType, litWire } = useCanvas.getState()
      const dropped = [...event.dataTransfer.files]
      leave()
      useCanvas.setState({ draggedType: null })
      if (draggedType !== null) {
        event.preventDefault()
        const wire = editable()?.document.wires.find((one) => wireId(one) === litWire)
        if (wire) addInWire(draggedType, wire)
        else addOfType(draggedType, centredAt(at))
      } else if (dropped.length > 0) {
        event.preventDefault()
        void attempt(takeFiles(dropped, at))
      }
    },
  }
}

/** The wire under the pointer that would take a node of this type. */
function wireUnder(event: DragEvent, type: string, routes: ReadonlyMap<string, Route>): string | null {
  const found = editable()
  const entry = found?.catalogue.get(type)
  if (!found || !entry) return null
  const id = wireNear(routes, toCanvas({ left: event.clientX, top: event.clientY }), wireReach / zoom())
  const wire = found.document.wires.find((one) => wireId(one) === id)
  return wire && insertPorts(found.document, found.catalogue, wire, entry) ? id : null
}

/** Data files become nodes here; pipelines are opened. */
async function takeFiles(files: readonly File[], at: { readonly x: number; readonly y: number }): Promise<void> {
  const taken = await getHost().takeFiles(files)
  const pipelines = taken.filter((file) => isPipelineFile(file.name))
  addFiles(
    taken.filter((file) => !isPipelineFile(file.name)),
    at,
  )
  if (pipelines.length > 0) await openFiles(pipelines)
}
