import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LiteralValue, ScalarType } from '../../engine/relation/types.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { changeType } from './change-type.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

async function converted(from: ScalarType, value: LiteralValue, change: Readonly<Record<string, unknown>>, unreadable = 'missing') {
  const table = { columns: [{ name: 'x', type: from }], rows: [[value], [null]] }
  const { tables } = await harness.run(changeType, { changes: [{ column: 'x', ...change }], unreadable }, { table })
  expect(tables['table']?.rows[1]).toEqual([null])
  return tables['table']?.rows[0]?.[0]
}

it.each<[string, Record<string, unknown>, LiteralValue]>([
  ['42', { to: 'int' }, 42],
  [' 42.0 ', { to: 'int' }, 42],
  ['42.5', { to: 'int' }, null],
  ['1,234', { to: 'int' }, 1234],
  ['9007199254740993', { to: 'int' }, '9007199254740993'],
  ['1,234.5', { to: 'float' }, 1234.5],
  ['1,23', { to: 'float' }, null],
  ['1 234.5', { to: 'float' }, 1234.5],
  ['-1.5e3', { to: 'float' }, -1500],
  ['1.234,5', { to: 'float', decimalComma: true }, 1234.5],
  ['1\u202f234,5', { to: 'float', decimalComma: true }, 1234.5],
  ['1.5', { to: 'float', decimalComma: true }, null],
  ['1,5', { to: 'float', decimalComma: true }, 1.5],
  ['Oui', { to: 'bool' }, true],
  ['maybe', { to: 'bool' }, null],
  ['2024-01-31', { to: 'date' }, '2024-01-31'],
  ['2024-01-31 10:30', { to: 'date' }, '2024-01-31'],
  ['31.1.2024', { to: 'date', format: 'D.M.YYYY' }, '2024-01-31'],
  ['2023-02-29', { to: 'date' }, null],
  ['2024-01-31', { to: 'timestamp' }, '2024-01-31 00:00:00.000000'],
  ['31/01/2024 10:30', { to: 'timestamp', format: 'DD/MM/YYYY hh:mm' }, '2024-01-31 10:30:00.000000'],
])('reads the text %j as %j', async (text, change, expected) => {
  expect(await converted('text', text, change)).toEqual(expected)
})

it.each<[ScalarType, LiteralValue, Record<string, unknown>, LiteralValue]>([
  ['int', 20240131, { to: 'date' }, '2024-01-31'],
  ['int', 0, { to: 'bool' }, false],
  ['float', 2.9, { to: 'int' }, 2],
  ['float', 'NaN', { to: 'int' }, null],
  ['float', 0.5, { to: 'bool' }, true],
  ['float', 12, { to: 'text' }, '12'],
  ['bool', true, { to: 'float' }, 1],
  ['date', '2024-01-31', { to: 'text', format: 'DD/MM/YYYY' }, '31/01/2024'],
  ['date', '2024-01-31', { to: 'timestamp' }, '2024-01-31 00:00:00.000000'],
  ['timestamp', '2024-01-31 10:30:00', { to: 'date' }, '2024-01-31'],
])('turns the %s %j with %j into %j', async (from, value, change, expected) => {
  expect(await converted(from, value, change)).toEqual(expected)
})

it.each(['int', 'float', 'bool', 'date', 'timestamp'])('stops at an unreadable %s when asked to', async (to) => {
  await expect(converted('text', 'abc', { to }, 'fail')).rejects.toThrow(/not a/)
  const good = { int: '1', float: '1', bool: '1', date: '2024-01-31', timestamp: '2024-01-31' }[to] ?? ''
  expect(await converted('text', good, { to }, 'fail')).not.toBeNull()
})
