import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LiteralValue } from '../../engine/relation/types.ts'
import type { NodeDefinition } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { extract } from './extract.ts'
import { padText } from './pad-text.ts'
import { parseParts } from './parse-parts.ts'
import { simplifyWords } from './simplify-words.ts'
import { splitList } from './split-list.ts'
import { testText } from './test-text.ts'

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

it.each<[object, string, LiteralValue]>([
  [{}, 'from -1,234.5 to 7', -1234.5],
  [{ minus: false, which: 'last' }, '10-20', 20],
  [{ decimalComma: true }, 'prix : 1.234,50 €', 1234.5],
  [{ which: 'all' }, 'a1b22', ['1', '22']],
  [{ which: 'all' }, 'none', []],
  [{ how: 'pattern', pattern: '([a-z])([0-9])', which: 'last', names: 'x;y' }, 'a1 b2', 'b'],
  [{ how: 'between', before: '(', after: ')' }, 'a (b (c) d) e', 'b (c'],
  [{ how: 'between', before: '(', after: ')', which: 'last' }, '(a) (b)', 'b'],
  [{ how: 'between', after: ',' }, 'one, two', 'one'],
  [{ how: 'between', before: '(', after: ')' }, 'a (\n) b', '\n'],
  [{ how: 'position', from: 2, count: 2 }, 'é😀bc', '😀b'],
  [{ how: 'position', from: -3, count: 2 }, 'abcdef', 'de'],
  [{ how: 'position', from: 9 }, 'abc', null],
  [{ how: 'letter-grams', size: 2 }, 'abcd', ['ab', 'cd', 'bc']],
  [{ how: 'letter-grams', size: 3 }, 'ab', []],
  [{ how: 'word-grams', size: 2 }, ' a  b c', ['a  b', 'b c']],
])('extracts by %j from %s', async (params, text, expected) => {
  const [first] = await made(extract, { keep: false, ...params }, text)
  expect(first).toEqual(expected)
})

it('says where the last find begins', async () => {
  expect(await made(extract, { keep: false, which: 'last', place: true }, 'a12 b12')).toEqual([12, 6])
})

it.each<[object, string, boolean]>([
  [{ test: 'letters' }, 'Éàß東Ω', true],
  [{ test: 'letters' }, 'a1', false],
  [{ test: 'digits' }, '٣', false],
  [{ test: 'title' }, 'Jean-Paul Le Gall', true],
  [{ test: 'upper' }, '12', false],
  [{ test: 'upper' }, 'É1', true],
  [{ test: 'number' }, ' -1.5e3 ', true],
  [{ test: 'number' }, '1,5', false],
  [{ test: 'whole' }, '12.0', false],
  [{ test: 'length', shortest: 2, longest: 3 }, 'é😀', true],
  [{ test: 'starts', value: 'éC', ignoreCase: true }, 'École', true],
  [{ test: 'pattern', value: '^a.c$' }, 'abc', true],
  [{ test: 'contains', value: '%' }, '100 %', true],
])('tests by %j: %s', async (params, text, expected) => {
  const [, answer] = await made(testText, params, text)
  expect(answer).toBe(expected)
})

it.each<[object, string, LiteralValue]>([
  [{ most: 1 }, 'a, b, c', ['a', 'b, c']],
  [{ trim: false }, 'a, b', ['a', ' b']],
  [{ separator: '||' }, 'a||b||', ['a', 'b', '']],
])('splits into a list by %j: %s', async (params, text, expected) => {
  expect(await made(splitList, params, text)).toEqual([expected])
})

it.each<[object, string, string]>([
  [{ stem: true }, 'Parties, glasses and walked buses', 'party glass walk bus'],
  [{ language: 'fr', stem: true }, 'Les chevaux, les bateaux et l’école', 'cheval bateau ecol'],
  [{ stops: false, sorted: true }, 'b a B', 'a b b'],
  [{}, 'to be or not to be', ''],
])('simplifies by %j: %s', async (params, text, expected) => {
  expect(await made(simplifyWords, { place: 'replace', ...params }, text)).toEqual([expected])
})

it.each<[object, string, readonly LiteralValue[]]>([
  [{}, 'HTTP://me@Shop.Example.co.uk/', ['http', 'me', 'shop.example.co.uk', 'co.uk', null, '/', null, null, null, null]],
  [{ wanted: 'host; port' }, 'https://[::1]:80/x', ['[::1]', 80]],
  [{ wanted: 'extension;query;fragment' }, 'ftp://a.b/c.d/e.TAR?x=?#y#z', ['tar', 'x=?', 'y#z']],
  [{ kind: 'email' }, 'Ada <ada+x@Example.org>', ['ada+x', 'example.org', true]],
  [{ kind: 'email' }, 'ada@', [null, null, false]],
  [{ kind: 'ip' }, '192.168.1.256', [null, null, null]],
  [{ kind: 'ip' }, '192.168.1.255', [4, true, 3232236031]],
  [{ kind: 'ip' }, '2001:db8::1', [6, false, null]],
  [{ kind: 'user-agent' }, 'Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120', ['Edge', 'Windows', false]],
  [{ kind: 'user-agent' }, 'Mozilla/5.0 (iPhone) Version/17 Mobile/1 Safari/604', ['Safari', 'iOS', true]],
  [{ kind: 'query', wanted: 'a;b;a.b' }, '?a=1%2B1%252&b=x+y%c3%a9&aXb=3', ['1+1%2', 'x yé', null]],
  [{ kind: 'json', wanted: 'a;b;c' }, '{"a": "x\\"y", "d": {"b": -1.5}, "c": null}', ['x"y', '-1.5', null]],
])('takes apart by %j: %s', async (params, text, expected) => {
  expect(await made(parseParts, { keep: false, ...params }, text)).toEqual(expected)
})
