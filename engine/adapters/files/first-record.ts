import { open } from 'node:fs/promises'

const mostBytes = 8 * 1024 * 1024

/**
 * The first record of a UTF-8 CSV after `skip` lines and lines of comments, as it stands in the file, before anyone renamed twins. Null for a record that is not
 * whole within 8 MiB and for compressed files.
 */
export async function firstRecord(
  path: string,
  dialect: { readonly delimiter: string; readonly quote: string; readonly skip: number; readonly comment?: string },
): Promise<string[] | null> {
  if (/\.(gz|zst)$/i.test(path)) return null
  const file = await open(path, 'r')
  try {
    for (let size = 64 * 1024; size <= mostBytes; size *= 4) {
      const buffer = Buffer.alloc(size)
      const { bytesRead } = await file.read(buffer, 0, size, 0)
      const text = new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead))
      const record = readRecord(afterLines(text, dialect.skip, dialect.comment ?? ''), dialect)
      if (record && (record.complete || bytesRead < size)) return record.fields
    }
    return null
  } finally {
    await file.close()
  }
}

/** The text after so many lines; lines of comments do not count, and none is left at the start. */
function afterLines(text: string, count: number, comment: string): string {
  const isComment = (at: number) => comment !== '' && text.startsWith(comment, at)
  let at = 0
  for (let left = count; left > 0 || isComment(at);) {
    const end = text.indexOf('\n', at)
    if (end < 0) return ''
    if (!isComment(at)) left--
    at = end + 1
  }
  return text.slice(at)
}

/** One record (RFC 4180 with any delimiter and quote). `complete`: a line end was met. */
export function readRecord(
  text: string,
  { delimiter, quote }: { readonly delimiter: string; readonly quote: string },
): { fields: string[]; complete: boolean } {
  const fields: string[] = []
  let field = ''
  let inside = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (inside) {
      if (character !== quote) field += character
      else if (text[at + 1] === quote) {
        field += quote
        at++
      } else inside = false
    } else if (quote !== '' && character === quote && field === '') inside = true
    else if (text.startsWith(delimiter, at)) {
      fields.push(field)
      field = ''
      at += delimiter.length - 1
    } else if (character === '\n' || character === '\r') return { fields: [...fields, field], complete: true }
    else field += character
  }
  return { fields: [...fields, field], complete: false }
}
