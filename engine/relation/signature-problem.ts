import { ExpressionError } from './expression-error.ts'
import type { ExpressionPath } from './expression-error.ts'
import type { FunctionSpec, TypePattern } from './function-spec.ts'
import { typeName } from './type-names.ts'
import type { DataType } from './types.ts'

/** A function with too few or too many arguments. */
export function wrongCount(spec: FunctionSpec, given: number, path: ExpressionPath): ExpressionError {
  const { formula, args, variadicFrom, group = 1 } = spec
  if (variadicFrom !== undefined) {
    const least = variadicFrom + group
    const pairs = group > 1 ? { en: `, then ${group} more at a time`, fr: `, puis ${group} de plus à la fois` } : { en: '', fr: '' }
    const text = {
      en: `${formula.en} takes at least ${least} ${least === 1 ? 'argument' : 'arguments'}${pairs.en}, not ${given}.`,
      fr: `${formula.fr} prend au moins ${least} ${least === 1 ? 'argument' : 'arguments'}${pairs.fr}, et non ${given}.`,
    }
    return new ExpressionError('wrong-count', text, path)
  }
  const count = args.length
  const text = {
    en: `${formula.en} takes ${count} ${count === 1 ? 'argument' : 'arguments'}, not ${given}.`,
    fr: `${formula.fr} prend ${count} ${count < 2 ? 'argument' : 'arguments'}, et non ${given}.`,
  }
  return new ExpressionError('wrong-count', text, path)
}

/** An argument of a type that the function does not take there. */
export function wrongType(
  spec: FunctionSpec,
  problem: { readonly at: number; readonly expected: TypePattern; readonly given: DataType },
  path: ExpressionPath,
): ExpressionError {
  const { at, expected, given } = problem
  const wanted = typeName(expected)
  const got = typeName(given)
  const text = {
    en: `Argument ${at + 1} of ${spec.formula.en} has to be ${wanted.en}, not ${got.en}.`,
    fr: `L’argument ${at + 1} de ${spec.formula.fr} doit être ${wanted.fr}, et non ${got.fr}.`,
  }
  return new ExpressionError('wrong-type', text, [...path, 'args', at])
}

/** A function of the wrong kind: an aggregate among row-wise functions, a row-wise one as a window. */
export function notAllowed(spec: FunctionSpec, path: ExpressionPath): ExpressionError {
  const { en, fr } = spec.formula
  const texts = {
    row: { en: `${en} works on one row.`, fr: `${fr} travaille sur une ligne.` },
    aggregate: {
      en: `${en} works on many rows and cannot stand here.`,
      fr: `${fr} travaille sur plusieurs lignes et ne peut pas figurer ici.`,
    },
    window: {
      en: `${en} needs an order of the rows and cannot stand here.`,
      fr: `${fr} a besoin d’un ordre des lignes et ne peut pas figurer ici.`,
    },
  }
  return new ExpressionError('not-allowed-here', texts[spec.kind], path)
}
