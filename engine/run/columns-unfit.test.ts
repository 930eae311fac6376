import { expect, it } from 'vitest'
import { columnsUnfit } from './columns-unfit.ts'

const given = [
  { name: 'age', type: 'text' },
  { name: 'region', type: 'text' },
] as const

it('says which columns a table lacks', () => {
  const missing = [{ name: 'income', type: 'float' } as const]
  expect(columnsUnfit('Loans', 'table', { missing, given })).toMatchObject({
    code: 'model-columns-missing',
    port: 'table',
    text: { en: 'The table lacks what “Loans” needs: income (float).' },
  })
})

it('says which columns have another type', () => {
  const missing = [{ name: 'age', type: 'int' } as const]
  expect(columnsUnfit('Loans', 'table', { missing, given })).toMatchObject({
    code: 'model-types-differ',
    text: { en: 'Columns have other types than “Loans” learned from: age (text instead of a whole number).' },
  })
  expect(columnsUnfit('Loans', 'table', { missing, given }).text.fr).toContain('age (du texte au lieu de : un nombre entier)')
})

it('names both where some are absent', () => {
  const missing = [
    { name: 'age', type: 'int' },
    { name: 'income', type: 'float' },
  ] as const
  expect(columnsUnfit('Loans', 'table', { missing, given }).text.en).toContain('income (float), age (int)')
})
