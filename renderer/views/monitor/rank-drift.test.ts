import { describe, expect, it } from 'vitest'
import type { FeatureDrift } from '../../../engine/protocol/workspace.ts'
import { driftBars, driftShare, rankDrift } from './rank-drift.ts'

function feature(name: string, verdict: FeatureDrift['verdict'], value: number | null, limit: number | null = 0.2): FeatureDrift {
  return {
    feature: name,
    kind: 'category',
    measure: 'PSI',
    value,
    limit,
    verdict,
    text: { en: '', fr: '' },
    reference: [
      { label: 'a', share: 0.7 },
      { label: 'b', share: 0.3 },
    ],
    current: [
      { label: 'b', share: 0.5 },
      { label: 'c', share: 0.5 },
    ],
    missing: { reference: 0, current: 0 },
  }
}

describe('rankDrift', () => {
  it('puts the worst verdict first, then what is nearest to its limit', () => {
    const names = rankDrift([
      feature('calm', 'calm', 0.19),
      feature('few', 'few', null),
      feature('near', 'watch', 0.15),
      feature('nearer', 'watch', 0.12, 0.125),
      feature('gone', 'drift', 0.4),
    ]).map(({ feature: name }) => name)
    expect(names).toEqual(['gone', 'nearer', 'near', 'calm', 'few'])
  })
  it('has no share without a limit', () => {
    expect(driftShare({ value: 0.3, limit: null })).toBeNull()
    expect(driftShare({ value: 0.3, limit: 0.2 })).toBeCloseTo(1.5)
  })
})

describe('driftBars', () => {
  it('joins labels of both sides, the most frequent first', () => {
    expect(driftBars(feature('x', 'calm', 0))).toEqual([
      { label: 'a', reference: 0.7, current: 0 },
      { label: 'b', reference: 0.3, current: 0.5 },
      { label: 'c', reference: 0, current: 0.5 },
    ])
  })
  it('keeps the bins of a number in their order', () => {
    const bars = driftBars({
      ...feature('x', 'calm', 0),
      kind: 'number',
      reference: [
        { label: '0 to 1', share: 0.1 },
        { label: '1 to 2', share: 0.9 },
      ],
      current: [],
    })
    expect(bars.map(({ label }) => label)).toEqual(['0 to 1', '1 to 2'])
  })
})
