import { describe, expect, it } from 'vitest'
import { jsonPointer, parseJsonPath, writeJsonPath } from './json-path.ts'

describe('paths into JSON', () => {
  it.each([
    ['', []],
    ['$', []],
    ['a', ['a']],
    ['$.a.b', ['a', 'b']],
    ['$[0].b', ['0', 'b']],
    ['a b[12].c', ['a b', '12', 'c']],
    ['"a.b"."c\\"d"', ['a.b', 'c"d']],
    ['""', ['']],
    ['$x', ['$x']],
  ])('%s', (path, steps) => {
    expect(parseJsonPath(path)).toEqual(steps)
  })
  it.each(['a.', '.', 'a..b', 'a[', 'a[x]', 'a]', '"a', 'a"b', '[0]a'])('%s is none', (path) => {
    expect(parseJsonPath(path)).toBeUndefined()
  })
  it('are written so that they are read again', () => {
    for (const steps of [[], ['a', '0'], ['a.b', 'c"\\d'], [''], ['$'], ['é', ' ']])
      expect(parseJsonPath(writeJsonPath(steps))).toEqual(steps)
  })
  it('become pointers in which no name means anything', () => {
    expect(jsonPointer(['a/b', '~1', '*'])).toBe('/a~1b/~01/*')
  })
})
