import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { PreviewPort } from '../session/store.ts'

export interface PortChoice {
  readonly port: string
  readonly side: 'in' | 'out'
  readonly kind: CatalogueEntry['outputs'][string]['kind']
  readonly label: Text
}

/** The ports of a node that can be looked into: inputs that carry tables, all outputs. */
export function portChoices({ inputs, outputs }: Pick<CatalogueEntry, 'inputs' | 'outputs'>): PortChoice[] {
  return [
    ...Object.entries(inputs).flatMap(([port, { kind, label }]) => (kind === 'table' ? [{ port, side: 'in' as const, kind, label }] : [])),
    ...Object.entries(outputs).map(([port, { kind, label }]) => ({ port, side: 'out' as const, kind, label })),
  ]
}

/** The port to show: the wished one when the node has it, else the first output, else the first input. */
export function shownPort(choices: readonly PortChoice[], wished: PreviewPort | null): PortChoice | undefined {
  return (
    choices.find(({ port, side }) => wished !== null && port === wished.port && side === wished.side) ??
    choices.find(({ side }) => side === 'out') ??
    choices[0]
  )
}
