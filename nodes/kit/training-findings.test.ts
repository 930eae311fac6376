import { describe, expect, it } from 'vitest'
import type { TrainingRecord } from '../../engine/learn/debug/training-record.ts'
import { catalogue } from '../catalogue.ts'
import { trainingFindings } from './training-findings.ts'

const loss = Array.from({ length: 40 }, (_, step) => ({ name: 'loss', step: step + 1, value: 0.7 }))

/** Nothing was learned, a column knows the answer, a class is rare and wrong, and a person ended it. */
const faulty: TrainingRecord = {
  kind: 'training',
  task: 'classification',
  rows: 1000,
  points: [...loss, ...loss.map(({ step }) => ({ name: 'validation loss', step, value: 0.7 + step / 100 }))],
  broken: [{ name: 'gradient norm', step: 2 }],
  pace: [
    { step: 1, seconds: 1 },
    { step: 2, seconds: 9000 },
  ],
  device: null,
  stopped: true,
  importance: ['leak', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, share: name === 'leak' ? 0.95 : 0.01 })),
  classes: [
    { name: 'no', rows: 980 },
    { name: 'yes', rows: 20 },
  ],
  confusion: [
    [980, 0],
    [20, 0],
  ],
  trees: { count: 4, deepest: 0, mostLeaves: 1, stumps: 4 },
  weights: [{ name: '1', count: 4, zeros: 4, variance: 0 }],
}

/** Those that learn from rows alone; what puts other learners together is judged by them. */
const learners = [...catalogue.values()].filter(
  ({ id, inputs, outputs }) =>
    id.startsWith('train.') && outputs['model']?.kind === 'model' && Object.values(inputs).every(({ kind }) => kind === 'table'),
)

describe.each(learners.map((node) => [node.id, node] as const))('%s', (_, node) => {
  const params = node.params.parse({ target: 'y' })
  const judge = 'warnings' in node ? (node.warnings as typeof trainingFindings | undefined) : undefined

  it('says what its training left, and offers only settings that it takes', () => {
    const found = judge?.(faulty, params) ?? []
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['training-exploding', 'training-feature-overweight']))
    for (const fix of found.flatMap(({ fixes }) => fixes ?? []))
      if ('params' in fix) expect(node.params.safeParse({ ...params, ...fix.params }), JSON.stringify(fix)).toMatchObject({ success: true })
  })

  it('is silenced rule by rule with one click, and goes by another limit', () => {
    const [overweight] = (judge?.(faulty, params) ?? []).filter(({ code }) => code === 'training-feature-overweight')
    const silence = overweight?.fixes?.at(-1)
    if (!silence || !('params' in silence)) throw new Error('nothing silences it')
    const codes = (rules: unknown) => judge?.(faulty, node.params.parse({ target: 'y', rules })).map(({ code }) => code) ?? []
    expect(codes(silence.params['rules'])).not.toContain('training-feature-overweight')
    expect(codes([{ rule: 'feature-overweight', limit: 0.99 }])).not.toContain('training-feature-overweight')
    expect(codes([{ rule: 'feature-overweight' }])).toContain('training-feature-overweight')
  })
})

it('has nothing to say of what is no training', () => {
  expect(trainingFindings(undefined, {})).toEqual([])
  expect(trainingFindings({ kind: 'other' }, {})).toEqual([])
})
