import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { trainTest } from './train-test.ts'

const table = {
  columns: [
    { name: 'day', type: 'date', role: 'time' },
    { name: 'x', type: 'float' },
    { name: 'y', type: 'text', role: 'target' },
  ],
  rows: [],
} as const

const bare = { columns: table.columns.map(({ name, type }) => ({ name, type })), rows: [] }
const compile = (params: unknown, given: Parameters<typeof compileNode>[2] = { table }) => compileNode(trainTest, params, given)

describe('split train and test', () => {
  it.each(['random', 'class', 'time', 'group'])('marks the parts and keeps the columns: %s', (method) => {
    const { train, test } = compile({ method, group: 'y' })
    expect([train?.part, test?.part]).toEqual(['train', 'test'])
    expect(columnsOf(train)).toEqual(['day: date (time)', 'x: float', 'y: text (target)'])
    expect(columnsOf(test)).toEqual(columnsOf(train))
  })

  it('takes the target for classes and the time column for time', () => {
    expect(compile({ method: 'class' }).train).toMatchObject({ op: 'sample', within: ['y'], from: 0, to: 0.8 })
    expect(compile({ method: 'class' }).test).toMatchObject({ from: 0.8, to: 1 })
    expect(JSON.stringify(compile({ method: 'time' }).train)).toContain('cumulative-distribution')
  })

  it.each([
    ['nothing-chosen', { method: 'class' }, bare],
    ['nothing-chosen', { method: 'time' }, bare],
    ['wrong-type', { method: 'class', column: 'x' }, bare],
    ['wrong-type', { method: 'time', time: 'y' }, bare],
    ['nothing-chosen', { method: 'group' }, bare],
  ])('objects: %s', async (code, params, given) => {
    expect(await problemOf(() => compile(params, { table: given }))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(trainTest, {})).toBe('80\u202f% for training, at random')
    expect(sentenceOf(trainTest, { method: 'class' })).toBe('80\u202f% for training, of each class of the target')
  })
})
