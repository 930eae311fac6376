import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LiteralValue } from '../../engine/relation/types.ts'
import type { NodeDefinition } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { padText } from './pad-text.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

/** The row that a node makes of one text, without the text; the row of a missing text must hold nothing but missing values. */
async function made(node: NodeDefinition, params: object, text: string): Promise<readonly LiteralValue[]> {
  const table = { columns: [{ name: 't', type: 'text' as const }], rows: [[text], [null]] }
  const { tables } = await harness.run(node, { columns: { by: 'names', names: ['t'] }, column: 't', ...params }, { table })
  expect(new Set(tables['table']?.rows[1])).toEqual(new Set([null]))
  return tables['table']?.rows[0] ?? []
}

it.each<[object, string, string]>([
  [{ width: 4 }, '-7', '-007'],
  [{ width: 4 }, '+12345', '+12345'],
  [{ width: 4 }, '', '0000'],
  [{ act: 'right', fill: '.', width: 4 }, 'é😀', 'é😀..'],
  [{ act: 'centre', fill: '*', width: 6 }, 'abc', '*abc**'],
  [{ act: 'centre', fill: '*', width: 2 }, 'abc', 'abc'],
  [{ act: 'truncate', width: 4, mark: '…' }, 'abcdef', 'abc…'],
  [{ act: 'truncate', width: 4, mark: '…' }, 'abcd', 'abcd'],
  [{ act: 'truncate', width: 2, mark: '...' }, 'abcd', '..'],
])('pads by %j: %s', async (params, text, expected) => {
  expect(await made(padText, params, text)).toEqual([expected])
})
