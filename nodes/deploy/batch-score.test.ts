import { describe, expect, it } from 'vitest'
import { checkNode } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { batchScore } from './batch-score.ts'

describe('batch score', () => {
  it.each([[{}], [{ path: 'out/SCORES.CSV' }], [{ path: 'a.parquet', format: 'parquet' }], [{ path: 'a.b.json', format: 'json' }]])(
    'takes %j',
    (params) => {
      expect(checkNode(batchScore, params)).toEqual([])
    },
  )

  it('wants a file', () => {
    expect(checkNode(batchScore, { path: ' ' })).toMatchObject([{ code: 'path-missing', param: 'path' }])
  })

  it('offers the usual ending', () => {
    expect(checkNode(batchScore, { path: 'data.v2/scores.csv', format: 'parquet' })).toMatchObject([
      { code: 'extension-other', severity: 'warning', fixes: [{ params: { path: 'data.v2/scores.parquet' } }] },
    ])
    expect(checkNode(batchScore, { path: 'data.v2/scores' })).toMatchObject([{ fixes: [{ params: { path: 'data.v2/scores.csv' } }] }])
  })

  it('says what it writes', () => {
    expect(sentenceOf(batchScore, {})).toBe('write data/scores.csv')
    expect(sentenceOf(batchScore, { path: '' })).toBe('write a file')
  })
})
