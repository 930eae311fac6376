export type CodeLanguage = 'sql' | 'javascript' | 'json'

export interface CodeToken {
  readonly kind: 'text' | 'number' | 'word' | 'comment' | 'sign' | null
  readonly length: number
  /** A comment of several lines is still open after it. */
  readonly inComment: boolean
}

const sql =
  'select from where group by order having limit offset with as join left right full inner outer cross on using and or not in is null between like case when then else end union all except intersect distinct cast over partition rows range true false asc desc values exists interval'
const javascript =
  'const let var function return if else for while do switch case break continue new class extends import export from default async await try catch finally throw typeof instanceof in of null undefined true false this yield'
/** Words of each language. */
export const codeWords: Readonly<Record<CodeLanguage, ReadonlySet<string>>> = {
  sql: new Set(sql.split(' ')),
  javascript: new Set(javascript.split(' ')),
  json: new Set(['true', 'false', 'null']),
}
const blank = /\s+/uy
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy
const letters = /[\p{L}_$][\p{L}\p{N}_$]*/uy

function at(pattern: RegExp, line: string, place: number): number {
  pattern.lastIndex = place
  return pattern.exec(line)?.[0].length ?? 0
}

/** The token of a line of code that begins at `place`, for its colour. */
export function codeToken(line: string, place: number, language: CodeLanguage, inComment: boolean): CodeToken {
  const rest = line.length - place
  if (inComment) {
    const end = line.indexOf('*/', place)
    return end < 0 ? { kind: 'comment', length: rest, inComment: true } : { kind: 'comment', length: end + 2 - place, inComment: false }
  }
  const token = (kind: CodeToken['kind'], length: number): CodeToken => ({ kind, length, inComment: false })
  const two = line.slice(place, place + 2)
  if ((language === 'sql' && two === '--') || (language === 'javascript' && two === '//')) return token('comment', rest)
  if (language !== 'json' && two === '/*') return codeToken(line, place, language, true)
  const char = line[place] ?? ''
  if (char === '"' || (language !== 'json' && char === "'") || (language === 'javascript' && char === '`')) {
    let end = place + 1
    while (end < line.length && line[end] !== char) end += line[end] === '\\' && language !== 'sql' ? 2 : 1
    return token('text', Math.min(line.length, end + 1) - place)
  }
  const space = at(blank, line, place)
  if (space > 0) return token(null, space)
  const digits = at(number, line, place)
  if (digits > 0) return token('number', digits)
  const name = at(letters, line, place)
  if (name > 0) {
    const written = line.slice(place, place + name)
    return token(codeWords[language].has(language === 'sql' ? written.toLowerCase() : written) ? 'word' : null, name)
  }
  return token('sign', 1)
}
