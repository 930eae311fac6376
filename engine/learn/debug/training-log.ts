import type { FitControl } from '../estimator.ts'
import { thinPoints } from './thin-points.ts'
import type { CurvePoint, PacePoint, TrainingRecord } from './training-record.ts'

const mostPoints = 400
/** A rate over less is noise. */
const shortest = 0.2
/** Told while a fit runs; afterwards it follows from the pace. */
const speed = 'rows per second'

/** What a log hears and tells. */
export interface LogTools {
  /** Since the node began. */
  seconds(): number
  /** Tells whoever watches. */
  tell(name: string, step: number, value: number): void
}

/** Listens to a fit: keeps its curves and its pace, and tells how fast it is where the learner does not say so itself. */
export class TrainingLog {
  private readonly rows: number
  private readonly tools: LogTools
  private readonly points: CurvePoint[] = []
  private readonly broken: { name: string; step: number }[] = []
  private readonly pace: PacePoint[] = []
  private saysSpeed = false
  private device: string | null = null
  private stopped = false

  constructor(rows: number, tools: LogTools) {
    this.rows = rows
    this.tools = tools
  }

  readonly metric: FitControl['metric'] = (name, step, value) => {
    this.tools.tell(name, step, value)
    if (name === speed) {
      this.saysSpeed = true
      return
    }
    if (Number.isFinite(value)) this.points.push({ name, step, value })
    else this.broken.push({ name, step })
    const before = this.pace.at(-1)
    if (before && step <= before.step) return
    const seconds = this.tools.seconds()
    if (before && seconds - before.seconds < shortest) return
    this.pace.push({ step, seconds })
    if (before && !this.saysSpeed) this.tools.tell(speed, step, (this.rows * (step - before.step)) / (seconds - before.seconds))
  }

  ranOn(device: string): void {
    this.device = device
  }

  wasStopped(): void {
    this.stopped = true
  }

  left(): Pick<TrainingRecord, 'points' | 'broken' | 'pace' | 'device' | 'stopped'> {
    const { broken, device, stopped } = this
    const every = Math.ceil(this.pace.length / mostPoints)
    const pace = this.pace.filter((_, at) => at % every === 0 || at === this.pace.length - 1)
    return { points: thinPoints(this.points, mostPoints), broken: broken.slice(0, mostPoints), pace, device, stopped }
  }
}
