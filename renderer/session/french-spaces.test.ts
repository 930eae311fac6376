import { expect, test } from 'vitest'
import { frenchSpaces } from './french-spaces.ts'

test('signs stay with their words, other spaces may break', () => {
  expect(frenchSpaces('Vide : le rôle « cible » à 95 %')).toBe('Vide\u00A0: le rôle «\u00A0cible\u00A0» à 95\u00A0%')
  expect(frenchSpaces('à 10:30 ; sinon rien')).toBe('à 10:30\u00A0; sinon rien')
})
