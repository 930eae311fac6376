import type { Text } from '../../protocol/text.ts'
import type { CurvePoint, TrainingRecord } from './training-record.ts'

/** Settings of a learner that a finding can propose to change, whatever the learner calls them. */
export type KnobName = 'rate' | 'steps' | 'patience' | 'depth' | 'leaves' | 'minLeaf' | 'l2' | 'c' | 'classWeight' | 'features'

/** What the settings of a learner are; those that it does not have are absent. */
export type Knobs = Readonly<Partial<Record<KnobName, unknown>>>

/** Applied by one click: other values of knobs, or a node behind the model that makes its probabilities come true. */
export type Edit = { readonly label: Text; readonly set: Knobs } | { readonly label: Text; readonly add: 'calibration' }

export interface Finding {
  /** A warning: the model is likely worse than it could be. A notice: worth a look. */
  readonly severity: 'warning' | 'notice'
  /** What was found, with its numbers. */
  readonly text: Text
  readonly action?: Text
  readonly edits: readonly Edit[]
}

/** Looks at a training for one fault. Pure. */
export interface Rule {
  readonly id: string
  readonly title: Text
  /** What the limit is, and what it is unless a person says otherwise. */
  readonly limit: { readonly text: Text; readonly usual: number }
  judge(record: TrainingRecord, limit: number, knobs: Knobs): Finding | null
}

/** The points of a curve in the order of their steps. */
export function curveOf(record: TrainingRecord, name: string): readonly CurvePoint[] {
  return record.points.filter((point) => point.name === name).toSorted((a, b) => a.step - b.step)
}

/** The curves of a figure that each layer has, by the name of the layer. */
export function layerCurves(
  record: TrainingRecord,
  figure: string,
): readonly { readonly layer: string; readonly points: readonly CurvePoint[] }[] {
  const names = new Set(record.points.map(({ name }) => name).filter((name) => name.startsWith(`${figure} `)))
  return [...names].map((name) => ({ layer: name.slice(figure.length + 1), points: curveOf(record, name) }))
}

export function lowest(points: readonly CurvePoint[]): CurvePoint | undefined {
  return points.reduce<CurvePoint | undefined>((low, point) => (low && low.value <= point.value ? low : point), undefined)
}

/** A knob that is a number. */
export function numberKnob(knobs: Knobs, name: KnobName): number | undefined {
  const value = knobs[name]
  return typeof value === 'number' ? value : undefined
}

/** The edit that sets a number, where the learner has such a knob and it would change. */
export function setNumber(knobs: Knobs, name: KnobName, value: (now: number) => number, label: (value: number) => Text): readonly Edit[] {
  const now = numberKnob(knobs, name)
  if (now === undefined) return []
  const next = value(now)
  return next === now || !Number.isFinite(next) ? [] : [{ label: label(next), set: { [name]: next } }]
}

/** The edit that multiplies the learning rate, kept to what learners take: never below 0.001 nor above 1 by itself, and never the other way. */
export function scaleRate(knobs: Knobs, factor: number): readonly Edit[] {
  return setNumber(
    knobs,
    'rate',
    (rate) => Number(Math.min(Math.max(1, rate), Math.max(Math.min(rate, 0.001), rate * factor)).toPrecision(2)),
    (rate) => ({ en: `Learning rate ${rate}`, fr: `Taux d’apprentissage ${String(rate).replace('.', ',')}` }),
  )
}
