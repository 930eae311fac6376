import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import type { DataType, ScalarType } from '../../engine/relation/types.ts'
import { convert } from './convert.ts'
import { quoted, typeWord } from './phrases.ts'
import { NodeProblem } from './problem.ts'
import { readLiteral } from './read-literal.ts'

const readable: readonly { readonly type: ScalarType; readonly fits: (text: string) => boolean }[] = [
  { type: 'int', fits: (text) => /^[+-]?(0|[1-9]\d*)$/.test(text) && readLiteral(text, 'int') !== undefined },
  { type: 'float', fits: (text) => /^[+-]?(0|[1-9]\d*)?(\.\d+)?$/.test(text) && readLiteral(text, 'float') !== undefined },
  { type: 'bool', fits: (text) => /^(true|false|vrai|faux)$/i.test(text) },
  { type: 'date', fits: (text) => readLiteral(text, 'date') !== undefined },
  { type: 'timestamp', fits: (text) => /^\d{4}-/.test(text) && readLiteral(text, 'timestamp') !== undefined },
]

/** The narrowest type that all typed values can have; an empty one is missing and fits all. 007 is text, as its zeros would be lost. */
export function typeOfTyped(typed: readonly string[]): ScalarType {
  const known = typed.map((text) => text.trim()).filter((text) => text !== '')
  if (known.length === 0) return 'text'
  return readable.find(({ fits }) => known.every(fits))?.type ?? 'text'
}

/** The typed value as a constant of a type, empty as missing. Throws NodeProblem `bad-value` at `param` when it cannot be one. */
export function typedLiteral(typed: string, type: DataType, param: string): Expr {
  if (typed === '') return literal(type, null)
  const value = readLiteral(typed, type)
  if (value !== undefined) return literal(type, value)
  const [shown, word] = [quoted(typed), typeWord(type)]
  throw new NodeProblem({
    code: 'bad-value',
    param,
    text: { en: `${shown.en} cannot be read as ${word.en}.`, fr: `${shown.fr} ne se lit pas comme ${word.fr}.` },
    action: { en: 'Type a value of that type.', fr: 'Saisissez une valeur de ce type.' },
  })
}

/** A result that was typed in, or computed with a type of its own. */
export type MixedResult = { readonly typed: string } | { readonly expr: Expr; readonly type: DataType }

/**
 * Results brought to one type: that of the computed ones where they agree and the typed ones can be read so, the narrowest of the typed ones
 * where nothing is computed, else text.
 */
export function unifyResults(results: readonly MixedResult[], param: string): { readonly type: DataType; readonly exprs: readonly Expr[] } {
  const typed = results.flatMap((item) => ('typed' in item ? [item.typed] : []))
  const types = new Set(results.flatMap((item) => ('typed' in item ? [] : [item.type])))
  const [first] = types
  const whole = first === undefined ? typeOfTyped(typed) : types.size === 1 ? first : mixed(types)
  const type = typed.every((text) => text === '' || readLiteral(text, whole) !== undefined) ? whole : wider(whole, typed)
  return { type, exprs: results.map((item) => brought(item, type, param)) }
}

function mixed(types: ReadonlySet<DataType>): DataType {
  return [...types].every((type) => type === 'int' || type === 'float') ? 'float' : 'text'
}

function wider(type: DataType, typed: readonly string[]): DataType {
  return type === 'int' && typed.every((text) => text === '' || readLiteral(text, 'float') !== undefined) ? 'float' : 'text'
}

function brought(item: MixedResult, type: DataType, param: string): Expr {
  if ('typed' in item) return typedLiteral(item.typed, type, param)
  if (item.type === type) return item.expr
  const converted = type === 'float' && item.type === 'int' ? call('int-to-float', item.expr) : convert(item.expr, item.type, type)
  if (converted) return converted
  const [from, to] = [typeWord(item.type), typeWord(type)]
  throw new NodeProblem({
    code: 'no-conversion',
    param,
    text: {
      en: `A result is ${from.en} and cannot become ${to.en}.`,
      fr: `Un résultat est de type ${from.fr} et ne peut devenir ${to.fr}.`,
    },
    action: { en: 'Let all results have one type.', fr: 'Donnez le même type à tous les résultats.' },
  })
}
