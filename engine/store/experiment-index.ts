import { rmSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { MethodOutput } from '../protocol/methods.ts'
import type { RunQuery, RunRow } from '../protocol/experiment-methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { inTransaction, openMigrated } from './migrated-database.ts'
import type { RunStore } from './run-store.ts'
import { runRow } from './experiment-row.ts'

export const runIndexMigrations = [
  `CREATE TABLE runs (
     id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, pipeline TEXT NOT NULL, started TEXT NOT NULL, outcome TEXT NOT NULL,
     seconds REAL, memory REAL, energy REAL, size REAL, words TEXT NOT NULL, row TEXT NOT NULL) STRICT;
   CREATE INDEX runs_started ON runs (started);
   CREATE TABLE run_tags (run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, tag TEXT NOT NULL, PRIMARY KEY (run, tag)) STRICT, WITHOUT ROWID;
   CREATE TABLE run_figures (run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, figure TEXT NOT NULL, value REAL NOT NULL,
     label TEXT NOT NULL, PRIMARY KEY (run, figure)) STRICT, WITHOUT ROWID;
   CREATE INDEX figures_by ON run_figures (figure, value)`,
  `CREATE TABLE run_params (run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, param TEXT NOT NULL, value TEXT NOT NULL, number REAL,
     PRIMARY KEY (run, param)) STRICT, WITHOUT ROWID;
   CREATE INDEX params_by ON run_params (param, value);
   DELETE FROM runs`,
]

/** The runs of a workspace, to be found quickly. Made of what lies in their folders, which stays the truth: a lost index is made again. */
export interface RunIndex {
  search(query: RunQuery): Promise<MethodOutput<'searchRuns'>>
  columns(): Promise<MethodOutput<'runColumns'>>
  row(id: string): Promise<RunRow | null>
  close(): void
}

/** Opens nothing before the first question. `running`: ids of runs whose record is right. Throws ProblemError as `openMigrated`. */
export function openRunIndex(path: string, runs: RunStore, running: () => readonly string[]): RunIndex {
  let opened: DatabaseSync | undefined
  const open = () => (opened ??= openOrRemake(path))

  /** Takes in what is new in the folders of the runs, or has changed. */
  const sync = async (): Promise<DatabaseSync> => {
    const db = open()
    const ids = await runs.ids()
    const known = new Map(
      db
        .prepare('SELECT id, outcome FROM runs')
        .all()
        .map((row) => [String(row['id']), String(row['outcome'])]),
    )
    const there = new Set(ids)
    const changed = new Set(runs.takeChanged())
    const going = new Set(running())
    const wanted = ids.filter((id) => !known.has(id) || changed.has(id) || (known.get(id) === 'running' && !going.has(id)))
    for (let from = 0; from < wanted.length; from += 200) {
      const some = await Promise.all(wanted.slice(from, from + 200).map(async (id) => ({ id, kept: await runs.kept(id) })))
      inTransaction(db, () => some.forEach(({ kept }) => kept && put(db, runRow(kept, going.has(kept.manifest.id)))))
    }
    const gone = [...known.keys()].filter((id) => !there.has(id))
    if (gone.length > 0) inTransaction(db, () => gone.forEach((id) => db.prepare('DELETE FROM runs WHERE id = ?').run(id)))
    return db
  }
  // One at a time: who asks while changes are taken in waits for them.
  let turn: Promise<unknown> = Promise.resolve()
  const synced = () => {
    const next = turn.then(sync, sync)
    turn = next
    return next
  }

  return {
    async search(query) {
      const db = await synced()
      const { from, where, order, values } = clauses(query)
      const count = (sql: string, given: readonly SQLInputValue[]) => Number(db.prepare(sql).get(...given)?.['n'] ?? 0)
      const found = db.prepare(`SELECT r.row AS row, r.number AS number FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`)
      return {
        all: count('SELECT count(*) AS n FROM runs', []),
        total: count(`SELECT count(*) AS n FROM ${from} WHERE ${where}`, values),
        rows: found.all(...values, query.limit, query.offset).map(readRow),
      }
    },
    async columns() {
      const db = await synced()
      const all = (sql: string) => db.prepare(sql).all()
      return {
        figures: all('SELECT figure, max(label) AS label, count(*) AS n FROM run_figures GROUP BY figure ORDER BY n DESC, figure').map(
          (row) => ({ id: String(row['figure']), label: JSON.parse(String(row['label'])) as { en: string; fr: string } }),
        ),
        params: all('SELECT param FROM run_params GROUP BY param HAVING count(DISTINCT value) > 1 ORDER BY param').map((row) =>
          String(row['param']),
        ),
        tags: all('SELECT tag, count(*) AS n FROM run_tags GROUP BY tag ORDER BY tag').map((row) => ({
          tag: String(row['tag']),
          runs: Number(row['n']),
        })),
        pipelines: all('SELECT DISTINCT pipeline FROM runs ORDER BY pipeline').map((row) => String(row['pipeline'])),
      }
    },
    async row(id) {
      const found = (await synced()).prepare('SELECT row, number FROM runs WHERE id = ?').get(id)
      return found ? readRow(found) : null
    },
    close() {
      opened?.close()
      opened = undefined
    },
  }
}

/** An index that is damaged is made anew: nothing is in it that is not in the folders. */
function openOrRemake(path: string): DatabaseSync {
  try {
    return openMigrated(path, runIndexMigrations)
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'database-broken')) throw error
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
    return openMigrated(path, runIndexMigrations)
  }
}

function readRow(found: Record<string, unknown>): RunRow {
  return { ...(JSON.parse(String(found['row'])) as RunRow), number: Number(found['number']) }
}

function put(db: DatabaseSync, row: Omit<RunRow, 'number'>): void {
  const words = [row.pipeline, row.name, row.note, ...row.tags, ...row.models, row.id].join('\n').toLowerCase()
  const number = Number(
    db
      .prepare('SELECT coalesce((SELECT number FROM runs WHERE id = ?), (SELECT coalesce(max(number), 0) + 1 FROM runs)) AS n')
      .get(row.id)?.['n'],
  )
  db.prepare('DELETE FROM runs WHERE id = ?').run(row.id)
  db.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    row.id,
    number,
    row.pipeline,
    row.startedAt,
    row.outcome,
    row.seconds,
    row.memoryBytes,
    row.wattHours,
    row.modelBytes,
    words,
    JSON.stringify(row),
  )
  for (const tag of new Set(row.tags)) db.prepare('INSERT INTO run_tags VALUES (?, ?)').run(row.id, tag)
  for (const [id, figure] of Object.entries(row.figures))
    db.prepare('INSERT INTO run_figures VALUES (?, ?, ?, ?)').run(row.id, id, figure.value, JSON.stringify(figure.label))
  for (const [param, value] of Object.entries(row.params)) {
    const number = value.trim() === '' ? Number.NaN : Number(value)
    db.prepare('INSERT INTO run_params VALUES (?, ?, ?, ?)').run(row.id, param, value, Number.isFinite(number) ? number : null)
  }
}

const plain: Readonly<Record<string, string>> = {
  started: 'r.started',
  seconds: 'r.seconds',
  memory: 'r.memory',
  energy: 'r.energy',
  size: 'r.size',
}

/** The parts of a query: everything that a person typed goes in as a value. Runs that lack what is sorted by come last. */
function clauses(query: RunQuery): { from: string; where: string; order: string; values: SQLInputValue[] } {
  const { by, descending } = query.sort
  const values: SQLInputValue[] = []
  let from = 'runs r'
  let key = plain[by] ?? 'r.started'
  const named = /^(figure|param):(.+)$/s.exec(by)
  if (named) {
    const [table, column] = named[1] === 'figure' ? ['run_figures', 'figure'] : ['run_params', 'param']
    from = `runs r LEFT JOIN ${table} k ON k.run = r.id AND k.${column} = ?`
    values.push(named[2] ?? '')
    key = table === 'run_figures' ? 'k.value' : 'k.number'
  }
  const where = ['1 = 1']
  for (const word of query.text.toLowerCase().split(/\s+/).filter(Boolean)) {
    where.push('instr(r.words, ?) > 0')
    values.push(word)
  }
  if (query.pipeline !== undefined) {
    where.push('r.pipeline = ?')
    values.push(query.pipeline)
  }
  if (query.outcomes.length > 0) {
    where.push(`r.outcome IN (${query.outcomes.map(() => '?').join(', ')})`)
    values.push(...query.outcomes)
  }
  for (const tag of query.tags) {
    where.push('EXISTS (SELECT 1 FROM run_tags t WHERE t.run = r.id AND t.tag = ?)')
    values.push(tag)
  }
  if (query.judged) where.push('EXISTS (SELECT 1 FROM run_figures j WHERE j.run = r.id)')
  const direction = descending ? 'DESC' : 'ASC'
  const second = named?.[1] === 'param' ? `, k.value ${direction}` : ''
  return { from, where: where.join(' AND '), order: `${key} IS NULL, ${key} ${direction}${second}, r.started DESC, r.id DESC`, values }
}
