import { expect, it } from 'vitest'
import { formatCount, formatNumber, formatPercent, formatSeconds } from '../session/format.ts'
import { formatFigure } from './format-figure.ts'

const formats = {
  count: (value: number) => formatCount(value, 'en'),
  number: (value: number, digits?: number) => formatNumber(value, 'en', digits),
  percent: (share: number, digits?: number) => formatPercent(share, 'en', digits).replaceAll('\u202F', ' '),
  seconds: (seconds: number) => formatSeconds(seconds, 'en'),
  fixed: (value: number, digits: number) => value.toFixed(digits),
}
const all = (values: readonly number[], format: 'number' | 'percent') => values.map((value) => formatFigure(value, format, formats))

it('writes scores with three places, 0 and 1 too', () => {
  expect(all([0, 0.5, 0.9994, 1, -0.25, 12.345], 'number')).toEqual(['0.000', '0.500', '0.999', '1.000', '-0.250', '12.35'])
  expect(all([0, 0.118, 0.9994, 1], 'percent')).toEqual(['0 %', '11.8 %', '99.9 %', '100 %'])
})

it('does not write as 1 what is nearly 1, nor as 0 what is nearly 0', () => {
  expect(all([0.9995, 0.99962, 0.99996, 0.9999999, 0.00042, -0.000026, 1e-9], 'number')).toEqual([
    '0.9995',
    '0.9996',
    '0.99996',
    '0.999999',
    '0.0004',
    '-0.00003',
    '1.00e-9',
  ])
  expect(all([0.9996, 0.99997, 0.0002, 1e-12], 'percent')).toEqual(['99.96 %', '99.997 %', '0.02 %', '0 %'])
})

it('has a dash for what is not known', () => {
  expect(formatFigure(null, 'number', formats)).toBe('–')
})
