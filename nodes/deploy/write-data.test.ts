import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { writeData } from './write-data.ts'

const table = {
  columns: [
    { name: 'year', type: 'int' },
    { name: 'town', type: 'text' },
  ],
  rows: [[2024, 'Lyon']],
} as const
const by = (...names: string[]) => ({ by: 'names', names })

describe('write data', () => {
  it.each([
    [{}],
    [{ path: 'out/ALL.CSV' }],
    [{ path: 'a.jsonl.gz', format: 'json', compression: 'gzip' }],
    [{ path: 'a.xlsx', format: 'excel' }],
    [{ path: 'years', partitionBy: by('year') }],
    [{ path: 'parts', rowsPerFile: 1000 }],
  ])('takes %j', (params) => {
    expect(checkNode(writeData, params, { table })).toEqual([])
  })

  it('wants a place, and one way to divide', () => {
    expect(codesOf(checkNode(writeData, { path: ' ' }, { table }))).toEqual(['path-missing'])
    expect(checkNode(writeData, { path: 'years', partitionBy: by('year'), rowsPerFile: 5 }, { table })).toMatchObject([
      { code: 'partition-and-limit', fixes: [{ params: { rowsPerFile: null } }] },
    ])
    expect(codesOf(checkNode(writeData, { path: 'all', partitionBy: by('year', 'town') }, { table }))).toContain('nothing-left')
  })

  it('offers a name that says what it is', () => {
    expect(checkNode(writeData, { path: 'data.v2/all.csv', format: 'parquet' }, { table })).toMatchObject([
      { code: 'extension-other', severity: 'warning', fixes: [{ params: { path: 'data.v2/all.parquet' } }] },
    ])
    expect(checkNode(writeData, { path: 'years.csv', partitionBy: by('year') }, { table })).toMatchObject([
      { code: 'folder-named-as-file', severity: 'warning', fixes: [{ params: { path: 'years' } }] },
    ])
  })

  it('says what it writes', () => {
    expect(sentenceOf(writeData, {})).toBe('write data/result.csv')
    expect(sentenceOf(writeData, { existing: 'append' })).toBe('add to data/result.csv')
    expect(sentenceOf(writeData, { path: '' })).toBe('write a file')
  })
})
