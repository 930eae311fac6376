// W6: sort, group by as many keys as rows, and a join of the table with itself, by an engine whose database may take far less memory than the data
// does. The time without that limit stands beside it.
import { documentOf, runOf, withStudio } from './studio.mjs'

const limitMegabytes = 512
/** What the engine may take beside its database. */
const besides = 300

const file = ['source.file', { path: 'events.parquet' }]
const grouped = (keys, measures) => ['combine.group', { keys: { by: 'names', names: keys }, measures }]
const pipelines = {
  sort: documentOf({ file, made: ['clean.sort-rows', { by: [{ column: 'note' }] }] }, ['file.table > made.table']),
  group: documentOf({ file, made: grouped(['id', 'note'], [{ take: 'sum', column: 'price', name: 'total' }]) }, [
    'file.table > made.table',
  ]),
  join: documentOf(
    {
      file,
      again: ['source.file', { path: 'events.parquet' }],
      join: ['combine.join', { how: 'inner', keys: [{ left: 'id', right: 'id' }] }],
      made: grouped(['category'], [{ take: 'mean', column: 'price (right)', name: 'price' }]),
    },
    ['file.table > join.left', 'again.table > join.right', 'join.matched > made.table'],
  ),
}

/** Figures as { name, value, goal, unit, peer, peerValue }. `folder` holds events.parquet. */
export async function measureMemory({ folder }) {
  const figures = []
  for (const [name, document] of Object.entries(pipelines)) {
    const [free, limited] = [await measureOne({ folder, name, document }), await measureOne({ folder, name, document, limitMegabytes })]
    const title = `W6 ${name} with ${limitMegabytes} MB`
    figures.push(
      { name: title, value: limited.seconds, goal: 1.3 * free.seconds, unit: 's', peer: 'without limit', peerValue: free.seconds },
      {
        name: `${title}: memory at its peak`,
        value: limited.peak,
        goal: limitMegabytes + besides,
        unit: 'MB',
        peer: 'without limit',
        peerValue: free.peak,
      },
    )
  }
  return figures
}

/** A fresh engine for each: the peak is one of its whole life. */
function measureOne({ folder, name, document, limitMegabytes }) {
  return withStudio(
    folder,
    async (ask) => {
      const { path } = await ask('POST', '/api/pipelines', { name })
      const seconds = await runOf(ask, { path, document, target: 'made', from: ['made'] })
      return { seconds, peak: await ask.peak() }
    },
    limitMegabytes === undefined ? {} : { limitMegabytes },
  )
}
