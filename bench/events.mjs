import { DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'

/** Writes events.csv (events that depend on nothing but the number of their row), customers.csv, and what else is named, into a folder. */
export async function writeEvents(folder, rows, also = []) {
  const at = (name) => `'${join(folder, name).replaceAll("'", "''")}'`
  const db = await (await DuckDBInstance.create(':memory:')).connect()
  await db.run(`CREATE VIEW events AS SELECT i AS id, TIMESTAMP '2022-01-01' + INTERVAL (hash(i) % 94608000) SECOND AS ts, hash(i * 3) % 100000 AS customer,
    'cat' || (hash(i * 5) % 50) AS category, CASE WHEN hash(i * 7) % 100 < 3 THEN NULL ELSE 'country' || (hash(i * 11) % 200) END AS country,
    round((hash(i * 13) % 100000) / 100.0 - 10, 2) AS price, 1 + hash(i * 17) % 20 AS qty,
    CASE WHEN hash(i * 19) % 20 = 0 THEN NULL ELSE round((hash(i * 23) % 100) / 100.0, 2) END AS discount, hash(i * 29) % 2 = 0 AS flag,
    left(md5(i::VARCHAR), 12) AS note, (hash(i * 31) % 1000000) / 1e6 AS f1, (hash(i * 37) % 1000000) / 1e6 AS f2, (hash(i * 41) % 1000000) / 1e6 AS f3
    FROM range(${rows}) t(i)`)
  await db.run(`COPY events TO ${at('events.csv')} (FORMAT csv, HEADER)`)
  await db.run(`COPY (SELECT i AS customer, 'segment' || (hash(i) % 6) AS segment, 'region' || (hash(i * 3) % 12) AS region, 18 + hash(i * 7) % 60 AS age
    FROM range(100000) t(i)) TO ${at('customers.csv')} (FORMAT csv, HEADER)`)
  if (also.includes('parquet')) await db.run(`COPY events TO ${at('events.parquet')} (FORMAT parquet)`)
  // One row in fifty comes twice, with other values; every other category has spaces around it.
  if (also.includes('dirty'))
    await db.run(`COPY (SELECT CASE WHEN hash(id * 41) % 50 = 0 THEN id - 1 ELSE id END AS id, ts, customer,
      CASE WHEN hash(id * 43) % 4 = 0 THEN ' ' ELSE '' END || category || CASE WHEN hash(id * 47) % 4 = 0 THEN '  ' ELSE '' END AS category,
      * EXCLUDE (id, ts, customer, category) FROM events) TO ${at('dirty.csv')} (FORMAT csv, HEADER)`)
  // 900 000 rows are about 200 MB.
  if (also.includes('jsonl')) await db.run(`COPY (SELECT * FROM events LIMIT 900000) TO ${at('events.jsonl')} (FORMAT json)`)
  if (also.includes('wide')) {
    const cells = Array.from(
      { length: 10_000 },
      (_, k) => (k % 3 ? `(hash(i * ${k + 1}) % 1000) / 10.0` : `'t' || (hash(i * ${k + 1}) % 50)`) + ` AS col_${k}`,
    )
    await db.run(`COPY (SELECT ${cells.join(', ')} FROM range(500) t(i)) TO ${at('wide.csv')} (FORMAT csv, HEADER)`)
  }
  db.closeSync()
}
