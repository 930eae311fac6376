import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DocumentNode } from '../protocol/document.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  await engine.write('in.csv', 'year,town,change\n2023,Lyon,-5\n2024,=1+1,3\n2024,"Nantes, Loire",\n')
})
afterAll(() => engine.close())

const at = (path: string) => join(engine.folder, path)

async function write(params: DocumentNode['params']) {
  const document = documentOf({ file: { type: 'source.file', params: { path: 'in.csv' } }, out: { type: 'deploy.write-data', params } }, [
    'file.table > out.table',
  ])
  const { manifest } = await engine.run(document)
  const step = manifest.steps.find(({ node }) => node === 'out')
  return { state: step?.state, problem: step?.problem }
}

it('writes CSV whose texts no spreadsheet runs, numbers as they are', async () => {
  expect(await write({ path: 'out.csv' })).toEqual({ state: 'executed', problem: undefined })
  expect(await readFile(at('out.csv'), 'utf8')).toBe('year,town,change\n2023,Lyon,-5\n2024,\'=1+1,3\n2024,"Nantes, Loire",\n')
})

it('asks before it replaces what is there, and then does what was answered', async () => {
  await writeFile(at('mine.csv'), 'year,town,change\n1999,Brest,0\n')
  const asked = await write({ path: 'mine.csv' })
  expect(asked.state).toBe('failed')
  expect(asked.problem?.fixes?.map(({ commands }) => commands[0])).toMatchObject([
    { type: 'set-params', params: { existing: 'replace' } },
    { type: 'set-params', params: { existing: 'append' } },
  ])
  expect(await readFile(at('mine.csv'), 'utf8')).toContain('1999')
  expect((await write({ path: 'mine.csv', existing: 'append' })).state).toBe('executed')
  const added = await readFile(at('mine.csv'), 'utf8')
  expect(added).toMatch(/^year,town,change\n1999,Brest,0\n2023,Lyon,-5\n/)
  expect(added.trim().split('\n')).toHaveLength(5)
  expect((await write({ path: 'mine.csv', existing: 'replace' })).state).toBe('executed')
  expect(await readFile(at('mine.csv'), 'utf8')).not.toContain('1999')
})

it('makes a folder for each value, and spares a folder that holds anything else', async () => {
  expect((await write({ path: 'years', format: 'parquet', partitionBy: { by: 'names', names: ['year'] } })).state).toBe('executed')
  expect((await readdir(at('years'))).toSorted()).toEqual(['year=2023', 'year=2024'])
  await mkdir(at('letters'))
  await writeFile(at('letters/to-mum.txt'), 'Dear mum')
  const refused = await write({ path: 'letters', rowsPerFile: 2, existing: 'replace' })
  expect(refused.state).toBe('failed')
  expect(await readFile(at('letters/to-mum.txt'), 'utf8')).toBe('Dear mum')
})

it('writes nothing outside the workspace', async () => {
  expect((await write({ path: '../stolen.csv' })).state).not.toBe('executed')
})
