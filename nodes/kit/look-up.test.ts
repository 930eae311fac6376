import { expect, it } from 'vitest'
import { compileClosure } from '../../engine/relation/closure/compile-closure.ts'
import { column, literal } from '../../engine/relation/expression.ts'
import type { Value } from '../../engine/relation/types.ts'
import { among, lookUp } from './look-up.ts'

const columns = [{ name: 't', type: 'text' }] as const
const keys = [...Array.from({ length: 200 }, (_, at) => `key ${(at * 37) % 200}`), '', 'é', 'z', '\uffee', '🦊', '🦊a', '🙂', 'a"b']

const lookedUp = (pairs: ReadonlyMap<string, string>) => {
  const results = new Map([...pairs].map(([key, value]) => [key, literal('text', value)] as const))
  const closure = compileClosure(lookUp(column('t'), results, literal('text', null)), columns)
  return (value: Value) => closure([value])
}

it('finds every text of a long list, and nothing else', () => {
  const pairs = new Map(keys.map((key) => [key, `${key}!`]))
  const find = lookedUp(pairs)
  for (const key of keys) expect(find(key)).toBe(`${key}!`)
  for (const other of ['key', 'key 200', 'É', '🦊b', '\ud83e', null]) expect(find(other)).toBeNull()
})

it('works for short lists and none', () => {
  expect(lookedUp(new Map([['a', 'b']]))('a')).toBe('b')
  expect(lookedUp(new Map())('a')).toBeNull()
  const none = compileClosure(among(column('t'), []), columns)
  expect(none(['a'])).toBe(false)
})
