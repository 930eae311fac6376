import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemOf } from '../../nodes/kit/harness/compile-node.ts'
import { scan, union } from '../relation/build.ts'
import { watchFiles } from './watch-files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-watch-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const tableOf = (path: string) =>
  scan({ format: 'parquet', paths: [path], physical: [{ name: 'a', duckdb: 'BIGINT' }] }, [{ name: 'a', type: 'int' }])

it('notices that one of the files was written to or replaced, not that one was taken away', async () => {
  const [first, second] = [join(folder, 'first.csv'), join(folder, 'second.csv')]
  await writeFile(first, 'a\n1\n')
  await writeFile(second, 'a\n2\n')
  const both = union([tableOf(first), tableOf(second)])
  const unchanged = await watchFiles(both)
  await unchanged()
  await writeFile(second, 'a\n2\n3\n')
  expect(await problemOf(unchanged)).toMatchObject({ code: 'file-changed', text: { en: '“second.csv” changed while it was read.' } })
  const again = await watchFiles(both)
  await rm(second)
  await again()
  await writeFile(second, 'b\n')
  expect(await problemOf(again)).toMatchObject({ code: 'file-changed' })
})
