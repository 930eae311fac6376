// The logical types that a column on a wire can have, and the values they hold in JavaScript.
// Physical types of files (DECIMAL, INT8, UUID, ...) are brought to these at the scan, so that nothing downstream has to know them.

export type ScalarType = 'bool' | 'int' | 'float' | 'text' | 'date' | 'timestamp'
export type DataType = ScalarType | `list<${ScalarType}>`

export const scalarTypes: readonly ScalarType[] = ['bool', 'int', 'float', 'text', 'date', 'timestamp']

/** What a column is for. `id`, `ignore` never become features; `sensitive` ones only when the person says so. */
export type Role = 'target' | 'id' | 'time' | 'weight' | 'group' | 'sensitive' | 'ignore'

/** Which part of a split the rows of a table belong to. `mixed`: parts were put together again. */
export type Part = 'train' | 'test' | 'mixed'

export interface Column {
  readonly name: string
  readonly type: DataType
  readonly role?: Role
}

/**
 * A value of a cell in JavaScript. int: a number when it is a safe integer, else a bigint. float: a number (NaN and infinities are
 * values, not null). date: days since 1970-01-01 as a number. timestamp: microseconds since 1970-01-01T00:00 as a bigint, without a zone.
 */
export type Value = null | boolean | number | bigint | string | readonly Value[]

/** A literal in an expression, as JSON: int beyond 2^53 as decimal text, date `YYYY-MM-DD`, timestamp `YYYY-MM-DD HH:MM:SS[.ffffff]`, NaN and infinities as 'NaN', 'Infinity', '-Infinity'. */
export type LiteralValue = null | boolean | number | string | readonly LiteralValue[]

export function isList(type: DataType): type is `list<${ScalarType}>` {
  return type.startsWith('list<')
}

/** The type of the elements of a list type. */
export function elementType(type: `list<${ScalarType}>`): ScalarType {
  return type.slice(5, -1) as ScalarType
}

export function isNumeric(type: DataType): type is 'int' | 'float' {
  return type === 'int' || type === 'float'
}
