/** Height between two bands: room for each output whose wires run in the channel, with space above and below. */
export function bandGap(outputs: number): number {
  return Math.max(44, 36 + 12 * outputs)
}
