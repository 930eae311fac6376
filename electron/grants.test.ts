import { expect, test } from 'vitest'
import { createGrants } from './grants.ts'

test('tells the engine of each file once, and again what it could not be told', async () => {
  const told: string[] = []
  let there = false
  const grants = createGrants(async (path) => {
    told.push(path)
    return there
  })
  await grants.flush()
  expect(told).toEqual([])
  expect(grants.add('/a.csv')).toBe('/a.csv')
  await grants.flush()
  there = true
  grants.add('/b.csv')
  await grants.flush()
  await grants.flush()
  expect(told).toEqual(['/a.csv', '/a.csv', '/b.csv'])
  expect([grants.has('/a.csv'), grants.has('/c.csv')]).toEqual([true, false])
})
