import { expect, test } from 'vitest'
import { fileKind, forKinds, holdsTable } from './file-kinds.ts'

test.each([
  ['a.csv', 'csv'],
  ['a', 'csv'],
  ['folder.parquet/a', 'csv'],
  ['a.dat', 'csv'],
  ['A.PQ', 'parquet'],
  ['a.jsonl.gz', 'json'],
  ['a.orc', 'orc'],
  ['a.ods', 'excel'],
])('%s is a file of the kind %s', (path, kind) => {
  expect(fileKind(path)).toBe(kind)
})

test('tables are known by their endings', () => {
  expect(['a.csv.gz', 'b.ORC', 'c.tsv'].every(holdsTable)).toBe(true)
  expect(['a.gz', 'b.md', 'csv', 'a.millrace'].some(holdsTable)).toBe(false)
})

test('a field of some kinds hangs on the kind, or on the name where that is to be found out', () => {
  expect(forKinds(['excel'], 'path')).toEqual({
    any: [
      { param: 'format', in: ['excel'] },
      {
        all: [
          { param: 'format', in: ['auto'] },
          { param: 'path', ends: ['.xlsx', '.xls', '.xlsm', '.ods'] },
        ],
      },
    ],
  })
  const pattern = forKinds(['csv', 'excel'], 'pattern')
  expect(JSON.stringify(pattern)).toContain('"not":true')
  expect(JSON.stringify(pattern)).not.toContain('.xlsx')
})
