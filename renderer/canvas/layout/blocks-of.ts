import type { LayoutInput } from './lay-out-blocks.ts'

/** Nodes that are laid out together: those of a frame, or loose ones that wires join. */
export interface Block {
  readonly frame: string | null
  readonly nodes: readonly string[]
  readonly notes: readonly string[]
}

interface Unit extends Block {
  readonly x: number
  readonly y: number
}

/** The blocks of a layout in the order of the flow: what feeds a frame comes before it, what it feeds after it. Pure. */
export function blocksOf({ nodes, wires, frames }: Pick<LayoutInput, 'nodes' | 'wires' | 'frames'>): readonly Block[] {
  const units = unitsOf({ nodes, frames })
  const unitOf = new Map(units.flatMap((unit) => unit.nodes.map((id): [string, Unit] => [id, unit])))
  const before = new Map(units.map((unit) => [unit, new Set<Unit>()]))
  for (const { from, to } of wires) {
    const [source, target] = [unitOf.get(from), unitOf.get(to)]
    if (source && target && source !== target) before.get(target)?.add(source)
  }
  const blocks: Block[] = []
  let loose: Unit[] = []
  const endLoose = () => {
    blocks.push(...componentsOf(loose, wires))
    loose = []
  }
  const open = new Set(units)
  while (open.size > 0) {
    const ready = [...open].filter((unit) => [...(before.get(unit) ?? [])].every((other) => !open.has(other)))
    // Two frames can feed each other: the upper one goes first then.
    const choice = ready.length > 0 ? ready : [...open]
    const unit = choice.find(({ frame }) => frame === null && ready.length > 0) ?? (choice[0] as Unit)
    open.delete(unit)
    if (unit.frame === null) loose.push(unit)
    else {
      endLoose()
      blocks.push(unit)
    }
  }
  endLoose()
  return blocks
}

/** Frames with their nodes, and every other node by itself, from top to bottom. Of nested frames the outer one counts. */
function unitsOf({ nodes, frames }: Pick<LayoutInput, 'nodes' | 'frames'>): readonly Unit[] {
  const places = new Map(nodes.map((node) => [node.id, node]))
  const taken = new Set<string>()
  const units: Unit[] = []
  for (const { id, nodes: held, notes } of frames.toSorted((a, b) => b.nodes.length - a.nodes.length)) {
    const own = held.filter((node) => places.has(node) && !taken.has(node))
    if (own.length === 0) continue
    for (const node of own) taken.add(node)
    const ownNotes = notes.filter((note) => !taken.has(`note ${note}`))
    for (const note of ownNotes) taken.add(`note ${note}`)
    const at = (axis: 'x' | 'y') => Math.min(...own.map((node) => places.get(node)?.[axis] ?? 0))
    units.push({ frame: id, nodes: own, notes: ownNotes, x: at('x'), y: at('y') })
  }
  for (const { id, x, y } of nodes) if (!taken.has(id)) units.push({ frame: null, nodes: [id], notes: [], x, y })
  return units.toSorted((a, b) => a.y - b.y || a.x - b.x)
}

/** Loose nodes as parts that no wire joins, in the order in which their first nodes come. */
function componentsOf(units: readonly Unit[], wires: LayoutInput['wires']): readonly Block[] {
  const ids = new Set(units.flatMap((unit) => unit.nodes))
  const near = new Map<string, string[]>([...ids].map((id) => [id, []]))
  for (const { from, to } of wires) {
    if (!ids.has(from) || !ids.has(to)) continue
    near.get(from)?.push(to)
    near.get(to)?.push(from)
  }
  const seen = new Set<string>()
  return units
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .flatMap(({ nodes: [start = ''] }): Block[] => {
      if (seen.has(start)) return []
      const found = [start]
      seen.add(start)
      for (const id of found)
        for (const other of near.get(id) ?? []) {
          if (seen.has(other)) continue
          seen.add(other)
          found.push(other)
        }
      return [{ frame: null, nodes: found, notes: [] }]
    })
}
