// W1 and W2: a table of 10 million rows through filter, formula, join and group, and once more after an edit in the middle, beside polars and
// pandas doing the same. Runs take turns (ours, polars, pandas, ours, ...), the fastest of each counts; the results must agree.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeEvents } from './events.mjs'
import { peerPython, timePeer } from './peers.mjs'
import { documentOf, timed, untilEnded, withStudio } from './studio.mjs'

const turns = 3

const polars = `
import json, sys, time
import polars as pl
start = time.perf_counter()
events = pl.scan_csv(sys.argv[1]).filter(pl.col('price') > float(sys.argv[3])).with_columns(total=pl.col('price') * pl.col('qty'))
made = events.join(pl.scan_csv(sys.argv[2]), on='customer').group_by('segment', 'region').agg(pl.len().alias('rows'), pl.col('total').sum())
found = made.collect(engine='streaming')
print(json.dumps({'seconds': time.perf_counter() - start, 'groups': found.height, 'rows': int(found['rows'].sum()), 'total': found['total'].sum()}))
`
const pandas = `
import json, sys, time
import pandas as pd
start = time.perf_counter()
events = pd.read_csv(sys.argv[1], engine='pyarrow')
events = events[events['price'] > float(sys.argv[3])]
events = events.assign(total=events['price'] * events['qty'])
made = events.merge(pd.read_csv(sys.argv[2], engine='pyarrow'), on='customer').groupby(['segment', 'region']).agg(rows=('id', 'size'), total=('total', 'sum'))
print(json.dumps({'seconds': time.perf_counter() - start, 'groups': len(made), 'rows': int(made['rows'].sum()), 'total': float(made['total'].sum())}))
`

const pipeline = (limit, formula = '[price] * [qty]') =>
  documentOf(
    {
      file: ['source.file', { path: 'events.csv' }],
      keep: ['clean.filter-rows', { conditions: { all: [{ column: 'price', is: 'greater', value: limit }] } }],
      total: ['clean.formula-column', { name: 'total', formula }],
      other: ['source.file', { path: 'customers.csv' }],
      join: ['combine.join', { how: 'inner', keys: [{ left: 'customer', right: 'customer' }] }],
      group: [
        'combine.group',
        {
          keys: { by: 'names', names: ['segment', 'region'] },
          measures: [
            { take: 'rows', name: 'rows' },
            { take: 'sum', column: 'total', name: 'total' },
          ],
        },
      ],
    },
    [
      'file.table > keep.table',
      'keep.table > total.table',
      'total.table > join.left',
      'other.table > join.right',
      'join.matched > group.table',
    ],
  )

/** Figures as { name, value, goal, unit, peer, peerValue }; goals are shares of the peer's time in the same run. */
export async function measure({ rows }) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
  try {
    await writeEvents(folder, rows)
    const python = peerPython()
    if (python === null) throw new Error('the comparison needs Python 3 with venv')
    return await withStudio(folder, (ask) => compare(ask, { folder, python }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare(ask, { folder, python }) {
  const { path } = await ask('POST', '/api/pipelines', { name: 'bench' })
  const files = [join(folder, 'events.csv'), join(folder, 'customers.csv')]
  const ours = { full: [], edit: [] }
  const peers = { polars: [], pandas: [] }
  for (let turn = 0; turn < turns; turn++) {
    // Another limit each turn, so that no turn reuses what an earlier one left on disk.
    const limit = turn / 100
    ours.full.push(await runOf(ask, path, pipeline(limit)))
    const mine = await sums(ask, path, pipeline(limit))
    ours.edit.push(await runOf(ask, path, pipeline(limit, '[price] * [qty] * 2')))
    for (const [name, script] of Object.entries({ polars, pandas })) {
      const peer = await timePeer(python, script, [...files, String(limit)])
      if (peer.groups !== mine.groups || peer.rows !== mine.rows || Math.abs(peer.total / mine.total - 1) > 1e-9)
        throw new Error(`${name} found ${JSON.stringify(peer)}, Millrace ${JSON.stringify(mine)}`)
      peers[name].push(peer.seconds)
    }
    const took = (list) => list.at(-1).toFixed(1)
    process.stderr.write(
      `turn ${turn + 1}: Millrace ${took(ours.full)} s, after an edit ${took(ours.edit)} s, polars ${took(peers.polars)} s, pandas ${took(peers.pandas)} s\n`,
    )
  }
  const full = Math.min(...ours.full)
  const edit = Math.min(...ours.edit)
  const [p, d] = [Math.min(...peers.polars), Math.min(...peers.pandas)]
  const beside = (name, value, share, [peer, peerValue]) => ({ name, value, goal: share * peerValue, unit: 's', peer, peerValue })
  return [
    beside('W1 filter, formula, join, group', full, 0.4, ['polars', p]),
    beside('W1 filter, formula, join, group', full, 0.2, ['pandas', d]),
    beside('W2 the same after an edit in the middle', edit, 0.15, ['polars', p]),
    beside('W2 the same after an edit in the middle', edit, 0.15, ['pandas', d]),
  ]
}

async function runOf(ask, path, document) {
  const ms = await timed(async () => {
    const { runId } = await ask('POST', '/api/runs', { path, document, targets: ['group'] })
    const run = await untilEnded(ask, runId)
    if (run.outcome !== 'done') throw new Error(`the run ended ${run.outcome}`)
  })
  return ms / 1000
}

async function sums(ask, path, document) {
  const { rows } = await ask('POST', '/api/preview', { path, document, node: 'group', port: 'table', rows: 200 })
  const column = (place) => rows.reduce((sum, row) => sum + row[place], 0)
  return { groups: rows.length, rows: column(2), total: column(3) }
}
