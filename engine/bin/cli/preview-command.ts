import { arrowPage } from '../../run/arrow-page.ts'
import { needsRun, onDisk, previewTable } from '../../run/preview.ts'
import { firstRowsOnly } from '../../relation/lineage.ts'
import { limit } from '../../relation/build.ts'
import { estimateRows } from '../../run/source-samples.ts'
import { exitCode, UsageError } from './exit-code.ts'
import { openPipelineFile, setParams } from './open-pipeline.ts'
import { problemLine } from './say-problem.ts'
import { csvLines, textTable } from './text-table.ts'

export interface PreviewOptions {
  readonly file: string | undefined
  readonly node: string | undefined
  readonly port: string | undefined
  readonly workspace: string | undefined
  readonly rows: number
  readonly format: string
  readonly set: readonly string[]
}

const formats = ['table', 'csv', 'json', 'arrow']

/** `millrace preview FILE NODE`: the first rows of a node's output on stdout; what is not exact is said on stderr. */
export async function previewCommand(options: PreviewOptions): Promise<number> {
  if (!options.file || !options.node) throw new UsageError('millrace preview FILE NODE: name a pipeline file and one of its nodes')
  if (!formats.includes(options.format)) throw new UsageError(`--format ${options.format}: one of ${formats.join(', ')}`)
  if (!Number.isInteger(options.rows) || options.rows < 1) throw new UsageError('--rows: a whole number from 1')
  const { engine, document, folder } = await openPipelineFile(options.file, options.workspace, (text) => process.stderr.write(`${text}\n`))
  try {
    const signal = new AbortController().signal
    const resolved = await engine.resolve(setParams(document, options.set), folder, signal)
    const node = resolved.nodes.get(options.node)
    if (!node) throw new UsageError(`the pipeline has no node "${options.node}"; it has ${[...resolved.nodes.keys()].join(', ')}`)
    const port = options.port ?? Object.keys(node.definition?.outputs ?? {}).find((name) => node.outputs.has(name)) ?? 'table'
    if (options.port !== undefined && !node.outputs.has(options.port)) {
      const ports = [...node.outputs.keys()]
      const what = ports.length === 0 ? 'no table' : ports.join(', ')
      throw new UsageError(`--output ${options.port}: the node "${options.node}" gives ${what}`)
    }
    const relation = node.outputs.get(port)?.relation
    if (!relation || needsRun(relation)) {
      const problems = [...resolved.nodes.values()].flatMap((item) => item.problems).filter((problem) => problem.severity === 'error')
      for (const problem of problems) process.stderr.write(`${problemLine(problem)}\n`)
      if (problems.length === 0) process.stderr.write('These rows are known after a run: millrace run FILE\n')
      return exitCode.wrong
    }
    if (options.format === 'arrow') {
      const physical = limit(firstRowsOnly(await onDisk(relation, engine.store), estimateRows), options.rows)
      process.stdout.write(await arrowPage(engine.db, physical, { offset: 0, limit: options.rows }, signal))
      return exitCode.done
    }
    const preview = await previewTable(relation, Math.min(options.rows, 100_000), { db: engine.db, store: engine.store, signal })
    const names = preview.columns.map((column) => column.name)
    if (options.format === 'json')
      for (const row of preview.rows)
        process.stdout.write(`${JSON.stringify(Object.fromEntries(row.map((cell, index) => [names[index], cell])))}\n`)
    else if (options.format === 'csv') process.stdout.write(csvLines(names, preview.rows))
    else process.stdout.write(textTable(preview))
    const { rows, exact } = preview.count
    process.stderr.write(`${preview.rows.length} of ${rows === null ? 'an unknown number of' : `${exact ? '' : 'about '}${rows}`} rows\n`)
    return exitCode.done
  } finally {
    await engine.close()
  }
}
