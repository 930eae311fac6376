#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { ProblemError } from '../protocol/problem-error.ts'
import { DocumentError } from '../graph/read-document.ts'
import { helpText } from './cli/help-text.ts'
import { exitCode, UsageError } from './cli/exit-code.ts'
import { problemLine } from './cli/say-problem.ts'

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  counts: { type: 'boolean' },
  browser: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  keys: { type: 'string', multiple: true },
  workspace: { type: 'string' },
  to: { type: 'string', multiple: true },
  from: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  rows: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  target: { type: 'string' },
  html: { type: 'string' },
  language: { type: 'string' },
  server: { type: 'string' },
  database: { type: 'string' },
  user: { type: 'string' },
  tls: { type: 'string' },
  exact: { type: 'boolean' },
  compare: { type: 'string' },
  gpu: { type: 'boolean' },
  reason: { type: 'string' },
} as const

async function main(argv: readonly string[]): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  const [command, first, second] = positionals
  if (values.version) {
    const { places } = await import('./places.ts')
    process.stdout.write(`${places.version}\n`)
    return exitCode.done
  }
  if (values.help) {
    process.stdout.write(helpText(command))
    return exitCode.done
  }
  const json = values.json ?? false
  switch (command) {
    case undefined: {
      const { studioCommand } = await import('./cli/studio-command.ts')
      return studioCommand({ workspace: values.workspace, port: values.port, open: !(values['no-open'] ?? false) })
    }
    case 'run': {
      const { runCommand } = await import('./cli/run-command.ts')
      return runCommand({
        file: first,
        workspace: values.workspace,
        to: values.to ?? [],
        from: values.from ?? [],
        set: values.set ?? [],
        json,
        counts: values.counts ?? false,
      })
    }
    case 'preview': {
      const { previewCommand } = await import('./cli/preview-command.ts')
      return previewCommand({
        file: first,
        node: second,
        port: values.output,
        workspace: values.workspace,
        rows: Number(values.rows ?? 20),
        format: values.format ?? 'table',
        set: values.set ?? [],
      })
    }
    case 'check': {
      const { checkCommand } = await import('./cli/check-command.ts')
      return checkCommand({ file: first, workspace: values.workspace, json })
    }
    case 'nodes': {
      const { nodesCommand } = await import('./cli/nodes-command.ts')
      return nodesCommand(json)
    }
    case 'profile': {
      const { profileCommand } = await import('./cli/profile-command.ts')
      return profileCommand({
        file: first,
        json,
        target: values.target,
        html: values.html,
        language: values.language,
        exact: values.exact ?? false,
        compare: values.compare,
      })
    }
    case 'runs': {
      const { runsCommand } = await import('./cli/runs-command.ts')
      return runsCommand({ workspace: values.workspace, id: first, json })
    }
    case 'models': {
      if (first === 'names' || first === 'archive' || first === 'restore') {
        const { namesCommand } = await import('./cli/names-command.ts')
        return namesCommand({ act: first, name: second, reason: values.reason ?? '', workspace: values.workspace, json })
      }
      const { modelsCommand } = await import('./cli/models-command.ts')
      return modelsCommand({ workspace: values.workspace, id: first, json })
    }
    case 'score': {
      const { scoreCommand } = await import('./cli/score-command.ts')
      return scoreCommand({ model: first, data: second, to: values.to ?? [], workspace: values.workspace, json })
    }
    case 'connections': {
      const { connectionsCommand } = await import('./cli/connections-command.ts')
      return connectionsCommand({
        workspace: values.workspace,
        act: first,
        name: second,
        json,
        server: values.server,
        host: values.host,
        port: values.port,
        database: values.database,
        user: values.user,
        tls: values.tls,
      })
    }
    case 'backends': {
      const { backendsCommand } = await import('./cli/backends-command.ts')
      return backendsCommand({ act: first, name: second, gpu: values.gpu ?? false, json })
    }
    case 'serve': {
      const { serveCommand } = await import('./cli/serve-command.ts')
      return serveCommand({ workspace: values.workspace ?? first, port: values.port, host: values.host, keys: values.keys ?? [] })
    }
    default:
      throw new UsageError(`there is no command "${command}"; millrace --help lists them`)
  }
}

// Who reads no further (`| head`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCode.done)
})

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    if (error instanceof UsageError) process.stderr.write(`millrace: ${error.message}\n`)
    else if (error instanceof ProblemError || error instanceof DocumentError) process.stderr.write(`${problemLine(error.problem)}\n`)
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode =
      error instanceof UsageError || error instanceof ProblemError || error instanceof DocumentError ? exitCode.wrong : exitCode.failed
  },
)
