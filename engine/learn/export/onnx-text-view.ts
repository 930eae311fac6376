import { letterTables } from '../../relation/closure/text/letter-case.ts'

/**
 * What a recipe does to a text before it compares it. ONNX has no operator that cuts off blanks, and its capital letters are those of the machine's
 * language; but it has patterns, and which texts become a fixed one can be said by a pattern.
 */
export interface TextView {
  /** Blanks before and after it are cut off. */
  readonly before: boolean
  readonly after: boolean
  /** Runs of white space are one space. */
  readonly runs: boolean
  /** Letters are changed, one after the other. */
  readonly letters: readonly ('lower' | 'upper')[]
}

export const asItIs: TextView = { before: false, after: false, runs: false, letters: [] }

const blank = ' \\t\\n\\x0b\\f\\r\u00a0'
/** The white space whose runs `clean.unify-text` makes one space. */
export const whiteSpace = '[\\s\u00a0]+'
const ownWhiteSpace = '[ \\t\\n\\f\\r\u00a0]+'
const outside = { before: new RegExp(`^[${blank}]+`), after: new RegExp(`[${blank}]+$`) }

/** A text as it is read. */
export function viewed(text: string, { before, after, runs, letters }: TextView): string {
  const start = before ? text.replace(outside.before, '') : text
  const cut = after ? start.replace(outside.after, '') : start
  const single = runs ? cut.replaceAll(new RegExp(ownWhiteSpace, 'g'), ' ') : cut
  return letters.reduce((read, table) => Array.from(read, (char) => letterTables[table].get(char) ?? char).join(''), single)
}

/** A pattern of RE2 for all texts that are read as this one; null when there are none. */
export function textPattern(text: string, view: TextView): string | null {
  const inner = innerPattern(text, view)
  if (inner === null || viewed(text, { ...view, letters: [] }) !== text) return null
  const own = `[${blank}]*`
  return `${view.before ? own : ''}${inner}${view.after ? own : ''}`
}

/** The same for a part of a text, whose ends are somewhere inside. */
export function innerPattern(text: string, { runs, letters }: TextView): string | null {
  let pattern = ''
  for (const char of text) {
    const sources = letters.reduceRight<readonly string[]>((chars, table) => chars.flatMap((one) => sourcesOf(one, table)), [char])
    if (sources.length === 0) return null
    if (runs && char === ' ') pattern += ownWhiteSpace
    else pattern += sources.length === 1 ? escaped(sources[0]!) : `[${sources.map((one) => (one === '-' ? '\\-' : escaped(one))).join('')}]`
  }
  return pattern
}

const inverted = new Map<'lower' | 'upper', ReadonlyMap<string, readonly string[]>>()

/** The characters that become this one. */
function sourcesOf(char: string, table: 'lower' | 'upper'): readonly string[] {
  let sources = inverted.get(table)
  if (!sources) {
    sources = Map.groupBy(letterTables[table].keys(), (from) => letterTables[table].get(from)!)
    inverted.set(table, sources)
  }
  const others = sources.get(char) ?? []
  return letterTables[table].has(char) ? others : [char, ...others]
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`)

/** Whether a part of a text stands in it wherever it stands in the tensor: it has no blanks that would be cut off or put together. */
export function isPlainPart(text: string, { before, after, runs }: TextView): boolean {
  return text !== '' && text === viewed(text, { before: before || after || runs, after: before || after || runs, runs, letters: [] })
}
