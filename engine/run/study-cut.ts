import type { NodeProblemData } from '../../nodes/kit/problem.ts'
import { topology, type Topology } from '../graph/topology.ts'
import { splitTypes } from '../graph/commands/split-types.ts'
import { variantCut, variantInside, type NodeTraits } from '../graph/variant-cut.ts'
import { splitEnd, type Wire } from '../protocol/document.ts'
import { inputsOf } from '../relation/relation-inputs.ts'
import type { Relation } from '../relation/relation.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'

/** The learners that a study learns anew, and where the rows that they share can be parted. */
export interface StudyCut {
  /** `NODE.PORT` of a table. */
  readonly port: string
  /** That table and those above it where the rows can be parted as well, upwards. */
  readonly ends: readonly string[]
  /** In the order of the wires: the learner, its output, and the nodes from the cut down to it. */
  readonly models: readonly { readonly node: string; readonly port: string; readonly inside: readonly string[] }[]
}

/** The ports of a node that lead to what its study learns anew. */
export function refitPorts(node: ResolvedNode | undefined): readonly string[] {
  const definition = node?.definition
  if (!definition || !('run' in definition) || !definition.study || node?.node.disabled) return []
  return Object.entries(definition.inputs).flatMap(([port, spec]) => (spec.refit ? [port] : []))
}

/** Finds the cut of a study, or says why there is none. */
export function studyCut({ document, nodes }: Pick<Resolved, 'document' | 'nodes'>, id: string): StudyCut | NodeProblemData {
  const node = nodes.get(id)
  const [port = 'models'] = refitPorts(node)
  const wires = document.wires.filter(({ to }) => to === `${id}.${port}`)
  const graph = { document, topology: topology(document) }
  const traits = traitsIn(nodes)
  const learners = wires.map(({ from }) => splitEnd(from))
  const idle = learners.find(({ node: learner }) => !traits(learner).learns)
  if (idle) return learnsNothing(nodes.get(idle.node), port)
  const lines = learners.map(({ node: learner }) => variantCut(graph, learner, traits))
  const ends = lines[0]?.filter((end) => lines.every((line) => line.includes(end))) ?? []
  const [shared] = ends
  if (shared === undefined) return noSharedRows(port, lines.length)
  return {
    port: shared,
    ends,
    models: learners.map(({ node: learner, port: output }) => ({
      node: learner,
      port: output,
      inside: variantInside(graph, shared, learner),
    })),
  }
}

/** The order of a run: a study waits for the rows that its variants read, not for the models that it learns anew. */
export function waitingTopology(resolved: Pick<Resolved, 'document' | 'nodes' | 'topology'>): Topology {
  const studies = [...resolved.nodes.values()].filter((node) => refitPorts(node).length > 0 && !node.kept)
  if (studies.length === 0) return resolved.topology
  const { document } = resolved
  const dropped = new Set<Wire>()
  const added: Wire[] = []
  for (const study of studies) {
    const cut = studyCut(resolved, study.id)
    const [port = 'models'] = refitPorts(study)
    if ('code' in cut) continue
    for (const wire of document.wires) if (wire.to === `${study.id}.${port}`) dropped.add(wire)
    const inside = new Set(cut.models.flatMap((model) => model.inside))
    const from = document.wires.flatMap((wire) => {
      const isInto = inside.has(splitEnd(wire.to).node)
      return isInto && (wire.from === cut.port || !inside.has(splitEnd(wire.from).node)) ? [wire.from] : []
    })
    added.push(...[...new Set([cut.port, ...from])].map((end) => ({ from: end, to: `${study.id}.${port}` })))
  }
  // What is kept reads nothing, here as everywhere.
  const wires = document.wires.filter((wire) => !dropped.has(wire) && !resolved.nodes.get(splitEnd(wire.to).node)?.kept)
  return topology({ ...document, wires: [...wires, ...added] })
}

function traitsIn(nodes: ReadonlyMap<string, ResolvedNode>): (id: string) => NodeTraits {
  const known = new Map<string, NodeTraits>()
  return (id) => {
    const traits = known.get(id) ?? traitsOf(nodes.get(id))
    known.set(id, traits)
    return traits
  }
}

const none: NodeTraits = { learns: false, splits: false, repeats: false, drops: false, mixesRows: false, mainInput: undefined }

function traitsOf(node: ResolvedNode | undefined): NodeTraits {
  const definition = node?.definition
  if (!node || !definition) return none
  const [mainInput] = Object.keys(definition.inputs)
  const off = node.node.disabled === true
  const learns =
    !off &&
    ('fit' in definition
      ? !node.params || definition.learns?.(node.params as never) !== false
      : 'run' in definition && ((definition.learnsFrom?.length ?? 0) > 0 || refitPorts(node).some((port) => port === mainInput)))
  const ops = off ? new Set<string>() : opsOf(node)
  return {
    learns,
    splits: splitTypes.has(definition.id),
    repeats: !off && definition.id === 'split.balance',
    drops: ['filter', 'sample', 'distinct', 'limit', 'aggregate'].some((op) => ops.has(op)),
    mixesRows: ['aggregate', 'window', 'pivot', 'query', 'distinct'].some((op) => ops.has(op)),
    mainInput,
  }
}

/** What a node's own relations are made of, down to what came in; `window` for expressions over other rows. */
function opsOf({ outputs, fingerprint }: ResolvedNode): ReadonlySet<string> {
  const ops = new Set<string>()
  const visit = (relation: Relation): void => {
    if (relation.op === 'mark' && !relation.fingerprint.startsWith(`${fingerprint}.`)) return
    ops.add(relation.op)
    if (relation.op === 'project' && relation.exprs.some(({ expr }) => expr.kind === 'window')) ops.add('window')
    for (const input of inputsOf(relation)) visit(input)
  }
  for (const { relation } of outputs.values()) if (relation) visit(relation)
  return ops
}

function learnsNothing(node: ResolvedNode | undefined, port: string): NodeProblemData {
  const name = node?.node.title ?? node?.definition?.title.en ?? ''
  const nameFr = node?.node.title ?? node?.definition?.title.fr ?? ''
  return {
    code: 'study-learns-nothing',
    port,
    text: { en: `“${name}” does not learn by itself.`, fr: `« ${nameFr} » n’apprend pas par lui-même.` },
    action: {
      en: 'Draw the wires from the nodes that train the models.',
      fr: 'Tirez les fils depuis les nœuds qui entraînent les modèles.',
    },
  }
}

function noSharedRows(port: string, models: number): NodeProblemData {
  return {
    code: 'study-rows-apart',
    port,
    text:
      models > 1
        ? {
            en: 'The models do not learn from the same rows, so they have no folds in common.',
            fr: 'Les modèles n’apprennent pas des mêmes lignes : ils n’ont pas de plis en commun.',
          }
        : {
            en: 'No table leads to this model whose rows could be parted.',
            fr: 'Aucune table dont on pourrait répartir les lignes ne mène à ce modèle.',
          },
    action: {
      en: 'Connect models that learn from one split, or from one table.',
      fr: 'Reliez des modèles qui apprennent d’une même séparation, ou d’une même table.',
    },
  }
}
