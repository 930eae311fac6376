// W4: the whole profile of 10 million rows and 13 columns, from a Parquet and a CSV file, beside what polars describes of the same file.
// Runs take turns, the fastest of each counts; of polars, the faster of its two ways (whole table in memory, or streamed).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeEvents } from './events.mjs'
import { peerPython, timePeer } from './peers.mjs'
import { documentOf, timed, withStudio } from './studio.mjs'

const turns = 3

const describe = `
import json, sys, time
import polars as pl
file, way = sys.argv[1:3]
csv = file.endswith('.csv')
start = time.perf_counter()
table = (pl.read_csv if csv else pl.read_parquet)(file) if way == 'whole' else (pl.scan_csv if csv else pl.scan_parquet)(file)
found = table.describe()
print(json.dumps({'seconds': time.perf_counter() - start, 'columns': found.width - 1}))
`

/** Figures as { name, value, goal, unit, peer, peerValue }; goals are the peer's time in the same run. */
export async function measure({ rows }) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  try {
    await writeEvents(folder, rows, ['parquet'])
    const python = peerPython()
    if (python === null) throw new Error('the comparison needs Python 3 with venv')
    const found = []
    for (const file of ['events.parquet', 'events.csv']) found.push(await compare({ folder, python, file, rows }))
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare({ folder, python, file, rows }) {
  const [ours, peers] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    // A fresh engine each turn: nothing is left of the turn before.
    ours.push(await withStudio(folder, (ask) => profile(ask, file, rows)))
    for (const way of ['whole', 'streamed']) peers.push((await timePeer(python, describe, [join(folder, file), way])).seconds)
    process.stderr.write(
      `${file}, turn ${turn + 1}: Millrace ${ours.at(-1).toFixed(1)} s, polars ${Math.min(...peers.slice(-2)).toFixed(1)} s\n`,
    )
  }
  const peerValue = Math.min(...peers)
  return { name: `W4 whole profile of ${file}`, value: Math.min(...ours), goal: peerValue, unit: 's', peer: 'polars describe', peerValue }
}

async function profile(ask, file, rows) {
  const { path } = await ask('POST', '/api/pipelines', { name: 'profile' })
  const document = documentOf({ file: ['source.file', { path: file }] }, [])
  let found
  const ms = await timed(async () => {
    found = await ask('POST', '/api/profile', { path, document, node: 'file', port: 'table' })
  })
  if (found.rows !== rows || found.columnsSeen !== 13) throw new Error(`profiled ${found.rows} rows, ${found.columnsSeen} columns`)
  return ms / 1000
}
