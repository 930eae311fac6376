import { expect, it } from 'vitest'
import { formatCount, formatNumber, formatPercent, formatSeconds } from '../session/format.ts'
import { figureTexts } from './figure-texts.ts'

const formats = {
  count: (value: number) => formatCount(value, 'en'),
  number: (value: number, digits?: number) => formatNumber(value, 'en', digits),
  percent: (share: number, digits?: number) => formatPercent(share, 'en', digits),
  seconds: (seconds: number) => formatSeconds(seconds, 'en'),
  fixed: (value: number, digits: number) => value.toFixed(digits),
}
const texts = (value: number | null, interval?: [number, number]) =>
  figureTexts({ value, format: 'number', ...(interval && { interval }) }, formats)

it('writes a score with the ends of its interval', () => {
  expect(texts(0.931, [0.925, 0.9368])).toEqual({ value: '0.931', range: ['0.925', '0.937'] })
  expect(texts(0.002, [0.0008, 0.0041])).toEqual({ value: '0.002', range: ['0.001', '0.004'] })
})

it('gives small errors more digits where they would all read alike', () => {
  expect(texts(0.00092, [0.00085, 0.001])).toEqual({ value: '0.00092', range: ['0.00085', '0.001'] })
})

it('has no range that would read as one number', () => {
  expect(texts(0.9999998, [0.9999997, 0.9999999])).toEqual({ value: '0.999999', range: null })
  expect(texts(0.5)).toEqual({ value: '0.500', range: null })
  expect(texts(null)).toEqual({ value: '–', range: null })
})
