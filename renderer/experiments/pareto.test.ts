import { describe, expect, it } from 'vitest'
import { undominated } from './pareto.ts'

const run = (quality: number, ...costs: number[]) => ({ goods: [quality], costs })

describe('runs that are worth their cost', () => {
  it('are those that no other beats in everything', () => {
    expect([...undominated([run(0.8, 1), run(0.9, 5), run(0.85, 6), run(0.7, 2)])]).toEqual([0, 1])
  })
  it('are both where two are equal, and any that is the smallest', () => {
    expect([...undominated([run(0.8, 1, 10), run(0.8, 1, 10), run(0.8, 2, 5)])]).toEqual([0, 1, 2])
    expect([...undominated([])]).toEqual([])
  })
})
