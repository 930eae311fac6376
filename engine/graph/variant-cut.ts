import { splitEnd, type Document, type Wire } from '../protocol/document.ts'
import { reach, type Topology } from './topology.ts'

/** What counts of a node when a pipeline is learned anew from a part of its rows. */
export interface NodeTraits {
  /** Learns from rows: an imputer, a scaler, a learner. */
  readonly learns: boolean
  /** Its output of training rows is where learning may begin. */
  readonly splits: boolean
  /** Its output has rows that repeat others or are made up of them: they must not lie in two parts. */
  readonly repeats: boolean
  /** Leaves rows out. Behind a split that is for training alone: the rows that judge are all those that came in. */
  readonly drops: boolean
  /** Values of one row hang on other rows: sums of groups, ranks. */
  readonly mixesRows: boolean
  /** The port that leads up the main line. */
  readonly mainInput: string | undefined
}

/**
 * Where rows can be parted so that everything that learns on the way to `learner` learns anew from one part: ends `NODE.PORT` of tables on the
 * main line, from the lowest one above which nothing was learned (below it lies the least work), up to the training rows of the nearest split,
 * or to the source. A side branch that leaves the main line and comes back with something learned or summed up moves the lowest one up to where
 * it leaves.
 */
export function variantCut(
  { document, topology }: { readonly document: Document; readonly topology: Topology },
  learner: string,
  traitsOf: (id: string) => NodeTraits,
): readonly string[] {
  const line = mainLine({ document, topology }, learner, traitsOf)
  const splitAt = line.findIndex(({ node }) => traitsOf(node).splits)
  const top = splitAt < 0 ? line.length - 1 : splitAt
  if (top < 0) return []
  let lowest = top
  for (; lowest > 0; lowest--) {
    const { learns, repeats, drops } = traitsOf(line[lowest - 1]?.node ?? '')
    if (learns || repeats || (drops && splitAt >= 0)) break
  }
  const onLine = new Set(line.map(({ node }) => node))
  // A side branch that is not learned anew must not carry what it knows of the rows that are left out.
  for (let moved = true; moved;) {
    moved = false
    const inside = new Set(variantInside({ document, topology }, line[lowest]?.end ?? '', learner))
    for (const id of reach(topology, [learner], 'up')) {
      const { learns, mixesRows } = traitsOf(id)
      if (inside.has(id) || onLine.has(id) || !(learns || mixesRows)) continue
      const sources = reach(topology, [id], 'up')
      const leaves = line.findIndex(({ node }, index) => index >= lowest && sources.has(node))
      if (leaves > lowest && lowest < top) {
        lowest = Math.min(leaves, top)
        moved = true
        break
      }
    }
  }
  return line.slice(lowest, top + 1).map(({ end }) => end)
}

/** The nodes below an end `NODE.PORT` that lead to the learner, the learner among them, in an order in which they can be computed. */
export function variantInside(
  { document, topology }: { readonly document: Document; readonly topology: Topology },
  port: string,
  learner: string,
): readonly string[] {
  const first = document.wires.flatMap(({ from, to }) => (from === port ? [splitEnd(to).node] : []))
  const below = reach(topology, first, 'down')
  const leading = reach(topology, [learner], 'up')
  return topology.order.filter((id) => below.has(id) && leading.has(id))
}

/** The ends that feed the learner along first inputs, from the lowest up. */
function mainLine(
  { document, topology }: { readonly document: Document; readonly topology: Topology },
  learner: string,
  traitsOf: (id: string) => NodeTraits,
): readonly { readonly end: string; readonly node: string }[] {
  const line: { end: string; node: string }[] = []
  for (let at: string | undefined = learner; at !== undefined;) {
    const port: string | undefined = traitsOf(at).mainInput
    const wire: Wire | undefined = (topology.incoming.get(at) ?? []).find(({ to }) => splitEnd(to).port === port)
    if (!wire || !document.nodes[splitEnd(wire.from).node]) break
    line.push({ end: wire.from, node: splitEnd(wire.from).node })
    at = splitEnd(wire.from).node
  }
  return line
}
