import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import type { PhysicalColumn } from '../../relation/relation.ts'
import type { Column, DataType } from '../../relation/types.ts'

export interface TypedReading {
  /** The columns as the reader is to take them. */
  readonly physical: readonly PhysicalColumn[]
  /** Options of the reader beside those of the dialect. */
  readonly options: readonly string[]
  /** What is left to do after reading; null `failed` when nothing is: true where a value is unreadable, the typed cells, and the reason. */
  readonly failed: string | null
  readonly cells: string
  /** The cells as they leave the reader. */
  readonly first: string
  readonly told: string
}

/**
 * How to read typed columns so that the reader itself refuses bad values, with their line. It knows one format of dates, one of times and one
 * decimal mark for all columns; a file with more is read as text in those columns, which are typed afterwards.
 */
export function typedReading(physical: readonly PhysicalColumn[], columns: readonly Column[]): TypedReading {
  const typeOf = (index: number) => duckdbType(columns[index]?.type ?? 'text')
  const formats = (type: Column['type']) => [
    ...new Set(
      physical.flatMap((column, index) =>
        columns[index]?.type === type ? [column.read === 'date-format' ? (column.format ?? '') : ''] : [],
      ),
    ),
  ]
  const dates = formats('date')
  const times = formats('timestamp')
  const options: string[] = []
  const one = (found: readonly string[]) => found.length === 1 && found[0] !== ''
  if (one(dates)) options.push(`dateformat = ${quoteText(dates[0] ?? '')}`)
  if (one(times)) options.push(`timestampformat = ${quoteText(times[0] ?? '')}`)
  const isLeft = (column: PhysicalColumn, index: number) => {
    if (column.read === 'date-format') return !one(columns[index]?.type === 'date' ? dates : times)
    return column.read === 'decimal-point' || column.read === 'decimal-comma'
  }
  const left = physical.flatMap((column, index) => (isLeft(column, index) ? [index] : []))
  const tryCell = (index: number) => {
    const column = physical[index]
    const cell = `c${index}`
    if (column?.read === 'date-format') return `CAST(try_strptime(${cell}, ${quoteText(column.format ?? '')}) AS ${typeOf(index)})`
    const bare =
      column?.read === 'decimal-comma'
        ? `replace(regexp_replace(${cell}, '[ .\\x{00A0}\\x{202F}]', '', 'g'), ',', '.')`
        : `regexp_replace(${cell}, '[ ,''’\\x{00A0}\\x{202F}]', '', 'g')`
    return `TRY_CAST(${bare} AS ${typeOf(index)})`
  }
  const bad = (index: number) => `(c${index} IS NOT NULL AND ${tryCell(index)} IS NULL)`
  const reason = (index: number) =>
    `CASE WHEN ${bad(index)} THEN ${quoteText(`${columns[index]?.name ?? ''}: “`)} || c${index} || ${quoteText(`” is no ${typeNoun(columns[index]?.type ?? 'text')}`)} END`
  return {
    physical: physical.map((column, index) => ({
      name: column.name,
      duckdb: left.includes(index) ? 'VARCHAR' : readAs(column, typeOf(index)),
    })),
    options,
    failed: left.length === 0 ? null : left.map(bad).join(' OR '),
    cells: physical.map((_, index) => `${left.includes(index) ? tryCell(index) : `c${index}`} AS c${index}`).join(', '),
    first: physical.map((_, index) => `CAST(c${index} AS ${left.includes(index) ? 'VARCHAR' : typeOf(index)}) AS c${index}`).join(', '),
    told: left.length === 0 ? '' : `concat_ws('; ', ${left.map(reason).join(', ')})`,
  }
}

const nouns: Readonly<Partial<Record<DataType, string>>> = {
  bool: 'yes or no',
  int: 'whole number',
  float: 'number',
  date: 'date',
  timestamp: 'date with a time',
}

/** What a value should have been. */
export const typeNoun = (type: DataType): string => nouns[type] ?? 'text'

/** A column that was text only because of its format is read as what it is. */
function readAs(column: PhysicalColumn, type: string): string {
  return column.read === 'date-format' ? type : column.duckdb
}
