import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { classPower, numberPower } from './predictive-power.ts'

interface Oracle {
  readonly power: { bins: number[]; half: number[]; answer: number[]; classification: number; regression: number }
}
const { power } = JSON.parse(readFileSync(new URL('./golden/profile-oracle.json', import.meta.url), 'utf8')) as Oracle

test('the power over two classes is 2 AUC - 1 of scores from the other half, as scikit-learn counts it', () => {
  const counts = power.bins.map((bin, i) => ({ bin, fold: power.half[i]!, class: power.answer[i]!, rows: 1 }))
  expect(classPower(counts)).toBeCloseTo(power.classification, 12)
})

test('the power over a number is the variance that means from the other half explain', () => {
  const counts = power.bins.map((bin, i) => {
    const y = power.answer[i]!
    return { bin, fold: power.half[i]!, rows: 1, sum: y, squares: y * y }
  })
  expect(numberPower(counts)).toBeCloseTo(power.regression, 12)
})

test('a column whose bins are all different knows nothing of rows that it did not see', () => {
  const counts = Array.from({ length: 200 }, (_, i) => ({ bin: i, fold: i % 2, class: Math.floor(i / 2) % 2, rows: 1 }))
  expect(classPower(counts)).toBe(0)
})

test('one class alone cannot be told', () => {
  expect(classPower([{ bin: 0, fold: 0, class: 1, rows: 5 }])).toBeNull()
})

test('bins that part the classes tell everything', () => {
  const counts = [0, 1].flatMap((fold) => [0, 1].map((bin) => ({ bin, fold, class: bin, rows: 50 })))
  expect(classPower(counts)).toBe(1)
})
