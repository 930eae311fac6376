import { expect, it } from 'vitest'
import type { ComparedRun } from './compared-run.ts'
import { areJudgedByFolds, recordedFigures } from './recorded-figures.ts'

const figure = (id: string, value: number | null) => ({
  id,
  label: { en: id, fr: id },
  value,
  interval: [0.1, 0.9],
  format: 'number',
  better: 'higher',
})
const run = (figures: readonly object[], judgedOn: object | null) =>
  ({
    row: { id: 'r' },
    record: { evaluations: [{ node: 'cv', model: 'm', judgedOn, evaluation: { figures } }] },
    evaluation: 0,
  }) as unknown as ComparedRun

it('only two evaluations without rows of their own are held against each other by their figures', () => {
  const [folds, rows] = [run([], null), run([], { node: 'split', port: 'test', fingerprint: 'f' })]
  expect([areJudgedByFolds(folds, folds), areJudgedByFolds(folds, rows), areJudgedByFolds(rows, rows)]).toEqual([true, false, false])
  expect(areJudgedByFolds(folds, { ...folds, evaluation: null })).toBe(false)
  expect(areJudgedByFolds(folds, undefined)).toBe(false)
})

it('figures that both have, with the interval of each and none of the difference', () => {
  const a = run([figure('auc', 0.8), figure('f1', 0.5), figure('recall', null)], null)
  const b = run([figure('recall', 0.4), figure('auc', 0.7)], null)
  expect(recordedFigures(a, b)).toMatchObject([
    { id: 'auc', a: 0.8, b: 0.7, intervalA: [0.1, 0.9], intervalB: [0.1, 0.9], interval: null, better: 'higher' },
  ])
})
