// W1 and W2: a CSV file through filter, formula, join and group, and once more after an edit in the middle, beside polars and pandas doing the
// same. Twice: right after the file was opened, when a run reads text, and once Millrace has kept its columns, as it does by itself while nothing
// else goes on. Runs take turns (ours, polars, pandas, ours, ...), the fastest of each counts; the results must agree.
import { join } from 'node:path'
import { timePeer } from './peers.mjs'
import { besidePeers, costOf, documentOf, untilKept, withStudio } from './studio.mjs'

const turns = 3

const polars = `
import json, sys, time
import polars as pl
start, busy = time.perf_counter(), time.process_time()
events = pl.scan_csv(sys.argv[1]).filter(pl.col('price') > float(sys.argv[3])).with_columns(total=pl.col('price') * pl.col('qty'))
made = events.join(pl.scan_csv(sys.argv[2]), on='customer').group_by('segment', 'region').agg(pl.len().alias('rows'), pl.col('total').sum())
found = made.collect(engine='streaming')
print(json.dumps({'seconds': time.perf_counter() - start, 'processor': time.process_time() - busy, 'groups': found.height, 'rows': int(found['rows'].sum()), 'total': found['total'].sum()}))
`
const pandas = `
import json, sys, time
import pandas as pd
start, busy = time.perf_counter(), time.process_time()
events = pd.read_csv(sys.argv[1], engine='pyarrow')
events = events[events['price'] > float(sys.argv[3])]
events = events.assign(total=events['price'] * events['qty'])
made = events.merge(pd.read_csv(sys.argv[2], engine='pyarrow'), on='customer').groupby(['segment', 'region']).agg(rows=('id', 'size'), total=('total', 'sum'))
print(json.dumps({'seconds': time.perf_counter() - start, 'processor': time.process_time() - busy, 'groups': len(made), 'rows': int(made['rows'].sum()), 'total': float(made['total'].sum())}))
`

/** The pipeline; rows whose price is above `limit` stay. */
export const pipeline = (limit, formula = '[price] * [qty]') =>
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

/** Figures as { name, value, goal, unit, peer, peerValue }; goals are shares of the peer's time in the same run. `folder` holds the two files. */
export function measureChain({ folder, python, rows }) {
  return withStudio(folder, async (ask) => {
    const { path } = await ask('POST', '/api/pipelines', { name: 'bench' })
    const files = [join(folder, 'events.csv'), join(folder, 'customers.csv')]
    const ours = { text: [], full: [], edit: [] }
    const peers = { polars: [], pandas: [] }
    // Another limit each time, so that no run reuses what an earlier one left on disk.
    let limit = 0
    for (let turn = 0; turn < turns; turn++)
      ours.text.push(await costOf(ask, { path, document: pipeline((limit += 0.01)), target: 'group' }))
    const kept = await untilKept(ask, { folder, path, document: pipeline(0), node: 'file' })
    process.stderr.write(`the columns of ${rows} rows were kept ${kept.toFixed(1)} s after the file was looked at\n`)
    for (let turn = 0; turn < turns; turn++) {
      limit += 0.01
      ours.full.push(await costOf(ask, { path, document: pipeline(limit), target: 'group' }))
      const mine = await sums(ask, path, pipeline(limit))
      ours.edit.push(await costOf(ask, { path, document: pipeline(limit, '[price] * [qty] * 2'), target: 'group' }))
      for (const [name, script] of Object.entries({ polars, pandas })) {
        const peer = await timePeer(python, script, [...files, String(limit)])
        if (peer.groups !== mine.groups || peer.rows !== mine.rows || Math.abs(peer.total / mine.total - 1) > 1e-9)
          throw new Error(`${name} found ${JSON.stringify(peer)}, Millrace ${JSON.stringify(mine)}`)
        peers[name].push(peer)
      }
    }
    const whole = { peers, shares: { polars: 0.4, pandas: 0.2 } }
    return [
      ...besidePeers('W1 filter, formula, join, group', ours.full, whole),
      ...besidePeers('W1 the same on text just opened', ours.text, whole),
      ...besidePeers('W2 the same after an edit in the middle', ours.edit, { peers, shares: { polars: 0.15, pandas: 0.15 } }),
    ]
  })
}

async function sums(ask, path, document) {
  const { rows } = await ask('POST', '/api/preview', { path, document, node: 'group', port: 'table', rows: 200 })
  const column = (place) => rows.reduce((sum, row) => sum + row[place], 0)
  return { groups: rows.length, rows: column(2), total: column(3) }
}
