import { readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentSchema, type Document } from '../protocol/document.ts'
import { exampleEntrySchema } from '../protocol/workspace.ts'
import { copyExample } from './copy-example.ts'
import { exampleTextsSchema, inLanguage } from './example-texts.ts'
import { temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

const folder = resolve(import.meta.dirname, '../../assets/examples')
const examples = exampleEntrySchema.array().parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')))

/** The same document with its endpoints on ports that nobody has. */
async function onFreePorts(document: Document): Promise<Document> {
  const nodes = { ...document.nodes }
  for (const [id, node] of Object.entries(nodes)) {
    if (node.type === 'deploy.endpoint') nodes[id] = { ...node, params: { ...node.params, port: await freePort() } }
  }
  return { ...document, nodes }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
})
afterAll(() => engine.close())

describe.each(examples)('example $id', ({ id, title }) => {
  it('says everything in both languages, in English as its own file', async () => {
    const own = documentSchema.parse(JSON.parse(await readFile(join(folder, `${id}.millrace`), 'utf8')))
    const texts = exampleTextsSchema.parse(JSON.parse(await readFile(join(folder, `${id}.texts.json`), 'utf8')))
    expect(texts.name).toEqual(title)
    expect(inLanguage(own, texts, 'en')).toEqual(own)
    const titled = Object.keys(own.nodes).filter((node) => own.nodes[node]?.title !== undefined)
    expect(Object.keys(texts.nodes).toSorted()).toEqual(titled.toSorted())
    expect(Object.keys(texts.notes).toSorted()).toEqual(Object.keys(own.notes).toSorted())
    expect(Object.keys(texts.frames).toSorted()).toEqual(Object.keys(own.frames).toSorted())
    const { document } = await engine.engine.pipelines.open(await copyExample(engine.engine, id, 'fr'))
    expect(document.name).toBe(title.fr)
    expect(Object.values(document.notes).map(({ text }) => text)).toEqual(Object.keys(document.notes).map((note) => texts.notes[note]?.fr))
  })
  it('opens as a copy, runs without a problem, and is all reused when run again', async () => {
    const path = await copyExample(engine.engine, id)
    const opened = await engine.engine.pipelines.open(path)
    const { readOnly, problems } = opened
    const document = await onFreePorts(opened.document)
    expect({ readOnly, problems }).toEqual({ readOnly: false, problems: [] })
    const first = await engine.run(document)
    expect(first.manifest.steps.flatMap((step) => step.problem ?? [])).toEqual([])
    expect(first.manifest.outcome).toBe('done')
    const second = await engine.run(document)
    expect(second.manifest.steps.every((step) => step.state === 'reused')).toBe(true)
  })
})
