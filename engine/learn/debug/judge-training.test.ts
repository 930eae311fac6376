import { describe, expect, it } from 'vitest'
import { judgeTraining, trainingRules } from './judge-training.ts'
import type { Knobs } from './rule.ts'
import { coefficientsName, type CurvePoint, type TrainingRecord } from './training-record.ts'

const steps = Array.from({ length: 40 }, (_, i) => i + 1)
const curve = (name: string, value: (step: number) => number): CurvePoint[] => steps.map((step) => ({ name, step, value: value(step) }))
const falling = (step: number) => 0.3 + 0.4 / step

/** A network that learns as it should: every rule has something to look at, and nothing to say. */
const healthy: TrainingRecord = {
  kind: 'training',
  task: 'classification',
  rows: 10_000,
  points: [
    ...curve('loss', falling),
    ...curve('validation loss', (step) => 0.32 + 0.4 / step + Math.max(0, step - 30) * 0.002),
    ...curve('validation calibration error', (step) => (step < 3 ? 0 : 0.02)),
    ...curve('gradient norm', (step) => 1 / step),
    ...['1', '2'].flatMap((layer) => [
      ...curve(`update ratio ${layer}`, () => 0.001),
      ...curve(`dead units ${layer}`, () => 0.1),
      ...curve(`saturated ${layer}`, () => 0.2),
    ]),
  ],
  broken: [],
  pace: steps.map((step) => ({ step, seconds: step * 2 + (step % 2) * 0.1 })),
  device: 'wasm',
  stopped: false,
  importance: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, share: 1 / 6 })),
  classes: [
    { name: 'no', rows: 7000 },
    { name: 'yes', rows: 3000 },
  ],
  confusion: [
    [3400, 100],
    [100, 1400],
  ],
  trees: { count: 100, deepest: 8, mostLeaves: 31, stumps: 0 },
  weights: [
    { name: '1', count: 640, zeros: 3, variance: 0.1 },
    { name: '2', count: 64, zeros: 0, variance: 0.2 },
  ],
}

const knobs: Knobs = {
  rate: 0.01,
  steps: 60,
  patience: 10,
  depth: 8,
  leaves: 31,
  minLeaf: 20,
  l2: 0.1,
  classWeight: 'none',
  features: { by: 'all', except: [] },
}

const replaced = (...points: CurvePoint[]): TrainingRecord => {
  const names = new Set(points.map(({ name }) => name))
  return { ...healthy, points: [...healthy.points.filter(({ name }) => !names.has(name)), ...points] }
}
const reached = { steps: 40 }

/** By rule: a record with the fault planted, knobs that matter, what the sentence must say. */
const planted: Readonly<Record<string, { readonly record: TrainingRecord; readonly knobs?: Knobs; readonly says: readonly string[] }>> = {
  exploding: { record: { ...healthy, broken: [{ name: 'gradient norm', step: 7 }] }, says: ['step 7', 'gradient norm'] },
  'loss-not-decreasing': { record: replaced(...curve('loss', (step) => 0.7 - step * 1e-6)), says: ['0.700', '39'] },
  vanishing: { record: replaced(...curve('gradient norm', (step) => (step < 5 ? 1 : 1e-9))), says: ['step 5', '1.0e-9'] },
  'all-zero': { record: { ...healthy, weights: [{ name: '1', count: 640, zeros: 640, variance: 0 }] }, says: ['640', 'layer 1'] },
  unchanged: { record: replaced(...curve('update ratio 2', (step) => (step > 30 ? 0 : 0.001))), says: ['layer 2', '3'] },
  'dead-units': { record: replaced(...curve('dead units 2', (step) => (step > 20 ? 0.8 : 0))), says: ['80', 'layer 2', 'step 40'] },
  saturated: { record: replaced(...curve('saturated 1', () => 0.6)), says: ['60', 'layer 1'] },
  'poor-initialisation': {
    record: replaced(...curve('update ratio 1', () => 0.001), ...curve('update ratio 2', (step) => (step === 1 ? 0.05 : 0.001))),
    says: ['layer 2', '50 times', 'layer 1'],
  },
  'update-ratio': {
    record: replaced(...curve('update ratio 1', () => 0.9), ...curve('update ratio 2', (step) => (step === 3 ? 25 : 0.9))),
    says: ['step 3', '25.0'],
  },
  'tensor-variance': { record: { ...healthy, weights: [{ name: '3', count: 64, zeros: 0, variance: 50 }] }, says: ['layer 3', '50.0'] },
  'class-mostly-wrong': {
    record: {
      ...healthy,
      confusion: [
        [3500, 0],
        [1200, 300],
      ],
    },
    says: ['80', '1 500'.replace(' ', '\u202f'), 'yes'],
  },
  'feature-overweight': {
    record: { ...healthy, importance: [{ name: 'leak', share: 0.9 }, ...['b', 'c', 'd', 'e', 'f'].map((name) => ({ name, share: 0.02 }))] },
    says: ['leak', '90', 'One of 6', '17'],
  },
  overfit: { record: replaced(...curve('loss', (step) => 0.3 / step)), says: ['less'] },
  overtraining: {
    record: replaced(...curve('validation loss', (step) => 0.4 + Math.abs(step - 12) * 0.01), ...curve('loss', (step) => 0.4 + 0.1 / step)),
    says: ['step 12', '40'],
  },
  'early-stop-bound': { record: replaced(...curve('validation loss', (step) => 0.32 + 0.4 / step)), knobs: reached, says: ['40 of 40'] },
  'calibration-drift': {
    record: replaced(...curve('validation calibration error', (step) => 0.01 + 0.003 * step)),
    says: ['1.6', '9.7', 'step 3', 'step 30'],
  },
  'class-imbalance': {
    record: {
      ...healthy,
      classes: [
        { name: 'no', rows: 9800 },
        { name: 'yes', rows: 200 },
      ],
    },
    says: ['200', '49 times', 'yes'],
  },
  confusion: {
    record: {
      ...healthy,
      confusion: [
        [3400, 100],
        [300, 1200],
      ],
    },
    says: ['20', 'yes', 'no'],
  },
  'tree-depth': { record: { ...healthy, trees: { count: 1, deepest: 30, mostLeaves: 60, stumps: 0 } }, says: ['30 levels', '18'] },
  stalled: { record: { ...healthy, pace: [...healthy.pace, { step: 41, seconds: 4000 }] }, says: ['Step 41', '65 minutes'] },
  'step-outlier': { record: { ...healthy, pace: [...healthy.pace, { step: 41, seconds: 100 }] }, says: ['Step 41', '20.0'] },
}

const burst = replaced(...curve('gradient norm', (step) => (step === 9 ? 500 : 1)))

const rulesOf = (record: TrainingRecord, limits = {}, own: Knobs = {}) =>
  judgeTraining(record, limits, { ...knobs, ...own }).map(({ rule }) => rule)

it('says nothing of a healthy training', () => {
  expect(rulesOf(healthy)).toEqual([])
})

it('has a planted fault for every rule', () => {
  expect(Object.keys(planted).toSorted()).toEqual(trainingRules.map(({ id }) => id).toSorted())
})

describe.each(trainingRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const fault = planted[id]
  if (!fault) throw new Error(`nothing is planted for ${id}`)
  const own = { ...knobs, ...fault.knobs }
  const found = rule.judge(fault.record, rule.limit.usual, own)

  it('finds what was planted and says it with its numbers in both languages', () => {
    for (const said of fault.says) expect(found?.text.en).toContain(said)
    expect(found?.text.fr).not.toBe(found?.text.en)
    expect(`${found?.text.en}${found?.text.fr}${found?.action?.en}${found?.action?.fr}`).not.toMatch(/undefined|NaN|Infinity|!/)
  })

  it('says nothing of a healthy training, nor when a person silences it', () => {
    expect(rule.judge(healthy, rule.limit.usual, own)).toBeNull()
    expect(rulesOf(fault.record, {}, fault.knobs)).toContain(id)
    expect(rulesOf(fault.record, { [id]: null }, fault.knobs)).not.toContain(id)
  })

  it('goes by its limit', () => {
    const lax = ['loss-not-decreasing', 'vanishing'].includes(id) ? 0 : id === 'early-stop-bound' ? -1 : 1e6
    // A value that is no number has no limit; a gradient that bursts has one.
    const record = id === 'exploding' ? burst : fault.record
    expect(rulesOf(record, {}, fault.knobs)).toContain(id)
    expect(rulesOf(record, { [id]: lax }, fault.knobs)).not.toContain(id)
  })

  it('proposes edits that change something', () => {
    for (const edit of found?.edits ?? []) {
      expect(edit.label.en).not.toBe('')
      for (const [knob, value] of Object.entries('set' in edit ? edit.set : {})) expect(value).not.toEqual(own[knob as keyof Knobs])
    }
  })
})

describe('edges', () => {
  it('a loss that rises, and values of a gradient that burst', () => {
    expect(rulesOf(replaced(...curve('loss', (step) => 0.7 + step * 0.01)))).toContain('loss-not-decreasing')
    expect(judgeTraining(burst, {}, knobs)).toMatchObject([
      { rule: 'exploding', text: { en: 'At step 9 the gradient was 500 times as long as usual.' } },
    ])
    expect(rulesOf(burst, { exploding: 1000 })).toEqual([])
  })

  it('trees without a question, and coefficients that are all 0', () => {
    expect(rulesOf({ ...healthy, trees: { count: 8, deepest: 0, mostLeaves: 1, stumps: 8 } })).toContain('all-zero')
    const zero = { ...healthy, weights: [{ name: coefficientsName, count: 3, zeros: 3, variance: 0 }] }
    expect(judgeTraining(zero, {}, knobs)[0]?.text.en).toBe('All 3 coefficients are 0.')
    // The coefficients of a linear model have the units of their columns: their spread says nothing.
    expect(rulesOf({ ...healthy, weights: [{ name: coefficientsName, count: 3, zeros: 0, variance: 1e9 }] })).toEqual([])
  })

  it('a frozen loss of a learner that works in steps, and none of one that settles by itself', () => {
    const frozen = replaced(...curve('loss', (step) => (step > 20 ? 0.3 : 0.3 + 0.4 / step)))
    expect(rulesOf(frozen)).toContain('unchanged')
    expect(judgeTraining(frozen, {}, {}).map(({ rule }) => rule)).not.toContain('unchanged')
  })

  it('weights that stand still behind dead units ask for shorter steps, others for longer ones', () => {
    const still = curve('update ratio 1', (step) => (step > 30 ? 0 : 0.001))
    const dead = judgeTraining(replaced(...still, ...curve('dead units 2', (step) => (step > 9 ? 1 : 0.5))), {}, { rate: 1 })
    expect(dead.find(({ rule }) => rule === 'unchanged')).toMatchObject({
      text: {
        en: 'The weights of layer 1 did not change in the last 3 steps: nothing comes through layer 2, whose units answer 0 to every row.',
      },
      edits: [{ set: { rate: 0.33 } }],
    })
    const editsAt = (rate: number) => judgeTraining(replaced(...still), {}, { rate }).find(({ rule }) => rule === 'unchanged')?.edits
    expect(editsAt(0.01)).toMatchObject([{ set: { rate: 0.03 } }])
    expect(editsAt(0.5)).toMatchObject([{ set: { rate: 1 } }])
    // Longer steps than the longest: never shorter ones instead.
    expect(editsAt(10)).toEqual([])
  })

  it('of two classes the one that is mostly wrong is told once, of three the pair is told too', () => {
    const wrong = {
      ...healthy,
      confusion: [
        [3500, 0],
        [1200, 300],
      ],
    }
    expect(rulesOf(wrong)).toEqual(['class-mostly-wrong'])
    expect(rulesOf(wrong, { 'class-mostly-wrong': null })).toEqual(['confusion'])
    const three = {
      ...healthy,
      classes: [...healthy.classes, { name: 'maybe', rows: 2000 }],
      confusion: [
        [3400, 0, 0],
        [1200, 300, 0],
        [0, 0, 900],
      ],
    }
    expect(rulesOf(three)).toEqual(['class-mostly-wrong', 'confusion'])
  })

  it('columns that weigh much for their number: three of six do, three of sixty do not', () => {
    const weighing = (count: number, ...shares: number[]) => {
      const rest = (1 - shares.reduce((sum, share) => sum + share, 0)) / (count - shares.length)
      return { ...healthy, importance: Array.from({ length: count }, (_, i) => ({ name: `c${i}`, share: shares[i] ?? rest })) }
    }
    expect(rulesOf(weighing(6, 0.4, 0.3, 0.22))).toEqual([])
    expect(rulesOf(weighing(6, 0.82))).toEqual([])
    expect(rulesOf(weighing(6, 0.84))).toEqual(['feature-overweight'])
    expect(rulesOf(weighing(12, 0.5, 0.36))).toEqual(['feature-overweight'])
    expect(rulesOf(weighing(12, 0.4, 0.3, 0.2))).toEqual([])
    expect(rulesOf(weighing(60, 0.4, 0.3, 0.15))).toEqual(['feature-overweight'])
    expect(judgeTraining(weighing(60, 0.4, 0.3, 0.15), {}, knobs)[0]?.text.en).toContain('3 of 60 columns make 85')
    expect(rulesOf(weighing(60, 0.4, 0.3, 0.08))).toEqual([])
    expect(rulesOf(weighing(5, 0.95))).toEqual([])
  })

  it('trees that may not ask more though the rows would allow it', () => {
    const shallow = { ...healthy, trees: { count: 1, deepest: 2, mostLeaves: 4, stumps: 0 } }
    expect(judgeTraining(shallow, {}, { ...knobs, depth: 2 })).toMatchObject([{ rule: 'tree-depth', edits: [{ set: { depth: 4 } }] }])
    expect(rulesOf(shallow, {}, { depth: 0 })).toEqual([])
  })

  it('deep trees on their own, not those of a forest, which averages trees that are grown to their end', () => {
    const deep = { count: 100, deepest: 30, mostLeaves: 60, stumps: 0 }
    expect(rulesOf({ ...healthy, trees: deep })).toEqual(['tree-depth'])
    expect(rulesOf({ ...healthy, trees: { ...deep, averaged: true } })).toEqual([])
    const held = { ...healthy, trees: { ...deep, deepest: 2, mostLeaves: 4, averaged: true as const } }
    expect(judgeTraining(held, {}, { ...knobs, depth: 2 })).toMatchObject([{ rule: 'tree-depth', edits: [{ set: { depth: 4 } }] }])
  })

  it('says of a training that was ended by hand how far it came, whatever the rules', () => {
    expect(judgeTraining({ ...healthy, stopped: true }, {}, knobs)).toMatchObject([
      { rule: 'stopped-by-hand', severity: 'notice', edits: [{ set: { steps: 40 } }] },
    ])
  })

  it('calls the classes of a yes or no target as its rows show them', () => {
    const { record } = planted['class-imbalance']!
    const classes = record.classes.map((one, place) => ({ ...one, name: String(place === 1) }))
    const [told] = judgeTraining({ ...record, classes }, {}, knobs)
    expect(told?.text.en).toMatch(/^“yes” has \S+ rows, “no” /)
    expect(told?.text.fr).toMatch(/^« oui » a \S+ lignes, « non » /)
  })

  it('weighs nothing more than it has: a weighted learner is not told to weigh', () => {
    const rare = planted['class-imbalance']!.record
    expect(judgeTraining(rare, {}, { ...knobs, classWeight: 'balanced' })).toEqual([])
  })
})
