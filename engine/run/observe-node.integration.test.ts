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

describe('when counting takes too long', () => {
  it('lets the first rows of one table stand for it where the other is there as a whole', async () => {
    const seen = await observeNode(await nodeOf('long.csv', 'codes.csv'), { ...tools(), patience: hurried })
    expect(seen.basis?.exact).toBe(false)
    expect(seen.basis?.text.en.replaceAll('\u202f', ' ')).toBe('Estimated from the first 10 000 rows.')
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
  const first = await observeNode(node, tools())
  expect(first.findings[0]?.text.en.replaceAll('\u202f', ' ')).toBe('80 % of the left rows find a match: 480 000 of 600 000.')
  // No time is left to count anew.
  expect(await observeNode(node, { ...tools(), patience: hurried })).toEqual(first)
})

it('ends when it is cancelled', async () => {
  const abort = new AbortController()
  abort.abort()
  await expect(observeNode(await nodeOf('long.csv', 'codes.csv'), tools(abort.signal))).rejects.toThrow(QueryCancelled)
})
