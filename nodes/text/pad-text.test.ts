import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { padText } from './pad-text.ts'

const table = { columns: [{ name: 't', type: 'text', role: 'sensitive' }], rows: [] } as const
const t = { by: 'names', names: ['t'] }

describe('pad or cut text', () => {
  it('keeps the column, or makes a sensitive one beside it', () => {
    expect(columnsOf(compileNode(padText, { columns: t }, { table })['table'])).toEqual(['t: text (sensitive)'])
    const beside = compileNode(padText, { columns: t, place: 'add' }, { table })
    expect(columnsOf(beside['table'])).toEqual(['t: text (sensitive)', 't filled: text (sensitive)'])
  })

  it('objects to nothing to fill up with', async () => {
    expect(await problemOf(() => compileNode(padText, { columns: t, fill: '' }, { table }))).toMatchObject({ param: 'fill' })
  })

  it('says what it does', () => {
    expect(sentenceOf(padText, { columns: t })).toBe('fill “t” up to 5 with “0”')
    expect(sentenceOf(padText, { columns: t, act: 'truncate', width: 10 })).toBe('cut “t” to 10 characters')
  })
})
