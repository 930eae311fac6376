import { expect, it } from 'vitest'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { sql } from './sql.ts'

it('says what it does, without comments and line ends', () => {
  expect(sentenceOf(sql, { sql: 'SELECT a -- all\nFROM input1' })).toBe('SQL: SELECT a FROM input1')
  expect(sentenceOf(sql, { sql: ' ' })).toBe('no SQL yet')
})
