import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { createEngine } from './create-engine.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
})
afterAll(() => engine.close())

const signal = () => new AbortController().signal
const fileNode = (params: Record<string, string | number | boolean>): Document => documentOf({ file: { type: 'source.file', params } }, [])

/** The problems of one file node, and its column names. */
async function look(params: Record<string, string | number | boolean>) {
  const resolved = await engine.engine.resolve(fileNode(params), engine.folder, signal())
  const node = resolved.nodes.get('file')
  return {
    problems: node?.problems ?? [],
    columns: node?.outputs.get('table')?.relation?.columns.map((column) => column.name),
    notices: node?.notices ?? [],
  }
}

describe('files', () => {
  it('a missing file says which, and what to do', async () => {
    const { problems } = await look({ path: 'nowhere.csv' })
    expect(problems).toMatchObject([{ code: 'file-missing', severity: 'error', place: { node: 'file', param: 'path' } }])
    expect(problems[0]?.text.en).toContain('nowhere.csv')
    expect(problems[0]?.action?.fr).toBeTruthy()
  })

  it('a path outside the workspace is refused, also through a link of dots', async () => {
    expect((await look({ path: '/etc/passwd' })).problems).toMatchObject([{ code: 'path-outside' }])
    expect((await look({ path: '../../../../etc/passwd' })).problems).toMatchObject([{ code: 'path-outside' }])
    expect((await look({ path: 'a\0b.csv' })).problems).toMatchObject([{ code: 'path-outside' }])
  })

  it('an empty file says so', async () => {
    await engine.write('empty.csv', '')
    expect((await look({ path: 'empty.csv' })).problems).toMatchObject([{ code: 'file-empty' }])
  })

  it('text that is not UTF-8 is read, with a notice of the guess', async () => {
    await engine.write('latin.csv', Buffer.from('ville;prix\nOrl\xe9ans;1\nN\xeemes;2\n', 'latin1'))
    const { problems, columns, notices } = await look({ path: 'latin.csv' })
    expect({ problems, columns }).toEqual({ problems: [], columns: ['ville', 'prix'] })
    expect(notices[0]?.en).toContain('windows-1252')
    const { manifest } = await engine.run(fileNode({ path: 'latin.csv' }))
    const table = await engine.engine.store.table(manifest.steps[0]?.fingerprint ?? '', 'table')
    const { printRelation } = await import('../relation/print/duckdb.ts')
    expect(await engine.engine.db.rows(printRelation(table!))).toEqual([
      ['Orléans', 1],
      ['Nîmes', 2],
    ])
  })

  it('a ragged CSV names the line, and can leave it out', async () => {
    await engine.write('ragged.csv', `a,b\n${Array.from({ length: 50 }, (_, index) => `${index},${index}`).join('\n')}\n1,2,3\n4,5\n`)
    const looked = await look({ path: 'ragged.csv' })
    const { manifest } = await engine.run(fileNode({ path: 'ragged.csv', delimiter: 'comma', header: 'yes' }))
    const problem = looked.problems[0] ?? manifest.steps[0]?.problem
    expect(problem?.code).toMatch(/^csv-/)
    const mended = await engine.run(fileNode({ path: 'ragged.csv', delimiter: 'comma', header: 'yes', badRows: 'skip' }))
    expect(mended.manifest.outcome).toBe('done')
    expect(mended.manifest.steps[0]?.rows).toEqual({ table: 51, rejected: 1 })
  })

  it('a value that is of another type further down is a problem with its row, not a crash', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => `${index},${index === 29_000 ? 'many' : index}`)
    await engine.write('late.csv', `id,amount\n${rows.join('\n')}\n`)
    const { manifest } = await engine.run(fileNode({ path: 'late.csv' }))
    expect(manifest.outcome).toBe('failed')
    expect(manifest.steps[0]?.problem).toMatchObject({ code: 'csv-type', place: { node: 'file', row: 29_002 } })
  })

  it('duplicate and empty header names are numbered and said', async () => {
    await engine.write('twins.csv', 'a,a,,b,a\n1,2,3,4,5\n6,7,8,9,10\n')
    const { columns, notices } = await look({ path: 'twins.csv' })
    expect(columns).toEqual(['a', 'a_2', 'column_3', 'b', 'a_3'])
    expect(notices.length).toBe(2)
  })

  it('10 000 columns open and run', async () => {
    const header = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')
    const row = Array.from({ length: 10_000 }, (_, index) => index).join(',')
    await engine.write('wide.csv', `${header}\n${row}\n${row}\n`)
    const { problems, columns } = await look({ path: 'wide.csv' })
    expect(problems).toEqual([])
    expect(columns?.length).toBe(10_000)
    const { manifest } = await engine.run(fileNode({ path: 'wide.csv' }))
    expect(manifest.outcome).toBe('done')
  })

  it('a workbook that would unpack beyond all measure is refused before it is unpacked', async () => {
    await engine.write('bomb.xlsx', zipBomb())
    const { problems } = await look({ path: 'bomb.xlsx' })
    expect(problems).toMatchObject([{ code: 'workbook-unsafe' }])
  })

  it('a file that only claims to be Parquet, JSON or a workbook says so', async () => {
    await engine.write('fake.parquet', 'not parquet at all, just text that is long enough')
    await engine.write('fake.json', '{"a": 1,, }')
    await engine.write('fake.xlsx', 'PK but not really')
    expect((await look({ path: 'fake.parquet' })).problems).toMatchObject([{ code: 'parquet-unreadable' }])
    expect((await look({ path: 'fake.json' })).problems).toMatchObject([{ code: 'json-unreadable' }])
    const [workbook] = (await look({ path: 'fake.xlsx' })).problems
    expect(workbook === undefined || workbook.code === 'workbook-unreadable').toBe(true)
  })
})

describe('documents', () => {
  it('a cycle and a dangling wire are problems, and nothing runs', async () => {
    const cycle = documentOf({ a: { type: 'clean.sort-rows' }, b: { type: 'clean.sort-rows' } }, ['a.table > b.table', 'b.table > a.table'])
    const resolved = await engine.engine.resolve(cycle, engine.folder, signal())
    expect(resolved.problems.map((problem) => problem.code)).toEqual(['cycle', 'cycle'])
    await expect(engine.run(cycle)).rejects.toMatchObject({ problem: { code: 'cycle' } })
    const dangling = documentOf({ a: { type: 'clean.sort-rows' } }, ['gone.table > a.table'])
    const found = (await engine.engine.resolve(dangling, engine.folder, signal())).problems[0]
    expect(found).toMatchObject({ code: 'wire-dangling', fixes: [{ commands: [{ type: 'disconnect' }] }] })
  })

  it('an unknown node opens read-only with its settings kept, and is not saved over', async () => {
    const text = JSON.stringify({ ...documentOf({ x: { type: 'future.magic', params: { level: 11 } } }, []), somethingNew: { kept: true } })
    await engine.write('future.millrace', text)
    const opened = await engine.engine.pipelines.open('future.millrace')
    expect(opened.readOnly).toBe(true)
    expect(opened.problems).toMatchObject([{ code: 'node-unknown', place: { node: 'x' } }])
    expect(opened.document.nodes['x']?.params).toEqual({ level: 11 })
    await expect(engine.engine.pipelines.save('future.millrace', opened.document, opened.revision)).rejects.toMatchObject({ status: 409 })
    expect(await readFile(join(engine.folder, 'future.millrace'), 'utf8')).toBe(text)
  })

  it('what is no pipeline is refused without being touched', async () => {
    await engine.write('broken.millrace', '{"format": "millrace/pi')
    await expect(engine.engine.pipelines.open('broken.millrace')).rejects.toMatchObject({ problem: { code: 'document-unreadable' } })
    expect(await readFile(join(engine.folder, 'broken.millrace'), 'utf8')).toBe('{"format": "millrace/pi')
  })

  it('a save over a file that someone else changed is refused', async () => {
    const opened = await engine.engine.pipelines.create('Shared')
    await writeFile(
      join(engine.folder, opened.path),
      (await readFile(join(engine.folder, opened.path), 'utf8')).replace('Shared', 'Theirs'),
    )
    await expect(engine.engine.pipelines.save(opened.path, opened.document, opened.revision)).rejects.toMatchObject({
      problem: { code: 'document-changed' },
    })
  })

  it('a type error in a formula stands at its place in the text', async () => {
    await engine.write('small.csv', 'name,age\nAnn,31\nBob,28\n')
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'small.csv' } },
        f: { type: 'clean.formula-column', params: { name: 'x', formula: '[age] * [name]' } },
      },
      ['file.table > f.table'],
    )
    const resolved = await engine.engine.resolve(document, engine.folder, signal())
    const [problem] = resolved.nodes.get('f')?.problems ?? []
    expect(problem?.place).toMatchObject({ node: 'f', param: 'formula', from: 8, to: 14 })
  })
})

describe('processes', () => {
  it('a second engine on the same workspace is refused, and a lock whose process is gone is taken over', async () => {
    const options = {
      workspace: engine.folder,
      assets: engine.engine.assets,
      workerEntry: '',
      probeEntry: '',
      backendPlaces: { wasm: '' },
      version: 'test',
      log: () => undefined,
    }
    await writeFile(
      join(engine.folder, '.millrace', 'lock'),
      JSON.stringify({ pid: process.ppid, host: (await import('node:os')).hostname(), startedAt: 'before' }),
    )
    await expect(createEngine(options)).rejects.toMatchObject({ problem: { code: 'workspace-in-use' } })
    await writeFile(
      join(engine.folder, '.millrace', 'lock'),
      JSON.stringify({ pid: 4_194_000, host: (await import('node:os')).hostname(), startedAt: 'before' }),
    )
    const second = await createEngine(options)
    await second.close()
  })

  it('a taken port is a problem with the next free one as a fix, and a worker that runs out of memory is a failed step', async () => {
    await engine.write('train.csv', `x,y\n${Array.from({ length: 60 }, (_, index) => `${index},${index % 2 ? 'a' : 'b'}`).join('\n')}\n`)
    const blocker = createServer()
    const port = await new Promise<number>((resolve) =>
      blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port)),
    )
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'train.csv' } },
        split: { type: 'split.train-test' },
        learn: { type: 'train.decision-tree', params: { target: 'y' } },
        serve: { type: 'deploy.endpoint', params: { name: 'taken', port } },
      },
      ['file.table > split.table', 'split.train > learn.table', 'learn.model > serve.model'],
    )
    const { manifest } = await engine.run(document)
    blocker.close()
    const problem = manifest.steps.find((step) => step.node === 'serve')?.problem
    expect(problem).toMatchObject({
      code: 'port-taken',
      place: { node: 'serve', param: 'port' },
      fixes: [{ commands: [{ type: 'set-params', id: 'serve' }] }],
    })
    const { createWorkerPool } = await import('../run/worker-pool.ts')
    await writeFile(
      join(engine.folder, 'greedy.mjs'),
      "process.once('message', () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)) })",
    )
    const pool = createWorkerPool({ entry: join(engine.folder, 'greedy.mjs'), heapMegabytes: 64 })
    await expect(pool.run({ kind: 'convert-excel', path: '', wanted: {}, stem: '' }, signal())).rejects.toMatchObject({
      data: { code: 'memory-short' },
    })
    pool.close()
  })

  it('a studio whose port is taken says which and what to do, and leaves its workspace free', async () => {
    const { startStudio } = await import('./start-studio.ts')
    const blocker = createServer()
    const port = await new Promise<number>((resolve) =>
      blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port)),
    )
    const workspace = join(engine.folder, 'second-studio')
    await expect(startStudio({ workspace, port })).rejects.toMatchObject({
      problem: { code: 'port-taken', text: { en: `Port ${port} is taken: another program answers there.` } },
    })
    await new Promise((resolve) => blocker.close(resolve))
    const studio = await startStudio({ workspace, port })
    expect(studio.url).toContain(`:${port}/`)
    await studio.close()
  })

  it('a disk without room loses nothing of what was there', async () => {
    const { writeFileSafely } = await import('../store/write-file-safely.ts')
    const { problemData } = await import('../run/problem-data.ts')
    const path = join(engine.folder, 'precious.txt')
    await writeFile(path, 'before')
    // A text longer than the address space of a string write: the same road as a full disk, an error in the middle of writing.
    const failing = { length: 1 } as unknown as Uint8Array
    await expect(writeFileSafely(path, failing)).rejects.toThrow(/argument/)
    expect(await readFile(path, 'utf8')).toBe('before')
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    expect(problemData(full)).toMatchObject({ code: 'disk-full' })
  })
})

/** A zip whose directory says that 300 KB unpack to 3 GB: one member of zeros, told twelve times. */
function zipBomb(): Buffer {
  const data = deflateRawSync(Buffer.alloc(256 * 1024 * 1024))
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(256 * 1024 * 1024, 22)
  local.writeUInt16LE(name.length, 26)
  const head = Buffer.concat([local, name, data])
  const entries = Array.from({ length: 12 }, () => {
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt32LE(256 * 1024 * 1024, 24)
    entry.writeUInt16LE(name.length, 28)
    return Buffer.concat([entry, name])
  })
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(head.length, 16)
  return Buffer.concat([head, directory, end])
}
