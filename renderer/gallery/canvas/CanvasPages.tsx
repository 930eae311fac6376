import type { ReactNode } from 'react'
import type { Inspection } from '../../../engine/protocol/inspection.ts'
import type { Document } from '../../../engine/protocol/document.ts'
import { emptyDocument } from '../empty-document.ts'
import { CanvasPage } from './CanvasPage.tsx'
import { everyState, statePath, stateInspection, stateRun } from './every-state.ts'
import { manyNodes } from './many-nodes.ts'

const nothing: readonly never[] = []
const selected = ['selected']

function quiet(document: Document): Inspection {
  const nodes = Object.keys(document.nodes).map((id): [string, Inspection['nodes'][string]] => [
    id,
    {
      sentence: { en: 'keep age > 18', fr: 'garder age > 18' },
      configured: true,
      fingerprint: `f-${id}`,
      fresh: true,
      inputs: {},
      outputs: { table: { columns: null } },
      result: { seconds: 0.4, rows: { table: 46_118 } },
    },
  ])
  return { problems: [], nodes: Object.fromEntries(nodes) }
}

const count = Number(new URLSearchParams(location.search).get('nodes') ?? 300)

/** Pages of the gallery that show the canvas by itself: every state of a node, not to be edited, many nodes (`&nodes=300`), none. */
export const canvasPages: Readonly<Record<string, () => ReactNode>> = {
  nodes: () => <CanvasPage path={statePath} document={everyState} inspect={stateInspection} events={stateRun} selected={selected} />,
  'read-only': () => <CanvasPage path={statePath} document={everyState} inspect={stateInspection} selected={selected} readOnly />,
  'many-nodes': () => <CanvasPage path="many.millrace" document={many} inspect={quiet} selected={nothing} />,
  'no-nodes': () => <CanvasPage path="empty.millrace" document={empty} inspect={quiet} selected={nothing} />,
}

const many = manyNodes(count)
const empty = emptyDocument('Empty')
