import { describe, expect, it } from 'vitest'
import type { NodeProblemData } from '../../../nodes/kit/problem.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { setRoles, values } from '../../relation/build.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import { openDatabase } from './database.ts'
import { createQuerySandbox } from './query-sandbox.ts'

const query = createQuerySandbox()
const people = values(
  [
    { name: 'name', type: 'text' },
    { name: 'age', type: 'int' },
    { name: 'Été', type: 'float' },
  ],
  [
    ['Ana', 31, 1.5],
    ['Ben', null, 2],
    ['Cleo', 20, 2],
  ],
)
const tables = [{ names: ['input1', 'people'], relation: people }]

async function problemOf(sql: string): Promise<NodeProblemData> {
  try {
    await query(sql, tables)
  } catch (error) {
    if (error instanceof NodeProblem) return error.data
    throw error
  }
  throw new Error(`let through: ${sql}`)
}

async function rowsOf(sql: string) {
  const db = await openDatabase({ memoryLimitBytes: 256 * 1024 * 1024, threads: 2, tempDirectory: '' })
  try {
    const relation = await query(sql, tables)
    return { columns: relation.columns.map(({ name, type }) => `${name}: ${type}`), rows: await db.rows(printRelation(relation)) }
  } finally {
    db.close()
  }
}

const escapes = [
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM read_csv_auto('/etc/passwd')",
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM read_blob('/etc/passwd')",
  "SELECT * FROM read_json('/etc/passwd')",
  "SELECT * FROM read_parquet('x.parquet')",
  "SELECT * FROM parquet_metadata('x.parquet')",
  "SELECT * FROM sniff_csv('/etc/passwd')",
  "SELECT * FROM glob('/etc/*')",
  "SELECT * FROM '/etc/passwd'",
  "SELECT * FROM 'file.csv'",
  'SELECT * FROM "file.csv"',
  "SELECT * FROM 'https://example.org/a.parquet'",
  'SELECT * FROM (WITH "file.csv" AS (SELECT 1) SELECT * FROM "file.csv") a, "file.csv"',
  'WITH a AS (SELECT 1) SELECT * FROM (WITH hidden AS (SELECT 1) SELECT * FROM hidden) x, hidden',
  "ATTACH 'other.db' AS other",
  'DETACH memory',
  "COPY input1 TO '/tmp/out.csv'",
  "COPY (SELECT 1) TO '/tmp/out.csv'",
  "EXPORT DATABASE '/tmp/out'",
  "IMPORT DATABASE '/tmp/out'",
  'INSTALL httpfs',
  'LOAD httpfs',
  'PRAGMA database_list',
  'PRAGMA enable_external_access',
  'SET enable_external_access = true',
  'RESET lock_configuration',
  "SET VARIABLE a = 'x'",
  'SELECT 1; SELECT 2',
  "SELECT 1; COPY input1 TO 'x'",
  'CREATE TABLE t AS SELECT 1',
  'CREATE OR REPLACE MACRO upper(x) AS x',
  'INSERT INTO input1 VALUES (1)',
  'UPDATE input1 SET age = 1',
  'DELETE FROM input1',
  'DROP TABLE input1',
  'CALL duckdb_settings()',
  'EXPLAIN SELECT 1',
  'DESCRIBE input1',
  'SHOW TABLES',
  'SUMMARIZE input1',
  'FROM (SHOW TABLES)',
  'SELECT * FROM (DESCRIBE input1)',
  "SELECT getenv('HOME')",
  "SELECT current_setting('temp_directory')",
  "SELECT getvariable('a')",
  "SELECT * FROM query('SELECT 1')",
  "SELECT * FROM query_table('input1')",
  'SELECT * FROM duckdb_secrets()',
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_tables()',
  'SELECT * FROM information_schema.tables',
  'SELECT * FROM pg_catalog.pg_tables',
  'SELECT * FROM sqlite_master',
  'SELECT * FROM main.input1',
  'SELECT * FROM temp.input1',
  'SELECT * FROM pragma_version()',
  "SELECT * FROM json_execute_serialized_sql('{}')",
  "SELECT system.main.getvariable('a')",
  "SELECT nextval('s')",
  "SELECT write_log('x')",
  'SELECT sleep_ms(100000)',
  'SELECT random()',
  'SELECT now()',
  'SELECT current_date',
  'SELECT current_timestamp',
  'SELECT user',
  'SELECT localtime FROM input1',
  'SELECT * FROM input1 USING SAMPLE 1',
  'SELECT * FROM input1 TABLESAMPLE 10%',
  "SELECT (SELECT content FROM read_text('/etc/passwd'))",
  "SELECT * FROM input1 WHERE name IN (SELECT content FROM read_text('/etc/passwd'))",
  "SELECT list_transform([1], lambda x: getenv('HOME'))",
  "SELECT * FROM input1 ORDER BY (SELECT count(*) FROM glob('*'))",
  "SELECT * FROM input1 LIMIT (SELECT count(*) FROM glob('*'))",
  "SELECT sum(age) OVER (ORDER BY getenv('HOME')) FROM input1",
  "SELECT count(*) FILTER (WHERE getenv('HOME') = 'x') FROM input1",
  "SELECT * FROM input1 UNION ALL SELECT * FROM 'x.csv'",
  "VALUES ((SELECT content FROM read_text('/etc/passwd')))",
  'SELECT * FROM input1, LATERAL (SELECT * FROM read_text(name))',
  'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM glob(n)) SELECT * FROM r',
  'SELECT * FROM input1 AT (VERSION => 1)',
  'SELECT $1',
  'SELECT ?',
  '1) UNION ALL (SELECT 2',
  'SELECT 1 /*',
  'SELECT 1 --\n) ; SELECT 2',
]

describe('what a query cannot do', () => {
  it.each(escapes)('%s', async (sql) => {
    const problem = await problemOf(sql)
    expect(['sql-invalid', 'sql-refused', 'column-missing']).toContain(problem.code)
    expect(problem.text.en).not.toBe(problem.text.fr)
  })

  it('meets a database without doors even where the rules were silent', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api')
    const instance = await DuckDBInstance.create(':memory:', { enable_external_access: 'false', lock_configuration: 'true' })
    const connection = await instance.connect()
    await expect(connection.prepare("SELECT * FROM read_text('/etc/passwd')")).rejects.toThrow(/disabled/)
    await expect(connection.run('SET enable_external_access = true')).rejects.toThrow(/locked/)
    connection.closeSync()
    instance.closeSync()
  })
})

describe('what a query gives', () => {
  it('has columns and types before it runs', async () => {
    expect(await rowsOf('SELECT name, sum(age) AS total, avg(age) mean, count(*) FROM people GROUP BY ALL')).toEqual({
      columns: ['name: text', 'total: int', 'mean: float', 'count_star(): int'],
      rows: [
        ['Ana', 31, 31, 1],
        ['Ben', null, null, 1],
        ['Cleo', 20, 20, 1],
      ],
    })
  })

  it('keeps the order of one table, sorts groups, and settles ties', async () => {
    expect((await rowsOf('SELECT name FROM input1 WHERE "Été" > 0')).rows.flat()).toEqual(['Ana', 'Ben', 'Cleo'])
    expect((await rowsOf('SELECT "Été", name FROM input1 ORDER BY 1 DESC')).rows).toEqual([
      [2, 'Ben'],
      [2, 'Cleo'],
      [1.5, 'Ana'],
    ])
    expect((await rowsOf('SELECT "Été", name FROM input1 ORDER BY 1 DESC LIMIT 1')).rows).toEqual([[2, 'Ben']])
    expect((await rowsOf('SELECT DISTINCT "Été" FROM input1')).rows.flat()).toEqual([1.5, 2])
  })

  it('reads what analysts write', async () => {
    for (const sql of [
      'FROM input1',
      'WITH a AS (SELECT age FROM input1), b AS (FROM a) SELECT count(*) FROM b -- the end',
      'SELECT *, row_number() OVER (PARTITION BY "Été" ORDER BY age) AS n FROM input1 QUALIFY n = 1',
      "SELECT CASE WHEN age > 30 THEN 'old' ELSE coalesce(name, '?') END, CAST(age AS VARCHAR) || 'x' FROM input1;",
      "SELECT strftime(DATE '2024-02-29' + INTERVAL 1 YEAR, '%d/%m/%Y'), extract(year FROM DATE '2024-02-29')",
      "SELECT name LIKE 'A%', name SIMILAR TO 'A.*', regexp_replace(name, 'a', 'b', 'g'), substring(name, 1, 2) FROM input1",
      'SELECT unnest([1, 2, 3]) AS i, [x * 2 FOR x IN [1, 2]] AS l',
      'SELECT * EXCLUDE (age) REPLACE (upper(name) AS name) FROM input1',
      'SELECT * FROM range(3) t(i) CROSS JOIN input1',
      "SELECT * FROM (PIVOT input1 ON name IN ('Ana', 'Ben') USING sum(age))",
      "SELECT quantile_cont(age, 0.5), median(age), string_agg(name, ', ' ORDER BY name) FROM input1",
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r',
      'SELECT * FROM input1 EXCEPT SELECT * FROM people',
      'SELECT 9007199254740993 AS big, 170141183460469231731687303715884105727::DOUBLE, 0.1::DECIMAL(3,2)',
      'SELECT a.name FROM input1 a JOIN people b USING (name) WHERE EXISTS (SELECT 1 FROM input1 c WHERE c.age < b.age)',
    ])
      expect((await rowsOf(sql)).columns.length, sql).toBeGreaterThan(0)
    expect((await rowsOf('SELECT 9007199254740993 AS big')).rows).toEqual([[9007199254740993n]])
  })

  it('tells names apart that differ by case', async () => {
    const twins = values(
      [
        { name: 'a', type: 'int' },
        { name: 'A', type: 'int' },
      ],
      [[1, 2]],
    )
    const relation = await query('SELECT "A" AS x, "a" AS y FROM input1', [{ names: ['input1'], relation: twins }])
    const db = await openDatabase({ memoryLimitBytes: 256 * 1024 * 1024, threads: 1, tempDirectory: '' })
    expect(await db.rows(printRelation(relation))).toEqual([[2, 1]])
    db.close()
  })

  it('passes roles and the part on; what is computed from a sensitive column is sensitive', async () => {
    const marked = { ...setRoles(people, new Map([['age', 'sensitive']])), part: 'train' as const }
    const relation = await query('SELECT name, age, age * 2 AS twice FROM input1', [{ names: ['input1'], relation: marked }])
    expect(relation.columns.map((column) => column.role)).toEqual([undefined, 'sensitive', 'sensitive'])
    expect(relation.part).toBe('train')
  })
})

describe('problems', () => {
  const under = (sql: string, problem: NodeProblemData) => sql.slice(problem.from, problem.to)

  it('stand at their place in the text', async () => {
    const missing = "SELECT name,\n  'é', agee\nFROM input1"
    const problem = await problemOf(missing)
    expect(problem).toMatchObject({ code: 'column-missing', column: 'agee', action: { en: 'Perhaps “age”?' } })
    expect(under(missing, problem)).toBe('agee')
    for (const [sql, word] of [
      ['SELEC 1', 'SELEC'],
      ["SELECT 'é' FROM input1 WHERE WHERE", 'WHERE'],
      ['SELECT * FROM input1 JOIN other USING (name)', 'other'],
      ['SELECT upper(age, 3) FROM input1', 'upper'],
      ["SELECT 'é', getenv('HOME') FROM input1", 'getenv'],
      [`SELECT ${'name, '.repeat(80)} nope FROM input1`, 'nope'],
    ] as const)
      expect(under(sql, await problemOf(sql)), sql).toBe(word)
  })

  it('say that there is nothing yet', async () => {
    expect((await problemOf('  \n')).code).toBe('nothing-chosen')
    expect((await problemOf('-- later')).code).toBe('nothing-chosen')
  })
})
