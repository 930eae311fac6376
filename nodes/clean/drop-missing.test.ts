import { describe, expect, it } from 'vitest'
import { compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { dropMissing } from './drop-missing.ts'

const table = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'x', type: 'float' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const

describe('drop missing', () => {
  it('takes NaN for missing, and looks at lists too', () => {
    const { rest } = compileNode(dropMissing, {}, { table })
    expect(rest).toMatchObject({
      op: 'filter',
      test: { fn: 'or', args: [{ args: [{ name: 'a' }] }, { args: [{ fn: 'nan-to-null' }] }, { args: [{ name: 'l' }] }] },
    })
  })

  it('counts what is missing in a row when a share is asked for', () => {
    const { rest } = compileNode(dropMissing, { when: 'share', share: 0.4 }, { table })
    expect(rest).toMatchObject({ test: { fn: 'greater-or-equal', args: [{ fn: 'add-int' }, { value: 2 }] } })
  })

  it('needs a column', async () => {
    const params = { columns: { by: 'types', types: ['date'] } }
    expect(await problemOf(() => compileNode(dropMissing, params, { table }))).toMatchObject({ code: 'nothing-chosen', param: 'columns' })
  })

  it('says what it does', () => {
    expect(sentenceOf(dropMissing, { when: 'all' })).toBe('leave out rows where all are missing: all columns')
  })
})
