import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { blankDown } from './blank-down.ts'

const table = {
  columns: [
    { name: 'a', type: 'text', role: 'sensitive' },
    { name: 'a above', type: 'int' },
  ],
  rows: [],
} as const
const a = { by: 'names', names: ['a'] }

describe('blank down', () => {
  it('leaves no helper behind and keeps roles', () => {
    expect(columnsOf(compileNode(blankDown, { columns: a, keys: a, place: 'add' }, { table })['table'])).toEqual([
      'a: text (sensitive)',
      'a above: int',
      'a once: text (sensitive)',
    ])
  })

  it('needs a column', async () => {
    expect(await problemOf(() => compileNode(blankDown, {}, { table }))).toMatchObject({ code: 'nothing-chosen', param: 'columns' })
  })

  it('says what it does', () => {
    expect(sentenceOf(blankDown, { columns: a, keys: { by: 'names', names: ['b'] } })).toBe('empty repeated values of “a” within “b”')
  })
})
