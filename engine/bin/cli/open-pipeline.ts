import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { readDocument } from '../../graph/read-document.ts'
import type { Document } from '../../protocol/document.ts'
import type { Problem } from '../../protocol/problem.ts'
import { createEngine, type Engine } from '../create-engine.ts'
import { places } from '../places.ts'
import { UsageError } from './exit-code.ts'

export interface OpenedFile {
  readonly engine: Engine
  readonly document: Document
  readonly folder: string
  readonly file: string
  readonly problems: readonly Problem[]
}

/** Reads a pipeline file and opens its workspace: the folder named, else the one where the file lies. */
export async function openPipelineFile(file: string, workspace: string | undefined, log: (text: string) => void): Promise<OpenedFile> {
  const path = resolve(file)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    throw new UsageError(`${file}: there is no such file`)
  }
  const folder = dirname(path)
  const engine = await openEngine(workspace ?? folder, log)
  try {
    const { document, problems } = readDocument(text, engine.catalogue)
    return { engine, document, folder, file: path, problems }
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** An engine for one command: it trusts the files that its user names. */
export function openEngine(workspace: string, log: (text: string) => void): Promise<Engine> {
  return createEngine({ ...places, workspace, trusted: true, log })
}

/** `--set NODE.PARAM=VALUE` put into a document; the value is JSON, or text when it is none. */
export function setParams(document: Document, settings: readonly string[]): Document {
  const nodes = { ...document.nodes }
  for (const setting of settings) {
    const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(setting)
    if (!match) throw new UsageError(`--set ${setting}: write NODE.PARAM=VALUE`)
    const [, id = '', param = '', raw = ''] = match
    const node = nodes[id]
    if (!node) throw new UsageError(`--set ${setting}: the pipeline has no node "${id}"`)
    nodes[id] = { ...node, params: { ...node.params, [param]: parseValue(raw) } }
  }
  return { ...document, nodes }
}

function parseValue(raw: string): Document['parameters'][string] {
  try {
    return JSON.parse(raw) as Document['parameters'][string]
  } catch {
    return raw
  }
}
