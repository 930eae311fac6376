import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine({ fewestKeptBytes: 100_000 })
})
afterAll(() => engine.close())

const { signal } = new AbortController()
const lines = (count: number, value = (i: number) => String(i % 97)) =>
  `id,name,value\n${Array.from({ length: count }, (_, i) => `${i},"name, ${i % 13}",${value(i)}`).join('\n')}\n`
const reading = (path: string) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path } },
      keep: { type: 'clean.filter-rows', params: { conditions: { all: [{ column: 'value', is: 'greater', value: 90 }] } } },
    },
    ['file.table > keep.table'],
  )
const resolve = (path: string) => engine.engine.resolve(reading(path), engine.folder, signal)
const keptOf = async (fingerprint: string) => (await engine.engine.store.record(fingerprint))?.ports['table'] ?? null
const folders = () => readdir(engine.engine.workspace.artifacts, { recursive: true })

describe('long text files', () => {
  it('are kept as columns, in their order, and runs read those', async () => {
    await engine.write('long.csv', lines(30_000))
    const before = await engine.run(reading('long.csv'))
    const rows = async (fingerprint: string) => {
      const table = await engine.engine.store.table(fingerprint, 'table')
      const path = table?.op === 'scan' ? table.source.paths[0] : ''
      return engine.engine.db.rows(`SELECT * FROM read_parquet('${path}')`)
    }
    const fingerprints = Object.fromEntries(before.manifest.steps.map((step) => [step.node, step.fingerprint]))
    const first = await rows(fingerprints['keep'] ?? '')
    expect(first.length).toBe(1854)

    engine.engine.sources.offer(await resolve('long.csv'))
    await expect.poll(() => keptOf(fingerprints['file'] ?? ''), { timeout: 20_000 }).toMatchObject({ kind: 'table', rows: 30_000 })
    expect((await rows(fingerprints['file'] ?? '')).slice(0, 2)).toEqual([
      [0, 'name, 0', 0],
      [1, 'name, 1', 1],
    ])
    // What the run kept is let go, the columns of the file are not.
    await engine.engine.store.evict(0, new Set([fingerprints['file'] ?? '']))
    const again = await engine.run(reading('long.csv'))
    expect(Object.fromEntries(again.manifest.steps.map((step) => [step.node, step.state]))).toEqual({ file: 'reused', keep: 'executed' })
    expect(again.manifest.steps[0]?.rows).toEqual({ table: 30_000 })
    expect(await rows(fingerprints['keep'] ?? '')).toEqual(first)
    const { inspect } = await import('../run/inspect.ts')
    expect((await inspect(await resolve('long.csv'), engine.engine.store)).nodes['file']?.result?.rows).toEqual({ table: 30_000 })
  })

  it('are kept anew when they have changed, or are read in another way', async () => {
    await engine.write('grows.csv', lines(20_000))
    const first = (await resolve('grows.csv')).nodes.get('file')?.fingerprint ?? ''
    await engine.write('grows.csv', lines(21_000))
    const resolved = await resolve('grows.csv')
    const second = resolved.nodes.get('file')?.fingerprint ?? ''
    engine.engine.sources.offer(resolved)
    await expect.poll(() => keptOf(second), { timeout: 20_000 }).toMatchObject({ rows: 21_000 })
    expect(await keptOf(first)).toBeNull()
  })

  it('that cannot be read to their end are left to the run, which says why', async () => {
    await engine.write(
      'broken.csv',
      lines(40_000, (i) => (i === 35_000 ? 'many' : '5')),
    )
    await engine.write('after.csv', lines(20_000))
    const [broken, after] = [await resolve('broken.csv'), await resolve('after.csv')]
    engine.engine.sources.offer({ ...broken, document: { ...broken.document, name: 'broken' } })
    engine.engine.sources.offer(after)
    await expect.poll(() => keptOf(after.nodes.get('file')?.fingerprint ?? ''), { timeout: 20_000 }).toMatchObject({ rows: 20_000 })
    expect(await keptOf(broken.nodes.get('file')?.fingerprint ?? '')).toBeNull()
    expect((await folders()).filter((name) => name.includes('.part'))).toEqual([])
    const { manifest } = await engine.run(reading('broken.csv'))
    expect(manifest.steps.find((step) => step.node === 'keep')?.problem).toMatchObject({ code: 'csv-type' })
  })

  it('that are short, and Parquet files, are read as they are', async () => {
    await engine.write('short.csv', lines(100))
    const resolved = await resolve('short.csv')
    await engine.write('next.csv', lines(20_001))
    engine.engine.sources.offer({ ...resolved, document: { ...resolved.document, name: 'short' } })
    const next = await resolve('next.csv')
    engine.engine.sources.offer(next)
    await expect.poll(() => keptOf(next.nodes.get('file')?.fingerprint ?? ''), { timeout: 20_000 }).toMatchObject({ rows: 20_001 })
    expect(await keptOf(resolved.nodes.get('file')?.fingerprint ?? '')).toBeNull()
  })

  it('are no longer worked on when the engine ends', async () => {
    const other = await temporaryEngine({ fewestKeptBytes: 1 })
    await other.write('long.csv', lines(400_000))
    other.engine.sources.offer(await other.engine.resolve(reading('long.csv'), other.folder, signal))
    const parts = async () =>
      (await readdir(other.engine.workspace.artifacts, { recursive: true })).filter((name) => name.endsWith('.part'))
    await expect.poll(parts, { timeout: 20_000 }).toHaveLength(1)
    await other.engine.sources.stop()
    expect(
      await readdir(join(other.engine.workspace.artifacts), { recursive: true }).then((all) => all.filter((name) => name.includes('.'))),
    ).toEqual([])
    await other.close()
    await rm(other.folder, { recursive: true, force: true })
  })
})
