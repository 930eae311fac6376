import type { Text } from '../protocol/text.ts'
import type { ResolvedNode } from './resolve.ts'

/** What a fit body says of the state that it learnt in a run; nothing for other bodies. */
export function stateNotices({ definition, params, node }: ResolvedNode, state: unknown): readonly Text[] {
  if (!definition || !params || node.disabled || !('fit' in definition) || state === undefined) return []
  return (definition.warnings?.(state as never, params as never) ?? []).map(({ text }) => text)
}
