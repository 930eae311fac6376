import {
  Background,
  BackgroundVariant,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
  ViewportPortal,
  type ReactFlowInstance,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useMemo, useRef, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react'
import type { Document } from '../../engine/protocol/document.ts'
import { useRegistry } from '../commands/registry.ts'
import { openSelected, selectedUse } from '../components/acts.ts'
import { ConflictDialog } from '../document/ConflictDialog.tsx'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useCatalogueMap } from '../document/port-catalogue.ts'
import { useActiveDocument } from '../document/store.ts'
import { useSession } from '../session/store.ts'
import { canvasCommands } from './canvas-commands.ts'
import { onCanvasKey } from './canvas-keys.ts'
import { Cluster } from './Cluster.tsx'
import { detailAt, growthAt } from './detail.ts'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { FarView } from './FarView.tsx'
import { markId, type FlowNode } from './flow-node.ts'
import { applicationElement, holdFlow, openingView, revealBox, toCanvas } from './flow.ts'
import { openFrame } from './fold/fold-frames.ts'
import { isFoldId, shownDocument, type Shown } from './fold/shown-document.ts'
import { FrameCard } from './FrameCard.tsx'
import { gridStep, nodeBox, placeOf, wholeOf } from './geometry.ts'
import { LineageBar } from './lineage/LineageBar.tsx'
import { useLineage } from './lineage/lineage-state.ts'
import { KeyLinkList } from './link/KeyLinkList.tsx'
import { LooseWire } from './link/LooseWire.tsx'
import { RefusalBubble } from './link/RefusalBubble.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { CanvasMenu } from './menu/CanvasMenu.tsx'
import { openMarkMenu, openNodeMenu } from './menu/node-menu.ts'
import { openPaneMenu } from './menu/pane-menu.ts'
import { Minimap } from './Minimap.tsx'
import { NodeCard } from './NodeCard.tsx'
import { NoteCard } from './NoteCard.tsx'
import { QuickAddList } from './QuickAddList.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { useCanvas } from './store.ts'
import { useClipboard } from './use-clipboard.ts'
import { useDrag } from './use-drag.ts'
import { useDrop } from './use-drop.ts'
import { useFlowNodes } from './use-flow-nodes.ts'
import { wireRoutes } from './wire-routes.ts'
import { SeenWires } from './SeenWires.tsx'
import './canvas.css'

// One object for the life of the page: React Flow draws everything anew when these change.
const nodeTypes = { card: NodeCard, note: NoteCard, frame: FrameCard }
const snapGrid: [number, number] = [gridStep, gridStep]
/** From this many nodes on only those that are seen are drawn. */
const cullFrom = 150

/** The pipeline of the active tab, to be seen and edited. */
export function Canvas() {
  const pipeline = useActiveDocument()
  useEffect(() => useRegistry.getState().register(canvasCommands), [])
  if (!pipeline) return null
  return (
    <ReactFlowProvider key={pipeline.path}>
      <OpenCanvas pipeline={pipeline} />
    </ReactFlowProvider>
  )
}

function OpenCanvas({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const { t } = useLingui()
  const { document, readOnly, path } = pipeline
  const root = useRef<HTMLDivElement>(null)
  const catalogue = useCatalogueMap()
  const compact = useCanvas((state) => state.compact)
  const lineage = useLineage(({ found, picked }) => found !== null && picked?.path === path)
  const minimap = useCanvas((state) => state.minimap)
  const detail = useStore((state) => detailAt(state.transform[2]))
  const growth = useStore((state) => growthAt(state.transform[2]))
  const shown = shownDocument(document, catalogue)
  const routes = useMemo(() => wireRoutes(shown.document, shown.catalogue, compact), [shown, compact])
  const flowNodes = useFlowNodes(document)
  const { nodes } = flowNodes
  const drag = useDrag(flowNodes, routes)
  const drop = useDrop(routes)
  const count = Object.keys(document.nodes).length
  const empty = count + Object.keys(document.notes).length === 0
  useClipboard()
  useReveal(shown)
  useTabStop(shown.document)

  const first = useRef(shown.document)
  const onInit = useCallback((flow: ReactFlowInstance<FlowNode>) => {
    holdFlow(flow as unknown as ReactFlowInstance, root.current)
    openingView(wholeOf(first.current))
    // Who comes here from a report asked for a node before there was a canvas to show it.
    const { reveal } = useSession.getState()
    if (reveal && Object.hasOwn(first.current.nodes, reveal.node)) revealBox(nodeBox(placeOf(first.current, reveal.node)))
  }, [])
  useEffect(() => () => holdFlow(null, null), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    if (target instanceof Element && target.closest('input, textarea, .nokey, button:not(.node button)')) return
    if (onCanvasKey(event)) event.preventDefault()
  }
  const onMenu = (event: { preventDefault(): void; clientX: number; clientY: number }, node?: FlowNode) => {
    event.preventDefault()
    const at = { left: event.clientX, top: event.clientY }
    if (!node) openPaneMenu(at)
    else if (node.type === 'card') openNodeMenu(node.id, at)
    else openMarkMenu(node.type === 'note' ? { notes: [markId(node.id)] } : { frames: [markId(node.id)] }, at)
  }
  const onNodeDoubleClick = ({ type, id }: FlowNode) => {
    if (type === 'card' && selectedUse() === id) openSelected()
    else if (type === 'card') useSession.getState().openSettings()
    else if (type === 'frame') openFrame(markId(id))
    else if (type === 'note' && !readOnly) useCanvas.setState({ editing: { kind: 'note', id: markId(id) } })
  }
  const onFocus = ({ target }: FocusEvent) => {
    const focused = target instanceof HTMLElement ? target.dataset['node'] : undefined
    if (focused !== undefined) useCanvas.setState({ focused })
  }
  const onPaneDoubleClick = (event: MouseEvent) => {
    if (readOnly || !(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return
    const at = { left: event.clientX, top: event.clientY }
    const { x, y } = toCanvas(at)
    useCanvas.setState({ quickAdd: { at, place: { x, y: y - gridStep * 5 }, fit: null } })
  }

  return (
    <div
      ref={root}
      className="canvas"
      data-detail={detail}
      data-read-only={readOnly || undefined}
      data-lineage={lineage || undefined}
      style={{ ['--k' as string]: growth }}
      role="presentation"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onDoubleClick={onPaneDoubleClick}
      onDragOver={drop.onDragOver}
      onDragLeave={drop.onDragLeave}
      onDrop={drop.onDrop}
    >
      {/* React Flow calls itself an application: it bears the name and the focus of the canvas. */}
      <ReactFlow<FlowNode>
        aria-label={t`${plural(count, { one: 'Pipeline, # node', other: 'Pipeline, # nodes' })}`}
        tabIndex={count === 0 ? 0 : -1}
        nodes={nodes}
        nodeTypes={nodeTypes}
        onInit={onInit}
        onNodesChange={drag.onNodesChange}
        onNodeDragStart={drag.onNodeDragStart}
        onNodeDrag={drag.onNodeDrag}
        onNodeDragStop={drag.onNodeDragStop}
        onNodeDoubleClick={(_, node) => onNodeDoubleClick(node)}
        onNodeContextMenu={onMenu}
        onPaneContextMenu={onMenu}
        onPaneClick={() => {
          useSession.getState().select({})
          useCanvas.setState({ marks: { notes: [], frames: [] } })
          applicationElement()?.focus({ preventScroll: true })
        }}
        onMoveStart={() => root.current?.setAttribute('data-moving', '')}
        onMoveEnd={() => root.current?.removeAttribute('data-moving')}
        nodesDraggable={!readOnly}
        nodesConnectable={false}
        nodesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
        zoomActivationKeyCode={['Meta', 'Control']}
        panOnScroll
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        onlyRenderVisibleElements={count >= cullFrom}
        nodeDragThreshold={3}
        snapToGrid
        snapGrid={snapGrid}
        minZoom={0.1}
        maxZoom={2}
        proOptions={proOptions}
      >
        {(detail === 'full' || detail === 'brief') && (
          <Background variant={BackgroundVariant.Dots} gap={16} size={1.6} color="var(--dot)" />
        )}
        <ViewportPortal>
          <SeenWires path={path} document={shown.document} catalogue={shown.catalogue} compact={compact} routes={routes} nodes={nodes} />
          <LooseWire document={document} catalogue={catalogue} compact={compact} />
        </ViewportPortal>
      </ReactFlow>
      {detail === 'overview' && <FarView document={shown.document} catalogue={shown.catalogue} />}
      {empty && <EmptyCanvas />}
      <LineageBar pipeline={pipeline} />
      <SelectionBar document={shown.document} readOnly={readOnly} />
      {minimap && <Minimap document={shown.document} catalogue={shown.catalogue} />}
      <Cluster empty={empty} readOnly={readOnly} />
      {drop.files && (
        <div className="canvas-drop">
          <p>
            <b>
              <Trans>Drop to add a File node</Trans>
            </b>
          </p>
        </div>
      )}
      <QuickAddList />
      <KeyLinkList />
      <RefusalBubble />
      <CanvasMenu />
      <LiveRegion />
      <ConflictDialog pipeline={pipeline} />
    </div>
  )
}

const proOptions = { hideAttribution: true }

/** Brings into view what somebody asks for: a problem's node, one found by search. */
function useReveal(shown: Shown): void {
  const reveal = useSession((state) => state.reveal)
  const latest = useRef(shown)
  latest.current = shown
  useEffect(() => {
    const { document, standsFor } = latest.current
    const id = reveal && (standsFor.get(reveal.node) ?? reveal.node)
    if (!id || !Object.hasOwn(document.nodes, id)) return
    revealBox(nodeBox(placeOf(document, id)))
    if (!isFoldId(id)) useCanvas.setState({ focused: id })
  }, [reveal])
}

/** One node can always be reached by Tab. */
function useTabStop(document: Document): void {
  const focused = useCanvas((state) => state.focused)
  useEffect(() => {
    if (focused !== null && Object.hasOwn(document.nodes, focused)) return
    useCanvas.setState({ focused: Object.keys(document.nodes).find((id) => !isFoldId(id)) ?? null })
  }, [focused, document])
}
