import { catalogue } from '../../../nodes/catalogue.ts'
import { catalogueEntries } from '../catalogue-entries.ts'
import { exitCode } from './exit-code.ts'

/** `millrace nodes`: the catalogue. */
export async function nodesCommand(json: boolean): Promise<number> {
  const entries = catalogueEntries(catalogue)
  if (json) process.stdout.write(`${JSON.stringify(entries)}\n`)
  else {
    const width = Math.max(...entries.map((entry) => entry.id.length))
    for (const entry of entries) process.stdout.write(`${entry.id.padEnd(width)}  ${entry.title.en}: ${entry.summary.en}\n`)
  }
  return exitCode.done
}
