import { useEffect } from 'react'
import { Canvas } from '../../canvas/Canvas.tsx'
import type { Client } from '../../../engine/protocol/client.ts'
import type { Document } from '../../../engine/protocol/document.ts'
import type { Inspection } from '../../../engine/protocol/inspection.ts'
import type { EngineEventBody } from '../../../engine/protocol/event.ts'
import { studioCommands } from '../../commands/studio-commands.ts'
import { loadDocument, useDocument } from '../../document/store.ts'
import { Palette } from '../../palette/Palette.tsx'
import { useRuns } from '../../runs/store.ts'
import { getClient, setClient } from '../../session/client.ts'
import { useSession } from '../../session/store.ts'
import { Frame } from '../../shell/Frame.tsx'
import { Workbench } from '../../shell/Workbench.tsx'

export interface CanvasPageProps {
  readonly path: string
  readonly document: Document
  /** What the engine says of the document; asked with true the first time. */
  readonly inspect: (document: Document, first: boolean) => Inspection
  readonly events?: readonly EngineEventBody[]
  readonly selected?: readonly string[]
  readonly readOnly?: boolean
}

// One list for all: a new one with every drawing would load the document again and again.
const none: readonly never[] = []

/** The canvas and the palette alone. */
export function CanvasPage({ path, document, inspect, events = none, selected = none, readOnly = false }: CanvasPageProps) {
  const pipeline = useDocument(path)
  useEffect(() => {
    let first = true
    const others = getClient()
    // The gallery's engine knows one pipeline; this one answers for another.
    setClient((async (method, input, signal) => {
      if (method !== 'inspect') return others(method, input, signal)
      const answer = inspect((input as { document: Document }).document, first)
      first = false
      return answer
    }) as Client)
    useSession.setState({ panels: { palette: true, inspector: false, dock: false } })
    loadDocument({ path, document, revision: 'r1', readOnly, problems: [], draft: null })
    useSession.getState().openPipeline(path)
    useSession.getState().select({ nodes: selected })
    useRuns.getState().take(events.map((event, i) => ({ seq: i + 1, epoch: 'gallery', ...event })))
  }, [path, document, inspect, events, selected, readOnly])
  if (!pipeline) return null
  return (
    <Frame commands={studioCommands} addNode={async () => {}}>
      <div className="flex h-full flex-col">
        <Workbench path={path} palette={<Palette />} canvas={<Canvas />} inspector={null} dock={null} />
      </div>
    </Frame>
  )
}
