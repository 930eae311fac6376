import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { readDocument } from '../../graph/read-document.ts'
import { withParameterValues } from '../../graph/parameter-values.ts'
import type { Document, Params } from '../../protocol/document.ts'
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

/**
 * `--set PARAMETER=VALUE`, a parameter of the pipeline, and `--set NODE.PARAM=VALUE`, whose value is JSON, or text when it is none, put into
 * a document. Throws UsageError for names that are not there and values that do not fit.
 */
export function setParams(document: Document, settings: readonly string[]): Document {
  const values = settings.flatMap((setting): [string, string][] => {
    const match = /^([^.=]+)=(.*)$/s.exec(setting)
    return match ? [[match[1] ?? '', match[2] ?? '']] : []
  })
  const given = withParameterValues(document, Object.fromEntries(values))
  if (given.problems.length > 0)
    throw new UsageError(given.problems.map(({ parameter, text }) => `--set ${parameter}: ${text.en}`).join('\n'))
  const nodes = { ...document.nodes }
  for (const setting of settings) {
    if (/^[^.=]+=/.test(setting)) continue
    const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(setting)
    if (!match) throw new UsageError(`--set ${setting}: write PARAMETER=VALUE or NODE.PARAM=VALUE`)
    const [, id = '', param = '', raw = ''] = match
    const node = nodes[id]
    if (!node) throw new UsageError(`--set ${setting}: the pipeline has no node "${id}"`)
    nodes[id] = { ...node, params: { ...node.params, [param]: parseValue(raw) }, bind: without(node.bind, param) }
  }
  return { ...given.document, nodes }
}

/** A setting that is given a value is not bound any more. */
function without(bind: Readonly<Record<string, string>> | undefined, param: string): Record<string, string> {
  return Object.fromEntries(Object.entries(bind ?? {}).filter(([name]) => name !== param))
}

function parseValue(raw: string): Params[string] {
  try {
    return JSON.parse(raw) as Params[string]
  } catch {
    return raw
  }
}
