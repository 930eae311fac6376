// Millions of pairs are compared: what the work needs is made once.
let table = new Int32Array(1024)
const lastRow = new Int32Array(0x1_0000)

/**
 * Edits between two texts of at least one letter, a swap of neighbours as one, also where others come between them (Lowrance and Wagner 1975;
 * single code units); null when there are more than `most`.
 */
export function swapsWithin(a: string, b: string, most: number): number | null {
  const width = b.length + 1
  const far = most + 1
  if (Math.abs(a.length - b.length) > most) return null
  if (table.length < (a.length + 1) * width) table = new Int32Array((a.length + 1) * width)
  // Only places within `most` of the diagonal can count, and only these are written.
  const at = (row: number, column: number) =>
    row < 0 || column < 0 || Math.abs(row - column) > most ? far : (table[row * width + column] ?? far)
  for (let column = 0; column <= Math.min(b.length, most); column++) table[column] = column
  for (let row = 1; row <= a.length; row++) {
    const letter = a.charCodeAt(row - 1)
    if (row <= most) table[row * width] = row
    let lastColumn = 0
    for (let column = Math.max(1, row - most); column <= Math.min(b.length, row + most); column++) {
      const other = b.charCodeAt(column - 1)
      const met = lastRow[other] ?? 0
      const replaced = at(row - 1, column - 1) + (letter === other ? 0 : 1)
      const swapped = met === 0 || lastColumn === 0 ? far : at(met - 1, lastColumn - 1) + (row - met) + (column - lastColumn) - 1
      table[row * width + column] = Math.min(replaced, at(row - 1, column) + 1, at(row, column - 1) + 1, swapped, far)
      if (letter === other) lastColumn = column
    }
    lastRow[letter] = row
  }
  for (let row = 0; row < a.length; row++) lastRow[a.charCodeAt(row)] = 0
  const edits = at(a.length, b.length)
  return edits <= most ? edits : null
}
