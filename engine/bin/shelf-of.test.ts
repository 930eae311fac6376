import { expect, it } from 'vitest'
import { catalogue } from '../../nodes/catalogue.ts'
import { familyOf } from '../store/family-of.ts'
import { shelfOf } from './shelf-of.ts'

it('has a place for every node that prepares data, so that each is found without a search', () => {
  const nodes = [...catalogue.keys()].filter((type) => familyOf(type) === 'prepare')
  expect(nodes.length).toBeGreaterThan(30)
  expect(nodes.filter((type) => shelfOf(type) === undefined)).toEqual([])
  expect(shelfOf('train.decision-tree')).toBeUndefined()
})
