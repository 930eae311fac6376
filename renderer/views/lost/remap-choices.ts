import type { LostColumn, RemapChoice } from '../../../engine/protocol/lost-columns.ts'

/** The column chosen in the place of a lost one, by node and name; empty to leave it. */
export type RemapChoices = ReadonlyMap<string, string>

export const lostKey = ({ node, port, name }: Pick<LostColumn, 'node' | 'port' | 'name'>): string => JSON.stringify([node, port, name])

/** What stands in the place of a lost column: the choice, else the suggestion. */
export const replacementOf = (lost: LostColumn, choices: RemapChoices): string => choices.get(lostKey(lost)) ?? lost.suggestion ?? ''

/** The replacements to make; what is left alone is left out. */
export function remapsOf(lost: readonly LostColumn[], choices: RemapChoices): RemapChoice[] {
  return lost.flatMap((one) => {
    const to = replacementOf(one, choices)
    return to === '' ? [] : [{ node: one.node, name: one.name, to }]
  })
}

const lostCodes: ReadonlySet<string> = new Set(['column-missing', 'unknown-column'])

/** Whether a problem is that a column is not there. */
export const isLost = ({ code }: { readonly code: string }): boolean => lostCodes.has(code)
