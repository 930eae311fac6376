import { expect, test } from 'vitest'
import { frenchSpaces } from './french-spaces.ts'

test('signs stay with their words, other spaces may break', () => {
  expect(frenchSpaces('Vide : le rôle « cible » à 95 %')).toBe('Vide\u202F: le rôle «\u202Fcible\u202F» à 95\u202F%')
  expect(frenchSpaces('à 10:30 ; sinon rien')).toBe('à 10:30\u202F; sinon rien')
})
