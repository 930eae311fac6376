// How late a client hears of a training that keeps all cores busy: from when a worker says a point of its curve to when it has come by the event stream,
// and how long a short request takes meanwhile. A million rows, boosting and a network.
import { DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'
import { documentOf, quantile, timed, untilEnded, withStudio } from '../studio.mjs'

const rows = 1_000_000
const goal = 100
const now = () => performance.timeOrigin + performance.now()

/** Figures as { name, value, goal, unit }. */
export async function measure({ folder }) {
  await writeRows(folder)
  return withStudio(
    folder,
    async (ask) => {
      const { path } = await ask('POST', '/api/pipelines', { name: 'events' })
      const learners = {
        boosting: ['train.gradient-boosting', { target: 'y', trees: 60 }],
        'a network': ['train.neural-network', { target: 'y', epochs: 8 }],
      }
      const figures = []
      for (const [name, learn] of Object.entries(learners)) {
        const document = documentOf({ file: ['source.file', { path: 'rows.parquet' }], learn }, ['file.table > learn.table'])
        figures.push(...(await during(ask, name, { path, document })))
      }
      return figures
    },
    { preloads: ['stamp-events.mjs'] },
  )
}

async function during(ask, name, { path, document }) {
  const late = []
  const pings = []
  const began = now()
  const stop = new AbortController()
  const following = follow(ask.studio, stop.signal, (event) => {
    // What was said before the run is told once more to whoever comes.
    if (event.sentAt !== undefined && event.sentAt > began) late.push(now() - event.sentAt)
  })
  const { runId } = await ask('POST', '/api/runs', { path, document, targets: ['learn'] })
  let ended = false
  const run = untilEnded(ask, runId, 250).then((found) => {
    ended = true
    return found
  })
  while (!ended) {
    pings.push(await timed(() => ask('GET', '/api/status')))
    await new Promise((done) => setTimeout(done, 50))
  }
  const { outcome } = await run
  stop.abort()
  await following
  if (outcome !== 'done' || late.length < 10) throw new Error(`${name}: ${outcome}, ${late.length} events`)
  return [
    { name: `event of ${name} reaches the client, p50`, value: quantile(late, 0.5), goal, unit: 'ms' },
    { name: `event of ${name} reaches the client, p95`, value: quantile(late, 0.95), goal, unit: 'ms' },
    { name: `short request during ${name}, p50`, value: quantile(pings, 0.5), goal, unit: 'ms' },
    { name: `short request during ${name}, p95`, value: quantile(pings, 0.95), goal, unit: 'ms' },
  ]
}

/** Hands over each event of the stream as it comes, until the signal. */
async function follow({ origin, cookie }, signal, hear) {
  try {
    const answer = await fetch(`${origin}/api/events`, { headers: { cookie }, signal })
    let rest = ''
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') hear(JSON.parse(line))
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Ten numbers and two classes that depend on some of them, with noise. */
async function writeRows(folder) {
  const db = await (await DuckDBInstance.create(':memory:')).connect()
  const numbers = Array.from({ length: 10 }, (_, at) => `(hash(i * 10 + ${at}) % 10000) / 5000.0 - 1 AS x${at}`)
  await db.run(`COPY (SELECT *, CASE WHEN x0 * x1 + sin(3 * x2) + (hash(x9 * 17 + x0) % 1000) / 500.0 - 1 > 0 THEN 'yes' ELSE 'no' END AS y
    FROM (SELECT ${numbers.join(', ')} FROM range(${rows}) t(i))) TO '${join(folder, 'rows.parquet')}' (FORMAT parquet)`)
  db.closeSync()
}
