import { describe, expect, it } from 'vitest'
import type { Figure } from '../../engine/protocol/artifact.ts'
import { figureDomain } from './figure-domain.ts'

const label = { en: 'AUC', fr: 'AUC' }
const auc: Figure = { id: 'auc', label, value: 0.8, interval: [0.7, 0.9], baseline: 0.5, format: 'number', better: 'higher' }

describe('figureDomain', () => {
  it('holds values, intervals and the baseline with air on both sides', () => {
    const [from, to] = figureDomain([auc]) ?? [0, 0]
    expect(from).toBeCloseTo(0.468)
    expect(to).toBeCloseTo(0.932)
  })
  it('puts the worse end first', () => {
    const [from, to] = figureDomain([{ ...auc, better: 'lower' }]) ?? [0, 0]
    expect(from).toBeGreaterThan(to)
  })
  it('draws figures of one kind from the same to the same end, and places no number that is neither better nor worse', () => {
    const domain: [number, number] = [0.2, 1]
    expect(figureDomain([{ ...auc, domain }])).toEqual(figureDomain([{ ...auc, value: 0.5, interval: [0.4, 0.6], domain }]))
    expect(figureDomain([{ id: 'p', label, value: 0.048, format: 'number' }])).toBeNull()
  })
  it('places a lone share between none and all, and a lone count nowhere', () => {
    expect(figureDomain([{ id: 'a', label, value: 0.3, format: 'percent' }])).toEqual([0, 1])
    expect(figureDomain([{ id: 'a', label, value: 0.47, interval: [0.44, 0.5], baseline: null, format: 'percent' }])).toEqual([0, 1])
    expect(figureDomain([{ id: 'a', label, value: 0, format: 'count' }])).toBeNull()
    expect(figureDomain([{ id: 'a', label, value: null, format: 'percent' }])).toBeNull()
  })
})
