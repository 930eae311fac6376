import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { logisticRegression } from './logistic-regression.ts'

const table = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'age', type: 'float' },
    { name: 'tags', type: 'list<text>' },
    { name: 'buys', type: 'text', role: 'target' },
  ],
  rows: [],
} as const

const bare = { columns: table.columns.map(({ name, type }) => ({ name, type })), rows: [] }
const check = (params: unknown, given: Parameters<typeof checkNode>[2] = { table }) => checkNode(logisticRegression, params, given)

describe('logistic regression', () => {
  it('takes the column with the role target, and every feature but ids and lists', () => {
    expect(check({})).toEqual([])
  })

  it.each([
    ['target-missing', {}, bare],
    ['column-missing', { target: 'bys' }, bare],
    ['wrong-type', { target: 'tags' }, bare],
    ['column-missing', { features: { by: 'names', names: ['nothing'] } }, table],
    ['wrong-type', { features: { by: 'names', names: ['tags'] } }, table],
    ['nothing-chosen', { features: { by: 'names', names: ['buys'] } }, table],
    ['bad-pattern', { features: { by: 'pattern', pattern: '(' } }, table],
  ])('objects: %s', (code, params, given) => {
    expect(codesOf(check(params, { table: given }))).toEqual([code])
  })

  it('offers the name that was meant', () => {
    expect(check({ target: 'bys' }, { table: bare })[0]?.fixes).toEqual([
      { label: { en: 'Use “buys”', fr: 'Utiliser « buys »' }, params: { target: 'buys' } },
    ])
  })

  it('says what it does', () => {
    expect(sentenceOf(logisticRegression, {})).toBe('learn the target, C = 1')
    const { fr } = logisticRegression.explain(logisticRegression.params.parse({ target: 'buys', c: 0.5 }) as never)
    expect(fr).toBe('apprendre « buys », C = 0,5')
    expect(sentenceOf(logisticRegression, { target: 'buys', penalty: 'none' })).toBe('learn “buys” without a penalty')
    expect(sentenceOf(logisticRegression, { target: 'buys', penalty: 'lasso', c: 2 })).toBe('learn “buys” by lasso, C = 2')
    expect(sentenceOf(logisticRegression, { penalty: 'elastic-net', choose: 'best' })).toBe(
      'learn the target by elastic net, strength by cross-validation',
    )
  })

  it('opens what was made before as the ridge that it was', () => {
    expect(logisticRegression.migrate?.[1]?.({ target: 'buys', c: 2 })).toEqual({
      target: 'buys',
      c: 2,
      penalty: 'ridge',
      choose: 'given',
      alike: false,
    })
  })
})
