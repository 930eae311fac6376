import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** The JSON of a small settings file; null when it is missing or broken, as nothing in it is worth stopping for. */
export function readStored(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Written beside and renamed, so that a crash leaves the old one. */
export function writeStored(file: string, value: unknown): void {
  writeFileSync(`${file}.part`, JSON.stringify(value))
  renameSync(`${file}.part`, file)
}
