// Upper and lower case of single code points, and which code points are letters: pinned to the tables of DuckDB 1.5.5, as every version of
// JavaScript and Java brings its own Unicode.

import caseMap from './case-map.json' with { type: 'json' }
import { isAscii } from './code-points.ts'
import letterGaps from './letters.json' with { type: 'json' }

/** Reads runs `first:length:step:shift` into a table from character to character. */
function readCaseTable(runs: string): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  for (const run of runs.split(' ')) {
    const [first = 0, length = 0, step = 1, shift = 0] = run.split(':').map(Number)
    for (let code = first; code <= first + length; code += step) table.set(String.fromCodePoint(code), String.fromCodePoint(code + shift))
  }
  return table
}

const upperTable = readCaseTable(caseMap.upper)
const lowerTable = readCaseTable(caseMap.lower)

/** What becomes of single characters; those that are not named stay as they are. */
export const letterTables = { upper: upperTable, lower: lowerTable } as const

function mapped(text: string, table: ReadonlyMap<string, string>): string {
  let result = ''
  for (const char of text) result += table.get(char) ?? char
  return result
}

export function upper(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapped(text, upperTable)
}

export function lower(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapped(text, lowerTable)
}

/** Reads pairs `gap:length` into the ranges of a character class. */
function readLetterClass(gaps: string): string {
  const hex = (code: number) => `\\u{${code.toString(16)}}`
  let end = 0
  return gaps
    .split(' ')
    .map((pair) => {
      const [gap = 0, length = 0] = pair.split(':').map(Number)
      const from = end + gap
      end = from + length
      return `${hex(from)}-${hex(end)}`
    })
    .join('')
}

const words = new RegExp(`[${readLetterClass(letterGaps.letters)}]+`, 'gu')

/** In every run of letters and combining marks the first code point in upper case, the others in lower case. */
export function proper(text: string): string {
  return text.replace(words, (word) => {
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0)
    return upper(first) + lower(word.slice(first.length))
  })
}
