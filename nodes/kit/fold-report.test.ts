import { describe, expect, it } from 'vitest'
import type { Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import { foldDuels, foldedEvaluation } from './fold-report.ts'

const label = (id: string) => ({ en: id, fr: `le ${id}` })
const figure = (id: string, value: number, rest: Partial<Figure> = {}): Figure => ({
  id,
  label: label(id),
  value,
  format: 'number',
  better: 'higher',
  ...rest,
})

function evaluationOf(...figures: readonly Figure[]): Evaluation {
  return {
    model: 'm',
    node: 'n',
    task: 'classification',
    target: 't',
    rows: 10,
    figures: [...figures],
    verdict: { en: 'Fine.', fr: 'Bien.' },
  }
}

const folded = (values: readonly number[], rest: Partial<Figure> = {}, id = 'accuracy') => ({
  pooled: evaluationOf(figure(id, 0.5, rest)),
  folds: values.map((value) => evaluationOf(figure(id, value, rest))),
})

describe('a report over folds', () => {
  it('gives means, with intervals that end where their figure ends', () => {
    const { figures, verdict } = foldedEvaluation(folded([0.99, 1, 0.9, 0.95], { format: 'percent' }), 1 / 3)
    expect(figures[0]?.value).toBeCloseTo(0.96, 12)
    expect(figures[0]?.interval?.[1]).toBe(1)
    expect(figures[0]?.method?.en).toContain('Mean of 4 folds, 90.0\u202f% to 100\u202f%; all rows together 50.0\u202f%.')
    expect(verdict.en).toBe('Fine. Each row was answered by a model that had not seen it.')
    const errors = foldedEvaluation(folded([0.1, 3], { better: 'lower' }, 'rmse'), 1)
    expect(errors.figures[0]?.interval?.[0]).toBe(0)
  })

  it('has no interval where all folds give the same', () => {
    const { figures } = foldedEvaluation(folded([1, 1, 1], {}, 'r2'), 1 / 2)
    expect(figures[0]).toMatchObject({ value: 1 })
    expect(figures[0]).not.toHaveProperty('interval')
  })

  it('leaves a figure that no fold knows as all rows give it', () => {
    expect(foldedEvaluation({ pooled: evaluationOf(figure('auc', 0.7)), folds: [] }, 1).figures[0]?.value).toBe(0.7)
  })

  it('holds every pair against each other, the better one first named by its lead', () => {
    const duels = foldDuels([folded([3, 4, 5], { better: 'lower' }, 'rmse'), folded([2, 2.5, 3], { better: 'lower' }, 'rmse')], {
      testToTrain: 0.5,
      rope: 1,
    })
    expect(duels).toMatchObject([{ a: 0, b: 1, figure: 'rmse' }])
    expect(duels[0]?.lead).toBeCloseTo(-1.5, 12)
    expect(duels[0]?.probability).toBeLessThan(0.1)
    // An error in the unit of the target is held against its own size: a hundredth of 3.25.
    expect(duels[0]?.method.en).toContain('up to 0.033 is no difference')
  })

  it('holds no details against each other, nor models with other folds', () => {
    expect(foldDuels([folded([1, 2], { detail: true }), folded([1, 2], { detail: true })], { testToTrain: 1, rope: 1 })).toEqual([])
    expect(foldDuels([folded([1, 2]), folded([1, 2, 3])], { testToTrain: 1, rope: 1 })).toEqual([])
  })
})
