import type { FunctionSpec, Language, TypePattern } from '../function-spec.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import type { DataType } from '../types.ts'
import type { Caret } from './caret.ts'
import { check } from './check.ts'
import { isCallable } from './function-names.ts'
import { bracketed } from './name-problems.ts'
import { operatorOptions } from './operator-options.ts'
import { isOpenType } from './overloads.ts'
import { parse } from './parse.ts'
import type { Sentence } from './problem.ts'
import { kindsAllowed } from './scope.ts'
import type { Scope } from './scope.ts'
import { signatureOf } from './signature.ts'
import { foldName } from './tokens.ts'
import { mayBecome } from './typed.ts'
import { scopeInside } from './wanted.ts'
import type { Wanted } from './wanted.ts'
import { wordName } from './words.ts'

export interface CompletionOption {
  readonly kind: 'column' | 'function' | 'constant' | 'operator'
  /** What the list shows. */
  readonly label: string
  /** What replaces the typed part. */
  readonly insert: string
  /** The type of a column, the result of a function. */
  readonly type?: TypePattern
  readonly signature?: Sentence
  readonly help?: Sentence
  /** False for what could stand here but has the wrong type. */
  readonly fits: boolean
}

/** How well a name answers to what was typed: 0 begins with it, 1 a word of it does, 2 it is within; undefined: not at all. */
function answer(name: string, typed: string): 0 | 1 | 2 | undefined {
  const at = foldName(name).indexOf(typed)
  if (at < 0) return undefined
  if (at === 0) return 0
  return /[\p{L}\p{N}]/u.test(name[at - 1] ?? '') ? 2 : 1
}

/** An option and how well it answers to what was typed; less is better. */
export interface Ranked {
  readonly option: CompletionOption
  readonly rank: number
}

function fitsType(type: DataType, wanted: Wanted): boolean {
  return !wanted.constant && (wanted.types === undefined || wanted.types.some((want) => mayBecome(type, want)))
}

export function columnOptions(caret: Caret, typed: string, wanted: Wanted, scope: Scope): readonly Ranked[] {
  const many = scope.allow === 'aggregate' && !scopeInside(caret.frames, scope).inside
  return scope.columns.flatMap(({ name, type }) => {
    const rank = answer(name, typed)
    if (rank === undefined) return []
    const fits = fitsType(type, wanted) && (!many || scope.keys.has(name))
    return [{ option: { kind: 'column', label: name, insert: bracketed(name), type, fits } as const, rank }]
  })
}

function functionOption(spec: FunctionSpec, name: string, caret: Caret, wanted: Wanted): CompletionOption {
  const { text, help } = signatureOf(spec)
  const fits = isOpenType(spec.returns) ? !wanted.constant : fitsType(spec.returns as DataType, wanted)
  return {
    kind: 'function',
    label: name,
    insert: caret.followedByParenthesis ? name : `${name}(`,
    type: spec.returns,
    signature: text,
    help,
    fits,
  }
}

/** The functions that may be called here, one option a name: the first of the name that fits. */
export function functionOptions(
  caret: Caret,
  typed: string,
  wanted: Wanted,
  place: { scope: Scope; language: Language },
): readonly Ranked[] {
  const { scope, language } = place
  const kinds = kindsAllowed(scopeInside(caret.frames, scope))
  const byName = new Map<string, Ranked>()
  for (const spec of functionCatalogue.values()) {
    if (!isCallable(spec) || !kinds.includes(spec.kind)) continue
    const other = language === 'en' ? 'fr' : 'en'
    const [own, foreign] = [answer(spec.formula[language], typed), answer(spec.formula[other], typed)]
    // A name of the other language is offered only to who begins to type it.
    const name = own !== undefined || foreign !== 0 ? spec.formula[language] : spec.formula[other]
    const rank = own ?? (foreign === 0 ? 3 : undefined)
    if (rank === undefined) continue
    const before = byName.get(name)
    if (before?.option.fits !== true) {
      const option = functionOption(spec, name, caret, wanted)
      if (before === undefined || option.fits) byName.set(name, { option, rank })
    }
  }
  return [...byName.values()]
}

export function constantOptions(typed: string, wanted: Wanted, language: Language): readonly Ranked[] {
  const named = (['true', 'false', 'null'] as const).flatMap((word): Ranked[] => {
    const label = wordName(word)[language]
    const rank = answer(label, typed)
    const fits = word === 'null' ? !wanted.constant : (wanted.types?.includes('bool') ?? !wanted.constant)
    return rank === undefined ? [] : [{ option: { kind: 'constant', label, insert: label, fits }, rank }]
  })
  const choices = typed === '' ? wanted.choices : []
  return [...choices.map((label): Ranked => ({ option: { kind: 'constant', label, insert: label, fits: true }, rank: -1 })), ...named]
}

export function operatorsAfter(text: string, caret: Caret, typed: string, place: { scope: Scope; language: Language }): readonly Ranked[] {
  const start = caret.frames.at(-1)?.starts.at(-1) ?? 0
  const { type } = check(parse(text.slice(start, caret.replace.from)).tree, {
    ...place.scope,
    problems: [],
    references: new Set(),
    measures: [],
  })
  return operatorOptions.flatMap(({ label, help, after }): Ranked[] => {
    const name = label[place.language]
    const rank = answer(name, typed)
    const fits = after === undefined || type === 'unknown' || type === 'null' || after.includes(type)
    return rank === undefined ? [] : [{ option: { kind: 'operator', label: name, insert: name, help, fits }, rank }]
  })
}
