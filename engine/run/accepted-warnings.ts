import type { DocumentNode } from '../protocol/document.ts'
import type { Fix } from '../protocol/problem.ts'
import type { Text } from '../protocol/text.ts'

interface Place {
  readonly id: string
  readonly node: Pick<DocumentNode, 'accepted'>
}

/** What a warning is about, whatever its figures: its English words with numbers as #, but for those in names, which stand in quotation marks. */
export const warningKey = ({ en }: Text): string =>
  en
    .split(/(“[^”]*”)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/\d[\d.,\u202f]*/g, '#')))
    .join('')

/** Whether a person said that this warning is known, and fine. */
export const isAccepted = ({ node }: Place, text: Text): boolean => node.accepted?.includes(warningKey(text)) ?? false

/** One click after which the warning is said no more at this node. */
export const accepting = ({ id, node }: Place, text: Text): Fix => ({
  label: { en: 'Do not say this here', fr: 'Ne plus le dire ici' },
  commands: [{ type: 'set-node', id, accepted: [...(node.accepted ?? []), warningKey(text)] }],
})

/** One click that takes that back. */
export const warningAgain = ({ id, node }: Place, text: Text): Fix => ({
  label: { en: 'Warn again', fr: 'Avertir de nouveau' },
  commands: [{ type: 'set-node', id, accepted: (node.accepted ?? []).filter((key) => key !== warningKey(text)) }],
})
