import type { FunctionSpec, Language } from '../function-spec.ts'
import { functionCatalogue, functionsNamed } from '../functions/catalogue.ts'

/** The functions that a person calls by this folded name, in either language. */
export function functionsCalled(name: string): readonly FunctionSpec[] {
  const english = functionsNamed(name, 'en')
  const french = functionsNamed(name, 'fr')
  if (french.length === 0) return english
  return english.length === 0 ? french : [...new Set([...english, ...french])]
}

/** Operators are in the catalogue too, under their signs. */
export function isCallable(spec: FunctionSpec): boolean {
  return /^\p{L}/u.test(spec.formula.en)
}

/** All names that can be called, each once. */
export function callableNames(language: Language): readonly string[] {
  return [...new Set([...functionCatalogue.values()].filter(isCallable).map((spec) => spec.formula[language]))]
}

/** What a formula writes last to choose this function among those of its name, as it would be typed. Never an argument of the call. */
export function fixedArgument(spec: FunctionSpec): { readonly name: string; readonly text: string } | undefined {
  const [entry] = Object.entries(spec.fixed ?? ranks[spec.id] ?? {})
  return entry === undefined ? undefined : { name: entry[0], text: spec.id in ranks ? entry[1] : `"${entry[1]}"` }
}

/** As in Excel, DATEDIF counts days as well; the catalogue has a function of its own for that. */
export const dayUnit = '"d"'

/** Everything that may be written last to choose among these functions of one name. */
export function choicesOf(specs: readonly FunctionSpec[]): readonly string[] {
  const fixed = specs.flatMap((spec) => fixedArgument(spec)?.text ?? [])
  return specs.some((spec) => spec.fixed?.['unit'] !== undefined) ? [dayUnit, ...fixed] : fixed
}

/** As in Excel, the order of RANK.EQ is 0 for the largest first and 1 for the smallest first; here it is always written. */
const ranks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  rank: { order: '1' },
  'rank-descending': { order: '0' },
}
