import { expect, test } from 'vitest'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { fileSource } from './file-source.ts'

const both = (text: string) => ({ en: text, fr: text })

function entry(id: string, properties: Record<string, object>, inputs: CatalogueEntry['inputs'] = {}): CatalogueEntry {
  return {
    id,
    version: 2,
    category: 'source',
    family: 'data',
    icon: 'file',
    title: both(id),
    summary: both(''),
    help: both(''),
    keywords: { en: [], fr: [] },
    inputs,
    outputs: { rows: { kind: 'table', label: both('Rows') } },
    params: { properties } as CatalogueEntry['params'],
    defaults: { header: true },
    examples: [],
  }
}

const file = (extensions: string[], save = false) => ({ 'x-field': { kind: 'file', extensions, save } })
const write = entry('sink.file', { path: file(['csv'], true) })
const append = entry('clean.append', { path: file(['csv']) }, { rows: { kind: 'table', label: both('Rows') } })
const csv = entry('source.file', { header: { 'x-field': { kind: 'flag' } }, path: file(['csv', 'parquet']) })
const excel = entry('source.excel', { workbook: file(['xlsx']) })

test('the source that names the ending, with its own param and defaults', () => {
  expect(fileSource([write, append, csv, excel], 'data/loans.XLSX')).toEqual({
    type: 'source.excel',
    version: 2,
    params: { header: true, workbook: 'data/loans.XLSX' },
  })
})

test('an unknown ending goes to the first source that reads files', () => {
  expect(fileSource([write, append, csv, excel], 'loans.dat')?.type).toBe('source.file')
})

test('nodes that write a file or take a table in are no sources', () => {
  expect(fileSource([write, append], 'loans.csv')).toBeUndefined()
})

test('a folder takes no file, and a param that hangs on another one has it set', () => {
  const folder = entry('source.folder', { path: { 'x-field': { kind: 'file', folder: true, extensions: ['csv'] } } })
  const when = { param: 'source', in: ['file'] }
  const database = entry('source.database', { path: { 'x-field': { kind: 'file', extensions: ['sqlite'], when } } })
  expect(fileSource([folder, csv], 'a.csv')?.type).toBe('source.file')
  expect(fileSource([folder, database], 'shop.sqlite')).toEqual({
    type: 'source.database',
    version: 2,
    params: { header: true, source: 'file', path: 'shop.sqlite' },
  })
})
