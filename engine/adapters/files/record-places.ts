import { open } from 'node:fs/promises'
import type { CsvDialect } from '../../relation/relation.ts'
import { openBytes } from './json-records.ts'

/** Where a record stands in a text file: its line from 1, and its bytes, in a packed file those of what is packed. */
export interface RecordPlace {
  readonly line: number
  readonly from: number
  readonly to: number
}

export interface PlacesWanted {
  /** Numbers of records, from 0 and ascending, among those that the reader took. */
  readonly rows: readonly number[]
  /** Bytes at which records begin that the reader refused, from 0 and ascending; or those of the line breaks before. */
  readonly refused: readonly number[]
  /** How many records the reader took. */
  readonly taken: number
  /** Columns of the file: a line without anything is a record only where there is one. */
  readonly columns: number
}

const [lf, cr] = [10, 13]

/**
 * Finds records of a delimited file again by their number, over quoted line breaks, comments and empty lines. Null when this walk does not find
 * exactly the records that the reader took: no line is better than a wrong one.
 */
export async function recordPlaces(path: string, dialect: CsvDialect, wanted: PlacesWanted): Promise<readonly RecordPlace[] | null> {
  const code = (text: string) => (text === '' ? -1 : Buffer.from(text).length === 1 ? text.charCodeAt(0) : null)
  const [delimiter, quote, escape, comment] = [code(dialect.delimiter), code(dialect.quote), code(dialect.escape), code(dialect.comment)]
  if (delimiter === null || quote === null || escape === null || comment === null) return null
  const places: RecordPlace[] = []
  const { refused } = wanted
  let [nextRefused, lastEnd] = [0, 0]
  let skip = dialect.skip
  let header = dialect.header
  let taken = 0
  let [line, start, startLine] = [1, 0, 1]
  let [atStart, fieldStart, quoted, escaped, isComment, wasCr] = [true, true, false, false, false, false]

  const close = (end: number, next: number) => {
    const isEmpty = end === start
    const counts = !isComment && (!isEmpty || wanted.columns === 1)
    if (skip > 0) skip--
    else if (counts && header) header = false
    else if (counts) {
      while ((refused[nextRefused] ?? Infinity) < lastEnd) nextRefused++
      lastEnd = end
      if ((refused[nextRefused] ?? Infinity) > start) {
        if (wanted.rows[places.length] === taken) places.push({ line: startLine, from: start, to: end })
        taken++
      }
    }
    ;[start, startLine] = [next, line]
    ;[atStart, fieldStart, quoted, escaped, isComment] = [true, true, false, false, false]
    before = -1
  }

  let [at, before] = [0, -1]
  for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) {
    let index = 0
    if (at === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) index = start = 3
    for (; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0
      if (wasCr) {
        wasCr = false
        if (byte === lf) {
          if (!quoted) start++
          continue
        }
      }
      if (byte === lf || byte === cr) {
        line++
        wasCr = byte === cr
        if (!quoted || skip > 0) close(at + index, at + index + 1)
        continue
      }
      if (isComment) continue
      if (atStart) {
        atStart = false
        isComment = byte === comment
      }
      if (quoted) {
        if (escaped) escaped = false
        else if (byte === escape && escape !== quote) escaped = true
        // Two quotes in a row close and open again, which comes to the same.
        else if (byte === quote) quoted = false
      } else if (byte === quote && (fieldStart || before === quote)) quoted = true
      fieldStart = byte === delimiter && !quoted
      before = byte
    }
    at += chunk.length
  }
  if (at > start) close(at, at)
  return taken === wanted.taken && places.length === wanted.rows.length ? places : null
}

/** The texts of records as they stand in the file; each is cut after so many bytes. */
export async function recordTexts(path: string, places: readonly RecordPlace[], most: number): Promise<string[]> {
  const file = await open(path, 'r')
  try {
    const texts: string[] = []
    for (const { from, to } of places) {
      const length = Math.min(most, to - from)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
      texts.push(buffer.toString('utf8', 0, bytesRead))
    }
    return texts
  } finally {
    await file.close()
  }
}
