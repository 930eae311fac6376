import { expect, it } from 'vitest'
import { countText, nearNumberText, nearShareText, numberText, roughText } from './number-text.ts'

it('groups digits by three, and leaves those out that nobody reads', () => {
  expect(countText(-1_234_567)).toBe('−1\u202f234\u202f567')
  expect(countText(2.35e24)).toBe('2e24')
  expect(countText(-7.06e43)).toBe('−7e43')
})

it('has a comma in French, whatever the size', () => {
  expect(numberText(1234.56, 1)).toEqual({ en: '1\u202f234.6', fr: '1\u202f234,6' })
  expect(numberText(2.35e24, 1)).toEqual({ en: '2e24', fr: '2e24' })
  expect(roughText(7.060994649427104e43)).toEqual({ en: '7e43', fr: '7e43' })
})

it('says what is no number as it is', () => {
  expect(roughText(Number.POSITIVE_INFINITY)).toEqual({ en: 'Infinity', fr: 'Infinity' })
  expect(countText(Number.POSITIVE_INFINITY)).toBe('Infinity')
})

it('says all and none only of all and none', () => {
  const said = (share: number, decimals: number) => nearShareText(share, decimals).fr.replaceAll('\u202f', ' ')
  expect([0, 0.62, 1].map((share) => said(share, 0))).toEqual(['0 %', '62 %', '100 %'])
  expect([0.996, 0.9996, 0.004, 0.0001].map((share) => said(share, 0))).toEqual(['99,6 %', 'plus de 99,9 %', '0,4 %', 'moins de 0,1 %'])
  expect([0.996, 0.62].map((share) => said(share, 1))).toEqual(['99,6 %', '62,0 %'])
})

it('writes no score as 1 that is not 1', () => {
  const said = [0.5, 1, 0.9994, 0.9996, -0.99996, 0.99999999, 12.5].map((score) => nearNumberText(score).fr)
  expect(said).toEqual(['0,500', '1,000', '0,999', '0,9996', '−0,99996', '0,999999', '12,500'])
})
