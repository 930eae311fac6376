// What a person waits for on a large file: previews while settings change, cancelling, paging; and what the engine needs meanwhile.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Figures as { name, value, goal, unit }. */
export async function measure({ rows }) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  try {
    const file = join(folder, 'events.csv')
    await writeEvents(file, rows)
    process.stderr.write(`${rows} rows, ${(statSync(file).size / 2 ** 30).toFixed(2)} GiB of CSV\n`)
    return await withStudio(folder, async (ask) => {
      const { path } = await ask('POST', '/api/pipelines', { name: 'bench' })
      return [...(await previews(ask, path)), await cancelling(ask, path), ...(await paging(ask, { path, rows }))]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Events that depend on nothing but the number of their row. */
async function writeEvents(file, rows) {
  const db = await (await DuckDBInstance.create(':memory:')).connect()
  await db.run(`COPY (SELECT i AS id, TIMESTAMP '2022-01-01' + INTERVAL (hash(i) % 94608000) SECOND AS ts, hash(i * 3) % 100000 AS customer,
    'cat' || (hash(i * 5) % 50) AS category, CASE WHEN hash(i * 7) % 100 < 3 THEN NULL ELSE 'country' || (hash(i * 11) % 200) END AS country,
    round((hash(i * 13) % 100000) / 100.0 - 10, 2) AS price, 1 + hash(i * 17) % 20 AS qty,
    CASE WHEN hash(i * 19) % 20 = 0 THEN NULL ELSE round((hash(i * 23) % 100) / 100.0, 2) END AS discount, hash(i * 29) % 2 = 0 AS flag,
    left(md5(i::VARCHAR), 12) AS note, (hash(i * 31) % 1000000) / 1e6 AS f1, (hash(i * 37) % 1000000) / 1e6 AS f2, (hash(i * 41) % 1000000) / 1e6 AS f3
    FROM range(${rows}) t(i)) TO '${file.replaceAll("'", "''")}' (FORMAT csv, HEADER)`)
  db.closeSync()
}

async function withStudio(workspace, use) {
  const child = spawn(process.execPath, [join(root, 'dist/engine/millrace.js'), '--no-open', '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const url = await new Promise((done, fail) => {
      child.once('exit', () => fail(new Error('the studio did not start; build it first: npm run build')))
      child.stdout.once('data', (chunk) => done(String(chunk).trim().split('\n')[0]))
    })
    const opened = await fetch(url, { redirect: 'manual' })
    const cookie = opened.headers.get('set-cookie').split(';')[0]
    const { origin } = new URL(url)
    return await use(async (method, path, body) => {
      const answer = await fetch(origin + path, {
        method,
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return (answer.headers.get('content-type') ?? '').startsWith('application/json') ? answer.json() : answer.arrayBuffer()
    })
  } finally {
    child.kill()
  }
}

function pipeline(limit) {
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: 'bench',
    seed: 1,
    parameters: {},
    nodes: {
      file: { type: 'source.file', version: 1, params: { path: 'events.csv' } },
      keep: { type: 'clean.filter-rows', version: 1, params: { conditions: { all: [{ column: 'price', is: 'greater', value: limit }] } } },
      total: { type: 'clean.formula-column', version: 1, params: { name: 'total', formula: '[price] * [qty]' } },
      sorted: { type: 'clean.sort-rows', version: 1, params: { by: [{ column: 'note' }] } },
    },
    wires: [
      { from: 'file.table', to: 'keep.table' },
      { from: 'keep.table', to: 'total.table' },
      { from: 'total.table', to: 'sorted.table' },
    ],
    notes: {},
    frames: {},
    layout: {},
  }
}

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]

async function previews(ask, path) {
  const look = (limit, node) =>
    timed(() => ask('POST', '/api/preview', { path, document: pipeline(limit), node, port: 'table', rows: 200 }))
  const cold = await look(0, 'file')
  const warm = []
  for (let limit = 1; limit <= 40; limit++) warm.push(await look(limit, limit % 2 ? 'total' : 'keep'))
  return [
    { name: 'first preview of the file', value: cold, goal: 250, unit: 'ms' },
    { name: 'preview after an edit, p50', value: quantile(warm, 0.5), goal: 120, unit: 'ms' },
    { name: 'preview after an edit, p95', value: quantile(warm, 0.95), goal: 250, unit: 'ms' },
  ]
}

async function untilEnded(ask, runId) {
  for (;;) {
    const { run } = await ask('GET', `/api/runs/${runId}`)
    if (run.outcome !== 'running') return run
    await new Promise((done) => setTimeout(done, 20))
  }
}

async function cancelling(ask, path) {
  const { runId } = await ask('POST', '/api/runs', { path, document: pipeline(-1) })
  await new Promise((done) => setTimeout(done, 1500))
  const value = await timed(async () => {
    await ask('POST', `/api/runs/${runId}/cancel`, {})
    await untilEnded(ask, runId)
  })
  return { name: 'from cancel to the end of the run', value, goal: 2000, unit: 'ms' }
}

async function paging(ask, { path, rows }) {
  const document = pipeline(-1000)
  const { runId } = await ask('POST', '/api/runs', { path, document, targets: ['total'] })
  await untilEnded(ask, runId)
  const { nodes } = await ask('POST', '/api/inspect', { path, document })
  const { fingerprint } = nodes.total
  const pages = []
  let memory = 0
  for (let index = 0; index < 100; index++) {
    const offset = (index * 7_919_333) % Math.max(1, rows - 200)
    pages.push(await timed(() => ask('GET', `/api/artifacts/${fingerprint}/table/page?offset=${offset}&limit=200`)))
    memory = Math.max(memory, (await ask('GET', '/api/status')).memoryBytes)
  }
  return [
    { name: 'a page of 200 rows anywhere, p95', value: quantile(pages, 0.95), goal: 120, unit: 'ms' },
    { name: 'memory of the engine while paging', value: memory / 2 ** 20, goal: 1024, unit: 'MiB' },
  ]
}
