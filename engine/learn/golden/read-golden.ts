import { readFileSync } from 'node:fs'

/** A golden file by its path beside the test: `readGolden(import.meta.url, './golden/x.json')`. Made by the Python script of the same name. */
export function readGolden<T>(from: string, path: string): T {
  return JSON.parse(readFileSync(new URL(path, from), 'utf8')) as T
}
