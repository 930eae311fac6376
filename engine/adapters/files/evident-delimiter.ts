import { open } from 'node:fs/promises'

const candidates = [',', ';', '\t', '|'] as const
/** DuckDB's sniffer tries each delimiter with each quote on all columns: 10 000 columns take it tens of seconds. */
const wideColumns = 100
const headBytes = 1 << 20
const mostLines = 200

/** So many lines that agree are no chance. */
const fewestLines = 5

/**
 * The delimiter of a text file that can be told from its first lines after `skip` of them: of a first line with more than 100 fields, where
 * decimal commas would mislead, which a sniffer takes for delimiters as every row has them, and where one sign alone parts all lines alike,
 * which spares the sniffer more than half of its time. Null where nothing is evident: then the sniffer finds out. Compressed files and first
 * lines beyond a megabyte are not looked into.
 */
export async function evidentDelimiter(path: string, skip: number): Promise<string | null> {
  if (/\.(gz|zst)$/i.test(path)) return null
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const lines = wholeLines(buffer.subarray(0, bytesRead), bytesRead < headBytes).slice(skip, skip + mostLines)
    return wideDelimiter(lines[0] ?? '') ?? besideCommas(lines) ?? onlySign(lines)
  } finally {
    await file.close()
  }
}

/** The lines of the head of a file; the last one only when the file ends there. */
function wholeLines(head: Buffer, ends: boolean): readonly string[] {
  const lines = head.toString('latin1').split(/\r?\n/)
  return ends ? lines : lines.slice(0, -1)
}

/** The delimiter of a line with more than 100 fields; null for fewer, or where single quotes leave the quote open. */
function wideDelimiter(line: string): string | null {
  if (line.length < wideColumns || line.includes("'")) return null
  const counted = candidates.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }))
  const most = counted.reduce((best, item) => (item.count > best.count ? item : best))
  return most.count > wideColumns ? most.delimiter : null
}

/**
 * A sign that is equally often in the names and in all rows, while commas are in rows only. Without quotes: with them the sniffer does
 * well.
 */
function besideCommas(lines: readonly string[]): string | null {
  const [names = '', ...rows] = lines.filter((line) => line !== '')
  if (names.includes(',') || !rows.some((row) => row.includes(',')) || lines.some((line) => line.includes('"'))) return null
  const fitting = candidates.filter((sign) => {
    const count = names.split(sign).length
    return sign !== ',' && count > 1 && rows.every((row) => row.split(sign).length === count)
  })
  const [only] = fitting
  return fitting.length === 1 && only !== undefined ? only : null
}

/** The sign that parts every line into as many fields, when no other does and nothing is quoted, commented or left blank. */
function onlySign(lines: readonly string[]): string | null {
  const filled = lines.at(-1) === '' ? lines.slice(0, -1) : lines
  if (filled.length < fewestLines || filled.some((line) => line === '' || /^#|["']/.test(line))) return null
  const parting = candidates.filter((sign) => {
    const count = filled[0]?.split(sign).length ?? 0
    return count > 1 && filled.every((line) => line.split(sign).length === count)
  })
  const [only] = parting
  return parting.length === 1 && only !== undefined ? only : null
}
