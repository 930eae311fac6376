/** Rows of objects as CSV text: a header, LF line ends, quotes only where they are needed; null and undefined are empty. */
export function toCsv(rows, delimiter = ',') {
  const [first] = rows
  const names = Object.keys(first)
  const cell = (value) => {
    const text = value === null || value === undefined ? '' : String(value)
    return text.includes('"') || text.includes('\n') || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = rows.map((row) => names.map((name) => cell(row[name])).join(delimiter))
  return `${[names.map(cell).join(delimiter), ...lines].join('\n')}\n`
}
