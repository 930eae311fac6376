import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../protocol/problem-error.ts'
import { inTransaction, openMigrated } from './migrated-database.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const first = 'CREATE TABLE things (name TEXT NOT NULL)'
const second = "ALTER TABLE things ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'"
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'none'
}

describe('migrations', () => {
  it('bring an older file forward with what is in it', () => {
    const path = join(folder, 'older.sqlite')
    const before = openMigrated(path, [first])
    before.prepare('INSERT INTO things VALUES (?)').run('mill')
    before.close()
    const after = openMigrated(path, [first, second])
    expect({ ...after.prepare('SELECT * FROM things').get() }).toEqual({ name: 'mill', colour: 'grey' })
    expect({ ...after.prepare('PRAGMA user_version').get() }).toEqual({ user_version: 2 })
    after.close()
  })

  it('refuse a newer file and leave it as it is', async () => {
    const path = join(folder, 'newer.sqlite')
    openMigrated(path, [first, second]).close()
    const before = await readFile(path)
    expect(codeOf(() => openMigrated(path, [first]))).toBe('database-newer')
    expect(await readFile(path)).toEqual(before)
    openMigrated(path, [first, second]).close()
  })

  it('are done as a whole or not at all', () => {
    const path = join(folder, 'half.sqlite')
    openMigrated(path, [first]).close()
    expect(() => openMigrated(path, [first, `${second}; CREATE TABLE things (x TEXT)`])).toThrow(/already exists/)
    const db = openMigrated(path, [first])
    expect(db.prepare('SELECT count(*) AS n FROM pragma_table_info(?)').get('things')).toMatchObject({ n: 1 })
    db.close()
  })

  it('say that a file is no database', async () => {
    const path = join(folder, 'text.sqlite')
    await writeFile(path, 'this is no database, but it is long enough to be taken for one at first sight'.repeat(20))
    expect(codeOf(() => openMigrated(path, [first]))).toBe('database-broken')
  })

  it('keep nothing of a transaction that failed', () => {
    const db = openMigrated(join(folder, 'transaction.sqlite'), [first])
    const fail = () =>
      inTransaction(db, () => {
        db.prepare('INSERT INTO things VALUES (?)').run('half')
        throw new Error('on purpose')
      })
    expect(fail).toThrow('on purpose')
    expect(db.prepare('SELECT count(*) AS n FROM things').get()).toMatchObject({ n: 0 })
    db.close()
  })
})
