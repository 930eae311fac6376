import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import samples from '../../assets/samples/index.json' with { type: 'json' }
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { sampleData } from './sample-data.ts'

const folder = join(import.meta.dirname, '../../assets/samples')

describe('sample data', () => {
  it('offers every set of the index and no other', () => {
    for (const { name } of samples) expect(sampleData.params.safeParse({ name }).success).toBe(true)
    expect(sampleData.params.safeParse({ name: 'movies' }).success).toBe(false)
  })

  it('has every file, none over 2 MB, each with its terms in the readme', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    for (const { file } of samples) {
      expect(statSync(join(folder, file)).size).toBeLessThan(2_000_000)
      expect(readme).toContain(`| ${file} |`)
    }
  })

  it('counts rows truly in its descriptions', () => {
    const rows = (file: string) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').length - 1
    for (const [name, count] of [
      ['loans', '6\u202f090'],
      ['loans-next-quarter', '2\u202f030'],
      ['customers', '1\u202f400'],
      ['retail-orders', '7\u202f140'],
      ['retail-products', '125'],
    ] as const) {
      const sample = samples.find((item) => item.name === name)
      expect(sample?.description.en).toContain(count)
      expect(rows(sample?.file ?? '')).toBe(Number(count.replace('\u202f', '')))
    }
  })

  it('says what it does', () => {
    expect(sentenceOf(sampleData, {})).toBe('sample: Loan applications')
  })
})
