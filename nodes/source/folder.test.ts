import { expect, it } from 'vitest'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { folder } from './folder.ts'

it('says which files it stacks', () => {
  expect(sentenceOf(folder, {})).toBe('no folder yet')
  expect(sentenceOf(folder, { path: 'sales' })).toMatch(/^stack “sales/)
  expect(sentenceOf(folder, { path: 'sales', pattern: ' q*.csv ' })).toBe('stack “sales/q*.csv”')
})
