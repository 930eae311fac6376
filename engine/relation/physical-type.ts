import type { PhysicalColumn } from './relation.ts'
import type { DataType, ScalarType } from './types.ts'

const scalars: Record<string, ScalarType> = {
  BOOLEAN: 'bool',
  TINYINT: 'int',
  SMALLINT: 'int',
  INTEGER: 'int',
  BIGINT: 'int',
  UTINYINT: 'int',
  USMALLINT: 'int',
  UINTEGER: 'int',
  UBIGINT: 'float',
  HUGEINT: 'float',
  UHUGEINT: 'float',
  FLOAT: 'float',
  DOUBLE: 'float',
  VARCHAR: 'text',
  UUID: 'text',
  TIME: 'text',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamp',
}

/** The logical type for a DuckDB type of a file, and how to read it. Nested values become their JSON text; lists of scalars stay lists. */
export function fromPhysical(name: string, duckdb: string): { type: DataType; physical: PhysicalColumn } {
  const scalar = scalarOf(duckdb)
  if (scalar) return { type: scalar, physical: { name, duckdb } }
  const element = duckdb.endsWith('[]') ? scalarOf(duckdb.slice(0, -2)) : undefined
  if (element) return { type: `list<${element}>`, physical: { name, duckdb } }
  if (/^(STRUCT|MAP|UNION|LIST|JSON)|\[\d*\]$/.test(duckdb)) return { type: 'text', physical: { name, duckdb, read: 'to-json-text' } }
  return { type: 'text', physical: { name, duckdb } }
}

function scalarOf(duckdb: string): ScalarType | undefined {
  return duckdb.startsWith('DECIMAL') ? 'float' : duckdb.startsWith('ENUM') ? 'text' : scalars[duckdb]
}
