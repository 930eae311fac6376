import { expect, it } from 'vitest'
import { artifactScope, previewScope } from './scope-words.ts'

it('says what statistics were taken from, and whether they are an estimate', () => {
  expect(previewScope({ count: { rows: 46118, exact: true }, sampled: 1000 })).toEqual({
    text: { en: '1\u202F000 of 46\u202F118 rows, estimate', fr: '1\u202F000 sur 46\u202F118 lignes, estimation' },
    estimate: true,
  })
  expect(previewScope({ count: { rows: 50000, exact: false }, sampled: 1000 }).text.en).toBe(
    '1\u202F000 of about 50\u202F000 rows, estimate',
  )
  expect(previewScope({ count: { rows: null, exact: false }, sampled: 1000 }).text.fr).toBe('1\u202F000 premières lignes, estimation')
  expect(previewScope({ count: { rows: 120, exact: true }, sampled: null })).toEqual({
    text: { en: 'all 120 rows', fr: 'les 120 lignes' },
    estimate: false,
  })
  expect(artifactScope(7).estimate).toBe(false)
})
