import type { FunctionSpec, Language, TypePattern } from '../function-spec.ts'
import { argumentAt } from '../match-signature.ts'
import { argumentName } from './argument-names.ts'
import { fixedArgument } from './function-names.ts'
import type { Sentence } from './problem.ts'
import { writtenArguments } from './written-order.ts'

interface ShownArgument {
  readonly name: Sentence
  /** Undefined for a choice that is written last, such as the unit of DATEDIF. */
  readonly type: TypePattern | undefined
  readonly constant: boolean
}

export interface Signature {
  readonly id: string
  /** The whole call for people, for example `ROUND(number, decimals)`. */
  readonly text: Sentence
  readonly arguments: readonly ShownArgument[]
  readonly returns: TypePattern
  readonly help: Sentence
}

/** The arguments of a function as they are written, each once. */
export function shownArguments(spec: FunctionSpec): readonly ShownArgument[] {
  const fixed = fixedArgument(spec)
  const written = writtenArguments(spec).map((argument) => ({
    name: argumentName(spec, argument),
    type: argument.type,
    constant: argument.const === true,
  }))
  if (fixed === undefined) return written
  return [...written, { name: argumentName(spec, { name: fixed.name, type: 'text' }), type: undefined, constant: true }]
}

/** Which of the shown arguments an argument at this position is; undefined when there is none. */
export function shownPosition(spec: FunctionSpec, position: number): number | undefined {
  const shown = shownArguments(spec)
  if (spec.id === 'switch') return position === 0 ? 0 : 1 + ((position - 1) % 2)
  const { variadicFrom, group = 1 } = spec
  if (variadicFrom !== undefined && position >= variadicFrom) return variadicFrom + ((position - variadicFrom) % group)
  return position < shown.length ? position : undefined
}

/** The declared type of what is written at this position; undefined beyond the last one and for a choice. */
export function writtenType(spec: FunctionSpec, position: number): TypePattern | undefined {
  const shown = shownPosition(spec, position)
  return shown === undefined ? undefined : (shownArguments(spec)[shown]?.type ?? argumentAt(spec, position)?.type)
}

/** Names of the arguments between parentheses, with dots where the last ones may be repeated. */
export function argumentList(spec: FunctionSpec, language: Language): string {
  const names = shownArguments(spec).map((argument) => argument.name[language])
  if (spec.variadicFrom !== undefined) names.splice(spec.id === 'switch' ? -1 : names.length, 0, '…')
  return `(${names.join(language === 'en' ? ', ' : ' ; ')})`
}

export function signatureOf(spec: FunctionSpec): Signature {
  const text = { en: spec.formula.en + argumentList(spec, 'en'), fr: spec.formula.fr + argumentList(spec, 'fr') }
  return { id: spec.id, text, arguments: shownArguments(spec), returns: spec.returns, help: spec.help }
}
