// How a training goes, while it runs and afterwards: curves, figures, earlier runs beside it.

import type { CurvePoint } from '../runs/run.ts'

/** Curves of one training, live or kept. */
export interface TrainingRun {
  readonly key: string
  readonly points: readonly CurvePoint[]
}

export interface PanelCurve {
  readonly run: string
  readonly name: string
  /** Of rows that were kept apart. */
  readonly apart: boolean
  readonly points: readonly (readonly [number, number])[]
}

/** Curves that share an axis. `name` is what they measure, as the learner calls it. */
export interface CurvePanel {
  readonly name: string
  readonly curves: readonly PanelCurve[]
}

const apartPrefix = 'validation '
/** A curve is some 300 pixels wide: more points cost time and show nothing. */
const mostDrawn = 300
/** Figures of which a network has one for each layer. */
const layered = ['dead units', 'saturated', 'update ratio'] as const
const first = ['loss', 'accuracy', 'calibration error']
const last = ['learning rate', 'gradient norm', 'rows per second', ...layered]

/** Every n-th point of a long curve, and its last. */
function drawn(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const every = Math.ceil(points.length / mostDrawn)
  return every === 1 ? points : points.filter((_, at) => at % every === 0 || at === points.length - 1)
}

/** Curves by what they measure: the loss first, then measures, then how the training itself goes; in the same order however they come. Pure. */
export function curvePanels(runs: readonly TrainingRun[]): readonly CurvePanel[] {
  const panels = new Map<string, PanelCurve[]>()
  for (const run of runs) {
    const finite = run.points.filter(({ value }) => Number.isFinite(value)).toSorted((a, b) => a.step - b.step)
    for (const name of new Set(run.points.map((point) => point.name))) {
      const points = finite.filter((point) => point.name === name)
      if (points.length === 0) continue
      const apart = name.startsWith(apartPrefix)
      const panel = layered.find((prefix) => name.startsWith(`${prefix} `)) ?? (apart ? name.slice(apartPrefix.length) : name)
      const known = panels.get(panel) ?? []
      panels.set(panel, [...known, { run: run.key, name, apart, points: drawn(points).map(({ step, value }) => [step, value] as const) }])
    }
  }
  const place = (name: string) => (first.includes(name) ? first.indexOf(name) - first.length : last.indexOf(name) + 1)
  return [...panels]
    .map(([name, curves]) => ({ name, curves }))
    .toSorted((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1))
}
