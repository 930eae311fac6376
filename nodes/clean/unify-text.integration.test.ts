import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { unifyText } from './unify-text.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

it.each([
  ['\u00a0 a\t\tb\r\n', {}, 'a b'],
  ['a\u00a0\u00a0b', {}, 'a b'],
  ['\u00a0', {}, null],
  ['', {}, null],
  ['', { blanks: false }, ''],
  ['  ', { blanks: false }, ''],
  ['ÉCLAIR straße', { letters: 'lower', accents: true }, 'eclair strasse'],
  ["o'neil mc-donald", { letters: 'proper' }, "O'Neil Mc-Donald"],
  ['👩‍👩‍👧 x', { letters: 'upper' }, '👩‍👩‍👧 X'],
])('%j with %j becomes %j', async (text, params, expected) => {
  const table = { columns: [{ name: 'x', type: 'text' as const }], rows: [[text]] }
  const { tables } = await harness.run(unifyText, params, { table })
  expect(tables['table']?.rows).toEqual([[expected]])
})
