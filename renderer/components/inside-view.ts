import { insideOf } from '../../engine/graph/commands/component-inside.ts'
import { endOf, endPort } from '../../engine/graph/commands/component-ends.ts'
import { splitEnd, type Document } from '../../engine/protocol/document.ts'
import type { Inspection } from '../../engine/protocol/inspection.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { Run, StepRun } from '../runs/run.ts'

/** The types of the components that lead to a use: `a/b` is the use b inside the component that a uses. Undefined when one is not there. */
export function typeAt(document: Document, use: string): string | undefined {
  let nodes = document.nodes
  let type: string | undefined
  for (const id of use.split('/')) {
    type = nodes[id]?.type
    const component = type === undefined ? undefined : document.components?.[type]
    if (!component) return undefined
    nodes = component.nodes
  }
  return type
}

/** What stands inside a use, as a document. */
export function insideAt(document: Document, use: string): Document | undefined {
  const type = typeAt(document, use)
  return type === undefined ? undefined : insideOf(document, type)
}

/** What is known of the nodes inside a use, by their own ids. */
export function inspectionInside(inspection: Inspection, use: string): Inspection {
  const prefix = `${use}/`
  return {
    nodes: Object.fromEntries(
      Object.entries(inspection.nodes).flatMap(([id, node]) => (id.startsWith(prefix) ? [[id.slice(prefix.length), node]] : [])),
    ),
    problems: inspection.problems.flatMap((problem) => problemInside(problem, prefix)),
  }
}

/** The same with what is known of the ends: what stands at the nodes behind them. */
export function withEndInspections(inspection: Inspection, { nodes, wires }: Pick<Document, 'nodes' | 'wires'>): Inspection {
  const known = { ...inspection.nodes }
  for (const [id, { type }] of Object.entries(nodes)) {
    const place = behindEnd({ nodes, wires }, id)
    if (!endOf(type)) continue
    const node = place && inspection.nodes[place.node]
    const port = node && place && (place.side === 'in' ? node.inputs : node.outputs)[place.port]
    const none = { en: '', fr: '' }
    const ports = port ? { [endPort]: port } : {}
    const isInput = endOf(type)?.side === 'input'
    known[id] = {
      sentence: none,
      configured: true,
      fingerprint: node?.fingerprint ?? '',
      fresh: node?.fresh ?? false,
      inputs: isInput ? {} : ports,
      outputs: isInput ? ports : {},
    }
  }
  return { ...inspection, nodes: known }
}

/** The port of a node inside that has the same rows as an end; undefined for other nodes, and for an end that leads nowhere. */
export function behindEnd(
  { nodes, wires }: Pick<Document, 'nodes' | 'wires'>,
  id: string,
): { readonly node: string; readonly port: string; readonly side: 'in' | 'out' } | undefined {
  const end = endOf(nodes[id]?.type ?? '')
  if (!end) return undefined
  const own = `${id}.${endPort}`
  const place = end.side === 'input' ? wires.find(({ from }) => from === own)?.to : wires.find(({ to }) => to === own)?.from
  return place === undefined ? undefined : { ...splitEnd(place), side: end.side === 'input' ? 'in' : 'out' }
}

function problemInside(problem: Problem, prefix: string): Problem[] {
  const { node, inside, insideParam, param: _outer, ...place } = problem.place
  const whole = `${node ?? ''}/${inside ?? ''}`
  if (inside === undefined || !whole.startsWith(prefix)) return []
  const [inner = '', ...deeper] = whole.slice(prefix.length).split('/')
  const rest = deeper.join('/')
  const at =
    rest === ''
      ? { ...(insideParam !== undefined && { param: insideParam }) }
      : { inside: rest, ...(insideParam !== undefined && { insideParam }) }
  return [{ ...problem, place: { ...place, node: inner, ...at } }]
}

/** The steps inside a use, by their own ids. */
export function runInside(run: Run, path: string, use: string): Run {
  const prefix = `${use}/`
  const own = (id: string) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : [])
  const steps = Object.fromEntries(
    Object.entries(run.steps).flatMap(([id, step]) => own(id).map((inner) => [inner, { ...step, node: inner }])),
  )
  return { ...run, pipeline: path, order: run.order.flatMap(own), steps }
}

const ended: ReadonlySet<StepRun['state']> = new Set(['done', 'reused', 'skipped', 'cancelled'])

/** A run in which each use of a component has a step of its own, made of those inside: while they go on, and when one failed. */
export function withUses(run: Run): Run {
  const groups = new Map<string, StepRun[]>()
  for (const [id, step] of Object.entries(run.steps)) {
    for (let at = id.indexOf('/'); at >= 0; at = id.indexOf('/', at + 1))
      groups.set(id.slice(0, at), [...(groups.get(id.slice(0, at)) ?? []), step])
  }
  if (groups.size === 0) return run
  const steps: Record<string, StepRun> = Object.fromEntries(Object.entries(run.steps).filter(([id]) => !groups.has(id)))
  for (const [id, inside] of groups) {
    const whole = together(id, inside)
    if (whole) steps[id] = whole
  }
  return { ...run, steps }
}

function together(node: string, inside: readonly StepRun[]): StepRun | undefined {
  const base: StepRun = {
    node,
    fingerprint: '',
    state: 'queued',
    share: null,
    secondsLeft: null,
    seconds: null,
    memoryBytes: null,
    notices: [],
    points: [],
  }
  const failed = inside.find((step) => step.state === 'failed')
  if (failed) return { ...base, state: 'failed', ...(failed.problem && { problem: failed.problem }) }
  if (inside.every((step) => ended.has(step.state))) return undefined
  if (inside.every((step) => step.state === 'queued')) return base
  return { ...base, state: 'running', share: inside.filter((step) => ended.has(step.state)).length / inside.length }
}
