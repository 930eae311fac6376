import { describe, expect, test } from 'vitest'
import { functionCatalogue } from './catalogue.ts'
import { functionHelp } from './function-help.ts'

describe('help texts', () => {
  test.each([...functionCatalogue.values()].map((spec) => [spec.id, spec.help] as const))('%s', (_, { en, fr }) => {
    for (const line of [en, fr]) {
      expect(line).toMatch(/^[\p{Lu}\d-].{3,110}[.…]$/u)
      expect(line).not.toMatch(/[!\n]/)
    }
    expect(en).not.toBe(fr)
  })

  test('none is left over', () => {
    const ids = Object.values(functionHelp).flatMap((texts) => Object.keys(texts))
    expect(ids.toSorted()).toEqual([...functionCatalogue.keys()].toSorted())
  })
})
