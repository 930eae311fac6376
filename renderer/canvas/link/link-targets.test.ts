import { expect, test } from 'vitest'
import { at, documentOf, smallCatalogue as catalogue } from '../testing/small-catalogue.ts'
import { linkTargets, nearestTargets, portOfBody, wireBetween, withoutWire } from './link-targets.ts'

const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)], far: ['step', at(6)], judge: ['judge', at(3)] }, [
  'a.table > b.table',
])

test('every port on the other side answers, with a reason where it does not take the wire', () => {
  const targets = linkTargets(document, catalogue, 'a.table', 'out')
  expect([...targets.keys()]).toEqual(['b.table', 'far.table', 'judge.table', 'judge.model'])
  expect(targets.get('judge.model')).toMatchObject({ ok: false, converter: 'test.learn' })
})

test('targets come nearest first, those whose wire would go last', () => {
  const loose = { ...document, wires: [] }
  expect(nearestTargets(loose, linkTargets(loose, catalogue, 'a.table', 'out'), 'a.table')).toEqual(['b.table', 'judge.table', 'far.table'])
  const wired = documentOf({ a: ['source', at(0)], s: ['source', at(0, 1)], b: ['step', at(1)], far: ['step', at(6)] }, [
    's.table > b.table',
  ])
  expect(nearestTargets(wired, linkTargets(wired, catalogue, 'a.table', 'out'), 'a.table')).toEqual(['far.table', 'b.table'])
})

test('a wire that is let go over the body of a node finds the port that takes it', () => {
  const targets = linkTargets(document, catalogue, 'a.table', 'out')
  expect(portOfBody(targets, 'judge')).toBe('judge.table')
  expect(portOfBody(targets, 'a')).toBeNull()
})

test('a wire is drawn from an output to an input, whichever end was held', () => {
  expect(wireBetween('a.table', 'out', 'b.table')).toEqual({ from: 'a.table', to: 'b.table' })
  expect(wireBetween('b.table', 'in', 'a.table')).toEqual({ from: 'a.table', to: 'b.table' })
  expect(withoutWire(document, { from: 'a.table', to: 'b.table' }).wires).toEqual([])
})
