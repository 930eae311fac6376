import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRecent } from './recent.ts'

const file = () => join(mkdtempSync(join(tmpdir(), 'recent-')), 'recent.json')

test('the newest first, each once, ten at most, kept on disk', () => {
  const path = file()
  const announced: string[] = []
  const recent = openRecent(path, (one) => announced.push(one))
  for (let i = 0; i < 12; i++) recent.add(`/p${i}.millrace`)
  recent.add('/p5.millrace')
  const expected = [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((i) => `/p${i}.millrace`)
  expect(recent.paths()).toEqual(expected)
  expect(announced).toHaveLength(13)
  expect(openRecent(path, () => undefined).paths()).toEqual(expected)
  expect(readdirSync(join(path, '..'))).toEqual(['recent.json'])
})

test.each(['', '{', '{"paths":1}', '[1,2]'])('a list that holds %j begins anew', (text) => {
  const path = file()
  writeFileSync(path, text)
  expect(openRecent(path, () => undefined).paths()).toEqual([])
})
