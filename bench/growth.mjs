// How the time of a run grows with its rows: the slope between a tenth of the rows and all of them, on a log-log scale.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeEvents } from './events.mjs'
import { documentOf, runOf, withStudio } from './studio.mjs'

const turns = 3
const mostSlope = 1.05

const file = ['source.file', { path: 'events.parquet' }]
const grouped = (keys) => [
  'combine.group',
  { keys: { by: 'names', names: keys }, measures: [{ take: 'sum', column: 'price', name: 'total' }] },
]
const works = {
  'group by 50 keys': documentOf({ file, made: grouped(['category']) }, ['file.table > made.table']),
  'group by 100 000 keys': documentOf({ file, made: grouped(['customer']) }, ['file.table > made.table']),
  sort: documentOf({ file, made: ['clean.sort-rows', { by: [{ column: 'note' }] }] }, ['file.table > made.table']),
}

/** Figures as { name, value, goal, unit }. `folder` holds events.parquet of `rows` rows. */
export async function measureGrowth({ folder, rows }) {
  const few = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  try {
    await writeEvents(few, rows / 10, ['parquet'])
    const [short, long] = [await times(few), await times(folder)]
    return Object.keys(works).map((name) => {
      const slope = Math.log10(long[name] / short[name])
      process.stderr.write(`${name}: ${short[name].toFixed(2)} s for ${rows / 10} rows, ${long[name].toFixed(2)} s for ${rows}\n`)
      return { name: `Growth of ${name}, ten times the rows`, value: slope, goal: mostSlope, unit: 'slope' }
    })
  } finally {
    rmSync(few, { recursive: true, force: true })
  }
}

function times(folder) {
  return withStudio(folder, async (ask) => {
    const { path } = await ask('POST', '/api/pipelines', { name: 'growth' })
    const best = {}
    for (let turn = 0; turn < turns; turn++)
      for (const [name, document] of Object.entries(works)) {
        const seconds = await runOf(ask, { path, document, target: 'made', from: ['made'] })
        best[name] = Math.min(best[name] ?? Infinity, seconds)
      }
    return best
  })
}
