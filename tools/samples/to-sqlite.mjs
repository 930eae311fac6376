import { rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

/** Writes rows of objects as a table of a new SQLite file. `types`: the declared type of each column; null stays missing. */
export async function toSqlite(file, table, types, rows) {
  await rm(file, { force: true })
  const database = new DatabaseSync(file)
  const names = Object.keys(types)
  database.exec(`CREATE TABLE ${table} (${names.map((name) => `${name} ${types[name]}`).join(', ')})`)
  const insert = database.prepare(`INSERT INTO ${table} VALUES (${names.map(() => '?').join(', ')})`)
  database.exec('BEGIN')
  for (const row of rows) insert.run(...names.map((name) => (types[name] === 'REAL' ? Number(row[name]) : row[name])))
  database.exec('COMMIT')
  database.close()
}
