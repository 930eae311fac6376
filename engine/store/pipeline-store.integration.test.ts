import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPipelineStore } from './pipeline-store.ts'
import { openWorkspace } from './workspace.ts'

test('a pipeline outside the workspace opens and saves once it is granted, and not before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pipelines-'))
  const outside = join(folder, 'elsewhere.millrace')
  const granted = new Set<string>()
  const pipelines = openPipelineStore(await openWorkspace(join(folder, 'workspace')), new Map(), (path) => granted.has(path))
  const { document } = await pipelines.create('Loans')
  await writeFile(outside, JSON.stringify({ ...document, name: 'Elsewhere' }))

  await expect(pipelines.open(outside)).rejects.toMatchObject({ problem: { code: 'path-outside' } })
  await expect(pipelines.save(outside, document, null)).rejects.toMatchObject({ problem: { code: 'path-outside' } })
  granted.add(outside)
  expect(await pipelines.open(outside)).toMatchObject({ path: outside, document: { name: 'Elsewhere' }, readOnly: false })
  expect(pipelines.folderOf(outside)).toBe(folder)
  await pipelines.save(outside, document, null)
  expect(await readFile(outside, 'utf8')).toContain('"Loans"')

  granted.add(join(folder, 'data.csv'))
  await expect(pipelines.open(join(folder, 'data.csv'))).rejects.toMatchObject({ problem: { code: 'path-outside' } })
})
