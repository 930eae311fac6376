// An engine for a measurement: its start, its requests, and how long its event loop stood still.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '..')

/**
 * Starts a studio on a workspace, hands `use` its requests, and ends it. `ask.loop()`: { longest, busiest } stop of the event loop since the last
 * call, ms; `ask.peak()`: most memory so far, MB; `ask.processor()`: seconds of processor time so far; `ask.studio`: { origin, cookie } for a page; `ask.pid`. With `limitMegabytes` its database may take so much, as on a machine with little memory. `preloads`: files of this folder that it loads besides.
 */
export async function withStudio(workspace, use, { limitMegabytes, preloads = [] } = {}) {
  const imports = ['loop-delay.mjs', ...preloads].flatMap((name) => ['--import', pathToFileURL(join(here, name)).href])
  const child = spawn(process.execPath, [...imports, join(root, 'dist/engine/millrace.js'), '--no-open', '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    env: { ...process.env, ...(limitMegabytes !== undefined && { BENCH_DATABASE_MEGABYTES: String(limitMegabytes) }) },
  })
  const ended = new Promise((done) => child.once('exit', done))
  try {
    const url = await new Promise((done, fail) => {
      child.once('exit', () => fail(new Error('the studio did not start; build it first: npm run build')))
      child.stdout.once('data', (chunk) => done(String(chunk).trim().split('\n')[0]))
    })
    const opened = await fetch(url, { redirect: 'manual' })
    const cookie = opened.headers.get('set-cookie').split(';')[0]
    const { origin } = new URL(url)
    const ask = async (method, path, body) => {
      const answer = await fetch(origin + path, {
        method,
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return (answer.headers.get('content-type') ?? '').startsWith('application/json') ? answer.json() : answer.arrayBuffer()
    }
    const answerTo = (word) => () =>
      new Promise((done) => {
        child.once('message', done)
        child.send(word)
      })
    ask.pid = child.pid
    ask.loop = answerTo('loop')
    ask.studio = { origin, cookie }
    ask.peak = answerTo('peak')
    ask.processor = answerTo('processor')
    return await use(ask)
  } finally {
    child.kill()
    await ended
  }
}

/** A pipeline from nodes `id: [type, params]` and wires `a.port > b.port`. */
export function documentOf(nodes, wires) {
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: 'bench',
    seed: 1,
    parameters: {},
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, [type, params]]) => [id, { type, version: 1, params }])),
    wires: wires.map((wire) => {
      const [from, to] = wire.split(' > ')
      return { from, to }
    }),
    notes: {},
    frames: {},
    layout: {},
  }
}

/** Waits until the machine has had little to do for a second, a minute at most: an engine that keeps the columns of a file works for a while. */
export async function untilIdle() {
  const spent = () =>
    cpus().reduce(
      ({ busy, all }, { times: { idle, ...others } }) => {
        const other = Object.values(others).reduce((sum, one) => sum + one, 0)
        return { busy: busy + other, all: all + other + idle }
      },
      { busy: 0, all: 0 },
    )
  for (let second = 0, calm = 0; second < 60 && calm < 2; second++) {
    const before = spent()
    await new Promise((done) => setTimeout(done, 1000))
    const after = spent()
    calm = (after.busy - before.busy) / (after.all - before.all) < 0.15 ? calm + 1 : 0
  }
}

export async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]

export async function untilEnded(ask, runId, everyMs = 5) {
  for (;;) {
    const { run } = await ask('GET', `/api/runs/${runId}`)
    if (run.outcome !== 'running') return run
    await new Promise((done) => setTimeout(done, everyMs))
  }
}

/** Runs a pipeline to a node and gives the seconds. `from`: nodes that are computed anew. */
export async function runOf(ask, { path, document, target, from = [] }) {
  const ms = await timed(async () => {
    const { runId } = await ask('POST', '/api/runs', { path, document, targets: [target], from })
    const run = await untilEnded(ask, runId)
    if (run.outcome !== 'done') throw new Error(`the run ended ${run.outcome}`)
  })
  return ms / 1000
}

/** The same with the seconds of processor time that the engine took meanwhile, which other programs hardly change: { seconds, processor }. */
export async function costOf(ask, run) {
  const before = await ask.processor()
  const seconds = await runOf(ask, run)
  return { seconds, processor: (await ask.processor()) - before }
}

/** The fastest of several runs beside the fastest of each peer, by the clock and by processor time: figures with the goal `share` of the peer's. */
export function besidePeers(name, runs, { peers, shares }) {
  return Object.entries(shares).flatMap(([peer, share]) =>
    Object.entries({ seconds: name, processor: `${name}, processor time` }).map(([kind, title]) => {
      const best = (list) => Math.min(...list.map((one) => one[kind]))
      const peerValue = best(peers[peer])
      return { name: title, value: best(runs), goal: share * peerValue, unit: 's', peer, peerValue }
    }),
  )
}

/** Looks at a pipeline as the studio does, and waits until the columns of a source are kept; gives the seconds. */
export async function untilKept(ask, { folder, path, document, node }) {
  const ms = await timed(async () => {
    const { nodes } = await ask('POST', '/api/inspect', { path, document })
    const { fingerprint } = nodes[node]
    const table = join(folder, '.millrace', 'artifacts', fingerprint.slice(0, 2), fingerprint, 'table.parquet')
    while (!existsSync(table)) await new Promise((done) => setTimeout(done, 100))
  })
  return ms / 1000
}
