import { splitType, splitTypes } from '../graph/commands/split-types.ts'
import { reach, type Topology } from '../graph/topology.ts'
import type { Command } from '../protocol/command.ts'
import { splitEnd, wireId, type Document, type Wire } from '../protocol/document.ts'
import type { Fix, Problem } from '../protocol/problem.ts'
import { problemOf } from './resolve-problems.ts'
import type { ResolvedNode } from './resolve.ts'
import { refitPorts, studyCut } from './study-cut.ts'

/**
 * Finds nodes that learn from rows they must not see: the test part, parts put together again, or a table that is split only further
 * down. Each problem has a fix that rewires the document.
 */
export function learningProblems(resolved: {
  readonly document: Document
  readonly topology: Topology
  readonly nodes: ReadonlyMap<string, ResolvedNode>
}): ReadonlyMap<string, readonly Problem[]> {
  const { document, topology, nodes } = resolved
  const found = new Map<string, Problem[]>()
  for (const node of nodes.values()) {
    const studied = refitPorts(node).length > 0 && node.configured ? studyCut(resolved, node.id) : undefined
    if (studied && 'code' in studied) found.set(node.id, [problemOf(node.id, studied)])
    const ports = learningPorts(node)
    for (const port of ports) {
      const relation = node.inputs.get(port)?.[0]?.relation
      const wire = (topology.incoming.get(node.id) ?? []).find((candidate) => splitEnd(candidate.to).port === port)
      if (!relation || !wire) continue
      const problem =
        relation.part === 'test' || relation.part === 'mixed'
          ? learnsFromTest({ node: node.id, port, wire }, relation.part, document)
          : relation.part === undefined
            ? unsplit(node, port, wire, resolved)
            : undefined
      if (problem) found.set(node.id, [...(found.get(node.id) ?? []), problem])
    }
  }
  return found
}

function learningPorts(node: ResolvedNode): readonly string[] {
  const { definition, params } = node
  if (!definition || !params || node.node.disabled) return []
  if ('fit' in definition) return definition.learns?.(params as never) === false ? [] : Object.keys(definition.inputs).slice(0, 1)
  return 'run' in definition ? (definition.learnsFrom ?? []) : []
}

function learnsFromTest(
  { node, port, wire }: { node: string; port: string; wire: Wire },
  part: 'test' | 'mixed',
  document: Document,
): Problem {
  const from = splitEnd(wire.from)
  const isSplit = splitTypes.has(document.nodes[from.node]?.type)
  const fixes: Fix[] = isSplit
    ? [
        {
          label: { en: 'Use the training rows', fr: 'Utiliser les lignes d’apprentissage' },
          commands: [
            { type: 'disconnect', wire },
            { type: 'connect', wire: { from: `${from.node}.train`, to: wire.to }, replace: true },
          ],
        },
      ]
    : []
  return {
    code: part === 'test' ? 'learns-from-test' : 'learns-from-mixed',
    severity: 'error',
    place: { node, port },
    text:
      part === 'test'
        ? {
            en: 'This learns from the test rows, so any score on them says nothing.',
            fr: 'Ce nœud apprend sur les lignes de test : tout score obtenu sur elles ne vaut rien.',
          }
        : {
            en: 'This learns from training and test rows mixed together.',
            fr: 'Ce nœud apprend sur des lignes d’apprentissage et de test mélangées.',
          },
    action: { en: 'Connect the training output of the split.', fr: 'Reliez la sortie « apprentissage » de la séparation.' },
    fixes,
  }
}

function unsplit(
  node: ResolvedNode,
  port: string,
  wire: Wire,
  { document, topology, nodes }: { document: Document; topology: Topology; nodes: ReadonlyMap<string, ResolvedNode> },
): Problem | undefined {
  const below = [...reach(topology, [node.id], 'down')].filter((id) => id !== node.id)
  const split = below.find((id) => splitTypes.has(document.nodes[id]?.type))
  const isLearner = node.definition !== undefined && 'run' in node.definition
  // A study keeps rows apart by itself.
  if (!split && below.some((id) => refitPorts(nodes.get(id)).length > 0)) return undefined
  if (split) {
    const target = learnsTarget(node)
    return {
      code: target ? 'target-fitted-before-split' : 'fitted-before-split',
      severity: 'warning',
      place: { node: node.id, port },
      text: target
        ? {
            en: 'This writes what it learns of the target into its columns, the target of rows that are set aside for testing further down too.',
            fr: 'Ce nœud inscrit dans ses colonnes ce qu’il apprend de la cible, y compris celle des lignes réservées au test plus loin.',
          }
        : {
            en: 'This learns from rows that are set aside for testing further down.',
            fr: 'Ce nœud apprend sur des lignes réservées au test plus loin.',
          },
      action: {
        en: 'Put it behind the split; the test rows get the same treatment by the model’s recipe.',
        fr: 'Placez-le après la séparation ; la recette du modèle traite les lignes de test de la même façon.',
      },
      fixes: moveBehind(node, wire, split, topology),
    }
  }
  const learnerBelow = below.some((id) => isLearning(nodes.get(id)))
  if (!isLearner && !learnerBelow) return undefined
  if (!isLearner) return undefined
  // A body that took training rows gives training rows, though its table does not say so: it was asked itself.
  const above = [...reach(topology, [node.id], 'up')].filter((id) => id !== node.id)
  const asked = above.some((id) => isLearning(nodes.get(id)))
  if (asked && above.some((id) => splitTypes.has(document.nodes[id]?.type))) return undefined
  return {
    code: 'no-split',
    severity: 'warning',
    place: { node: node.id, port },
    text: {
      en: 'All rows are used for learning; none is left to test on.',
      fr: 'Toutes les lignes servent à l’apprentissage ; aucune ne reste pour le test.',
    },
    action: { en: 'Split the rows before this node.', fr: 'Séparez les lignes avant ce nœud.' },
    fixes: [{ label: { en: 'Insert a split', fr: 'Insérer une séparation' }, commands: [insertSplit(node.id, wire, document)] }],
  }
}

/** Whether a node that prepares columns learns from the target: an encoder by the target, bins that part its classes. */
function learnsTarget({ definition, params, inputs }: ResolvedNode): boolean {
  if (!definition || !('fit' in definition) || typeof params?.['target'] !== 'string') return false
  // Shares and counts of values are learned without it.
  if (params['method'] === 'share' || params['method'] === 'count') return false
  const [port = 'table'] = Object.keys(definition.inputs)
  return params['target'] !== '' || (inputs.get(port)?.[0]?.relation?.columns.some(({ role }) => role === 'target') ?? false)
}

/** Whether a body learns from its rows. */
function isLearning(node: ResolvedNode | undefined): boolean {
  const definition = node?.definition
  return definition !== undefined && 'run' in definition && (definition.learnsFrom?.length ?? 0) > 0
}

function insertSplit(node: string, wire: Wire, document: Document): Command {
  let number = 1
  while (document.nodes[`split_${number}`]) number++
  const at = document.layout[node] ?? { x: 0, y: 0 }
  return {
    type: 'insert-on-wire',
    wire,
    id: `split_${number}`,
    node: { type: splitType, version: 1, params: {} },
    input: 'table',
    output: 'train',
    position: { x: at.x - 272, y: at.y + 92 },
  }
}

/** Takes the node out of its place and puts it on the training output of the split. */
function moveBehind(node: ResolvedNode, wire: Wire, split: string, topology: Topology): Fix[] {
  const [input] = Object.keys(node.definition?.inputs ?? {})
  const output = Object.entries(node.definition?.outputs ?? {}).find(([, port]) => port.kind === 'table')?.[0]
  if (!input || !output) return []
  const out = topology.outgoing.get(node.id) ?? []
  const training = (topology.outgoing.get(split) ?? []).filter((candidate) => splitEnd(candidate.from).port === 'train')
  const commands: Command[] = [
    { type: 'disconnect', wire },
    ...out.map((item): Command => ({ type: 'disconnect', wire: item })),
    ...out.map((item): Command => ({ type: 'connect', wire: { from: wire.from, to: item.to }, replace: true })),
    ...training.map((item): Command => ({ type: 'disconnect', wire: item })),
    { type: 'connect', wire: { from: `${split}.train`, to: `${node.id}.${input}` }, replace: true },
    ...training.map((item): Command => ({ type: 'connect', wire: { from: `${node.id}.${output}`, to: item.to }, replace: true })),
  ]
  return [
    {
      label: { en: 'Move behind the split', fr: 'Déplacer après la séparation' },
      commands: commands.filter((command, index) => index === commands.findIndex((other) => sameCommand(other, command))),
    },
  ]
}

function sameCommand(a: Command, b: Command): boolean {
  if ((a.type !== 'connect' && a.type !== 'disconnect') || a.type !== b.type) return a === b
  return wireId(a.wire) === wireId((b as typeof a).wire)
}
