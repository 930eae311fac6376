import { useDeferredValue } from 'react'
import { useActiveDocument } from '../document/store.ts'
import { useSession } from '../session/store.ts'
import './inspector.css'
import { NodeInspector } from './NodeInspector.tsx'
import { PipelineSettings } from './PipelineSettings.tsx'
import { SelectionList } from './SelectionList.tsx'

/** The settings of what is selected: a node, several, or the pipeline itself. */
export function Inspector() {
  const pipeline = useActiveDocument()
  // A form that is new takes its time to be drawn: it comes in pieces after what was selected is seen on the canvas.
  const selected = useDeferredValue(useSession((state) => state.selection.nodes))
  if (!pipeline) return null
  const nodes = selected.filter((id) => pipeline.document.nodes[id])
  const [first, ...more] = nodes
  if (first === undefined) return <PipelineSettings pipeline={pipeline} />
  return more.length > 0 ? <SelectionList pipeline={pipeline} nodes={nodes} /> : <NodeInspector pipeline={pipeline} id={first} />
}
