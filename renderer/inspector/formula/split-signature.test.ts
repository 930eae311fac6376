import { expect, it } from 'vitest'
import { splitSignature } from './split-signature.ts'

it('finds the argument that is being typed', () => {
  expect(splitSignature('DATEDIFF(from, to, unit)', 1)).toEqual({ before: 'DATEDIFF(from, ', current: 'to', after: ', unit)' })
  expect(splitSignature('SI(test; alors; sinon)', 2)).toEqual({ before: 'SI(test; alors; ', current: 'sinon', after: ')' })
})

it('marks nothing beyond the last argument or without any', () => {
  expect(splitSignature('TODAY()', 1).current).toBe('')
  expect(splitSignature('F(a)', 4)).toEqual({ before: 'F(a)', current: '', after: '' })
  expect(splitSignature('no call', 0).before).toBe('no call')
})

it('is not led astray by commas inside brackets', () => {
  expect(splitSignature('F(list(a, b), c)', 1).current).toBe('c')
})
