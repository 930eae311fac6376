import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { foldDuel, overFolds } from './over-folds.ts'

interface Golden {
  readonly folds: readonly {
    readonly values: number[]
    readonly ratio: number
    readonly rope: number
    readonly interval: [number, number]
    readonly below: number
    readonly within: number
    readonly above: number
  }[]
}

const { folds } = readGolden<Golden>(import.meta.url, '../golden/over_folds.json')

describe('figures over folds', () => {
  it.each(folds)('agree with scipy: $values', ({ values, ratio, rope, interval, below, within, above }) => {
    const found = overFolds(values, ratio)
    expect(found.interval?.[0]).toBeCloseTo(interval[0], 9)
    expect(found.interval?.[1]).toBeCloseTo(interval[1], 9)
    const duel = foldDuel(values, ratio, rope)
    expect([duel.worse, duel.equal, duel.better].map((value) => value.toFixed(9))).toEqual(
      [below, within, above].map((value) => value.toFixed(9)),
    )
  })

  it('knows no interval of one fold, and no doubt where all folds differ alike', () => {
    expect(overFolds([0.8], 0.25)).toEqual({ mean: 0.8, deviation: null, interval: null })
    expect(foldDuel([0.5, 0.5, 0.5], 0.25, 0.01)).toMatchObject({ better: 1, equal: 0, worse: 0 })
    expect(foldDuel([0, 0, 0], 0.25, 0.01)).toMatchObject({ better: 0, equal: 1, worse: 0 })
    expect(foldDuel([0, 0, 0], 0.25, 0)).toMatchObject({ better: 0.5, equal: 0, worse: 0.5 })
  })
})
