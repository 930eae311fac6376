import { expect, it } from 'vitest'
import { flats } from '../kit/learner-examples.ts'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { naiveBayes } from './naive-bayes.ts'
import { nearestNeighbours } from './nearest-neighbours.ts'

it('says what it does, and what keeps it from learning', () => {
  expect(sentenceOf(naiveBayes, { target: 'side' })).toBe('learn “side”, each column by itself')
  expect(sentenceOf(nearestNeighbours, { target: 'side', neighbours: 7 })).toBe('learn “side” from 7 neighbours')
  expect(codesOf(checkNode(naiveBayes, {}, { table: flats }))).toEqual(['target-missing'])
  expect(codesOf(checkNode(nearestNeighbours, { target: 'town', task: 'regression' }, { table: flats }))).toEqual(['target-not-number'])
})
