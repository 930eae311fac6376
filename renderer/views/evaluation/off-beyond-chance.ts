import type { Evaluation } from '../../../engine/protocol/artifact.ts'

/** What is off by less changes nobody's mind. */
const bearable = 0.01

/** Whether the probabilities of an evaluation are further off than chance alone makes them. Pure. */
export function offBeyondChance({ figures }: Pick<Evaluation, 'figures'>): boolean {
  const error = figures.find(({ id }) => id === 'calibration-error')
  return (error?.interval?.[0] ?? 0) > bearable
}
