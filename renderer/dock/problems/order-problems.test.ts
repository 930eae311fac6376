import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../engine/protocol/problem.ts'
import { distinctProblems, nextProblem, orderProblems, problemKey } from './order-problems.ts'

const problem = (code: string, severity: Problem['severity'], node?: string): Problem => ({
  code,
  severity,
  place: node === undefined ? {} : { node },
  text: { en: code, fr: code },
})
const list = [problem('a', 'notice', 'n2'), problem('b', 'error', 'n2'), problem('c', 'error', 'n1'), problem('d', 'warning')]

it('puts the worst first, then the order of the nodes', () => {
  expect(orderProblems(list, ['n1', 'n2']).map(({ code }) => code)).toEqual(['c', 'b', 'd', 'a'])
})

it('says each thing once', () => {
  expect(distinctProblems([problem('a', 'error', 'n1'), problem('a', 'error', 'n1'), problem('a', 'error', 'n2')])).toHaveLength(2)
})

describe('nextProblem', () => {
  const ordered = orderProblems(list, ['n1', 'n2'])
  it('begins with the first, goes on as a ring, and passes over those without a place', () => {
    const first = nextProblem(ordered, null)
    expect(first?.code).toBe('c')
    const second = nextProblem(ordered, problemKey(first ?? problem('x', 'error')))
    expect(second?.code).toBe('b')
    expect(nextProblem(ordered, problemKey(list[0] ?? problem('x', 'error')))?.code).toBe('c')
    expect(nextProblem(ordered, problemKey(list[2] ?? problem('x', 'error')), -1)?.code).toBe('a')
  })
  it('has nothing to show without problems', () => {
    expect(nextProblem([], null)).toBeUndefined()
  })
})
