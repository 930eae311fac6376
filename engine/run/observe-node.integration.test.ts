import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, temporaryEngine, type TemporaryEngine } from '../bin/testing/temporary-engine.ts'
import { QueryCancelled } from '../adapters/duckdb/database.ts'
import { observeNode } from './observe-node.ts'

let temporary: TemporaryEngine
beforeAll(async () => {
  temporary = await temporaryEngine()
  const rows = Array.from({ length: 600_000 }, (_, index) => `key-${String(index % 1000).padStart(9, '0')},${index}`)
  await temporary.write('long.csv', `key,a\n${rows.join('\n')}\n`)
  await temporary.write('codes.csv', `code,name\n${rows.slice(0, 800).join('\n')}\n`)
  // Sorted in opposite orders: the first rows of one have no partner among the first rows of the other. 70 % of the left keys match.
  const sorted = (from: number, step: number) =>
    Array.from({ length: 400_000 }, (_, index) => `key-${String(from + step * index).padStart(9, '0')},${index}`).join('\n')
  await temporary.write('up.csv', `key,a\n${sorted(0, 1)}\n`)
  await temporary.write('down.csv', `key,b\n${sorted(519_999, -1)}\n`)
}, 60_000)
afterAll(() => temporary.close())

async function nodeOf(left: string, right: string, keys = [{ left: 'key', right: 'code' }]) {
  const document = documentOf(
    {
      left: { type: 'source.file', params: { path: left } },
      right: { type: 'source.file', params: { path: right } },
      node: { type: 'combine.join', params: { keys } },
    },
    ['left.table > node.left', 'right.table > node.right'],
  )
  const resolved = await temporary.engine.resolve(document, temporary.folder, new AbortController().signal)
  const node = resolved.nodes.get('node')
  if (!node) throw new Error('the document has no node')
  return node
}

const tools = (signal = new AbortController().signal) => ({ db: temporary.engine.db, store: temporary.engine.store, signal })
const hurried = { 'all-rows': 1, 'first-rows': 5000 }
/** However busy the machine is: what is asked is answered. */
const patient = { 'all-rows': 120_000, 'first-rows': 120_000 }
const english = (text: string | undefined) => text?.replaceAll('\u202f', ' ')

describe('tables too long to be kept whole', () => {
  it('are estimated from a share of the keys over all rows', async () => {
    const seen = await observeNode(await nodeOf('up.csv', 'down.csv', [{ left: 'key', right: 'key' }]), { ...tools(), patience: patient })
    expect(seen.basis).toEqual({ exact: false, text: { en: 'Estimated from one key in 2.', fr: 'Estimé sur une clé sur 2.' } })
    expect(seen.findings[0]?.share).toBeGreaterThan(0.69)
    expect(seen.findings[0]?.share).toBeLessThan(0.71)
    expect(seen.findings.map(({ text }) => english(text.en))).toContain('Each row has one partner at most.')
  })

  it('are counted whole where the keys are few', async () => {
    await temporary.write('last.csv', 'last\n0\n1\n2\n')
    const seen = await observeNode(await nodeOf('down.csv', 'last.csv', [{ left: 'b', right: 'last' }]), { ...tools(), patience: patient })
    expect(seen.basis?.exact).toBe(true)
    expect(seen.findings.map(({ text }) => english(text.en))).toContain('400 000 rows on the left and 3 on the right give 3 rows.')
  })
})

describe('when counting takes too long', () => {
  it('lets the first rows of one table stand for it where the other is there as a whole', async () => {
    const seen = await observeNode(await nodeOf('long.csv', 'codes.csv'), { ...tools(), patience: hurried })
    expect(seen.basis?.exact).toBe(false)
    expect(english(seen.basis?.text.en)).toBe('Estimated from the first 10 000 rows.')
    expect(seen.findings[0]?.share).toBeCloseTo(0.8, 5)
    expect(seen.findings.filter(({ share }) => share !== undefined)).toHaveLength(1)
  })

  it('tells no match rate of two tables whose rows are not all there', async () => {
    const seen = await observeNode(await nodeOf('long.csv', 'long.csv', [{ left: 'a', right: 'a' }]), { ...tools(), patience: hurried })
    expect(seen.findings.map(({ text }) => text.en)).toEqual(['The tables are too long to count rows out while you edit.'])
  })
})

it('remembers what it counted over all rows', async () => {
  const node = await nodeOf('long.csv', 'codes.csv')
  const first = await observeNode(node, { ...tools(), patience: patient })
  expect(english(first.findings[0]?.text.en)).toBe('80 % of the left rows find a match: 480 000 of 600 000.')
  // No time is left to count anew.
  expect(await observeNode(node, { ...tools(), patience: hurried })).toEqual(first)
})

it('ends when it is cancelled', async () => {
  const abort = new AbortController()
  abort.abort()
  await expect(observeNode(await nodeOf('long.csv', 'codes.csv'), tools(abort.signal))).rejects.toThrow(QueryCancelled)
})
