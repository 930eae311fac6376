import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
})
afterAll(() => engine.close())

const { signal } = new AbortController()
const table = (rows: number, town = 'oslo') =>
  `id,size,town,paid\n${Array.from({ length: rows }, (_, i) => `${i},${(i * 37) % 101},${i % 3 === 0 ? town : 'rome'},${(i * 37) % 101 > 50 && i % 11 > 0 ? 'yes' : 'no'}`).join('\n')}\n`
const sorting = (path: string) =>
  documentOf({ file: { type: 'source.file', params: { path } }, sort: { type: 'clean.sort-rows', params: { by: [{ column: 'size' }] } } }, [
    'file.table > sort.table',
  ])
const at = (document: Document, node = 'file', side: 'in' | 'out' = 'out') => ({
  path: 'test.millrace',
  document,
  node,
  port: 'table',
  side,
})

it('what comes after a profile is learnt in a worker from the sample that it kept', async () => {
  await engine.write('first.csv', table(600))
  const handlers = engineHandlers(engine.engine, 'browser')
  const sorted = sorting('first.csv')
  const input = { ...at(sorted), path: 'first.millrace', target: 'paid' }
  const profile = await handlers.profileTable(input, signal)
  expect(profile.target?.column).toBe('paid')
  const { further } = await handlers.profileFurther(input, signal)
  expect(further.model?.leftOut).toContainEqual({ column: 'size', why: 'leak' })
  expect(further.model?.rows).toBe(120)
  // Asked for without a profile before, it makes its own; another target is another model.
  const other = await handlers.profileFurther({ ...input, target: 'size' }, signal)
  expect(other.further.model?.task).toBe('regression')
  const abort = new AbortController()
  const stopped = handlers.profileFurther(input, abort.signal)
  abort.abort()
  await expect(stopped).rejects.toThrow('cancelled')
})

it('what a port gave before is found by its date: profiles that were taken, runs whose rows are kept, runs whose rows are not', async () => {
  const handlers = engineHandlers(engine.engine, 'browser')
  const sorted = sorting('people.csv')
  await engine.write('people.csv', table(600))
  await handlers.profileTable(at(sorted), signal)
  await engine.run(sorted)
  await engine.write('people.csv', table(700, 'paris'))
  await handlers.profileTable(at(sorted), signal)

  // The same rows in a file that was only written again are nothing that came before.
  await engine.write('people.csv', table(700, 'paris'))
  await handlers.profileTable(at(sorted), signal)
  const { earlier } = await handlers.listEarlierProfiles(at(sorted), signal)
  expect(earlier.map(({ from, rows, kept }) => [from, rows, kept])).toEqual([['profile', 600, true]])
  const before = await handlers.readEarlierProfile({ ...at(sorted), id: earlier[0]?.id ?? '' }, signal)
  const now = await handlers.profileTable(at(sorted, 'sort', 'in'), signal)
  const { columns } = await handlers.compareProfiles({ before, after: now }, signal)
  expect(columns.find(({ name }) => name === 'town')?.newValues).toEqual(['paris'])

  // Nobody profiled what the run sorted, but its rows were written.
  const ofRun = await handlers.listEarlierProfiles(at(sorted, 'sort'), signal)
  expect(ofRun.earlier.map(({ from, kept }) => [from, kept])).toEqual([['run', true]])
  const id = ofRun.earlier[0]?.id ?? ''
  expect((await handlers.readEarlierProfile({ ...at(sorted, 'sort'), id }, signal)).rows).toBe(600)
  await engine.engine.store.clear()
  expect((await handlers.listEarlierProfiles(at(sorted, 'sort'), signal)).earlier.map(({ kept }) => kept)).toEqual([false])
  await expect(handlers.readEarlierProfile({ ...at(sorted, 'sort'), id }, signal)).rejects.toThrow('not on disk')
})
