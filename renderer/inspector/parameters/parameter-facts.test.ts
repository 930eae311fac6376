import { expect, test } from 'vitest'
import type { Document } from '../../../engine/protocol/document.ts'
import { paramsWithBound } from './parameter-facts.ts'

test('what is bound counts with the value of its parameter', () => {
  const node = { type: 'source.file', version: 1, params: { path: 'old.csv', skip: 2 }, bind: { path: 'input', rows: 'gone' } }
  const document = { nodes: { file: node }, parameters: { input: { type: 'file', default: 'new.xlsx' } } } as unknown as Document
  expect(paramsWithBound(document, 'file')).toEqual({ path: 'new.xlsx', skip: 2 })
  expect(paramsWithBound(document, 'nobody')).toEqual({})
})
