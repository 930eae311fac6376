import { spawn } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRegistry } from '../store/registry-store.ts'
import { documentOf } from './testing/temporary-engine.ts'

const entry = resolve(import.meta.dirname, '../../dist/engine/millrace.js')
let folder: string
let pipeline: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-cli-'))
  pipeline = join(folder, 'first.millrace')
  const port = await freePort()
  const rows = Array.from({ length: 300 }, (_, index) => `${index},${index % 2 ? 'buy' : 'leave'},${(index % 2) * 4 + (index % 5)}`)
  await writeFile(join(folder, 'data.csv'), `id,buys,score\n${rows.join('\n')}\n`)
  const document = documentOf(
    {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      keep: { type: 'clean.filter-rows', params: { conditions: { all: [{ column: 'id', is: 'less', value: 200 }] } } },
      learn: { type: 'train.decision-tree', params: { target: 'buys', features: { by: 'names', names: ['score'] } } },
      serve: { type: 'deploy.endpoint', params: { name: 'buys', port } },
    },
    ['file.table > keep.table', 'keep.table > learn.table', 'learn.model > serve.model'],
  )
  await writeFile(pipeline, JSON.stringify(document))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly said: string
}

/** Runs the built command as a shell does. */
function millrace(...args: string[]): Promise<Ended> {
  return ended(spawn(process.execPath, [entry, ...args], { cwd: folder }))
}

function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  let out = ''
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done({ code, out, said }))
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

const lines = (text: string) => text.trim().split('\n')
const jsonLines = (text: string) => lines(text).map((line) => JSON.parse(line) as Record<string, unknown>)

describe('help and mistakes', () => {
  it('helps in general and with each command', async () => {
    const general = await millrace('--help')
    expect(general).toMatchObject({ code: 0, said: '' })
    const commands = [...general.out.matchAll(/^ {2}millrace ([a-z]+)/gm)].map(([, name]) => name as string)
    expect(commands).toEqual(['run', 'preview', 'check', 'nodes', 'profile', 'serve', 'runs', 'models', 'score', 'connections', 'backends'])
    for (const command of commands) {
      const { code, out } = await millrace(command, '--help')
      expect([command, code]).toEqual([command, 0])
      expect(out).toMatch(new RegExp(`^millrace ${command}\\b`))
    }
  })

  it('says in one line on stderr what is wrong, with exit code 2', async () => {
    for (const [args, words] of [
      [['dance'], 'there is no command "dance"'],
      [['run'], 'name a pipeline file'],
      [['run', 'nowhere.millrace'], 'there is no such file'],
      [['run', 'first.millrace', '--to', 'nobody'], 'nobody'],
      [['run', 'first.millrace', '--speed', '9'], '--speed'],
      [['preview', 'first.millrace', 'nobody'], 'it has file, keep'],
      [['preview', 'first.millrace', 'keep', '--output', 'nope'], 'gives table'],
      [['preview', 'first.millrace', 'learn', '--output', 'model'], 'gives no table'],
      [['preview', 'first.millrace', 'keep', '--rows', 'many'], 'a whole number'],
      [['profile', folder], 'is a folder'],
      [['runs', 'no-such-run', '--workspace', join(folder, 'elsewhere')], 'is no workspace'],
    ] as const) {
      const { code, out, said } = await millrace(...args)
      expect([args.join(' '), code, out]).toEqual([args.join(' '), 2, ''])
      expect(said).toContain(words)
      expect(lines(said).filter((line) => line.startsWith('    at '))).toEqual([])
    }
    expect(await readdir(folder)).not.toContain('elsewhere')
  })
})

describe('a pipeline from the shell', () => {
  it('is checked, run, reused, and looked back on', async () => {
    const checked = await millrace('check', pipeline, '--json')
    expect(checked.code).toBe(0)
    expect(checked.out).toContain('no-split')

    const first = await millrace('run', pipeline)
    expect([first.code, first.out]).toEqual([0, ''])
    expect(first.said).toMatch(/4 computed/)
    const second = await millrace('run', pipeline, '--json')
    const events = jsonLines(second.out)
    expect(events.filter(({ type }) => type === 'step.reused')).toHaveLength(4)
    expect(events.filter(({ type }) => type === 'step.started')).toEqual([])
    const other = await millrace(
      'run',
      pipeline,
      '--set',
      'keep.conditions={"all":[{"column":"id","is":"less","value":250}]}',
      '--to',
      'keep',
      '--json',
    )
    expect(jsonLines(other.out).find(({ type, node }) => type === 'step.finished' && node === 'keep')).toMatchObject({
      rows: { table: 250 },
    })

    const runs = jsonLines((await millrace('runs', '--json')).out)
    expect(runs.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
    const latest = runs.find(({ reused }) => reused === 4)
    expect((await millrace('runs', String(latest?.['id']))).out).toMatch(/^reused +file/m)
    const [model] = jsonLines((await millrace('models', '--json')).out)
    expect(model).toMatchObject({ target: 'buys' })
    expect(JSON.parse((await millrace('models', String(model?.['id']), '--json')).out)).toMatchObject({ target: { name: 'buys' } })
  })

  it('fails with 1 when a step does, with 2 when the input is wrong, and names it', async () => {
    const one = await millrace('run', pipeline, '--set', 'keep.conditions={"all":[{"column":"id","is":"less","value":1}]}')
    expect(one.code).toBe(1)
    expect(one.said).toMatch(/error at learn/)
    const gone = await millrace('run', pipeline, '--set', 'file.path=gone.csv')
    expect(gone.code).toBe(2)
    expect(gone.said).toContain('gone.csv')
  })

  it('gives rows to the next program, which may stop reading', async () => {
    const csv = await millrace('preview', pipeline, 'keep', '--rows', '3', '--format', 'csv')
    expect(csv).toMatchObject({ code: 0, out: 'id,buys,score\n0,leave,0\n1,buy,5\n2,leave,2\n', said: '3 of 200 rows\n' })
    expect(jsonLines((await millrace('preview', pipeline, 'keep', '--rows', '1', '--format', 'json')).out)).toEqual([
      { id: 0, buys: 'leave', score: 0 },
    ])
    for (const format of ['csv', 'json', 'table', 'arrow']) {
      const piped = `"${process.execPath}" "${entry}" preview "${pipeline}" file --rows 300 --format ${format} | head -c 20 | wc -c`
      const { code, out, said } = await ended(spawn('bash', ['-o', 'pipefail', '-c', piped]))
      expect([format, code, out.trim(), said.replace('300 of 300 rows\n', '')]).toEqual([format, 0, '20', ''])
    }
  })

  it('profiles a file: types, missing, distinct, quantiles, top values', async () => {
    const { code, out } = await millrace('profile', join(folder, 'data.csv'), '--json')
    expect(code).toBe(0)
    expect(out).toContain('"buys"')
    expect((await millrace('profile', join(folder, 'data.csv'))).out).toMatch(/score/)
  })

  it('says what a small tree makes of the target', async () => {
    const data = join(folder, 'paid.csv')
    const lines = Array.from({ length: 300 }, (_, i) => `${i % 7},${(i * 37) % 101},${(i * 37) % 101 > 50 && i % 11 > 0 ? 'yes' : 'no'}`)
    await writeFile(data, `day,size,paid\n${lines.join('\n')}\n`)
    const { out } = await millrace('profile', data, '--target', 'paid', '--json')
    const { further } = JSON.parse(out) as { further: { model: { rows: number; target: string } } }
    expect(further.model).toMatchObject({ rows: 60, target: 'paid' })
    expect((await millrace('profile', data, '--target', 'paid', '--language', 'fr')).out).toMatch(/Modèle rapide/)
  })

  it('compares a file with a saved profile and with another file, as text, JSON and one page', async () => {
    const [data, saved, page, other] = ['data.csv', 'saved.json', 'compared.html', 'other.csv'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
      string,
    ]
    await writeFile(saved, (await millrace('profile', data, '--json')).out)
    expect((await millrace('profile', data, '--compare', saved)).out).toMatch(/Nothing of note differs/)
    await writeFile(other, 'score,<b>new</b>\n1,x\n')
    const { code, out } = await millrace('profile', other, '--compare', saved, '--json')
    expect(code).toBe(0)
    const { columns } = JSON.parse(out) as { columns: { name: string; change: string }[] }
    expect(columns.filter(({ change }) => change === 'new').map(({ name }) => name)).toEqual(['<b>new</b>'])
    expect((await millrace('profile', other, '--compare', data, '--html', page)).code).toBe(0)
    expect(await readFile(page, 'utf8')).toContain('&lt;b&gt;new&lt;/b&gt;')
  })

  it('lists the nodes', async () => {
    const { out } = await millrace('nodes', '--json')
    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toContain('train.decision-tree')
    expect((await millrace('nodes')).out).toMatch(/^source\.file +File: /m)
  })

  it('scores a file by a model of the registry', async () => {
    await millrace('run', pipeline)
    const [model = ''] = lines((await millrace('models')).out)[0]?.split(' ') ?? []
    const registry = openRegistry(join(folder, 'models', 'registry.sqlite'), 'test', () => '2026-01-01T00:00:00.000Z')
    const output = [{ name: 'buys', type: 'text' }]
    const facts = {
      learner: '',
      task: 'classification',
      target: 'buys',
      rows: 1,
      seconds: 1,
      seed: 1,
      judgedRows: null,
      wattHours: null,
    } as const
    const signature = { inputs: [], output }
    registry.register('buyers', { model, run: null, note: '', facts: { ...facts, signature, figures: [], sources: [], golden: 5 } })
    registry.moveAlias('buyers', 'champion', { version: 1, reason: '' })
    registry.close()
    await writeFile(join(folder, 'new.csv'), 'score\n0\n7\n')
    const scored = await millrace('score', 'buyers@champion', 'new.csv', '--to', 'out/scores.csv')
    expect(scored.said).toContain('scores')
    expect(scored.code).toBe(0)
    const [head, ...rows] = lines(await readFile(join(folder, 'out', 'scores.csv'), 'utf8'))
    expect(head?.split(',').slice(0, 2)).toEqual(['score', 'prediction'])
    expect(rows.map((row) => row.split(',')[1])).toEqual(['leave', 'buy'])
    for (const [given, said] of [
      [['buyers', 'new.csv', '--to', 'a.csv'], 'NAME@ALIAS'],
      [['buyers@champion', 'none.csv', '--to', 'a.csv'], 'no such file'],
      [['buyers@champion', 'new.csv', '--to', 'a.txt'], '.parquet'],
      [['buyers@champion', 'new.csv'], 'name a model'],
      [['sellers@champion', 'new.csv', '--to', 'a.csv'], 'no model “sellers”'],
    ] as const) {
      const wrong = await millrace('score', ...given)
      expect([wrong.code, wrong.said]).toEqual([2, expect.stringContaining(said)])
    }
  })

  it('puts a name of the registry away and takes it back', async () => {
    const names = async () => lines((await millrace('models', 'names')).out)
    expect(await names()).toEqual(['buyers  versions: 1  champion 1'])
    expect(await millrace('models', 'archive', 'buyers', '--reason', 'a trial')).toMatchObject({ code: 0, out: '' })
    expect(await names()).toEqual([expect.stringMatching(/^buyers  versions: 1  champion 1  \(archived on \d{4}-\d\d-\d\d\)$/)])
    // What names it goes on.
    expect((await millrace('score', 'buyers@champion', 'new.csv', '--to', 'out/again.csv')).code).toBe(0)
    for (const [given, said] of [
      [['archive', 'buyers'], 'archived already'],
      [['archive', 'sellers'], 'no model called "sellers"'],
      [['restore'], 'which one'],
    ] as const) {
      const wrong = await millrace('models', ...given)
      expect([wrong.code, wrong.said]).toEqual([2, expect.stringContaining(said)])
    }
    expect(await millrace('models', 'restore', 'buyers')).toMatchObject({ code: 0, said: 'buyers is back\n' })
    expect(jsonLines((await millrace('models', 'names', '--json')).out)).toMatchObject([{ name: 'buyers', archivedAt: null }])
  })

  it('serves the endpoints of a workspace until it is told to stop', async () => {
    const child = spawn(process.execPath, [entry, 'serve', folder, '--port', '0', '--keys', 'k1'], { cwd: folder })
    const address = await new Promise<string>((done, fail) => {
      let said = ''
      const look = (chunk: Buffer) => {
        said += chunk.toString()
        const found = /http:\/\/[\d.]+:\d+/.exec(said)
        if (found) done(found[0])
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      child.once('close', () => fail(new Error(said)))
    })
    const ask = (headers: Record<string, string>) =>
      fetch(`${address}/buys/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ score: 7 }),
      })
    expect((await ask({})).status).toBe(401)
    const answer = await ask({ authorization: 'Bearer k1' })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ predictions: [{ prediction: 'buy' }] })
    const closed = new Promise((done) => child.once('close', (code) => done(code)))
    child.kill('SIGTERM')
    expect(await closed).toBe(0)
  })
})
