import { describe, expect, it } from 'vitest'
import { registryName } from './registry-name.ts'

describe('the name of a model', () => {
  it('is made of what a person wrote', () => {
    expect(registryName('Régression logistique (2)')).toBe('regression-logistique-2')
    expect(registryName('--- ')).toBe('')
    expect(registryName('a'.repeat(80))).toHaveLength(63)
  })
})
