// Child process that tries one back end: node probe-backend.js ID '{"wasm": FOLDER, "prefix": FOLDER}'.

import { setFlagsFromString } from 'node:v8'
import { probedIds, type BackendPlaces } from '../adapters/tensorflow/backend.ts'
import { probeHere, probeMark } from '../adapters/tensorflow/probe-child.ts'

// As in a worker (worker.ts): what is measured is what trains.
setFlagsFromString('--no-liftoff')

const [, , name, places] = process.argv
const id = probedIds.find((known) => known === name)
if (!id || !places) {
  process.stderr.write(`usage: probe-backend ${probedIds.join('|')} PLACES\n`)
  process.exit(2)
}
const answer = await probeHere(id, JSON.parse(places) as BackendPlaces)
process.stdout.write(`\n${probeMark}${JSON.stringify(answer)}\n`, () => process.exit(0))
