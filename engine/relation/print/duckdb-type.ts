import { elementType, isList, type DataType, type ScalarType } from '../types.ts'

const types: Record<ScalarType, string> = {
  bool: 'BOOLEAN',
  int: 'BIGINT',
  float: 'DOUBLE',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
}

/** DuckDB's type for a logical type. */
export function duckdbType(type: DataType): string {
  return isList(type) ? `${types[elementType(type)]}[]` : types[type]
}
