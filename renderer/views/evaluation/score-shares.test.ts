import { expect, it } from 'vitest'
import { scoreShares } from './score-shares.ts'

it('shares each side by its own rows and says where half of them lie', () => {
  const found = scoreShares([
    { from: 0, to: 0.5, own: 1, others: 30 },
    { from: 0.5, to: 1, own: 3, others: 10 },
  ])
  expect(found.totals).toEqual({ own: 4, others: 40 })
  expect(found.shares.map(({ up, down }) => [up, down])).toEqual([
    [0.25, 0.75],
    [0.75, 0.25],
  ])
  expect(found.most).toEqual({ up: 0.75, down: 0.75 })
  expect(found.middle).toEqual({ own: 0.5, others: 0 })
  expect(scoreShares([{ from: 0, to: 1, own: 0, others: 2 }]).most).toEqual({ up: 0.01, down: 1 })
})
