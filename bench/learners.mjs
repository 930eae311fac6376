// A learner of Millrace and one of Python, each in fresh processes in turn, on the files that synthetic.mjs writes.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { threadCrews } from '../engine/adapters/threads/thread-crew.ts'
import { timePeer } from './peers.mjs'

/** The matrix and the target from `folder`, for a program that is being measured. */
export function readRows(folder, rows) {
  const numbers = (name) => {
    const bytes = readFileSync(join(folder, name))
    return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
  }
  const all = numbers('x.bin')
  const y = numbers('y.bin')
  const columns = Array.from({ length: all.length / y.length }, (_, at) => all.slice(at * y.length, at * y.length + rows))
  return { x: { rows, columns, names: columns.map((_, at) => `x${at}`) }, y: y.slice(0, rows) }
}

/** Threads as a step of a run has them. */
export const crewsOf = (size) => threadCrews(size, resolve(import.meta.dirname, '../engine/bin/crew-thread.ts'))

/** Does the work and gives { seconds, processor, memory } beside what it gives: by the clock, in processor time of all threads, the peak in MB. */
export async function timed(work) {
  const [start, busy] = [performance.now(), process.cpuUsage()]
  const found = await work()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(busy)
  return { ...found, seconds, processor: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024 }
}

/** Python for the same, in front of a peer's script, which calls `rows(n)` and `timed(lambda: ...)` and prints what the latter gives. */
export const peerStart = `
import json, resource, sys, time
import numpy as np
folder = sys.argv[1]
def rows(n):
    y = np.fromfile(folder + '/y.bin')
    x = np.memmap(folder + '/x.bin', dtype=np.float64, mode='r').reshape(-1, len(y))
    return np.array(x[:, :n].T, order='C'), y[:n]
def timed(work):
    start, busy = time.perf_counter(), time.process_time()
    found = work() or {}
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps({**found, 'seconds': seconds, 'processor': busy, 'memory': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`

/**
 * Runs `module` (a file of learn/, which does what `task` names when it is started) and the peer's script in turn. The least of each counts:
 * { ours, peer } with processor time and clock.
 */
export async function inTurn({ module, python, script, args, turns = 3 }) {
  const found = { ours: [], peer: [] }
  for (let turn = 0; turn < turns; turn++) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-liftoff', module, ...args.map(String)], { maxBuffer: 1 << 24 })
    found.ours.push(JSON.parse(stdout))
    found.peer.push(await timePeer(python, peerStart + script, args.slice(1).map(String)))
  }
  return { ours: least(found.ours), peer: least(found.peer) }
}

function least(all) {
  const by = (key) => Math.min(...all.map((one) => one[key]))
  return { ...all.at(-1), seconds: by('seconds'), processor: by('processor'), memory: by('memory') }
}

/** Figures of processor time and, where asked, of the clock and memory, beside the peer's. */
export function figuresOf(name, { ours, peer }, { beside, processor, seconds, mostSeconds, memory }) {
  const figure = (what, key, share, unit) => ({
    name: `${name}, ${what}`,
    value: ours[key],
    goal: share * peer[key],
    unit,
    peer: beside,
    peerValue: peer[key],
  })
  return [
    ...(processor === undefined ? [] : [figure('processor', 'processor', processor, 's')]),
    ...(seconds === undefined ? [] : [figure('by the clock', 'seconds', seconds, 's')]),
    ...(mostSeconds === undefined ? [] : [{ ...figure('by the clock', 'seconds', 1, 's'), goal: mostSeconds }]),
    ...(memory === undefined ? [] : [figure('peak memory', 'memory', memory, 'MB')]),
  ]
}
