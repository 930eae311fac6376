import { open } from 'node:fs/promises'

const candidates = [',', ';', '\t', '|'] as const
/** DuckDB's sniffer tries each delimiter with each quote on all columns: 10 000 columns take it tens of seconds. */
const wideColumns = 100
const headBytes = 1 << 20

/**
 * The delimiter of a text file whose first line after `skip` lines has more than 100 fields; null when it has fewer, is longer than a
 * megabyte, or single quotes leave the quote open.
 */
export async function wideDelimiter(path: string, skip: number): Promise<string | null> {
  if (/\.(gz|zst)$/i.test(path)) return null
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    let from = 0
    for (let line = 0; line < skip; line++) from = buffer.indexOf(10, from) + 1
    const end = buffer.indexOf(10, from)
    if (end < 0 || end > bytesRead || end - from < wideColumns) return null
    const text = buffer.toString('latin1', from, end)
    if (text.includes("'")) return null
    const counted = candidates.map((delimiter) => ({ delimiter, count: text.split(delimiter).length }))
    const most = counted.reduce((best, item) => (item.count > best.count ? item : best))
    return most.count > wideColumns ? most.delimiter : null
  } finally {
    await file.close()
  }
}
