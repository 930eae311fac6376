import type { Training } from '../../engine/protocol/training-methods.ts'
import type { CurvePoint } from '../runs/run.ts'

/** What a training came to. */
export interface TrainingFigures {
  readonly steps: number
  /** The lowest loss, of rows kept apart where there are some, and the step that had it. */
  readonly best: { readonly value: number; readonly step: number; readonly apart: boolean } | null
  readonly rowsPerSecond: number | null
}

/** The figures of the curves of a training. The rate is the latest that was told. */
export function trainingFigures(points: readonly CurvePoint[]): TrainingFigures {
  const of = (name: string) => points.filter((point) => point.name === name && Number.isFinite(point.value))
  const apart = of('validation loss')
  const judged = apart.length > 0 ? apart : of('loss')
  const best = judged.reduce<CurvePoint | null>((low, point) => (low && low.value <= point.value ? low : point), null)
  return {
    steps: points.reduce((most, { step }) => Math.max(most, step), 0),
    best: best && { value: best.value, step: best.step, apart: apart.length > 0 },
    rowsPerSecond: of('rows per second').at(-1)?.value ?? null,
  }
}

/** The curves of a training that has ended, with its rate, which follows from the times of its steps. */
export function keptPoints({ points, pace, rows }: Training): readonly CurvePoint[] {
  const rates = pace.flatMap(({ step, seconds }, at) => {
    const before = pace[at - 1]
    if (!before || seconds <= before.seconds || step <= before.step) return []
    return [{ name: 'rows per second', step, value: (rows * (step - before.step)) / (seconds - before.seconds) }]
  })
  return [...points, ...rates]
}
