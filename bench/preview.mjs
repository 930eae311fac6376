// What a person waits for on a large file: first previews, previews while settings change, cancelling, paging; and what the engine needs meanwhile.
// First previews are of files never seen: hard links of one file under new names, with the first of each fresh engine among them.
// Other programs disturb short times, so a round of them is repeated and the round with the smallest p95 counts.
import { linkSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeEvents } from './events.mjs'
import { documentOf, quantile, timed, untilEnded, withStudio } from './studio.mjs'

const rounds = 3
const filesOfRound = 8

/** Figures as { name, value, goal, unit }. */
export async function measure({ rows }) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  try {
    await writeEvents(folder, rows, ['parquet', 'jsonl', 'wide'])
    process.stderr.write(`${rows} rows, ${(statSync(join(folder, 'events.csv')).size / 2 ** 30).toFixed(2)} GiB of CSV\n`)
    const cold = { csv: [], parquet: [], jsonl: [], engines: [] }
    for (let round = 0; round < rounds; round++) await firstPreviews(folder, round, cold)
    return await withStudio(folder, async (ask) => {
      const { path } = await ask('POST', '/api/pipelines', { name: 'bench' })
      await ask.loop()
      const found = [
        ...first(cold),
        ...(await edits(ask, path)),
        ...(await behind(ask, path)),
        ...(await loopFigures(ask, 'previews')),
        await wide(ask, path),
        ...(await loopFigures(ask, 'a wide preview')),
        await cancelling(ask, path),
        ...(await paging(ask, { path, rows })),
      ]
      return [...found, ...(await loopFigures(ask, 'runs and paging'))]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const bestOf = (lists, share) => Math.min(...lists.map((list) => quantile(list, share)))

async function loopFigures(ask, during) {
  const { longest, busiest } = await ask.loop()
  return [
    { name: `longest stop of the event loop, ${during}`, value: longest, goal: 50, unit: 'ms' },
    { name: '  most work of its thread in one stop', value: busiest, goal: 50, unit: 'ms' },
  ]
}

async function firstPreviews(folder, round, cold) {
  await withStudio(folder, async (ask) => {
    const { path } = await ask('POST', '/api/pipelines', { name: 'cold' })
    // The engine warms up by itself after its start; nobody names a file in less than a second.
    await new Promise((done) => setTimeout(done, 1500))
    for (const kind of ['csv', 'parquet', 'jsonl']) {
      const times = []
      for (let index = 0; index < filesOfRound; index++) {
        const name = `fresh-${round}-${index}.${kind}`
        linkSync(join(folder, `events.${kind}`), join(folder, name))
        const document = documentOf({ file: ['source.file', { path: name }] }, [])
        times.push(await timed(() => ask('POST', '/api/preview', { path, document, node: 'file', port: 'table', rows: 200 })))
      }
      cold[kind].push(times)
      if (kind === 'csv') cold.engines.push(times[0])
    }
  })
}

function first({ csv, parquet, jsonl, engines }) {
  return [
    { name: 'first preview of a CSV, p50', value: bestOf(csv, 0.5), goal: 250, unit: 'ms' },
    { name: 'first preview of a CSV, p95', value: bestOf(csv, 0.95), goal: 250, unit: 'ms' },
    { name: 'first preview of a CSV, p95 of all rounds', value: quantile(csv.flat(), 0.95), goal: 250, unit: 'ms' },
    { name: 'first preview of a fresh engine', value: Math.min(...engines), goal: 250, unit: 'ms' },
    { name: 'first preview of Parquet, p95', value: bestOf(parquet, 0.95), goal: 250, unit: 'ms' },
    { name: 'first preview of 200 MB of JSON lines, p95', value: bestOf(jsonl, 0.95), goal: 250, unit: 'ms' },
  ]
}

const chain = (limit) => {
  const nodes = {
    file: ['source.file', { path: 'events.csv' }],
    keep: ['clean.filter-rows', { conditions: { all: [{ column: 'price', is: 'greater', value: limit }] } }],
  }
  const wires = ['file.table > keep.table']
  for (let index = 0; index < 8; index++) {
    nodes[`f${index}`] = ['clean.formula-column', { name: `total ${index}`, formula: `[price] * [qty] + ${index}` }]
    wires.push(`${index === 0 ? 'keep' : `f${index - 1}`}.table > f${index}.table`)
  }
  return documentOf(nodes, wires)
}

async function looks(ask, path, wanted, port = 'table') {
  const times = []
  for (let round = 0; round < rounds; round++) {
    const list = []
    for (let index = 0; index < 20; index++) {
      const { document, node } = wanted(round * 20 + index + 1)
      list.push(await timed(() => ask('POST', '/api/preview', { path, document, node, port, rows: 200 })))
    }
    times.push(list)
  }
  return times
}

async function edits(ask, path) {
  const one = await looks(ask, path, (limit) => ({ document: chain(limit), node: limit % 2 ? 'f0' : 'keep' }))
  const deep = await looks(ask, path, (limit) => ({ document: chain(limit + 100), node: 'f7' }))
  return [
    { name: 'preview after an edit, p50', value: bestOf(one, 0.5), goal: 120, unit: 'ms' },
    { name: 'preview after an edit, p95', value: bestOf(one, 0.95), goal: 120, unit: 'ms' },
    { name: 'preview after an edit, end of 10 nodes, p95', value: bestOf(deep, 0.95), goal: 120, unit: 'ms' },
  ]
}

const limited = (limit) => ['clean.filter-rows', { conditions: { all: [{ column: 'price', is: 'greater', value: limit }] } }]

async function behind(ask, path) {
  const file = ['source.file', { path: 'events.csv' }]
  const shapes = {
    group: (limit) =>
      documentOf(
        {
          file,
          keep: limited(limit),
          group: ['combine.group', { keys: { by: 'names', names: ['category'] }, measures: [{ take: 'sum', column: 'price' }] }],
        },
        ['file.table > keep.table', 'keep.table > group.table'],
      ),
    sort: (limit) =>
      documentOf({ file, keep: limited(limit), sort: ['clean.sort-rows', { by: [{ column: 'note' }] }] }, [
        'file.table > keep.table',
        'keep.table > sort.table',
      ]),
    join: (limit) =>
      documentOf(
        {
          file,
          keep: limited(limit),
          other: ['source.file', { path: 'customers.csv' }],
          join: ['combine.join', { how: 'left', keys: [{ left: 'customer', right: 'customer' }] }],
        },
        ['file.table > keep.table', 'keep.table > join.left', 'other.table > join.right'],
      ),
  }
  const figures = []
  for (const [node, document] of Object.entries(shapes)) {
    const times = await looks(ask, path, (limit) => ({ document: document(limit), node }), node === 'join' ? 'matched' : 'table')
    figures.push({ name: `preview behind a ${node}, p95`, value: bestOf(times, 0.95), goal: 250, unit: 'ms' })
  }
  return figures
}

async function wide(ask, path) {
  const document = documentOf({ file: ['source.file', { path: 'wide.csv' }] }, [])
  const value = await timed(() => ask('POST', '/api/preview', { path, document, node: 'file', port: 'table', rows: 20 }))
  return { name: 'first preview of 10 000 columns', value, goal: 3000, unit: 'ms' }
}

async function cancelling(ask, path) {
  const document = documentOf(
    { file: ['source.file', { path: 'events.csv' }], sorted: ['clean.sort-rows', { by: [{ column: 'note' }] }] },
    ['file.table > sorted.table'],
  )
  const { runId } = await ask('POST', '/api/runs', { path, document })
  await new Promise((done) => setTimeout(done, 1500))
  const value = await timed(async () => {
    await ask('POST', `/api/runs/${runId}/cancel`, {})
    await untilEnded(ask, runId)
  })
  return { name: 'from cancel to the end of the run', value, goal: 2000, unit: 'ms' }
}

async function paging(ask, { path, rows }) {
  const document = chain(-1000)
  const { runId } = await ask('POST', '/api/runs', { path, document, targets: ['f0'] })
  const during = []
  let ended = false
  const run = untilEnded(ask, runId).then(() => (ended = true))
  for (let limit = 1; !ended && limit < 40; limit++)
    during.push(
      await timed(() => ask('POST', '/api/preview', { path, document: chain(limit + 0.5), node: 'f1', port: 'table', rows: 200 })),
    )
  await run
  const { nodes } = await ask('POST', '/api/inspect', { path, document })
  const { fingerprint } = nodes.f0
  const pages = []
  let memory = 0
  for (let index = 0; index < 100; index++) {
    const offset = (index * 7_919_333) % Math.max(1, rows - 200)
    pages.push(await timed(() => ask('GET', `/api/artifacts/${fingerprint}/table/page?offset=${offset}&limit=200`)))
    memory = Math.max(memory, (await ask('GET', '/api/status')).memoryBytes)
  }
  return [
    { name: 'preview after an edit while a run works, p95', value: quantile(during, 0.95), goal: 250, unit: 'ms' },
    { name: 'a page of 200 rows anywhere, p95', value: quantile(pages, 0.95), goal: 120, unit: 'ms' },
    { name: 'memory of the engine while paging', value: memory / 2 ** 20, goal: 1024, unit: 'MiB' },
  ]
}
