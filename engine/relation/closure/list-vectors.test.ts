import { describe, expect, it } from 'vitest'

import { sameValue, showValue } from '../testing/same-value.ts'
import { vectorCases } from '../testing/vector-cases.ts'
import { aggregateClosure, windowClosure } from './aggregate-closure.ts'

describe('aggregates and windows over lists give the recorded results', () => {
  for (const [spec, cases] of vectorCases()) {
    if (spec.kind === 'row') continue
    const compute = spec.kind === 'aggregate' ? aggregateClosure(spec.id) : windowClosure(spec.id)
    it(`${spec.id}: ${cases.length} calls`, () => {
      expect(cases.length).toBeGreaterThan(0)
      const wrong = cases.flatMap(({ args, expected, tolerance }) => {
        const got = compute(args)
        return sameValue(got, expected, tolerance) ? [] : [`${showValue(args)} gave ${showValue(got)}, not ${showValue(expected)}`]
      })
      expect(wrong).toEqual([])
    })
  }
})
