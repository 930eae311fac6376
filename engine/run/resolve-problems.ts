import { toProblem, type NodeBehind, type NodeProblemData } from '../../nodes/kit/problem.ts'
import { calibrateModel } from '../graph/commands/calibrate-model.ts'
import type { Command } from '../protocol/command.ts'
import { wireId, type Component, type Document, type Wire } from '../protocol/document.ts'
import type { Fix, Problem } from '../protocol/problem.ts'

/** A node's own problem with the node's id in it; fixes become commands. Without the document only those that set params. */
export function problemOf(node: string, data: NodeProblemData, document?: Document): Problem {
  const fixes = (data.fixes ?? []).flatMap((fix): Fix[] => {
    if ('params' in fix)
      return [{ label: fix.label, commands: [{ type: 'set-params', id: node, params: fix.params as never, remove: [] }] }]
    if (!document) return []
    if ('behind' in fix) return [{ label: fix.label, commands: addBehind(node, fix.behind, document) }]
    const calibrated = calibrateModel(document, node)
    return calibrated ? [{ label: fix.label, commands: [calibrated.command] }] : []
  })
  return toProblem(data, node, fixes)
}

/** Puts a node on the output `table` of another: those who took it take the new one's instead. */
function addBehind(node: string, { type, version, params }: NodeBehind, document: Document): Command[] {
  const name = type.slice(type.indexOf('.') + 1)
  let number = 1
  while (document.nodes[`${name}_${number}`]) number++
  const id = `${name}_${number}`
  const at = document.layout[node] ?? { x: 0, y: 0 }
  const taken = document.wires.filter(({ from }) => from === `${node}.table`)
  return [
    {
      type: 'add-node',
      id,
      node: { type, version, params: params as never },
      position: { x: at.x + 272, y: at.y + (taken.length > 0 ? 92 : 0) },
    },
    ...taken.map((wire): Command => ({ type: 'disconnect', wire })),
    { type: 'connect', wire: { from: `${node}.table`, to: `${id}.table` }, replace: true },
    ...taken.map(({ to }): Command => ({ type: 'connect', wire: { from: `${id}.table`, to }, replace: true })),
  ]
}

export function danglingProblem(wire: Wire): Problem {
  return {
    code: 'wire-dangling',
    severity: 'error',
    place: { wire: wireId(wire) },
    text: {
      en: `A wire leads from ${wire.from} to ${wire.to}, and one of them is not there.`,
      fr: `Un fil va de ${wire.from} à ${wire.to}, et l’un des deux n’existe pas.`,
    },
    action: { en: 'Remove the wire.', fr: 'Retirez le fil.' },
    fixes: [{ label: { en: 'Remove the wire', fr: 'Retirer le fil' }, commands: [{ type: 'disconnect', wire }] }],
  }
}

/** A result that was to be kept, and is not in this workspace. */
export function keptMissing(node: string, at: string): Problem {
  return {
    code: 'kept-missing',
    severity: 'error',
    place: { node },
    text: {
      en: `The result of ${at.slice(0, 10)} that was kept is not in this workspace.`,
      fr: `Le résultat du ${at.slice(0, 10)} qui était conservé n’est pas dans cet espace de travail.`,
    },
    action: { en: 'Let it go, and the node is computed anew.', fr: 'Libérez-le, et le nœud sera recalculé.' },
    fixes: [{ label: { en: 'Let it go', fr: 'Le libérer' }, commands: [{ type: 'set-node', id: node, kept: null }] }],
  }
}

/** A port of a component that something is wired to, and nothing inside leads to. */
export function openPort({ node, port }: { readonly node: string; readonly port: string }, component: Component | undefined): Problem {
  const name = component?.outputs[port]?.label ?? port
  return {
    code: 'port-open',
    severity: 'error',
    place: { node, port },
    text: { en: `Nothing inside leads to the output “${name}”.`, fr: `Rien à l’intérieur ne mène à la sortie « ${name} ».` },
    action: { en: 'Open the component and draw a wire to it.', fr: 'Ouvrez le composant et tirez-y un fil.' },
  }
}

export function cyclicProblem(node: string): Problem {
  return {
    code: 'cycle',
    severity: 'error',
    place: { node },
    text: {
      en: 'This node waits for itself: its wires form a circle.',
      fr: 'Ce nœud attend son propre résultat : ses fils forment une boucle.',
    },
    action: { en: 'Remove one of the wires of the circle.', fr: 'Retirez l’un des fils de la boucle.' },
  }
}

export function wireMismatch(wire: Wire, from: string, to: string): Problem {
  return {
    code: 'wire-kind',
    severity: 'error',
    place: { wire: wireId(wire) },
    text: {
      en: `${wire.to} needs a ${to}; ${wire.from} gives a ${from}.`,
      fr: `${wire.to} attend « ${to} » ; ${wire.from} donne « ${from} ».`,
    },
    action: { en: 'Remove the wire.', fr: 'Retirez le fil.' },
    fixes: [{ label: { en: 'Remove the wire', fr: 'Retirer le fil' }, commands: [{ type: 'disconnect', wire }] }],
  }
}
