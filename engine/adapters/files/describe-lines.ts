import type { Described } from '../../../nodes/kit/context.ts'
import { scan } from '../../relation/build.ts'
import type { ScanSource } from '../../relation/relation.ts'
import type { Column } from '../../relation/types.ts'

/** A delimiter of four control characters, which no text holds by chance: each line is one field. */
const never = '\u0001\u0002\u0003\u0004'

/** The lines of a UTF-8 text file after the first `skip`, as one text column `line`. Empty lines are missing. */
export function describeLines(path: string, skip: number): Described {
  const columns: readonly Column[] = [{ name: 'line', type: 'text' }]
  const source: ScanSource = {
    format: 'csv',
    paths: [path],
    dialect: {
      delimiter: never,
      quote: '',
      escape: '',
      comment: '',
      header: false,
      skip,
      encoding: 'utf-8',
      nullTexts: [],
      badRows: 'fail',
    },
    physical: [{ name: 'c0', duckdb: 'VARCHAR' }],
  }
  return { relation: scan(source, columns), source, notices: [] }
}
