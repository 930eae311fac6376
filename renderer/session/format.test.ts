import { expect, test } from 'vitest'
import { formatBytes, formatCount, formatEnergy, formatNumber, formatPercent, formatSeconds, formatWhen } from './format.ts'

const thin = '\u202F'
const plain = (text: string) => text.replaceAll(/[\u202F\u00A0]/g, ' ')

test('thin spaces group digits in both languages', () => {
  expect(formatCount(46118, 'en')).toBe(`46${thin}118`)
  expect(formatCount(46118, 'fr')).toBe(`46${thin}118`)
  expect(plain(formatCount(-1234567, 'en'))).toBe('−1 234 567')
})

test('measured numbers keep four digits, whole ones all of theirs', () => {
  expect(formatNumber(0.83612, 'en', 3)).toBe('0.836')
  expect(formatNumber(0.83612, 'fr', 3)).toBe('0,836')
  expect(plain(formatNumber(123456.7, 'en'))).toBe('123 457')
  expect(plain(formatNumber(48842, 'fr'))).toBe('48 842')
  expect(formatNumber(0.0000012, 'en')).toBe('1.20e-6')
  expect(formatNumber(0.0000012, 'fr')).toBe('1,20e-6')
  expect(formatNumber(0, 'en')).toBe('0')
  expect(formatNumber(Number.NaN, 'en')).toBe('NaN')
  expect(formatNumber(-Infinity, 'fr')).toBe('−∞')
})

test('percent', () => {
  expect(plain(formatPercent(0.118, 'en'))).toBe('11.8 %')
  expect(plain(formatPercent(0.118, 'fr'))).toBe('11,8 %')
  expect([0, 0.59, 1].map((share) => plain(formatPercent(share, 'en')))).toEqual(['0 %', '59.0 %', '100 %'])
  expect(plain(formatPercent(0.59, 'en', 0))).toBe('59 %')
})

test('seconds take the unit that reads best', () => {
  expect([0.012, 0.4, 9.94, 12.4, 59.6, 200, 3600, 7500].map((s) => plain(formatSeconds(s, 'en')))).toEqual([
    '12 ms',
    '0.4 s',
    '9.9 s',
    '12 s',
    '1 min',
    '3 min 20 s',
    '1 h',
    '2 h 5 min',
  ])
  expect(plain(formatSeconds(0.4, 'fr'))).toBe('0,4 s')
})

test('bytes', () => {
  expect(plain(formatBytes(684_000_000, 'en'))).toBe('684 MB')
  expect(plain(formatBytes(1_940_000_000, 'fr'))).toBe('1,9 Go')
  expect(plain(formatBytes(999_999, 'en'))).toBe('1 MB')
  expect(plain(formatBytes(12, 'fr'))).toBe('12 octets')
})

test('energy', () => {
  expect(plain(formatEnergy(2.13e-5, 'en'))).toBe('21 µWh')
  expect(plain(formatEnergy(0.0018, 'fr'))).toBe('1,8 mWh')
  expect(plain(formatEnergy(0.9997, 'en'))).toBe('1 Wh')
  expect(plain(formatEnergy(456.7, 'en'))).toBe('457 Wh')
  expect(plain(formatEnergy(3400, 'fr'))).toBe('3,4 kWh')
  expect(plain(formatEnergy(0, 'en'))).toBe('0 µWh')
})

test('times are told from now', () => {
  const now = new Date(2026, 10, 22, 14, 30).getTime()
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime()
  expect(formatWhen(now - 20_000, now, 'en')).toBe('just now')
  expect(formatWhen(now - 125_000, now, 'fr')).toBe('il y a 2 min')
  expect(formatWhen(at(2026, 10, 22, 11, 52), now, 'en')).toBe('today, 11:52')
  expect(formatWhen(at(2026, 10, 21, 23, 59), now, 'fr')).toBe('hier')
  expect(formatWhen(at(2026, 10, 18, 9, 0), now, 'en')).toBe('18 Nov')
  expect(formatWhen(at(2024, 2, 3, 9, 0), now, 'fr')).toBe('3 mars 2024')
})
