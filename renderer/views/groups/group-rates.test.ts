import { describe, expect, it } from 'vitest'
import type { FairnessMeasure, GroupRow, Rate } from '../../../engine/protocol/artifact.ts'
import { breaksFourFifths, fourFifths, groupPairs, leadingMeasure, standsOut } from './group-rates.ts'

const rate = (value: number | null, spread = 0.02): Rate => ({
  value,
  interval: value === null ? null : [value - spread, value + spread],
  of: 100,
})

function row(group: string, selection: number | null, judged = true, fpr = 0.1): GroupRow {
  const r = rate(0.5)
  return {
    group,
    rows: 100,
    judged,
    baseRate: r,
    selectionRate: rate(selection),
    tpr: r,
    fpr: rate(fpr),
    fnr: r,
    precision: r,
    accuracy: r,
  }
}

const groups = [row('a', 0.9), row('b', 0.6), row('c', 0.8), row('tiny', 0.1, false)]

describe('fourFifths', () => {
  it('starts under four fifths of the best judged group', () => {
    const zone = fourFifths({ groups, favourable: true })
    expect(zone?.limit).toBeCloseTo(0.72)
    expect(breaksFourFifths(rate(0.6), zone)).toBe(true)
    expect(breaksFourFifths(rate(0.8), zone)).toBe(false)
  })
  it('turns round for an outcome that nobody wants', () => {
    const zone = fourFifths({ groups, favourable: false })
    expect(zone).toEqual({ limit: 0.75, side: 'over' })
    expect(breaksFourFifths(rate(0.9), zone)).toBe(true)
  })
  it('judges nothing with one group', () => {
    expect(fourFifths({ groups: [row('a', 0.9)], favourable: true })).toBeNull()
    expect(breaksFourFifths(rate(null), null)).toBe(false)
  })
})

describe('groupPairs', () => {
  it('lists the farthest pair first and leaves groups out that are too small', () => {
    const pairs = groupPairs(groups)
    expect(pairs.map(({ low, high }) => `${low.group}<${high.group}`)).toEqual(['b<a', 'b<c', 'c<a'])
    expect(pairs[0]?.gap).toBeCloseTo(0.3)
    expect(pairs[0]?.ratio).toBeCloseTo(2 / 3)
  })
})

describe('leadingMeasure', () => {
  const text = { en: '', fr: '' }
  const measure = (id: string, value: number | null, verdict: FairnessMeasure['verdict']): FairnessMeasure => ({
    id,
    label: text,
    value,
    interval: null,
    kind: id.endsWith('-ratio') ? 'ratio' : 'difference',
    limit: 0.1,
    verdict,
    chip: text,
    text,
    worst: value === null ? null : { low: 'a', high: 'b', lowRate: 0, highRate: value },
  })
  const selection = measure('demographic-parity-difference', 0.12, 'near')
  it('is selection when its ratio breaks the limit, whatever else is wider', () => {
    const all = [measure('demographic-parity-ratio', 0.5, 'bad'), selection, measure('false-positive-difference', 0.4, 'bad')]
    expect(leadingMeasure(all)?.rate).toBe('selectionRate')
  })
  it('is the widest gap that breaks its limit when selection is within its own', () => {
    const all = [selection, measure('precision-difference', 0.2, 'near'), measure('equal-opportunity-difference', 0.15, 'bad')]
    expect(leadingMeasure(all)?.rate).toBe('tpr')
  })
  it('is the widest gap when none breaks a limit, and nothing without a judged pair', () => {
    expect(leadingMeasure([selection, measure('accuracy-difference', 0.05, 'good')])?.rate).toBe('selectionRate')
    expect(leadingMeasure([measure('accuracy-difference', null, 'unknown')])).toBeNull()
  })
  it('takes the pairs of its own rate', () => {
    const [worst] = groupPairs([row('a', 0.9, true, 0.1), row('b', 0.6, true, 0.3)], 'fpr')
    expect([worst?.low.group, worst?.high.group]).toEqual(['a', 'b'])
  })
})

describe('standsOut', () => {
  const everyone = row('all', 0.7, true, 0.12)
  it('names the group whose whole interval is on the bad side', () => {
    const some = [row('a', 0.9, true, 0.3), row('b', 0.6, true, 0.2), row('c', 0.6, true, 0.13)]
    expect(standsOut(some, everyone, 'fpr', 'over')).toBe('a')
    expect(standsOut(some, everyone, 'fpr', 'under')).toBeNull()
  })
})
