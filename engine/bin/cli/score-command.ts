import { stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { Document } from '../../protocol/document.ts'
import { readRegisteredName } from '../../protocol/registered-name.ts'
import { existingWorkspace } from './existing-workspace.ts'
import { UsageError } from './exit-code.ts'
import { openEngine } from './open-pipeline.ts'
import { runDocument } from './run-document.ts'

export interface ScoreOptions {
  readonly model: string | undefined
  readonly data: string | undefined
  readonly to: readonly string[]
  readonly workspace: string | undefined
  readonly json: boolean
}

const formats: Readonly<Record<string, string>> = { '.csv': 'csv', '.parquet': 'parquet', '.json': 'json', '.jsonl': 'json' }

/** `millrace score NAME@ALIAS DATA --to FILE`: a data file with the answers of a model of the registry, by the same three nodes as in a pipeline. */
export async function scoreCommand({ model, data, to, workspace, json }: ScoreOptions): Promise<number> {
  const [target, ...more] = to
  if (!model || !data || !target || more.length > 0)
    throw new UsageError('millrace score NAME@ALIAS DATA --to FILE: name a model, a data file and one file to write')
  if (!readRegisteredName(model)) throw new UsageError(`"${model}" names no version: write NAME@ALIAS or NAME@NUMBER`)
  const format = formats[extname(target).toLowerCase()]
  if (!format) throw new UsageError(`--to ${target}: the name ends in .csv, .parquet or .json`)
  const rows = resolve(data)
  if (!(await stat(rows).catch(() => null))?.isFile()) throw new UsageError(`${data}: there is no such file`)
  const { folder } = await existingWorkspace(workspace)
  const engine = await openEngine(folder, (text) => process.stderr.write(`${text}\n`))
  try {
    const document = scoring(model, rows, { path: resolve(target), format })
    return await runDocument(engine, document, { folder, pipeline: `score ${model}`, to: [], from: ['scores'], json, counts: false })
  } finally {
    await engine.close()
  }
}

function scoring(model: string, path: string, written: { readonly path: string; readonly format: string }): Document {
  const node = (type: string, title: string, params: Document['nodes'][string]['params']) => ({ type, version: 1, title, params })
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: `score ${model}`,
    seed: 1,
    nodes: {
      rows: node('source.file', 'rows', { path }),
      model: node('deploy.registered-model', 'model', { model }),
      scores: node('deploy.batch-score', 'scores', written),
    },
    wires: [
      { from: 'rows.table', to: 'scores.table' },
      { from: 'model.model', to: 'scores.model' },
    ],
    notes: {},
    frames: {},
    layout: { rows: { x: 0, y: 0 }, model: { x: 0, y: 136 }, scores: { x: 272, y: 0 } },
    parameters: {},
  }
}
