import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { requests } from './requests.ts'

describe('monitor', () => {
  it('says how far back it looks', () => {
    expect(sentenceOf(requests, {})).toBe('the newest 20\u202f000 rows')
  })

  it('is computed again when requests were added, never for one row alone', () => {
    expect(requests).toMatchObject({ watches: 'requests' })
    for (const most of [0, 99, 50_001]) expect(requests.params.safeParse({ most }).success).toBe(false)
  })
})
