import type { Params } from '../protocol/document.ts'
import type { Profile, ProfiledColumn } from '../protocol/profile.ts'

/** A column of so few different values is a list of them. */
const fewValues = 8

/**
 * Rules of `quality.expectations` that the profiled table keeps: what is never missing, never repeats, one of a few values, never negative, or
 * always written alike. A table of half as many rows breaks the rule of rows. Nothing is made of figures that were estimated.
 */
export function suggestRules(profile: Profile): Params[] {
  const rules = profile.columns.flatMap((column) => rulesOf(column, profile))
  return profile.rows < 2 ? rules : [...rules, { kind: 'rows', low: String(Math.ceil(profile.rows / 2)) }]
}

function rulesOf({ name, type, missing, distinct, number, top, text, min }: ProfiledColumn, { rows, basis }: Profile): Params[] {
  if (type.startsWith('list') || rows === 0 || missing.total === rows) return []
  const few = top?.exact === true && distinct.values <= fewValues && distinct.values === top.values.length && rows >= 10 * distinct.values
  const unique = distinct.exact && rows > 20 && distinct.values === rows && missing.total === 0 && type !== 'float'
  const [pattern] = text?.patterns ?? []
  const present = rows - missing.total
  const alike = pattern && basis.patterns?.exact === true && pattern.rows === present && !few ? asRegex(pattern.pattern) : null
  return [
    ...(missing.total === 0 ? [{ kind: 'known', column: name }] : []),
    ...(unique ? [{ kind: 'unique', column: name }] : []),
    ...(few && type === 'text' ? [{ kind: 'one-of', column: name, values: top.values.map(({ value }) => value).join('\n') }] : []),
    ...(number && number.negatives === 0 && typeof min === 'number' && number.nan === 0 && type !== 'bool'
      ? [{ kind: 'between', column: name, low: '0' }]
      : []),
    ...(alike === null ? [] : [{ kind: 'pattern', column: name, pattern: alike }]),
  ]
}

/** `AA-9999` as an expression for a whole text; null for words and for runs that were cut, which say little. */
function asRegex(pattern: string): string | null {
  if (!pattern.includes('9') || /(aaaa|AAAA)|[^\x20-\x7e]/.test(pattern)) return null
  const signs = { A: '[A-Z]', a: '[a-z]', '9': '[0-9]' } as const
  return pattern.replaceAll(/(9{4,})|(A+|a+|9+)|([^Aa9])/g, (run, long?: string, some?: string, other?: string) => {
    // Runs of more than four digits are cut to four.
    if (long !== undefined) return '[0-9]{4,}'
    if (some !== undefined) return `${signs[some.charAt(0) as keyof typeof signs]}${run.length > 1 ? `{${run.length}}` : ''}`
    return (other ?? '').replace(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`)
  })
}
