// Results that are kept although settings and files before them change: what runs, what is said of it, what fingerprints say.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { applyCommand } from '../graph/commands/apply-command.ts'
import type { Document } from '../protocol/document.ts'
import { inspect } from '../run/inspect.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let at: TemporaryEngine
const opened: TemporaryEngine[] = []
beforeEach(async () => {
  at = await temporaryEngine()
  opened.push(at)
  await at.write('a.csv', 'name,price\nAna,10\nBen,20\nCleo,30\nDan,40\n')
})
afterAll(() => Promise.all(opened.map((one) => one.close())))

const pipeline = (least: number) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'a.csv' } },
      keep: { type: 'clean.filter-rows', params: { conditions: { all: [{ column: 'price', is: 'greater', value: least }] } } },
      twice: { type: 'clean.formula-column', params: { name: 'twice', formula: '[price] * 2' } },
    },
    ['file.table > keep.table', 'keep.table > twice.table'],
  )
const resolve = (document: Document) => at.engine.resolve(document, at.folder, new AbortController().signal)
const keep = async (document: Document, node: string) => {
  const input = { path: 'p.millrace', document, node }
  const kept = await engineHandlers(at.engine, 'browser').keepResult(input, new AbortController().signal)
  return (other: Document) => applyCommand(other, { type: 'set-node', id: node, kept }).document
}
const prices = async (document: Document, node: string): Promise<readonly unknown[]> => {
  const input = { path: 'p.millrace', document, node, port: 'table', side: 'out' as const, rows: 50 }
  return (await engineHandlers(at.engine, 'browser').preview(input, new AbortController().signal)).rows.map((row) => row[1])
}
const statesOf = (steps: readonly { readonly node: string; readonly state: string }[]) => steps.map(({ node, state }) => `${node} ${state}`)

it('stays when settings before it change; what is behind it keeps its fingerprints, and letting it go brings the new ones', async () => {
  const before = pipeline(25)
  await at.run(before)
  const pin = await keep(before, 'keep')
  const changed = pin(pipeline(15))
  expect(await prices(changed, 'keep')).toEqual([30, 40])
  expect(await prices(changed, 'twice')).toEqual([30, 40])
  const [old, now, free] = [await resolve(before), await resolve(changed), await resolve(pipeline(15))]
  expect(now.nodes.get('twice')?.fingerprint).toBe(old.nodes.get('twice')?.fingerprint)
  expect(free.nodes.get('twice')?.fingerprint).not.toBe(old.nodes.get('twice')?.fingerprint)
  const { manifest, events } = await at.run(changed)
  expect(statesOf(manifest.steps)).toEqual(['keep reused', 'twice reused'])
  expect(manifest.steps[0]?.kept).toBe(changed.nodes['keep']?.kept?.at)
  expect(manifest.document.nodes['keep']?.kept).toEqual(changed.nodes['keep']?.kept)
  expect(events.find(({ type }) => type === 'step.reused')).toMatchObject({ node: 'keep', kept: changed.nodes['keep']?.kept?.at })

  const released = applyCommand(changed, { type: 'set-node', id: 'keep', kept: null }).document
  expect(released).toEqual(pipeline(15))
  expect(await prices(released, 'twice')).toEqual([20, 30, 40])
})

it('says whether the settings would give another result now', async () => {
  const pin = await keep(pipeline(25), 'keep')
  const keptOf = async (document: Document) => (await inspect(await resolve(document), at.engine.store)).nodes['keep']
  expect(await keptOf(pin(pipeline(25)))).toMatchObject({ fresh: true, kept: { changed: false } })
  expect(await keptOf(pin(pipeline(15)))).toMatchObject({ fresh: true, kept: { changed: true } })
  expect((await keptOf(pipeline(25)))?.kept).toBeUndefined()
})

it('needs neither the nodes nor the file before it', async () => {
  const pin = await keep(pipeline(25), 'keep')
  await rm(join(at.folder, 'a.csv'))
  const document = pin(pipeline(25))
  const other = applyCommand(document, { type: 'set-params', id: 'twice', params: { formula: '[price] * 3' }, remove: [] }).document
  const { manifest } = await at.run(other)
  expect(statesOf(manifest.steps)).toEqual(['keep reused', 'twice executed'])
  const { problems } = await inspect(await resolve(other), at.engine.store)
  expect(problems.filter(({ place, severity }) => place.node === 'keep' && severity === 'error')).toEqual([])
})

it('is not written over by a run anew from it or from before it', async () => {
  const pin = await keep(pipeline(25), 'keep')
  const changed = pin(pipeline(15))
  const { manifest } = await at.run(changed, { targets: ['twice'], from: ['file', 'keep'] })
  expect(statesOf(manifest.steps)).toEqual(['keep reused', 'twice executed'])
  expect(await prices(changed, 'keep')).toEqual([30, 40])
  expect(await prices(pipeline(25), 'keep')).toEqual([30, 40])
})

it('that is gone is a problem, and nothing else is computed in its place', async () => {
  const kept = { fingerprint: '0'.repeat(32), at: '2026-01-02T03:04:05.000Z' }
  const document = applyCommand(pipeline(25), { type: 'set-node', id: 'keep', kept }).document
  const { problems } = await inspect(await resolve(document), at.engine.store)
  expect(problems).toMatchObject([{ code: 'kept-missing', place: { node: 'keep' }, fixes: [{ commands: [{ kept: null }] }] }])
  const { manifest } = await at.run(document)
  expect(statesOf(manifest.steps)).toEqual(['keep failed', 'twice skipped'])
})

it('is not taken for that of a node of another type', async () => {
  const pin = await keep(pipeline(25), 'keep')
  const { kept } = pin(pipeline(25)).nodes['keep'] ?? {}
  if (!kept) throw new Error('nothing kept')
  const wrong = applyCommand(pipeline(25), { type: 'set-node', id: 'twice', kept }).document
  expect((await inspect(await resolve(wrong), at.engine.store)).problems.map(({ code }) => code)).toEqual(['kept-missing'])
})

it('is spared when the cache is emptied, by pipelines and by drafts', async () => {
  const pin = await keep(pipeline(25), 'keep')
  const { pipelines, store } = at.engine
  const { path } = await pipelines.create('saved', pin(pipeline(25)))
  const draft = pipeline(15)
  const pinDraft = await keep(draft, 'keep')
  await pipelines.saveDraft(path, pinDraft(draft))
  const wanted = [pin(pipeline(25)), pinDraft(draft)].map((document) => document.nodes['keep']?.kept?.fingerprint ?? '')
  expect([...(await pipelines.kept())].toSorted()).toEqual(wanted.toSorted())
  await store.evict(0, new Set(await pipelines.kept()))
  expect(await Promise.all(wanted.map(async (fingerprint) => (await store.record(fingerprint)) !== null))).toEqual([true, true])
})
