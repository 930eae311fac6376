import type { Span } from './problem.ts'
import { tokenize } from './tokens.ts'
import type { Token } from './tokens.ts'
import { wordOf } from './words.ts'

/** An open parenthesis before the caret. */
export interface Frame {
  /** The function whose arguments stand here, by its folded name; undefined for a group or the list of IN. */
  readonly call: string | undefined
  /** Where what belongs before the parenthesis ends: before the name of a call. */
  readonly before: number
  /** Where each argument begins, up to the one that the caret is in. */
  readonly starts: readonly number[]
}

export interface Caret {
  /** What a completion replaces. */
  readonly replace: Span
  /** What was typed of it up to the caret; for a column without its bracket. */
  readonly prefix: string
  readonly typing: 'column' | 'name'
  /** What may stand here: a value, an operator after a value, IN or BETWEEN after NOT, NULL after IS, or nothing within a text or number. */
  readonly place: 'value' | 'operator' | 'in-or-between' | 'null' | 'nothing'
  /** From the outermost to the innermost. */
  readonly frames: readonly Frame[]
  /** An opening parenthesis follows already. */
  readonly followedByParenthesis: boolean
}

/** The token that is being typed: the caret stands within it or at its end. */
function tokenAt(tokens: readonly Token[], caret: number): Token | undefined {
  return tokens.find(({ kind, from, to, open }) => {
    if (kind === 'end' || kind === 'symbol' || from >= caret) return false
    return caret < to || (caret === to && (kind === 'word' || kind === 'number' || open === true))
  })
}

function placeAfter(last: Token | undefined): Caret['place'] {
  if (last === undefined) return 'value'
  if (last.kind === 'symbol') return last.value === ')' || last.value === '%' ? 'operator' : 'value'
  if (last.kind !== 'word') return 'operator'
  switch (wordOf(last.value)) {
    case 'and':
    case 'or':
    case 'not':
    case 'in':
    case 'between':
      return 'value'
    case 'is':
      return 'null'
    default:
      return 'operator'
  }
}

function framesOf(tokens: readonly Token[]): readonly Frame[] {
  const frames: { call: string | undefined; before: number; starts: number[] }[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue
    if (token.value === '(') {
      const name = tokens[index - 1]
      const earlier = tokens[index - 2]
      const word = name?.kind === 'word' ? wordOf(name.value) : undefined
      // After a value AND, OR, NOT and BETWEEN are operators, otherwise they may be called like functions.
      const infix = word === 'in' || word === 'is' || (word !== undefined && placeAfter(earlier) === 'operator')
      const call = name?.kind === 'word' && !infix ? name.value : undefined
      frames.push({ call, before: call === undefined ? token.from : (name?.from ?? token.from), starts: [token.to] })
    } else if (token.value === ')') frames.pop()
    else if (token.value === ',' || token.value === ';') frames[frames.length - 1]?.starts.push(token.to)
  }
  return frames
}

/** Whether NOT stands after a value and so belongs to IN or BETWEEN, or after IS and belongs to NULL. */
function placeAfterNot(before: readonly Token[]): Caret['place'] | undefined {
  const last = before[before.length - 1]
  if (last?.kind !== 'word' || wordOf(last.value) !== 'not') return undefined
  const place = placeAfter(before[before.length - 2])
  if (place === 'null') return 'null'
  return place === 'operator' ? 'in-or-between' : undefined
}

/** Where the caret stands in a formula, finished or not. */
export function caretIn(text: string, caret: number): Caret {
  const { tokens } = tokenize(text)
  const typed = tokenAt(tokens, caret)
  const before = tokens.filter((token) => token.kind !== 'end' && token.to <= caret && token !== typed)
  const start = typed?.from ?? caret
  const after = tokens.find((token) => token.from >= (typed?.to ?? caret))
  const frames = framesOf(before)
  const followedByParenthesis = after?.kind === 'symbol' && after.value === '('
  const shared = { frames, followedByParenthesis }
  if (typed !== undefined && (typed.kind === 'text' || typed.kind === 'moment' || typed.kind === 'number')) {
    return { ...shared, replace: { from: caret, to: caret }, prefix: '', typing: 'name', place: 'nothing' }
  }
  const place = placeAfterNot(before) ?? placeAfter(before[before.length - 1])
  if (typed?.kind === 'column') {
    // Without a closing bracket the name would swallow the rest of the formula.
    const replace = { from: start, to: typed.open === true || typed.value.includes('[') ? caret : typed.to }
    return { ...shared, replace, prefix: text.slice(start + 1, caret).replaceAll(']]', ']'), typing: 'column', place }
  }
  const replace = { from: start, to: typed?.to ?? caret }
  return { ...shared, replace, prefix: text.slice(start, caret), typing: 'name', place }
}
