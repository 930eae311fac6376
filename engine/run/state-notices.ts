import type { Text } from '../protocol/text.ts'
import type { ResolvedNode } from './resolve.ts'

/** What a body says of the state that it learnt, or of what it found, in a run. */
export function stateNotices({ definition, params, node }: ResolvedNode, state: unknown): readonly Text[] {
  if (!definition || !params || node.disabled || !('warnings' in definition) || state === undefined) return []
  return (definition.warnings?.(state as never, params as never) ?? []).map(({ text }) => text)
}
