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

const learnt = { en: 'Rows to learn from', fr: 'Lignes d’apprentissage' }
const others = { en: 'Other rows, treated alike', fr: 'Autres lignes, traitées de même' }

/** The ports of a body that learns from one table and treats others alike (fit and apply). */
export const fitPorts = {
  inputs: { table: { kind: 'table', label: learnt }, other: { kind: 'table', label: others, optional: true } },
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    other: { kind: 'table', label: { en: 'Other rows', fr: 'Autres lignes' } },
  },
} as const satisfies { inputs: Readonly<Record<string, InputPort>>; outputs: Readonly<Record<string, OutputPort>> }

/** One table in, one table out. */
export const tablePorts = {
  inputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  outputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
} as const satisfies { inputs: Readonly<Record<string, InputPort>>; outputs: Readonly<Record<string, OutputPort>> }
