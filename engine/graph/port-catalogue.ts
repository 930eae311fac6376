import type { Text } from '../protocol/text.ts'

export interface NodePorts {
  readonly title?: Text
  readonly inputs: Readonly<
    Record<string, { readonly kind: string; readonly optional?: boolean | undefined; readonly many?: boolean | undefined }>
  >
  readonly outputs: Readonly<Record<string, { readonly kind: string }>>
}

/** What must be known of the nodes to say whether a wire fits, by node type. The engine's catalogue is one, and so is the studio's. */
export type PortCatalogue = ReadonlyMap<string, NodePorts>
