import { isAscii } from './code-points.ts'

/**
 * Fewest insertions, deletions and replacements of single code points (Levenshtein). Null when a text is not ASCII and both together use more
 * than 127 different code points: DuckDB counts bytes, so its template recodes them to one byte each.
 */
export function levenshtein(a: string, b: string): number | null {
  const first = [...a]
  const second = [...b]
  if (!(isAscii(a) && isAscii(b)) && new Set([...first, ...second]).size > 127) return null
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
