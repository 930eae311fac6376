/** A value of a record. A whole number beyond 2^53 is a bigint. */
export type JsonValue = null | boolean | number | string | bigint | readonly JsonValue[] | { readonly [key: string]: JsonValue }

export type RecordFormat = 'json' | 'xml' | 'avro' | 'arrow' | 'orc'

/** How the records of a file become rows. */
export interface RecordShape {
  /** Where the records lie: names with dots or slashes between them, `*` for any; arrays on the way are walked through. */
  readonly path: string
  /** Levels of nested objects that become columns. */
  readonly depth: number
  readonly arrays: 'keep' | 'columns' | 'rows'
  readonly badRows: 'fail' | 'skip'
}

/** Whether each field of a record is one column, whatever it holds: then a file that declares its fields gives them in that order. */
export function staysWhole({ depth, arrays }: RecordShape): boolean {
  return depth === 0 && arrays === 'keep'
}

/** The names of a record path. */
export function pathParts(path: string): readonly string[] {
  return path
    .split(/[./]/)
    .map((part) => part.trim().replace(/\[\*?\]$/, ''))
    .filter((part) => part !== '' && part !== '$')
}
