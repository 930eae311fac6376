/** A JSON value. Numbers keep the text that they are written with. */
export type Json =
  | { readonly kind: 'null' | 'bool' | 'int' | 'float'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Json])[] }

/** Deeper documents are refused, before the stack of an engine ends. */
const deepest = 1000

const space = /[ \t\n\r]*/y
const number = /-?(?:(?:nan|inf(?:inity)?)|(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)/iy
// All signs from the space on but `"` and `\`: JSON wants control characters escaped.
const plain = /[ !#-[\]-\u{10ffff}]+/uy
const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Thrown inside the reader only: the text is no JSON. */
class NoJson extends Error {}

interface Reader {
  readonly text: string
  at: number
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at
  const match = pattern.exec(reader.text)
  if (match !== null) reader.at = pattern.lastIndex
  return match
}

function skip(reader: Reader): string {
  take(reader, space)
  return reader.text[reader.at] ?? ''
}

/** A real as the shortest text that is read as the same number; it keeps a point, so that it stays a real. */
function realText(text: string): string {
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  const short = Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e')
  return /[.e]/.test(short) ? short : `${short}.0`
}

function readNumber(reader: Reader): Json {
  const match = take(reader, number)
  if (match === null) throw new NoJson()
  const [text] = match
  if (/[a-df-z]/i.test(text)) return { kind: 'float', text }
  if (/[.e]/i.test(text)) return { kind: 'float', text: realText(text) }
  return { kind: 'int', text: text === '-0' ? '0' : text }
}

function readCode(reader: Reader): number {
  const digits = reader.text.slice(reader.at, reader.at + 4)
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new NoJson()
  reader.at += 4
  return Number.parseInt(digits, 16)
}

function readEscape(reader: Reader): string {
  const sign = reader.text[reader.at] ?? ''
  reader.at += 1
  if (sign !== 'u') {
    const meant = escapes[sign]
    if (meant === undefined) throw new NoJson()
    return meant
  }
  const high = readCode(reader)
  if (high < 0xd800 || high > 0xdfff) return String.fromCharCode(high)
  if (high > 0xdbff || !reader.text.startsWith('\\u', reader.at)) throw new NoJson()
  reader.at += 2
  const low = readCode(reader)
  if (low < 0xdc00 || low > 0xdfff) throw new NoJson()
  return String.fromCharCode(high, low)
}

function readText(reader: Reader): string {
  if (reader.text[reader.at] !== '"') throw new NoJson()
  reader.at += 1
  let text = ''
  for (;;) {
    text += take(reader, plain)?.[0] ?? ''
    const sign = reader.text[reader.at]
    reader.at += 1
    if (sign === '"') return text
    if (sign !== '\\') throw new NoJson()
    text += readEscape(reader)
  }
}

/** The parts between two brackets; a comma may stand behind the last one. */
function readParts<T>(reader: Reader, close: string, read: () => T): readonly T[] {
  reader.at += 1
  const parts: T[] = []
  while (skip(reader) !== close) {
    parts.push(read())
    const sign = skip(reader)
    if (sign === ',') reader.at += 1
    else if (sign !== close) throw new NoJson()
  }
  reader.at += 1
  return parts
}

function readMember(reader: Reader, depth: number): readonly [string, Json] {
  const name = readText(reader)
  if (skip(reader) !== ':') throw new NoJson()
  reader.at += 1
  return [name, readValue(reader, depth + 1)]
}

const words: readonly (readonly [string, Json])[] = [
  ['null', { kind: 'null', text: 'null' }],
  ['true', { kind: 'bool', text: 'true' }],
  ['false', { kind: 'bool', text: 'false' }],
]

function readValue(reader: Reader, depth: number): Json {
  if (depth > deepest) throw new NoJson()
  const sign = skip(reader)
  if (sign === '{') return { kind: 'object', members: readParts(reader, '}', () => readMember(reader, depth)) }
  if (sign === '[') return { kind: 'array', items: readParts(reader, ']', () => readValue(reader, depth + 1)) }
  if (sign === '"') return { kind: 'text', text: readText(reader) }
  const word = words.find(([text]) => reader.text.startsWith(text, reader.at))
  if (word === undefined) return readNumber(reader)
  reader.at += word[0].length
  return word[1]
}

/** The document in a text; undefined when it is none. Takes what DuckDB takes: NaN, Infinity and a comma behind the last part too. */
export function readJson(text: string): Json | undefined {
  const reader: Reader = { text, at: 0 }
  try {
    const value = readValue(reader, 0)
    return skip(reader) === '' && reader.at === text.length ? value : undefined
  } catch (error) {
    if (error instanceof NoJson) return undefined
    throw error
  }
}

// As DuckDB writes a text: `/` stays, and control characters have capital digits.
const quote = (text: string): string => JSON.stringify(text).replace(/\\u[0-9a-f]{4}/gu, (code) => `\\u${code.slice(2).toUpperCase()}`)

/** A value as JSON text, without spaces. */
export function writeJson(value: Json): string {
  switch (value.kind) {
    case 'object':
      return `{${value.members.map(([name, member]) => `${quote(name)}:${writeJson(member)}`).join(',')}}`
    case 'array':
      return `[${value.items.map(writeJson).join(',')}]`
    case 'text':
      return quote(value.text)
    default:
      return value.text
  }
}

/** The part at a path: of several members of one name the first. Undefined when there is none. */
export function jsonAt(value: Json, steps: readonly string[]): Json | undefined {
  let part: Json | undefined = value
  for (const step of steps) {
    if (part?.kind === 'object') part = part.members.find(([name]) => name === step)?.[1]
    else if (part?.kind === 'array') part = /^(?:0|[1-9]\d*)$/.test(step) ? part.items[Number(step)] : undefined
    else return undefined
  }
  return part
}
