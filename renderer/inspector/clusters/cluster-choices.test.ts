import { describe, expect, it } from 'vitest'
import { approveAll, approvedClusters, changedValues, targetsOf, type ClusterChoices } from './cluster-choices.ts'

const rule = { method: 'fingerprint' } as const
const found = [
  {
    values: [
      { value: 'Paris', rows: 5 },
      { value: 'PARIS', rows: 2 },
      { value: 'paris', rows: 1 },
    ],
  },
  {
    values: [
      { value: 'Bonn', rows: 2 },
      { value: 'bonn', rows: 1 },
    ],
  },
]

describe('choices of clusters', () => {
  it('keeps nothing that was not approved', () => {
    expect(approvedClusters(new Map(), found, rule)).toEqual([])
  })

  it('takes the most frequent value, or the one that was typed, and remembers what was left out', () => {
    const choices: ClusterChoices = new Map([[0, { approved: true, to: 'Lutetia', apart: new Set(['paris']) }]])
    expect(approvedClusters(approveAll(choices, found, true), found, rule)).toEqual([
      { to: 'Lutetia', values: ['Paris', 'PARIS'], apart: ['paris'], rule },
      { to: 'Bonn', values: ['Bonn', 'bonn'], apart: [], rule },
    ])
    expect(approvedClusters(approveAll(choices, found, false), found, rule)).toEqual([])
  })

  it('is no cluster when nothing changes or nothing remains', () => {
    const alone: ClusterChoices = new Map([
      [0, { approved: true, to: '', apart: new Set() }],
      [1, { approved: true, to: 'Bonn', apart: new Set(['bonn']) }],
    ])
    expect(approvedClusters(alone, found, rule)).toEqual([])
  })

  it('counts what becomes another value', () => {
    const all = approvedClusters(approveAll(new Map(), found, true), found, rule)
    expect([changedValues(all), targetsOf(all)]).toEqual([3, 2])
  })
})
