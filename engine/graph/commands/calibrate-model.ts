import type { Command } from '../../protocol/command.ts'
import { splitEnd, type Document, type Wire } from '../../protocol/document.ts'
import { splitType, splitTypes } from './split-types.ts'

const calibrateType = 'train.calibrate'

export interface Calibrated {
  /** The node that calibrates. */
  readonly id: string
  readonly command: Command
}

/**
 * Puts a node behind a model that calibrates its probabilities; all who take the model take the new one. Its rows are kept from the model: the
 * validation rows of the split that the model learns behind, else a part that is taken off its training rows, else off the rows where its way
 * begins. Null where the model is calibrated already, or has no rows. Pure.
 */
export function calibrateModel(document: Document, model: string): Calibrated | null {
  const node = document.nodes[model]
  const taken = document.wires.filter(({ from }) => from === `${model}.model`)
  const typeAt = (end: string) => document.nodes[splitEnd(end).node]?.type
  if (!node || node.type === calibrateType || taken.some(({ to }) => typeAt(to) === calibrateType)) return null
  const way = wayUp(document, model)
  if (!way) return null
  const id = freeId(document, 'calibrate')
  const at = document.layout[model] ?? { x: 0, y: 0 }
  const calibrate = { type: calibrateType, version: 1, params: {} }
  const held = heldRows(document, way)
  const [first, ...others] = taken
  const placed = { id, node: calibrate, position: freePlace(document, { x: at.x + across, y: at.y + below }) }
  const commands: Command[] = [
    ...held.commands,
    ...(first
      ? ([{ type: 'insert-on-wire', wire: first, ...placed, input: 'model', output: 'model' }] as const)
      : ([{ type: 'add-node', ...placed }, join(`${model}.model`, `${id}.model`)] as const)),
    ...others.flatMap((wire): Command[] => [{ type: 'disconnect', wire }, join(`${id}.model`, wire.to)]),
    join(held.from, `${id}.table`),
  ]
  return { id, command: { type: 'batch', commands } }
}

const across = 272
const below = 116

/** The first place from there down that no node covers. */
function freePlace({ layout }: Document, { x, y }: { readonly x: number; readonly y: number }) {
  const covers = (top: number) =>
    Object.values(layout).some((one) => Math.abs(one.x - x) < across - 32 && Math.abs(one.y - top) < below - 16)
  let top = y
  while (covers(top)) top += below
  return { x, y: top }
}

const join = (from: string, to: string): Command => ({ type: 'connect', wire: { from, to }, replace: true })

function freeId({ nodes, notes, frames }: Document, base: string): string {
  const isUsed = (id: string) => [nodes, notes, frames].some((all) => Object.hasOwn(all, id))
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!isUsed(id)) return id
  }
}

/** The wire by which the rows of a model leave the last split above it, or the node where they come from. */
function wayUp(document: Document, model: string): Wire | null {
  let wire: Wire | undefined
  const seen = new Set<string>()
  for (let node = model; !seen.has(node);) {
    seen.add(node)
    const into = document.wires.filter(({ to }) => splitEnd(to).node === node)
    const next = into.find(({ to }) => splitEnd(to).port === 'table') ?? into[0]
    if (!next) break
    wire = next
    const from = splitEnd(next.from)
    if (splitTypes.has(document.nodes[from.node]?.type) && from.port === 'train') break
    node = from.node
  }
  return wire ?? null
}

interface HeldRows {
  /** Where they come out. */
  readonly from: string
  readonly commands: readonly Command[]
}

function heldRows(document: Document, way: Wire): HeldRows {
  const from = splitEnd(way.from)
  const isTraining = splitTypes.has(document.nodes[from.node]?.type) && from.port === 'train'
  if (isTraining && document.nodes[from.node]?.type !== splitType) return { from: `${from.node}.validation`, commands: [] }
  const id = freeId(document, 'split-calibrate')
  const at = document.layout[from.node] ?? { x: 0, y: 0 }
  // All who learn from the training rows learn without those that are held back: what prepares them too.
  const others = isTraining ? document.wires.filter((wire) => wire.from === way.from && wire.to !== way.to) : []
  return {
    from: `${id}.test`,
    commands: [
      {
        type: 'insert-on-wire',
        wire: way,
        id,
        node: { type: splitType, version: 1, params: {} },
        input: 'table',
        output: 'train',
        position: freePlace(document, { x: at.x + across / 2, y: at.y + below }),
      },
      ...others.flatMap((wire): Command[] => [{ type: 'disconnect', wire }, join(`${id}.train`, wire.to)]),
    ],
  }
}
