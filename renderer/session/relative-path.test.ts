import { expect, test } from 'vitest'
import { relativePath } from './relative-path.ts'

test('from the folder of the pipeline', () => {
  expect(relativePath('loan.millrace', 'data/loans.csv')).toBe('data/loans.csv')
  expect(relativePath('pipelines/loan.millrace', 'data/loans.csv')).toBe('../data/loans.csv')
  expect(relativePath('data/a/loan.millrace', 'data/b/loans.csv')).toBe('../b/loans.csv')
})

test('an absolute path stays', () => {
  expect(relativePath('p/loan.millrace', '/home/ann/loans.csv')).toBe('/home/ann/loans.csv')
  expect(relativePath('p/loan.millrace', 'C:\\data\\loans.csv')).toBe('C:\\data\\loans.csv')
})
