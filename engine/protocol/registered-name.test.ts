import { expect, it } from 'vitest'
import { readRegisteredName } from './registered-name.ts'

it('reads a model with an alias or a number', () => {
  expect(readRegisteredName(' loans@champion ')).toEqual({ name: 'loans', at: { alias: 'champion' } })
  expect(readRegisteredName('loans-2@12')).toEqual({ name: 'loans-2', at: { version: 12 } })
})

it.each(['', 'loans', 'loans@', '@champion', 'Loans@champion', 'loans@0', 'loans@v 2', 'loans@1@2', 'loans@-1'])('refuses %j', (text) => {
  expect(readRegisteredName(text)).toBeNull()
})
