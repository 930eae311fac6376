// Child process that tries one TensorFlow.js back end: node probe-backend.js ID '{"wasm": FOLDER, "prefix": FOLDER}'.

import { backendOrder, type BackendPlaces } from '../adapters/tensorflow/backend.ts'
import { probeHere, probeMark } from '../adapters/tensorflow/probe-child.ts'

const [, , name, places] = process.argv
const id = backendOrder.find((known) => known === name)
if (!id || !places) {
  process.stderr.write(`usage: probe-backend ${backendOrder.join('|')} PLACES\n`)
  process.exit(2)
}
const answer = await probeHere(id, JSON.parse(places) as BackendPlaces)
process.stdout.write(`\n${probeMark}${JSON.stringify(answer)}\n`, () => process.exit(0))
