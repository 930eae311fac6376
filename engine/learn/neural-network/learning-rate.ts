import type { Optimizer, Schedule } from './architecture.ts'

export interface RateAt {
  /** From 1. */
  readonly epoch: number
  /** Steps of this epoch that are done, and how many it has. */
  readonly done: number
  readonly steps: number
  readonly epochs: number
}

/** The learning rate of a step: warm-up in equal steps, then the schedule. A cosine reaches 0 behind the last step (Loshchilov and Hutter 2017). */
export function learningRateAt({ learningRate }: Optimizer, { kind, every, factor, warmUp }: Schedule, at: RateAt): number {
  const passed = at.epoch - 1 + at.done / at.steps
  if (passed < warmUp) return (learningRate * (passed + 1 / at.steps)) / (warmUp + 1 / at.steps)
  switch (kind) {
    case 'constant':
      return learningRate
    case 'step':
      return learningRate * factor ** Math.floor((at.epoch - 1) / every)
    case 'cosine':
      return (learningRate * (1 + Math.cos((Math.PI * (passed - warmUp)) / Math.max(1 / at.steps, at.epochs - warmUp)))) / 2
  }
}
