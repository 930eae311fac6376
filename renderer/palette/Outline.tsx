import { useLingui } from '@lingui/react/macro'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { selectOnly } from '../canvas/acts/target.ts'
import { openNodeMenu } from '../canvas/menu/node-menu.ts'
import { useCanvas } from '../canvas/store.ts'
import { runCommand } from '../commands/run-command.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useCatalogueMap } from '../document/port-catalogue.ts'
import { useSession } from '../session/store.ts'
import { OutlineNode } from './OutlineNode.tsx'
import { OutlineWire } from './OutlineWire.tsx'
import { outlineRows, type OutlineRow } from './outline-rows.ts'

/** The pipeline as a tree: every node in the order in which it runs, and under it what it is wired to. Does by keys all that the canvas does. */
export function Outline({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const { t } = useLingui()
  const catalogue = useCatalogueMap()
  const { document: pipelineDocument, path } = pipeline
  const selected = useSession((state) => state.selection.nodes)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => outlineRows(pipelineDocument, catalogue, open), [pipelineDocument, catalogue, open])
  const stop = rows.find((row) => row.key === active) ?? rows.find((row) => row.kind === 'node' && selected.includes(row.node)) ?? rows[0]

  const fold = (node: string, unfold: boolean) =>
    setOpen(unfold ? new Set([...open, node]) : new Set([...open].filter((id) => id !== node)))
  const go = (row: OutlineRow | undefined) => {
    if (!row) return
    setActive(row.key)
    tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"]`)?.focus()
    if (row.kind === 'node') useSession.getState().show({ node: row.node })
  }
  const goToNode = (node: string) => go(rows.find((row) => row.kind === 'node' && row.node === node))
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rows.findIndex((row) => row.key === stop?.key)
    const row = rows[at]
    if (!row || event.target instanceof HTMLInputElement) return
    if (act(event, row, at)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  const act = (event: KeyboardEvent, row: OutlineRow, at: number): boolean => {
    switch (event.key) {
      case 'ArrowDown':
        go(rows[at + 1])
        return true
      case 'ArrowUp':
        go(rows[at - 1])
        return true
      case 'Home':
        go(rows[0])
        return true
      case 'End':
        go(rows.at(-1))
        return true
      case 'ArrowRight':
        if (row.kind === 'wire') return true
        if (row.open === false) fold(row.node, true)
        else if (row.open) go(rows[at + 1])
        return true
      case 'ArrowLeft':
        if (row.kind === 'wire') goToNode(row.owner)
        else if (row.open) fold(row.node, false)
        return true
      default:
        return onNodeKey(event, row)
    }
  }
  const onNodeKey = (event: KeyboardEvent, row: OutlineRow): boolean => {
    if (row.kind === 'wire') {
      if (event.key !== 'Enter' || row.other === null) return false
      goToNode(row.other)
      return true
    }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const { left, bottom } = event.currentTarget.getBoundingClientRect()
      openNodeMenu(row.node, { left: left + 24, top: bottom })
      return true
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (!selected.includes(row.node)) selectOnly([row.node])
    if (event.key === 'Enter') useSession.getState().openSettings()
    else if (event.key === 'Delete') runCommand('canvas.delete')
    else if (event.key.toLowerCase() === 'c') runCommand('canvas.connect')
    else if (event.key.toLowerCase() === 'b') runCommand('canvas.disable')
    else if (event.key === ' ') runCommand('canvas.look')
    else return false
    return true
  }
  if (rows.length === 0) return <p className="p-3 text-text-2">{t`The pipeline is empty. Add a node from the list.`}</p>
  return (
    <div ref={tree} role="tree" aria-label={t`Outline of the pipeline`} className="scroll flex-1 py-1">
      {rows.map((row) =>
        row.kind === 'node' ? (
          <OutlineNode
            key={row.key}
            path={path}
            row={row}
            selected={selected.includes(row.node)}
            stop={row.key === stop?.key}
            onKeyDown={onKeyDown}
            onFold={(unfold) => fold(row.node, unfold)}
            onChoose={() => {
              setActive(row.key)
              useSession.getState().show({ node: row.node })
              useCanvas.setState({ focused: row.node })
            }}
          />
        ) : (
          <OutlineWire
            key={row.key}
            row={row}
            stop={row.key === stop?.key}
            onKeyDown={onKeyDown}
            onChoose={() => row.other !== null && goToNode(row.other)}
          />
        ),
      )}
    </div>
  )
}
