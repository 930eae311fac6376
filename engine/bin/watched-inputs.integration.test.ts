import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Params } from '../protocol/document.ts'
import type { Problem } from '../protocol/problem.ts'
import { createClient, type Client } from '../protocol/client.ts'
import { applyCommand } from '../graph/commands/apply-command.ts'
import { startStudio, type Studio } from './start-studio.ts'
import { documentOf } from './testing/temporary-engine.ts'

let folder: string
let studio: Studio
let client: Client

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-watched-'))
  studio = await startStudio({ workspace: folder })
  const opened = await fetch(studio.url, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  client = createClient(new URL(studio.url).origin, (url, init) => fetch(url, { ...init, headers: { ...init?.headers, cookie } }))
  const rows = Array.from({ length: 300 }, (_, at) => [(at * at) % 83, (at * 7) % 31, at % 5])
  await writeFile(
    join(folder, 'sales.csv'),
    `web,shop,day,total\n${rows.map(([a, b, c]) => [a, b, c, Number(a) + Number(b)].join()).join('\n')}\n`,
  )
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

const documentFor = (features: Params[string]) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'sales.csv' } },
      split: { type: 'split.train-test', params: {} },
      model: { type: 'train.linear-regression', params: { target: 'total', features } },
    },
    ['file.table > split.table', 'split.train > model.table'],
  )

const observed = async (features: Params[string]): Promise<readonly Problem[]> => {
  const { problems } = await client('inspect', { path: 'test.millrace', document: documentFor(features) })
  return problems.filter(({ code }) => code === 'observed')
}

describe('a document in sight', () => {
  it('has the leaks of its nodes among its problems, with a fix, soon after it was opened', async () => {
    await vi.waitFor(async () => expect(await observed({ by: 'all', except: [] })).not.toEqual([]), { timeout: 20_000, interval: 2000 })
    const [leak] = await observed({ by: 'all', except: [] })
    expect(leak).toMatchObject({ severity: 'warning', place: { node: 'model' } })
    expect(leak?.text.en).toBe('“total” is “web” plus “shop”. Are these known when the model is asked?')
    expect(leak?.fixes?.[0]?.commands).toMatchObject([
      { type: 'set-params', id: 'model', params: { features: { by: 'all', except: ['web', 'shop'] } } },
    ])
  })

  it('says a warning no more where a person accepted it, whatever its place in the cache', async () => {
    const document = documentFor({ by: 'all', except: [] })
    const [leak] = await observed({ by: 'all', except: [] })
    const [command] = leak?.fixes?.at(-1)?.commands ?? []
    if (command?.type !== 'set-node') throw new Error('no way to accept it')
    const quiet = applyCommand(document, command).document
    const { problems } = await client('inspect', { path: 'test.millrace', document: quiet })
    expect(problems.filter(({ code }) => code === 'observed')).toEqual([])
    const told = await client('observe', { path: 'test.millrace', document: quiet, node: 'model' })
    const again = told.findings.find(({ text }) => text.en === leak?.text.en)
    expect(again).toMatchObject({ tone: 'note', fix: { label: { en: 'Warn again' } } })
    const [back] = again?.fix?.commands ?? []
    expect(back && applyCommand(quiet, back).document.nodes['model']).toEqual(document.nodes['model'])
  })

  it('has none of another choice of columns', async () => {
    expect(await observed({ by: 'names', names: ['day'] })).toEqual([])
  })
})

const data = join(import.meta.dirname, '../../../shared/data/bank-marketing.csv')

describe.skipIf(!existsSync(data))(`calls of a bank${existsSync(data) ? '' : ' (skipped: the file is not here)'}`, () => {
  it('how long a call lasted is known only after it; what is left gives nothing away', async () => {
    await copyFile(data, join(folder, 'bank.csv'))
    const nodes = (features: Params[string]) =>
      documentOf(
        {
          file: { type: 'source.file', params: { path: 'bank.csv' } },
          split: { type: 'split.train-test', params: {} },
          model: { type: 'train.gradient-boosting', params: { target: 'y', features } },
        },
        ['file.table > split.table', 'split.train > model.table'],
      )
    const leaks = async (document: ReturnType<typeof nodes>) =>
      (await client('inspect', { path: 'bank.millrace', document })).problems.filter(({ code }) => code === 'observed')
    const whole = nodes({ by: 'all', except: [] })
    await vi.waitFor(async () => expect(await leaks(whole)).not.toEqual([]), { timeout: 20_000, interval: 2500 })
    const [leak, ...others] = await leaks(whole)
    expect(leak?.text.en).toMatch(/^“duration” may know “y” beforehand: alone it reaches AUC 0\.8\d/)
    expect(leak?.fixes?.[0]?.commands).toMatchObject([
      { type: 'set-params', id: 'model', params: { features: { by: 'all', except: ['duration'] } } },
    ])
    expect(others).toEqual([])
  })
})
