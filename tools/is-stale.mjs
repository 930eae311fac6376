import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

const sources = {
  engine: { made: 'dist/engine/millrace.js', from: ['engine', 'nodes', 'package.json'] },
  renderer: { made: 'dist/renderer/files.json', from: ['renderer', 'engine/protocol', 'engine/graph/commands', 'package.json'] },
  electron: { made: 'dist/electron/main.cjs', from: ['electron', 'engine/protocol', 'package.json'] },
}

/** Whether a part of dist/ is missing or older than one of its sources. */
export function isStale(root, part) {
  const { made, from } = sources[part]
  let time
  try {
    time = statSync(resolve(root, made)).mtimeMs
  } catch {
    return true
  }
  return from.some((path) => newest(resolve(root, path)) > time)
}

function newest(path) {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) return 0
  if (!info.isDirectory()) return info.mtimeMs
  return readdirSync(path, { withFileTypes: true }).reduce((most, entry) => {
    if (entry.name === 'golden' || /\.test\.tsx?$/.test(entry.name)) return most
    return Math.max(most, newest(resolve(path, entry.name)))
  }, 0)
}
