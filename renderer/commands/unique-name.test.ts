import { expect, test } from 'vitest'
import { nameFromFile, uniqueName } from './unique-name.ts'

test('the first free number', () => {
  expect(uniqueName('Untitled', [])).toBe('Untitled')
  expect(uniqueName('Untitled', ['untitled', 'Untitled 2', 'Untitled 4'])).toBe('Untitled 3')
})

test('a file gives its pipeline a name', () => {
  expect(nameFromFile('loan_applications.csv')).toBe('Loan applications')
  expect(nameFromFile('bank-marketing.csv.gz')).toBe('Bank marketing')
  expect(nameFromFile('2024.01.sales.parquet')).toBe('2024.01')
  expect(nameFromFile('.csv')).toBe('.csv')
})
