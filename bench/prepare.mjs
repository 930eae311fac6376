// W1, W2, W5, W6 and growth: what a run takes, beside polars and pandas in the same minutes. The previews (W3) and the profile (W4) are suites of
// their own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureChain } from './chain.mjs'
import { measureCleaning } from './cleaning.mjs'
import { writeEvents } from './events.mjs'
import { measureGrowth } from './growth.mjs'
import { measureMemory } from './memory.mjs'
import { peerPython } from './peers.mjs'

/** Figures as { name, value, goal, unit, peer, peerValue }. `only` is the name of one part. */
export async function measure({ rows, only }) {
  const python = peerPython()
  if (python === null) throw new Error('the comparison needs Python 3 with venv')
  const parts = {
    chain: { also: [], work: measureChain },
    cleaning: { also: ['dirty'], work: measureCleaning },
    memory: { also: ['parquet'], work: measureMemory },
    growth: { also: ['parquet'], work: measureGrowth },
  }
  if (only !== undefined && !(only in parts)) throw new Error(`bench: one of ${Object.keys(parts).join(', ')}`)
  const figures = []
  for (const [name, { also, work }] of Object.entries(parts)) {
    if (only !== undefined && only !== name) continue
    // A folder for each part: what one leaves on disk must not serve the next.
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
    try {
      await writeEvents(folder, rows, also)
      figures.push(...(await work({ folder, python, rows })))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return figures
}
