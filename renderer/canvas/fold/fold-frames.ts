import type { Command } from '../../../engine/protocol/command.ts'
import type { Document } from '../../../engine/protocol/document.ts'
import { announce } from '../announce.ts'
import { nodesIn, notesIn } from '../acts/lay-out.ts'
import { editable, selectOnly, target } from '../acts/target.ts'
import { frameFlowId, noteFlowId } from '../flow-node.ts'
import { overlaps } from '../geometry.ts'

type Frame = Document['frames'][string]

/** What goes along with a frame that is dragged, as React Flow calls it: what lies in it, or all that it hides. */
export function carriedBy(document: Document, frame: Frame): readonly string[] {
  const { collapsed } = frame
  if (!collapsed) return nodesIn(document, frame)
  return [
    ...collapsed.nodes.filter((id) => document.nodes[id]),
    ...collapsed.notes.filter((id) => document.notes[id]).map(noteFlowId),
    ...collapsed.frames.filter((id) => document.frames[id]).map(frameFlowId),
  ]
}

/** Whether the selected frames can be collapsed (`fold`) or opened (`open`); undefined where there is none to edit. */
export function foldable(): 'fold' | 'open' | undefined {
  const found = editable()
  if (!found || found.frames.length === 0) return undefined
  return found.frames.every((id) => found.document.frames[id]?.collapsed) ? 'open' : 'fold'
}

/** Collapses the selected frames, or opens them when all are collapsed. */
export function foldSelected(): void {
  const found = target()
  if (found) setFolded(found.frames, foldable() === 'fold')
}

export function openFrame(id: string): void {
  if (target()?.document.frames[id]?.collapsed) setFolded([id], false)
}

export function collapseFrame(id: string): void {
  setFolded([id], true)
}

function setFolded(ids: readonly string[], fold: boolean): void {
  const found = editable()
  if (!found) return
  const { document, pipeline } = found
  const commands = ids.flatMap((id): Command[] => {
    const frame = document.frames[id]
    if (!frame || Boolean(frame.collapsed) === fold) return []
    const { collapsed: _held, ...open } = frame
    return [{ type: 'set-frame', id, frame: fold ? { ...frame, collapsed: heldBy(document, id, frame) } : open }]
  })
  const [first] = ids
  const title = document.frames[first ?? '']?.title ?? ''
  const label = fold
    ? { en: `collapse the frame ${title}`.trim(), fr: `replier le cadre ${title}`.trim() }
    : { en: `open the frame ${title}`.trim(), fr: `déplier le cadre ${title}`.trim() }
  if (commands.length === 0 || !pipeline.apply({ type: 'batch', commands }, label)) return
  selectOnly([], { frames: ids })
  announce({ en: `Done: ${label.en}.`, fr: `Fait : ${label.fr}.` })
}

/** What lies in a frame by its middle; what a frame in it holds counts to both. */
function heldBy(document: Document, own: string, frame: Frame): NonNullable<Frame['collapsed']> {
  const frames = Object.entries(document.frames).flatMap(([id, { x, y, width, height }]) =>
    id !== own &&
    width * height < frame.width * frame.height &&
    overlaps(frame, { x: x + width / 2, y: y + height / 2, width: 1, height: 1 })
      ? [id]
      : [],
  )
  const inner = frames.flatMap((id) => document.frames[id]?.collapsed ?? [])
  return {
    nodes: [...new Set([...nodesIn(document, frame), ...inner.flatMap(({ nodes }) => nodes)])],
    notes: [...new Set([...notesIn(document, frame), ...inner.flatMap(({ notes }) => notes)])],
    frames,
  }
}
