import type { DatabaseSync } from 'node:sqlite'
import type { z } from 'zod'
import {
  historyEntrySchema,
  modelCardSchema,
  modelVersionSchema,
  versionFactsSchema,
  type HistoryEntry,
  type ModelCard,
  type ModelVersion,
  type RegisteredModel,
} from '../protocol/registry-methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { brokenDatabase, databaseProblem } from './database-problem.ts'
import { inTransaction, openMigrated } from './migrated-database.ts'

/** What was written of a version and of the history stays: the database itself refuses to change or to remove it. */
const kept = (table: string) =>
  ['UPDATE', 'DELETE']
    .map((act) => `CREATE TRIGGER ${table}_no_${act} BEFORE ${act} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} only grows'); END;`)
    .join('\n')

export const registryMigrations = [
  `CREATE TABLE models (name TEXT PRIMARY KEY, description TEXT NOT NULL, created TEXT NOT NULL) STRICT;
   CREATE TABLE versions (name TEXT NOT NULL REFERENCES models, number INTEGER NOT NULL, model TEXT NOT NULL, run TEXT, created TEXT NOT NULL,
     note TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (name, number)) STRICT;
   CREATE TABLE aliases (name TEXT NOT NULL, alias TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, alias),
     FOREIGN KEY (name, number) REFERENCES versions) STRICT;
   CREATE TABLE history (seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, name TEXT NOT NULL REFERENCES models, number INTEGER,
     act TEXT NOT NULL, detail TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL) STRICT;
   ${kept('versions')}
   ${kept('history')}`,
  `CREATE TABLE tags (name TEXT NOT NULL REFERENCES models, tag TEXT NOT NULL, PRIMARY KEY (name, tag)) STRICT;
   CREATE TABLE cards (name TEXT NOT NULL, number INTEGER NOT NULL, card TEXT NOT NULL, PRIMARY KEY (name, number),
     FOREIGN KEY (name, number) REFERENCES versions) STRICT;
   CREATE TABLE served (endpoint TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES models, alias TEXT NOT NULL) STRICT;`,
  'ALTER TABLE models ADD COLUMN archived TEXT',
]

export interface NewVersion {
  readonly model: string
  readonly run: string | null
  readonly note: string
  readonly facts: z.input<typeof versionFactsSchema>
}

export interface WholeModel {
  readonly model: RegisteredModel
  readonly versions: readonly ModelVersion[]
  readonly history: readonly HistoryEntry[]
}

/** Named models of a workspace. Every act is one transaction and one line of the history. */
export interface RegistryStore {
  list(): RegisteredModel[]
  read(name: string): WholeModel | null
  /** Gives the number of the new version; the same model again is its own version. */
  register(name: string, version: NewVersion): number
  /** False when there is no such version. */
  moveAlias(name: string, alias: string, to: { readonly version: number | null; readonly reason: string }): boolean
  review(name: string, version: number, to: { readonly review: 'approved' | 'rejected'; readonly reason: string }): boolean
  describe(name: string, to: { readonly description: string; readonly tags: readonly string[] }): boolean
  /** Puts a name away, or takes it back. False when there is no such name, or it is so already. */
  archive(name: string, to: { readonly archived: boolean; readonly reason: string }): boolean
  writeCard(name: string, version: number, card: ModelCard): boolean
  serve(endpoint: string, name: string, alias: string): void
  /** Versions that come from a run. */
  versionsFrom(run: string): readonly { readonly name: string; readonly number: number }[]
  /** Endpoints that follow an alias. */
  followers(name: string, alias: string): readonly string[]
  close(): void
}

type Row = Record<string, unknown>

/**
 * Opens nothing before the first question, and anew after a file that could not be read. Throws ProblemError as `openMigrated`, at any question.
 * Several engines may work on one file: each act is a transaction that waits for the others. `by`: who acts; `now`: an ISO time.
 */
export function openRegistry(path: string, by: string, now: () => string): RegistryStore {
  let opened: DatabaseSync | undefined
  const db = () => (opened ??= openWhole(path))
  const asked = <T>(act: (open: DatabaseSync) => T): T => {
    try {
      return act(db())
    } catch (error) {
      const problem = error instanceof ProblemError ? error : databaseProblem(error, path)
      // A copy that a person puts back is another file.
      if (problem?.problem.code === 'database-broken' && opened?.isTransaction === false) close()
      throw problem ?? error
    }
  }
  const close = () => {
    opened?.close()
    opened = undefined
  }
  const all = (sql: string, ...values: (string | number)[]): Row[] => asked((open) => open.prepare(sql).all(...values))
  const write = (sql: string, ...values: (string | number | null)[]) => asked((open) => open.prepare(sql).run(...values))
  const inOne = <T>(act: () => T): T => asked((open) => inTransaction(open, act))
  const isThere = (name: string, version: number) => all('SELECT 1 FROM versions WHERE name = ? AND number = ?', name, version).length > 0
  const note = (name: string, version: number | null, { act, detail, reason }: Pick<HistoryEntry, 'act' | 'detail' | 'reason'>) =>
    write(
      'INSERT INTO history (at, name, number, act, detail, reason, by) VALUES (?, ?, ?, ?, ?, ?, ?)',
      now(),
      name,
      version,
      act,
      detail,
      reason,
      by,
    )

  const modelOf = (row: Row): RegisteredModel => {
    const name = String(row['name'])
    const aliases = all('SELECT alias, number FROM aliases WHERE name = ? ORDER BY alias', name)
    return {
      name,
      description: String(row['description']),
      tags: all('SELECT tag FROM tags WHERE name = ? ORDER BY tag', name).map(({ tag }) => String(tag)),
      createdAt: String(row['created']),
      archivedAt: typeof row['archived'] === 'string' ? row['archived'] : null,
      latest: Number(row['latest']),
      aliases: Object.fromEntries(aliases.map(({ alias, number }) => [String(alias), Number(number)])),
    }
  }
  const models = 'SELECT m.*, (SELECT max(number) FROM versions v WHERE v.name = m.name) AS latest FROM models m'

  return {
    list: () => all(`${models} ORDER BY m.name`).map(modelOf),
    read(name) {
      const [row] = all(`${models} WHERE m.name = ?`, name)
      if (!row) return null
      const model = modelOf(row)
      const history = all('SELECT at, number AS version, act, detail, reason, by FROM history WHERE name = ? ORDER BY seq DESC', name).map(
        (one) => historyEntrySchema.parse({ ...one }),
      )
      const cards = new Map(
        all('SELECT number, card FROM cards WHERE name = ?', name).map(({ number, card }) => [Number(number), JSON.parse(String(card))]),
      )
      const versions = all('SELECT * FROM versions WHERE name = ? ORDER BY number DESC', name).map((one): ModelVersion => {
        const number = Number(one['number'])
        const review = history.find(({ version, act }) => version === number && (act === 'approved' || act === 'rejected'))?.act
        return modelVersionSchema.parse({
          number,
          model: one['model'],
          run: one['run'],
          createdAt: one['created'],
          note: one['note'],
          facts: versionFactsSchema.parse(JSON.parse(String(one['facts']))),
          aliases: Object.entries(model.aliases).flatMap(([alias, at]) => (at === number ? [alias] : [])),
          review: review ?? 'none',
          card: modelCardSchema.parse(cards.get(number) ?? {}),
        })
      })
      return { model, versions, history }
    },
    register: (name, { model, run, note: said, facts }) =>
      inOne(() => {
        write('INSERT INTO models (name, description, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', name, '', now())
        const [last] = all('SELECT coalesce(max(number), 0) AS n FROM versions WHERE name = ?', name)
        const number = Number(last?.['n']) + 1
        write('INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)', name, number, model, run, now(), said, JSON.stringify(facts))
        note(name, number, { act: 'registered', detail: model, reason: said })
        return number
      }),
    moveAlias: (name, alias, { version, reason }) =>
      inOne(() => {
        if (version !== null && !isThere(name, version)) return false
        if (version === null) {
          const gone = all('SELECT number FROM aliases WHERE name = ? AND alias = ?', name, alias)[0]
          if (!gone) return false
          write('DELETE FROM aliases WHERE name = ? AND alias = ?', name, alias)
          note(name, Number(gone['number']), { act: 'alias-removed', detail: alias, reason })
          return true
        }
        write('INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT (name, alias) DO UPDATE SET number = excluded.number', name, alias, version)
        note(name, version, { act: 'alias-set', detail: alias, reason })
        return true
      }),
    review: (name, version, { review, reason }) =>
      inOne(() => {
        if (!isThere(name, version)) return false
        note(name, version, { act: review, detail: '', reason })
        return true
      }),
    describe: (name, { description, tags }) =>
      inOne(() => {
        if (all('SELECT 1 FROM models WHERE name = ?', name).length === 0) return false
        write('UPDATE models SET description = ? WHERE name = ?', description, name)
        write('DELETE FROM tags WHERE name = ?', name)
        for (const tag of new Set(tags)) write('INSERT INTO tags VALUES (?, ?)', name, tag)
        note(name, null, { act: 'described', detail: [...new Set(tags)].join(', '), reason: '' })
        return true
      }),
    archive: (name, { archived, reason }) =>
      inOne(() => {
        const { changes } = write(
          `UPDATE models SET archived = ? WHERE name = ? AND archived IS ${archived ? '' : 'NOT '}NULL`,
          archived ? now() : null,
          name,
        )
        if (changes > 0) note(name, null, { act: archived ? 'archived' : 'restored', detail: '', reason })
        return changes > 0
      }),
    writeCard: (name, version, card) =>
      inOne(() => {
        if (!isThere(name, version)) return false
        write(
          'INSERT INTO cards VALUES (?, ?, ?) ON CONFLICT (name, number) DO UPDATE SET card = excluded.card',
          name,
          version,
          JSON.stringify(card),
        )
        note(name, version, { act: 'card-written', detail: '', reason: '' })
        return true
      }),
    serve: (endpoint, name, alias) =>
      inOne(() => {
        write(
          'INSERT INTO served VALUES (?, ?, ?) ON CONFLICT (endpoint) DO UPDATE SET name = excluded.name, alias = excluded.alias',
          endpoint,
          name,
          alias,
        )
        const [at] = all('SELECT number FROM aliases WHERE name = ? AND alias = ?', name, alias)
        note(name, at ? Number(at['number']) : null, { act: 'served', detail: `${endpoint} @${alias}`, reason: '' })
      }),
    versionsFrom: (run) =>
      all('SELECT name, number FROM versions WHERE run = ? ORDER BY name, number', run).map(({ name, number }) => ({
        name: String(name),
        number: Number(number),
      })),
    followers: (name, alias) =>
      all('SELECT endpoint FROM served WHERE name = ? AND alias = ?', name, alias).map(({ endpoint }) => String(endpoint)),
    close,
  }
}

/** Nothing is written to a file that is damaged anywhere: the damage would spread. */
function openWhole(path: string): DatabaseSync {
  const db = openMigrated(path, registryMigrations)
  try {
    if (db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok') return db
    throw brokenDatabase(path)
  } catch (error) {
    db.close()
    throw error
  }
}
