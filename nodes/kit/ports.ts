import type { Text } from '../../engine/protocol/text.ts'
import type { ArtifactKind } from './artifacts.ts'

export interface InputPort {
  readonly kind: ArtifactKind
  readonly label: Text
  /** May stay empty. */
  readonly optional?: boolean
  /** Takes any number of wires, in the order of the document's wires. */
  readonly many?: boolean
}

export interface OutputPort {
  readonly kind: ArtifactKind
  readonly label: Text
}
