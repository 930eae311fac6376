/** What the steps since the last question came to. */
export interface StepFigures {
  /** Mean loss of the rows, penalties apart. */
  readonly loss: number
  /** Mean length of the gradients, before any is shortened. */
  readonly gradientNorm: number
}

export interface Judged {
  readonly loss: number
  /** Share of rows whose class is the most likely one; null for a number. */
  readonly accuracy: number | null
}

/** Everything that the next step depends on beside the data, the seed and the number of the step. */
export interface TraineeState {
  /** In the places that the plan gives them. */
  readonly weights: Float32Array
  /** Running figures of the optimiser, as its back end keeps them. */
  readonly moments: readonly Float32Array[]
}

/** A network under training, whatever computes it. Rows are positions in the data that it was made for. */
export interface Trainee {
  /** One step of the optimiser. `number` counts the steps of the whole training from 1; dropout hangs on it and on the seed alone. */
  step(rows: Int32Array, at: { readonly rate: number; readonly number: number }): void | Promise<void>
  /** And starts to sum up anew. */
  figures(): StepFigures | Promise<StepFigures>
  /** Weighted, without dropout. */
  judge(rows: Int32Array): Judged | Promise<Judged>
  /** The values behind each activation of the plan, row-major, without dropout. For some hundred rows. */
  activations(rows: Int32Array): readonly Float32Array[] | Promise<readonly Float32Array[]>
  /** The scores of the last layer, row-major, without dropout. For some hundred rows. */
  answers(rows: Int32Array): Float32Array | Promise<Float32Array>
  weights(): Float32Array | Promise<Float32Array>
  state(): TraineeState | Promise<TraineeState>
  restore(state: TraineeState): void
  close(): void
}
