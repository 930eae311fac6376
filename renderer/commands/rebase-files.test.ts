import { expect, test } from 'vitest'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { rebaseFiles } from './rebase-files.ts'

const entry = (kind: string) =>
  ({ params: { properties: { path: { 'x-field': { kind } }, name: { 'x-field': { kind: 'text' } } } } }) as unknown as CatalogueEntry
const byType = { 'source.file': entry('file'), 'source.other': entry('text') }

function moved(type: string, path: unknown): unknown {
  const document = { nodes: { a: { type, version: 1, params: { path, name: 'b.csv' } } } } as unknown as Document
  const params = rebaseFiles(document, byType, '/work/shop').nodes['a']?.params
  expect(params?.['name']).toBe('b.csv')
  return params?.['path']
}

test('paths of files are written out from the old folder', () => {
  expect(moved('source.file', 'a.csv')).toBe('/work/shop/a.csv')
  expect(moved('source.file', '../data/a.csv')).toBe('/work/shop/../data/a.csv')
})

test.each(['', '/data/a.csv', 'C:\\data\\a.csv', 's3://bucket/a.csv', 3, undefined])('%j stays', (path) => {
  expect(moved('source.file', path)).toEqual(path)
})

test('what is no file, and nodes that nobody knows, stay', () => {
  expect(moved('source.other', 'a.csv')).toBe('a.csv')
  expect(moved('source.unknown', 'a.csv')).toBe('a.csv')
})
