import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { parseParts } from './parse-parts.ts'

const table = { columns: [{ name: 't', type: 'text', role: 'sensitive' }], rows: [] } as const
const compile = (params: object) => compileNode(parseParts, { column: 't', ...params }, { table })

describe('parse addresses', () => {
  it('gives each part its type', () => {
    expect(columnsOf(compile({ kind: 'ip', keep: false })['table'])).toEqual([
      't version: int (sensitive)',
      't private: bool (sensitive)',
      't number: int (sensitive)',
    ])
  })

  it.each([
    ['nothing-chosen', { kind: 'query' }],
    ['bad-value', { wanted: 'host; colour' }],
    ['bad-value', { wanted: 'colour' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code, param: 'wanted' })
  })

  it('says what it does', () => {
    expect(sentenceOf(parseParts, { column: 't', wanted: 'host' })).toBe('host of “t”')
  })
})
