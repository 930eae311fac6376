import { expect, test } from 'vitest'
import { startFolder } from './start-folder.ts'

test.each([
  ['data/sales.csv', false, 'data/'],
  ['sales.csv', false, ''],
  ['', false, ''],
  ['/home/ann/sales.csv', false, '/home/ann/'],
  ['/sales.csv', false, '/'],
  ['C:\\data\\sales.csv', false, 'C:\\data\\'],
  ['data/months', true, 'data/months'],
])('%j begins in its folder', (path, isFolder, start) => {
  expect(startFolder(path, isFolder)).toBe(start)
})
