import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { ifThenElse } from './if-then-else.ts'

const table = {
  columns: [
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 'x', type: 'float' },
    { name: 't', type: 'text' },
    { name: 'd', type: 'date' },
  ],
  rows: [],
} as const

const when = { all: [{ column: 'n', is: 'is-missing' }] }
const typeOf = (params: Record<string, unknown>) =>
  columnsOf(compileNode(ifThenElse, { name: 'new', ...params }, { table })['table']).at(-1)

describe('if, then, else', () => {
  it.each([
    ['int', [{ value: '1' }, { value: '-20' }]],
    ['float', [{ value: '1' }, { value: '2.5' }]],
    ['bool', [{ value: 'true' }, { value: 'FALSE' }]],
    ['date', [{ value: '2024-02-29' }]],
    ['text', [{ value: '007' }]],
    ['text', [{ value: '1' }, { value: 'a' }]],
    ['float', [{ value: '1.5' }, { kind: 'column', column: 'n' }]],
    [
      'float',
      [
        { kind: 'column', column: 'x' },
        { kind: 'column', column: 'n' },
      ],
    ],
    ['text', [{ kind: 'column', column: 'd' }, { value: 'later' }]],
    ['date', [{ kind: 'formula', formula: '[d] ' }, { value: '2024-01-31' }]],
  ])('gives %s', (type, results) => {
    expect(typeOf({ rules: results.map((result) => ({ when, ...result })) })).toBe(`new: ${type}`)
  })

  it('replaces a column in its place, which keeps its role', () => {
    const { table: done } = compileNode(ifThenElse, { name: 'n', rules: [{ when, value: 'none' }] }, { table })
    expect(columnsOf(done)[0]).toBe('n: text (sensitive)')
  })

  it.each([
    ['nothing-chosen', { rules: [] }],
    ['nothing-chosen', { name: ' ', rules: [{ when, value: '1' }] }],
    ['nothing-chosen', { rules: [{ value: '1' }] }],
    ['wrong-type', { rules: [{ when: { all: [{ column: 'n', is: 'contains', value: 'a' }] } }] }],
    ['column-missing', { rules: [{ when, kind: 'column', column: 'z' }] }],
    ['formula-unknown-column', { rules: [{ when, kind: 'formula', formula: '[zz]' }] }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => typeOf(params))).toMatchObject({ code })
  })

  it('mends a name in the rule where it stands', async () => {
    const rules = [
      { when, value: '1' },
      { when: { all: [{ column: 'nn', is: 'is-missing' }] }, value: '2' },
    ]
    const problem = await problemOf(() => typeOf({ rules }))
    expect(problem.fixes).toMatchObject([{ params: { rules: [{ when }, { when: { all: [{ column: 'n' }] } }] } }])
  })

  it('says what it does', () => {
    expect(sentenceOf(ifThenElse, { name: 'a', rules: [{ when, value: '' }] })).toBe('“a” is missing if n is missing')
  })
})
