import type { Language } from '../function-spec.ts'
import type { DataType } from '../types.ts'
import { caretIn } from './caret.ts'
import type { Caret } from './caret.ts'
import { columnOptions, constantOptions, functionOptions, operatorsAfter } from './completion-options.ts'
import type { CompletionOption, Ranked } from './completion-options.ts'
import type { Span } from './problem.ts'
import { scopeOf } from './scope.ts'
import type { FormulaOptions, Scope } from './scope.ts'
import { shownPosition, signatureOf } from './signature.ts'
import type { Signature } from './signature.ts'
import { foldName } from './tokens.ts'
import { functionsHere, scopeInside, wantedAt } from './wanted.ts'
import { wordName, wordOf } from './words.ts'

export interface CallHelp {
  readonly name: string
  /** The functions of this name, each with the shown argument that the caret is in. */
  readonly signatures: readonly (Signature & { readonly active: number | undefined })[]
}

export interface Completion {
  /** What a chosen option replaces. */
  readonly replace: Span
  /** The best first. */
  readonly options: readonly CompletionOption[]
  /** The call around the caret. */
  readonly call?: CallHelp
}

export interface CompletionOptions extends FormulaOptions {
  /** The language of names, English when not given; what was typed in the other language is found as well. */
  readonly language?: Language
  /** How many options at most, 60 when not given. */
  readonly limit?: number
}

function callHelp(caret: Caret, scope: Scope): CallHelp | undefined {
  const depth = caret.frames.findLastIndex((frame) => frame.call !== undefined)
  const frame = caret.frames[depth]
  if (frame?.call === undefined) return undefined
  const specs = functionsHere(frame, scopeInside(caret.frames.slice(0, depth), scope))
  if (specs.length === 0) return undefined
  const position = frame.starts.length - 1
  const signatures = specs.map((spec) => ({ ...signatureOf(spec), active: shownPosition(spec, position) }))
  // DATEDIF is six functions that look the same.
  const looks = new Map(signatures.toReversed().map((signature) => [JSON.stringify([signature.text, signature.arguments]), signature]))
  return { name: frame.call, signatures: [...looks.values()].toReversed() }
}

/**
 * What may be typed at the caret (an offset in the text): columns and functions that fit, constants, or operators after a value, and the
 * call whose argument the caret is in. Works on unfinished formulas. Never throws.
 */
export function completeFormula(text: string, caretAt: number, options: CompletionOptions): Completion {
  const scope = scopeOf(options)
  const { language = 'en', limit = 60 } = options
  const caret = caretIn(text, caretAt)
  const typed = foldName(caret.prefix)
  const call = callHelp(caret, scope)
  const ranked = rankedOptions(text, { caret, typed }, { scope, language, expect: options.expect })
  // What begins with the typed letters but does not fit stands before what fits and only contains them.
  const score = ({ option, rank }: Ranked): number => rank + (option.fits ? 0 : 1.5)
  const sorted = ranked.toSorted((a, b) => score(a) - score(b))
  const shown = sorted.slice(0, limit).map(({ option }) => option)
  return { replace: caret.replace, options: shown, ...(call && { call }) }
}

/** Whether NOT may stand before this operator. */
function mayBeNegated(label: string): boolean {
  return ['in', 'between'].includes(wordOf(label.split(' ')[0] ?? '') ?? '')
}

function rankedOptions(
  text: string,
  at: { readonly caret: Caret; readonly typed: string },
  place: { readonly scope: Scope; readonly language: Language; readonly expect: DataType | undefined },
): readonly Ranked[] {
  const { caret, typed } = at
  const { scope, language } = place
  if (caret.place === 'nothing') return []
  if (caret.typing === 'name' && (caret.place === 'operator' || caret.place === 'in-or-between')) {
    const operators = operatorsAfter(text, caret, typed, place)
    return caret.place === 'operator' ? operators : operators.filter(({ option }) => mayBeNegated(option.label))
  }
  if (caret.place === 'null') {
    const label = wordName('null')[language]
    return [{ option: { kind: 'constant', label, insert: label, fits: true }, rank: 0 }]
  }
  const wanted = wantedAt(text, caret, scope, place.expect)
  const columns = columnOptions(caret, typed, wanted, scope)
  if (caret.typing === 'column') return columns
  return [...columns, ...constantOptions(typed, wanted, language), ...functionOptions(caret, typed, wanted, place)]
}
