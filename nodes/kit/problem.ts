import type { Fix, Place, Problem } from '../../engine/protocol/problem.ts'
import type { Text } from '../../engine/protocol/text.ts'

/** A problem of one node before the engine has put the node's id into its place. */
export interface NodeProblemData {
  readonly code: string
  readonly severity?: Problem['severity']
  readonly param?: string
  readonly port?: string
  readonly column?: string
  readonly row?: number
  readonly from?: number
  readonly to?: number
  readonly text: Text
  readonly action?: Text
  readonly fixes?: readonly NodeFix[]
}

/**
 * A fix as a node can say it: new values of its own params, another node that takes its table before all who take it now, or one that calibrates
 * its model by rows that are kept from it.
 */
export type NodeFix =
  | { readonly label: Text; readonly params: Readonly<Record<string, unknown>> }
  | { readonly label: Text; readonly behind: NodeBehind }
  | { readonly label: Text; readonly calibrate: true }

/** A node with a port `table` at both sides, as the one that has the problem. */
export interface NodeBehind {
  readonly type: string
  readonly version: number
  readonly params: Readonly<Record<string, unknown>>
}

/** Thrown by node bodies for anything that a person can put right. */
export class NodeProblem extends Error {
  readonly data: NodeProblemData

  constructor(data: NodeProblemData) {
    super(data.text.en)
    this.name = 'NodeProblem'
    this.data = data
  }
}

export function toProblem(data: NodeProblemData, node: string, fixes?: readonly Fix[]): Problem {
  const place: Place = node === '' ? {} : { node }
  for (const key of ['param', 'port', 'column', 'row', 'from', 'to'] as const) {
    const value = data[key]
    if (value !== undefined) Object.assign(place, { [key]: value })
  }
  return {
    code: data.code,
    severity: data.severity ?? 'error',
    place,
    text: data.text,
    ...(data.action && { action: data.action }),
    ...(fixes && fixes.length > 0 && { fixes: [...fixes] }),
  }
}
