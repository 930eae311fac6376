import type { NetworkArchitecture } from './architecture.ts'
import { judgedRows } from './kernel-plan.ts'
import { planNetwork } from './network-plan.ts'

/** Bytes that the parts of matrices take which tasks copy. */
const copied = 10e6

/** Bytes that a network needs beside its matrix of so many rows and columns: in the memory of the kernels, and for the standardised rows. */
export function networkNeeds(
  { layers, batchSize }: NetworkArchitecture,
  outputs: number,
): (rows: number, columns: number) => { kernels: number; beside: number } {
  return (rows, columns) => {
    const { parts, kept } = planNetwork(layers, columns, { output: 'classes', outputs })
    const units = parts.reduce((sum, part) => (part.kind === 'dense' ? sum + part.units : sum), 0)
    const atOnce = Math.min(rows, Math.max(batchSize, judgedRows))
    return { kernels: 4 * (rows * (columns + 2) + atOnce * (columns + 2 * units) + 4 * kept) + copied, beside: 4 * rows * (columns + 2) }
  }
}
