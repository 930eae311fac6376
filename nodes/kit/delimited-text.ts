/**
 * Cells of a table typed or pasted as text: rows on lines, cells between tabs, semicolons or commas, whichever the first line has (in this
 * order). A cell in double quotes may hold anything; a doubled quote stands for one. Empty lines are skipped, cells are trimmed.
 */
export function readDelimitedText(text: string): readonly (readonly string[])[] {
  const delimiter = delimiterOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    row.push(isQuoted ? cell : cell.trim())
    cell = ''
    isQuoted = false
  }
  const endRow = () => {
    endCell()
    if (row.some((item) => item !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"' && cell.trim() === '' && !isQuoted) {
      const { value, end } = quotedCell(text, at)
      cell = value
      isQuoted = true
      at = end
    } else if (char === delimiter) endCell()
    else if (char === '\n') endRow()
    else if (char !== '\r' && !isQuoted) cell += char
  }
  endRow()
  return rows
}

function delimiterOf(text: string): string {
  const firstLine = text.split('\n').find((line) => line.trim() !== '') ?? ''
  return ['\t', ';', ','].find((candidate) => firstLine.includes(candidate)) ?? '\t'
}

/** What stands in quotes from `start` on, and the place of the closing one (the end of the text when there is none). */
function quotedCell(text: string, start: number): { value: string; end: number } {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') value += text[at]
    else if (text[at + 1] === '"') {
      value += '"'
      at++
    } else return { value, end: at }
  }
  return { value, end: text.length }
}
