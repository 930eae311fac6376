// For tests: figures held against those of a golden file.
import { expect } from 'vitest'

/** Rows of a golden file with the figures that were found for them. */
export interface GoldenRows {
  name: string
  actual: number[]
  weight: number[] | null
  figures: Record<string, number>
}

export const weightsOf = ({ weight }: GoldenRows) => (weight ? { weights: Float64Array.from(weight) } : {})

/** Expects the figures to 10 digits, each within its interval. */
export function checkFigures(
  report: { figures: readonly { id: string; value: number | null; interval: readonly [number, number] | null }[] },
  expected: Record<string, number>,
): void {
  for (const [id, value] of Object.entries(expected)) {
    const figure = report.figures.find((one) => one.id === id)!
    expect(Math.abs(figure.value! - value), `${id} ${figure.value}, not ${value}`).toBeLessThan(1e-10)
    expect(figure.interval![0], id).toBeLessThanOrEqual(value + 1e-12)
    expect(figure.interval![1], id).toBeGreaterThanOrEqual(value - 1e-12)
  }
}
