import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** Reads a command line after the program's name: a workspace, files to open. Chromium's own switches stand in it too and are passed over. */
export function readArguments(args: string[], folder: string) {
  const { values, positionals } = parseArgs({ args, options: { workspace: { type: 'string' } }, strict: false, allowPositionals: true })
  return {
    workspace: typeof values.workspace === 'string' ? resolve(folder, values.workspace) : null,
    files: positionals.map((path) => resolve(folder, path)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile()),
  }
}
