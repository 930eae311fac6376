import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleEntrySchema } from '../protocol/workspace.ts'
import { copyExample } from './copy-example.ts'
import { temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

const folder = resolve(import.meta.dirname, '../../assets/examples')
const examples = exampleEntrySchema.array().parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')))

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
})
afterAll(() => engine.close())

describe.each(examples)('example $id', ({ id }) => {
  it('opens as a copy, runs without a problem, and is all reused when run again', async () => {
    const path = await copyExample(engine.engine, id)
    const { document, readOnly, problems } = await engine.engine.pipelines.open(path)
    expect({ readOnly, problems }).toEqual({ readOnly: false, problems: [] })
    const first = await engine.run(document)
    expect(first.manifest.steps.flatMap((step) => step.problem ?? [])).toEqual([])
    expect(first.manifest.outcome).toBe('done')
    const second = await engine.run(document)
    expect(second.manifest.steps.every((step) => step.state === 'reused')).toBe(true)
  })
})
