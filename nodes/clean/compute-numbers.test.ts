import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { computeNumbers } from './compute-numbers.ts'

const table = {
  columns: [
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 'x', type: 'float' },
    { name: 't', type: 'text' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const first = (params: Record<string, unknown>) =>
  columnsOf(compileNode(computeNumbers, { columns: names('n'), ...params }, { table })['table'])[0]

describe('compute with numbers', () => {
  it.each([
    ['int', { act: 'add', number: 2 }],
    ['float', { act: 'add', number: 2.5 }],
    ['float', { act: 'add', with: 'column', other: 'x' }],
    ['int', { act: 'multiply', with: 'column', other: 'n' }],
    ['float', { act: 'divide', number: 2 }],
    ['int', { act: 'modulo', number: 7 }],
    ['int', { act: 'absolute' }],
    ['int', { act: 'square' }],
    ['float', { act: 'square-root' }],
    ['bool', { act: 'less', number: 1.5 }],
    ['int', { act: 'minimum', number: 3 }],
  ])('gives %s for %o', (type, params) => {
    expect(first(params)).toBe(`n: ${type} (sensitive)`)
  })

  it('prints every operation', () => {
    const schema = computeNumbers.params.shape['act'] as unknown as { unwrap: () => { options: readonly string[] } }
    for (const act of schema.unwrap().options) expect(first({ act })).toMatch(/^n: (int|float|bool)/)
  })

  it('objects to text', async () => {
    expect(await problemOf(() => first({ with: 'column', other: 't' }))).toMatchObject({ code: 'wrong-type', param: 'other' })
  })

  it('says what it does', () => {
    expect(sentenceOf(computeNumbers, { columns: names('n'), number: 100 })).toBe('“n” × times 100')
    expect(sentenceOf(computeNumbers, { columns: names('n'), act: 'sine' })).toBe('“n”: sine')
  })
})
