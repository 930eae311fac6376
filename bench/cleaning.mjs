// W5: a dirty CSV file without its duplicates, with trimmed texts, filled gaps, standardised numbers, a category as a number, sorted by a text and
// written as Parquet, beside polars (lazy, streamed) and pandas doing the same.
import { join } from 'node:path'
import { timePeer } from './peers.mjs'
import { besidePeers, costOf, documentOf, untilKept, withStudio } from './studio.mjs'

const turns = 2

const polars = `
import json, sys, time
import polars as pl
start, busy = time.perf_counter(), time.process_time()
table = pl.scan_csv(sys.argv[1]).unique(subset='id', keep='first', maintain_order=True)
table = table.with_columns(pl.col('category').str.strip_chars().str.replace_all('  +', ' '))
table = table.with_columns(pl.col('discount').fill_null(pl.col('discount').median()))
table = table.with_columns([(pl.col(name) - pl.col(name).mean()) / pl.col(name).std(ddof=0) for name in ['price', 'f1', 'f2', 'f3']])
table = table.with_columns(pl.col('category').rank('dense') - 1)
table.sort('note', maintain_order=True).sink_parquet(sys.argv[2])
seconds, busy = time.perf_counter() - start, time.process_time() - busy
made = pl.read_parquet(sys.argv[2])
print(json.dumps({'seconds': seconds, 'processor': busy, 'rows': made.height, 'codes': int(made['category'].sum()), 'first': made['note'][0], 'discount': made['discount'].sum()}))
`
const pandas = `
import json, sys, time
import pandas as pd
start, busy = time.perf_counter(), time.process_time()
table = pd.read_csv(sys.argv[1], engine='pyarrow').drop_duplicates(subset='id', keep='first')
table['category'] = table['category'].str.strip().str.replace('  +', ' ', regex=True)
table['discount'] = table['discount'].fillna(table['discount'].median())
for name in ['price', 'f1', 'f2', 'f3']:
    table[name] = (table[name] - table[name].mean()) / table[name].std(ddof=0)
table['category'] = pd.Categorical(table['category'], categories=sorted(table['category'].dropna().unique())).codes
made = table.sort_values('note', kind='stable')
made.to_parquet(sys.argv[2])
print(json.dumps({'seconds': time.perf_counter() - start, 'processor': time.process_time() - busy, 'rows': len(made), 'codes': int(made['category'].sum()), 'first': made['note'].iloc[0], 'discount': float(made['discount'].sum())}))
`

const names = (...chosen) => ({ by: 'names', names: chosen })
const pipeline = (descending) =>
  documentOf(
    {
      file: ['source.file', { path: 'dirty.csv' }],
      unique: ['clean.remove-duplicates', { columns: names('id') }],
      text: ['clean.unify-text', { columns: names('category') }],
      fill: ['clean.fill-missing', { columns: names('discount'), method: 'median' }],
      scale: ['feature.scale', { columns: names('price', 'f1', 'f2', 'f3') }],
      encode: ['feature.ordinal', { columns: names('category') }],
      sort: ['clean.sort-rows', { by: [{ column: 'note', direction: descending ? 'down' : 'up' }] }],
    },
    ['file', 'unique', 'text', 'fill', 'scale', 'encode'].map((from, at, all) => `${from}.table > ${all[at + 1] ?? 'sort'}.table`),
  )

/** Figures as { name, value, goal, unit, peer, peerValue }. `folder` holds dirty.csv. */
export async function measureCleaning({ folder, python }) {
  const file = join(folder, 'dirty.csv')
  const made = join(folder, 'made.parquet')
  const ours = { text: [], kept: [] }
  const peers = { polars: [], pandas: [] }
  for (let turn = 0; turn < turns; turn++)
    await withStudio(folder, async (ask) => {
      const { path } = await ask('POST', '/api/pipelines', { name: `bench ${turn}` })
      // Another seed, so that nothing is reused of the turn before.
      const document = { ...pipeline(false), seed: turn + 2 }
      const whole = { path, document, target: 'sort' }
      ours.text.push(await costOf(ask, whole))
      const view = await ask('POST', '/api/preview', { path, document, node: 'sort', port: 'table', rows: 1 })
      for (const [name, script] of Object.entries({ polars, pandas })) {
        const peer = await timePeer(python, script, [file, made])
        if (peer.rows !== view.count.rows || peer.first !== view.rows[0][view.columns.findIndex((column) => column.name === 'note')])
          throw new Error(`${name} found ${JSON.stringify(peer)}, Millrace ${view.count.rows} rows from ${JSON.stringify(view.rows[0])}`)
        peers[name].push(peer)
      }
      await untilKept(ask, { folder, path, document, node: 'file' })
      ours.kept.push(await costOf(ask, { ...whole, from: ['unique'] }))
    })
  const beside = { peers, shares: { polars: 0.6, pandas: 0.2 } }
  return [
    ...besidePeers('W5 clean and sort a dirty file', ours.kept, beside),
    ...besidePeers('W5 the same on text just opened', ours.text, beside),
  ]
}
