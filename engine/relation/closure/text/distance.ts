import { codePointLength, isAscii } from './code-points.ts'

/**
 * Fewest insertions, deletions and replacements of single code points (Levenshtein). Null when a text is not ASCII and both together use more
 * than 127 different code points: DuckDB counts bytes, so its template recodes them to one byte each.
 */
export function levenshtein(a: string, b: string): number | null {
  const first = [...a]
  const second = [...b]
  if (tooMixed(a, b)) return null
  let above = Array.from({ length: second.length + 1 }, (_, index) => index)
  for (const [row, char] of first.entries()) {
    const current = [row + 1]
    for (const [column, other] of second.entries()) {
      const replaced = (above[column] ?? 0) + (char === other ? 0 : 1)
      current.push(Math.min((above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, replaced))
    }
    above = current
  }
  return above[second.length] ?? 0
}

function tooMixed(a: string, b: string): boolean {
  return !(isAscii(a) && isAscii(b)) && new Set(a + b).size > 127
}

/** The work grows with both lengths, in time and memory. */
const longestSwapped = 5_000

/**
 * The same with a swap of two neighbours as one change, also where others come between them (Lowrance and Wagner 1975). Null for texts of more
 * than 5,000 code points as well.
 */
export function damerau(a: string, b: string): number | null {
  if (tooMixed(a, b) || Math.max(codePointLength(a), codePointLength(b)) > longestSwapped) return null
  return damerauOf([...a], [...b])
}

/** Fewest insertions, deletions, replacements and swaps of neighbours between two lists of letters. */
function damerauOf(first: readonly string[], second: readonly string[]): number {
  const width = second.length + 2
  // A border of a distance that never wins stands around the table, at places 0.
  const never = first.length + second.length
  const table = new Int32Array((first.length + 2) * width).fill(never)
  for (let row = 0; row <= first.length; row++) table[(row + 1) * width + 1] = row
  for (let column = 0; column <= second.length; column++) table[width + column + 1] = column
  const at = (row: number, column: number) => table[(row + 1) * width + column + 1] ?? never
  /** The last row whose letter is this one. */
  const lastRow = new Map<string, number>()
  for (const [row, char] of first.entries()) {
    let lastColumn = 0
    for (const [column, other] of second.entries()) {
      const met = lastRow.get(other) ?? 0
      const swapped = at(met - 1, lastColumn - 1) + (row - met) + 1 + (column - lastColumn)
      const replaced = at(row, column) + (char === other ? 0 : 1)
      table[(row + 2) * width + column + 2] = Math.min(replaced, at(row, column + 1) + 1, at(row + 1, column) + 1, swapped)
      if (char === other) lastColumn = column + 1
    }
    lastRow.set(char, row + 1)
  }
  return at(first.length, second.length)
}

interface Matches {
  readonly first: readonly number[]
  readonly second: readonly number[]
}

/** Bytes that both have within the window, in the order of each. */
function matches(a: Uint8Array, b: Uint8Array): Matches {
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const first: number[] = []
  for (const [at, byte] of a.entries()) {
    const end = Math.min(b.length, at + window + 1)
    for (let other = Math.max(0, at - window); other < end; other++) {
      if (taken[other] === 1 || b[other] !== byte) continue
      taken[other] = 1
      first.push(byte)
      break
    }
  }
  return { first, second: [...b].filter((_, at) => taken[at] === 1) }
}

/** Similarity from 0 to 1 (Jaro, with the bonus of Winkler for up to four equal bytes at the start), on UTF-8 bytes as in DuckDB. */
export function jaroWinkler(left: string, right: string): number {
  const encoder = new TextEncoder()
  const a = encoder.encode(left)
  const b = encoder.encode(right)
  const { first, second } = matches(a, b)
  const count = first.length
  if (count === 0) return 0
  const transposed = Math.floor(first.filter((byte, at) => byte !== second[at]).length / 2)
  const jaro = (count / a.length + count / b.length + (count - transposed) / count) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++
  return jaro > 0.7 ? jaro + prefix * 0.1 * (1 - jaro) : jaro
}

const soundexCodes = '01230120022455012623010202'

/** American Soundex of the ASCII letters: H and W do not separate equal codes. Null without any letter. */
export function soundex(text: string): string | null {
  const letters = text.replace(/[^A-Za-z]/g, '').toUpperCase()
  if (letters === '') return null
  const codeAt = (at: number) => soundexCodes.charAt(letters.charCodeAt(at) - 65)
  let previous = codeAt(0)
  let result = letters.charAt(0)
  for (let at = 1; at < letters.length && result.length < 4; at++) {
    if (letters.charAt(at) === 'H' || letters.charAt(at) === 'W') continue
    const code = codeAt(at)
    if (code !== '0' && code !== previous) result += code
    previous = code
  }
  return result.padEnd(4, '0')
}
