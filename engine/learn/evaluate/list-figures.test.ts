import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { evaluateClassification } from './evaluate-classification.ts'
import { figureOf } from './figure-of.ts'
import { listFigures } from './list-figures.ts'

interface Golden {
  lists: {
    name: string
    gain: number[]
    score: number[]
    group: number[]
    figures: Record<string, number>
    baseline: Record<string, number>
    first: { places: number; ndcg: number; constant: number; precision: number }[]
  }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/ranked_lists.json')

function figuresOf({ gain, score, group }: { gain: readonly number[]; score: readonly number[]; group: readonly number[] }, places = 10) {
  const found = listFigures({ gain: Float64Array.from(gain), score: Float64Array.from(score), group: Float64Array.from(group), places })
  return Object.fromEntries(found.map(({ figure, baseline }) => [figure.id, { ...figure, baseline }]))
}

describe('ranked lists', () => {
  it.each(golden.lists)('have the figures of scikit-learn: $name', (one) => {
    for (const { places, ndcg, constant, precision } of one.first) {
      const found = figuresOf(one, places)
      for (const [id, value] of Object.entries(one.figures)) expect(found[id]?.value, id).toBeCloseTo(value, 10)
      for (const [id, value] of Object.entries(one.baseline)) expect(found[id]?.baseline, id).toBeCloseTo(value, 10)
      expect(found['ndcg-first']?.value).toBeCloseTo(ndcg, 10)
      expect(found['ndcg-first']?.baseline).toBeCloseTo(constant, 10)
      // The oracle's mean over random orders of equal scores is off by its own noise.
      expect(Math.abs(found['precision-first']!.value! - precision)).toBeLessThan(0.003)
    }
  })

  it('have an interval of the lists that ends at 1', () => {
    const group = Array.from({ length: 40 }, (_, i) => Math.floor(i / 4))
    const gain = group.map((list, i) => (i % 4 === (list < 9 ? 0 : 1) ? 1 : 0))
    const { ndcg } = figuresOf({ gain, score: group.map((_, i) => -(i % 4)), group })
    // Nine lists of ten are perfect, one has its row at the second place.
    expect(ndcg?.value).toBeCloseTo((9 + 1 / Math.log2(3)) / 10, 12)
    expect(ndcg?.interval?.[1]).toBe(1)
    expect(ndcg?.interval?.[0]).toBeLessThan(ndcg!.value!)
  })

  it('ask for two rows and a gain, and for gains that are not below 0', () => {
    expect(figuresOf({ gain: [1, 0, 0], score: [1, 2, 3], group: [0, 1, 1] })).toEqual({})
    expect(figuresOf({ gain: [1, -1], score: [1, 2], group: [0, 0] })).toEqual({})
    expect(figuresOf({ gain: [1, 0], score: [1, 2], group: [Number.NaN, Number.NaN] })).toEqual({})
    expect(Object.keys(figuresOf({ gain: [1, 2], score: [1, 2], group: [0, 0] }))).toEqual(['ndcg', 'ndcg-first'])
  })

  it('rank the rows of two classes by their score, the places said in the name', () => {
    const [one] = golden.lists
    const score = Float64Array.from(one!.score, (value) => 1 / (1 + Math.exp(-value)))
    const input = {
      classes: ['no', 'yes'],
      actual: Float64Array.from(one!.gain),
      probabilities: [score.map((value) => 1 - value), score],
      group: Float64Array.from(one!.group),
      seed: 1,
    }
    const report = evaluateClassification({ ...input, places: 3 })
    const found = report.figures.find(({ id }) => id === 'ndcg-first')!
    expect(found.value).toBeCloseTo(one!.first.find(({ places }) => places === 3)!.ndcg, 10)
    expect(figureOf(found, report.baseline['ndcg-first']).label).toEqual({ en: 'NDCG of the first 3', fr: 'NDCG des 3 premières' })
    const usual = evaluateClassification(input).figures.find(({ id }) => id === 'precision-first')!
    expect(figureOf(usual, null).label.en).toBe('Precision of the first 10')
    // About the class that is positive: the other one turns gains and scores round.
    const turned = evaluateClassification({ ...input, positive: 0 }).figures.find(({ id }) => id === 'ndcg')!
    expect(turned.value).not.toBeCloseTo(one!.figures['ndcg']!, 6)
  })
})
