import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, sentenceOf } from '../kit/harness/compile-node.ts'
import { simplifyWords } from './simplify-words.ts'

const table = { columns: [{ name: 't', type: 'text', role: 'sensitive' }], rows: [] } as const
const t = { by: 'names', names: ['t'] }

describe('simplify words', () => {
  it('stands beside the text, as sensitive as it is', () => {
    const { table: made } = compileNode(simplifyWords, { columns: t }, { table })
    expect(columnsOf(made)).toEqual(['t: text (sensitive)', 't words: text (sensitive)'])
  })

  it('takes words of my own for words, not for patterns', () => {
    expect(() => compileNode(simplifyWords, { columns: t, own: 'a.b ( x' }, { table })).not.toThrow()
  })

  it('says what it does', () => {
    expect(sentenceOf(simplifyWords, { columns: t })).toBe('the plain words of “t”')
  })
})
