// W4: the whole profile of 10 million rows and 13 columns, from a Parquet file, a CSV file and a CSV file whose columns are kept by now, beside what
// polars describes of the same file. Runs take turns, the fastest of each counts; of polars, the faster of its two ways (whole table in memory, or
// streamed). Of a million rows beside ydata-profiling, which takes minutes for more.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeEvents } from './events.mjs'
import { peerPython, profilingPython, timePeer } from './peers.mjs'
import { documentOf, timed, withStudio } from './studio.mjs'

const turns = 3
/** Shorter text files are not kept as columns, in bytes. */
const fewestKept = 32 * 1024 ** 2
/** Of ydata-profiling's time on so many rows. */
const [fewer, share] = [1_000_000, 0.05]

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

/** All that its report says, without drawing the page. */
const report = `
import json, sys, time, warnings
warnings.simplefilter('ignore')
import pandas as pd
from ydata_profiling import ProfileReport
table = pd.read_parquet(sys.argv[1])
start = time.perf_counter()
found = ProfileReport(table, progress_bar=False).get_description()
print(json.dumps({'seconds': time.perf_counter() - start, 'columns': len(found.variables)}))
`

/** Figures as { name, value, goal, unit, peer, peerValue }; goals are the peer's time in the same run. */
export async function measure({ rows }) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  try {
    await writeEvents(folder, rows, ['parquet'])
    const python = peerPython()
    if (python === null) throw new Error('the comparison needs Python 3 with venv')
    const found = []
    for (const file of ['events.parquet', 'events.csv']) found.push(...(await compare({ folder, python, file, rows })))
    const reported = await compareReport(folder, Math.min(rows, fewer))
    return reported === null ? found : [...found, reported]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare({ folder, python, file, rows }) {
  const [ours, later, peers] = [[], [], []]
  for (let turn = 0; turn < turns; turn++) {
    // A fresh engine each turn: nothing is left of the turn before.
    ours.push(await withStudio(folder, (ask) => profile(ask, file, rows)))
    if (file.endsWith('.csv') && statSync(join(folder, file)).size >= fewestKept)
      later.push(await withStudio(folder, (ask) => profileOfKept(ask, file, rows)))
    for (const way of ['whole', 'streamed']) peers.push((await timePeer(python, describe, [join(folder, file), way])).seconds)
    process.stderr.write(
      `${file}, turn ${turn + 1}: Millrace ${[ours, later].flatMap((times) => times.at(-1)?.toFixed(1) ?? []).join(' and ')} s, polars ${Math.min(...peers.slice(-2)).toFixed(1)} s\n`,
    )
    rmSync(join(folder, '.millrace'), { recursive: true, force: true })
  }
  const peerValue = Math.min(...peers)
  const figure = (name, times) => ({ name, value: Math.min(...times), goal: peerValue, unit: 's', peer: 'polars describe', peerValue })
  return [
    figure(`W4 whole profile of ${file}`, ours),
    ...(later.length > 0 ? [figure(`W4 whole profile of ${file}, its columns kept`, later)] : []),
  ]
}

/** The same for a pipeline that has been open for a while: the engine has written the columns of its text file by then. */
async function profileOfKept(ask, file, rows) {
  const document = documentOf({ file: ['source.file', { path: file }] }, [])
  const { path } = await ask('POST', '/api/pipelines', { name: 'kept' })
  await ask('POST', '/api/inspect', { path, document })
  while ((await ask('GET', '/api/status')).cacheBytes === 0) await new Promise((done) => setTimeout(done, 500))
  return profile(ask, file, rows)
}

/** Beside ydata-profiling on the same rows of a Parquet file; null where it cannot be installed. */
async function compareReport(folder, rows) {
  const python = profilingPython()
  if (python === null) {
    process.stderr.write('ydata-profiling cannot be installed here: not measured\n')
    return null
  }
  const part = join(folder, 'part')
  mkdirSync(part)
  await writeEvents(part, rows, ['parquet'])
  const ours = []
  for (let turn = 0; turn < turns; turn++) ours.push(await withStudio(part, (ask) => profile(ask, 'events.parquet', rows)))
  // Once: it takes a minute.
  const { seconds: peerValue } = await timePeer(python, report, [join(part, 'events.parquet')])
  const value = Math.min(...ours)
  return { name: `W4 whole profile of ${rows} rows`, value, goal: share * peerValue, unit: 's', peer: 'ydata-profiling', peerValue }
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
