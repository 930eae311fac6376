import { describe, expect, it } from 'vitest'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { bestModel } from './best-model.ts'

function evaluation(model: string, value: number | null, interval?: [number, number], better: 'higher' | 'lower' = 'higher'): Evaluation {
  const label = { en: 'AUC', fr: 'AUC' }
  return {
    model,
    node: model,
    task: 'classification',
    target: 'y',
    rows: 100,
    verdict: label,
    figures: [
      { id: 'rows', label, value: 100, format: 'count' },
      { id: 'auc', label, value, format: 'number', better, ...(interval && { interval }) },
    ],
  }
}

describe('bestModel', () => {
  it('ranks by what suits the task', () => {
    const best = bestModel([evaluation('a', 0.7), evaluation('b', 0.9), evaluation('c', 0.8)])
    expect(best?.model.model).toBe('b')
    expect(best?.runnerUp.model).toBe('c')
    expect(best?.sure).toBeNull()
  })
  it('takes the lowest where lower is better', () => {
    expect(bestModel([evaluation('a', 3, undefined, 'lower'), evaluation('b', 2, undefined, 'lower')])?.model.model).toBe('b')
  })
  it('says whether the intervals touch', () => {
    expect(bestModel([evaluation('a', 0.7, [0.65, 0.75]), evaluation('b', 0.9, [0.85, 0.95])])?.sure).toBe(true)
    expect(bestModel([evaluation('a', 0.8, [0.7, 0.9]), evaluation('b', 0.9, [0.85, 0.95])])?.sure).toBe(false)
  })
  it('believes the same rows more than two intervals side by side', () => {
    const two = [evaluation('a', 0.8, [0.7, 0.9]), evaluation('b', 0.85, [0.75, 0.95])]
    const duel = { a: 0, b: 1, figure: 'auc', label: { en: 'AUC', fr: 'AUC' }, format: 'number' as const, method: { en: '', fr: '' } }
    const best = bestModel(two, [{ ...duel, lead: -0.05, interval: [-0.08, -0.02], probability: 0.01 }])
    expect([best?.model.model, best?.probability, best?.sure]).toEqual(['b', 0.99, true])
    const close = bestModel(two, [{ ...duel, lead: -0.05, interval: null, probability: 0.2, equal: 0.5 }])
    expect(close?.probability).toBeCloseTo(0.3, 12)
    expect([close?.equal, best?.equal]).toEqual([0.5, null])
    expect(bestModel(two, [{ ...duel, figure: 'f1', lead: 0, interval: null, probability: 1 }])?.probability).toBeNull()
  })
  it('ranks nothing without two values', () => {
    expect(bestModel([evaluation('a', 0.7), evaluation('b', null)])).toBeNull()
    expect(bestModel([])).toBeNull()
  })
})
