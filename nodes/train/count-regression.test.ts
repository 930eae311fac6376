import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { countRegression } from './count-regression.ts'

const table = {
  columns: [
    { name: 'years', type: 'float' },
    { name: 'town', type: 'text' },
    { name: 'claims', type: 'int' },
  ],
  rows: [],
} as const

describe('regression of counts', () => {
  it.each([
    [[], { target: 'claims' }],
    [[], { target: 'claims', exposure: 'years' }],
    [['column-missing'], { target: 'claims', exposure: 'year' }],
    [['wrong-type'], { target: 'claims', exposure: 'town' }],
    [['column-missing'], { target: 'claims', exposure: 'claims' }],
    [['target-not-number'], { target: 'town', exposure: 'years' }],
  ])('objects: %j to %j', (codes, params) => {
    expect(codesOf(checkNode(countRegression, params, { table }))).toEqual(codes)
  })

  it('says what it does', () => {
    expect(sentenceOf(countRegression, { target: 'claims' })).toBe('learn “claims” by Poisson regression')
    expect(sentenceOf(countRegression, { target: 'claims', family: 'gamma', exposure: 'years' })).toBe(
      'learn “claims” in proportion to “years” by gamma regression',
    )
    const { fr } = countRegression.explain(
      countRegression.params.parse({ target: 'claims', family: 'tweedie', exposure: 'years' }) as never,
    )
    expect(fr).toBe('apprendre « claims » en proportion de « years » par régression de Tweedie')
  })
})
