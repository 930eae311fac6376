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
it.each<[Record<string, unknown>, string, string]>([
  [{ letters: 'swap' }, 'Élan Vital œuf 7', 'éLAN vITAL ŒUF 7'],
  [{ letters: 'sentence', trim: false }, '  ÉTÉ À PARIS', ' Été à paris'],
  [{ letters: 'sentence' }, '', ''],
  [{ unicode: 'nfc' }, 'e\u0301te\u0301 c\u0327a', 'été ça'],
  [{ unicode: 'nfkc' }, 'ﬁn ＡＢ１ m²', 'fin AB1 m2'],
  [{ quotes: true }, '“a” – ‘b’…\u00a0«c»', '"a" - \'b\'... "c"'],
  [{ html: 'entities' }, 'Caf&eacute; &amp;lt; &lt;b&gt;', 'Café &lt; <b>'],
  [{ html: 'tags' }, '<p>One<br/>two &amp; <b>three</b></p> 1 < 2', 'One two & three 1 < 2'],
  [{ removePunctuation: true }, '¿Qué? (no) [a\\b]', 'Qué no ab'],
  [{ removeSymbols: true }, '5€ + 3$ = ©😀', '5 3'],
  [{ removeLetters: true, removeDigits: true }, 'Straße Ω 42 – 東京', '–'],
  [{ remove: ']^-\\a' }, 'a]b^c-d\\', 'bcd'],
  [{ side: 'end', spaces: false }, ' a ', ' a'],
])('cleans by %j', async (params, text, expected) => {
  const table = { columns: [{ name: 't', type: 'text' as const }], rows: [[text], [null]] }
  const { tables } = await harness.run(unifyText, { blanks: false, ...params }, { table })
  expect(tables['table']?.rows).toEqual([[expected], [null]])
})
