import { writeFile } from 'node:fs/promises'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Relation } from '../../relation/relation.ts'
import type { DataType, Value } from '../../relation/types.ts'
import type { Database } from '../duckdb/database.ts'

/** A sheet has 1 048 576 rows and 16 384 columns; one row holds the names. */
export const mostSheetRows = 1_048_575
const mostSheetColumns = 16_384
const mostCellText = 32_767

const microsOfDay = 86_400_000_000
/** Day 0 of a workbook's calendar is 1899-12-30, as days before 1970-01-01. */
const epochDays = 25_569

/** Writes a table as a workbook of one sheet and gives its rows. Texts are never formulas. Throws NodeProblem `sheet-too-long`. */
export async function writeExcel(db: Database, relation: Relation, path: string): Promise<number> {
  const { columns } = relation
  const rows = await db.rows(`SELECT * FROM (${printRelation(relation)}) LIMIT ${mostSheetRows + 1}`)
  if (rows.length > mostSheetRows || columns.length > mostSheetColumns)
    throw new NodeProblem({
      code: 'sheet-too-long',
      param: 'format',
      text: {
        en: `A sheet holds ${mostSheetRows} rows and ${mostSheetColumns} columns; the table has more.`,
        fr: `Une feuille contient ${mostSheetRows} lignes et ${mostSheetColumns} colonnes ; le tableau en a plus.`,
      },
      action: { en: 'Write CSV or Parquet, or fewer rows per file.', fr: 'Écrivez en CSV ou Parquet, ou moins de lignes par fichier.' },
    })
  const { utils, write } = await import('@e965/xlsx')
  const names = columns.map(({ name }) => ({ t: 's' as const, v: name.slice(0, mostCellText) }))
  const cells = rows.map((row) => row.map((value, index) => cellOf(value, columns[index]?.type ?? 'text')))
  const sheet = utils.aoa_to_sheet([names, ...cells], { dense: true })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Table')
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer)
  return rows.length
}

interface Cell {
  readonly t: 's' | 'n' | 'b'
  readonly v: string | number | boolean
  readonly z?: string
}

function cellOf(value: Value, type: DataType): Cell | null {
  if (value === null) return null
  if (type === 'date' || type === 'timestamp') return dayCell(type === 'date' ? Number(value) : Number(value) / microsOfDay, type)
  if (typeof value === 'boolean') return { t: 'b', v: value }
  if (typeof value === 'number' && Number.isFinite(value)) return { t: 'n', v: value }
  const text =
    typeof value === 'object'
      ? JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item))
      : String(value)
  return { t: 's', v: text.slice(0, mostCellText) }
}

/** A day since 1970. The calendar of workbooks starts in March 1900 and ends with 9999; other days stay text. */
function dayCell(days: number, type: 'date' | 'timestamp'): Cell {
  const serial = days + epochDays
  if (serial >= 61 && serial < 2_958_466) return { t: 'n', v: serial, z: type === 'date' ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss' }
  const date = new Date(days * 86_400_000)
  const text = Number.isNaN(date.getTime()) ? String(days) : date.toISOString()
  return { t: 's', v: type === 'date' ? text.replace('T00:00:00.000Z', '') : text.replace('T', ' ').replace('Z', '') }
}
