import type { Text } from '../../engine/protocol/text.ts'
import type { ArtifactKind } from './artifacts.ts'

export interface InputPort {
  readonly kind: ArtifactKind
  readonly label: Text
  /** May stay empty. */
  readonly optional?: boolean
  /** Takes any number of wires, in the order of the document's wires. */
  readonly many?: boolean
  /** What leads to it is learned anew by the study of this node, from parts of the rows: the model itself is not waited for. */
  readonly refit?: boolean
}

export interface OutputPort {
  readonly kind: ArtifactKind
  readonly label: Text
  /** Of a table: why it may have no rows, with which settings it has some. */
  readonly ifEmpty?: Text
}

/** One table in, one table out. */
export const tablePorts = {
  inputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  outputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
} as const satisfies { inputs: Readonly<Record<string, InputPort>>; outputs: Readonly<Record<string, OutputPort>> }
