import { isAscii } from './code-points.ts'
import foldMap from './fold-map.json' with { type: 'json' }

function readFoldTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>(Object.entries(foldMap.spelled))
  const to = [...foldMap.to]
  for (const [index, from] of [...foldMap.from].entries()) table.set(from, to[index] ?? from)
  for (let mark = 0x300; mark <= 0x36f; mark++) table.set(String.fromCodePoint(mark), '')
  return table
}

const table = readFoldTable()

/** Latin letters without their marks, a few spelled out (ß ss, æ ae), combining marks removed. */
export function foldToAscii(text: string): string {
  if (isAscii(text)) return text
  let result = ''
  for (const char of text) result += table.get(char) ?? char
  return result
}
