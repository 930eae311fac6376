import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { linearRegression } from './linear-regression.ts'

const table = {
  columns: [
    { name: 'rooms', type: 'int' },
    { name: 'town', type: 'text' },
    { name: 'sold', type: 'date' },
    { name: 'garden', type: 'bool' },
    { name: 'price', type: 'float' },
  ],
  rows: [],
} as const

describe('linear regression', () => {
  it.each([['price'], ['rooms'], ['garden']])('predicts a number, or yes and no as 1 and 0: %s', (target) => {
    expect(checkNode(linearRegression, { target }, { table })).toEqual([])
  })

  it.each([
    ['target-missing', {}],
    ['target-not-number', { target: 'town' }],
    ['target-not-number', { target: 'sold' }],
    ['column-missing', { target: 'price', features: { by: 'names', names: ['room'] } }],
  ])('objects: %s', (code, params) => {
    expect(codesOf(checkNode(linearRegression, params, { table }))).toEqual([code])
  })

  it('cannot become a classifier, so it offers none', () => {
    expect(checkNode(linearRegression, { target: 'town' }, { table })[0]?.fixes).toBeUndefined()
  })

  it('says what it does', () => {
    expect(sentenceOf(linearRegression, { target: 'price' })).toBe('learn “price” by least squares')
    expect(sentenceOf(linearRegression, { target: 'price', penalty: 'ridge', choose: 'given', strength: 2 })).toBe(
      'learn “price” by ridge regression, strength 2',
    )
    const { fr } = linearRegression.explain(linearRegression.params.parse({ target: 'price', penalty: 'lasso' }) as never)
    expect(fr).toBe('apprendre « price » par lasso, force par validation croisée')
  })

  it('opens what was made with one number for the penalty: the same ridge', () => {
    expect(linearRegression.migrate?.[1]?.({ target: 'price', l2: 2 })).toEqual({
      target: 'price',
      penalty: 'ridge',
      choose: 'given',
      strength: 2,
      alike: false,
    })
    expect(linearRegression.migrate?.[1]?.({ target: 'price', l2: 0 })).toEqual({ target: 'price' })
  })
})
