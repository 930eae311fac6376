// The portable functions: declarations (data/), help texts (help/) and, for the tests, recorded results (vectors/).
// Every function computes the same in DuckDB, Spark and the closures of engine/relation/closure.

import { ExpressionError } from '../expression-error.ts'
import type { FunctionKind, FunctionSpec, Language } from '../function-spec.ts'
import { forLaterRows } from './for-later-rows.ts'
import { functionData } from './function-data.ts'
import { functionHelp } from './function-help.ts'
import { keyedHash } from './keyed-hash.ts'
import { learntFunction } from './learnt.ts'

/** What a data file says of a function; the rest follows from its category or has a usual value. */
export type FunctionEntry = Omit<FunctionSpec, 'category' | 'kind' | 'help' | 'nulls' | 'portable'> &
  Partial<Pick<FunctionSpec, 'nulls' | 'portable'>>

const noHelp = { en: '', fr: '' }

function kindOf(category: string): FunctionKind {
  return category === 'aggregate' || category === 'window' ? category : 'row'
}

function completeEntry(category: string, entry: FunctionEntry): FunctionSpec {
  const kind = kindOf(category)
  const nulls = kind === 'row' ? (entry.nulls ?? 'propagate') : 'own'
  return { portable: true, ...entry, nulls, category, kind, help: functionHelp[category]?.[entry.id] ?? noHelp }
}

/** All functions by id, in the order of the data files. */
export const functionCatalogue: ReadonlyMap<string, FunctionSpec> = new Map(
  Object.entries(functionData).flatMap(([category, entries]) => entries.map((entry) => [entry.id, completeEntry(category, entry)])),
)

/** Functions that no formula can call. */
const nodeFunctions: readonly FunctionSpec[] = [forLaterRows, keyedHash, learntFunction]

/** The function with this id, those of nodes alone included. Throws an ExpressionError (`unknown-function`). */
export function functionSpec(id: string): FunctionSpec {
  const spec = functionCatalogue.get(id) ?? nodeFunctions.find((spec) => spec.id === id)
  if (spec === undefined) {
    throw new ExpressionError('unknown-function', { en: `There is no function “${id}”.`, fr: `La fonction « ${id} » n’existe pas.` })
  }
  return spec
}

function indexByName(language: Language): ReadonlyMap<string, readonly FunctionSpec[]> {
  const index = new Map<string, FunctionSpec[]>()
  for (const spec of functionCatalogue.values()) {
    const name = spec.formula[language].toUpperCase()
    const same = index.get(name)
    if (same === undefined) index.set(name, [spec])
    else same.push(spec)
  }
  return index
}

const byName: Readonly<Record<Language, ReadonlyMap<string, readonly FunctionSpec[]>>> = { en: indexByName('en'), fr: indexByName('fr') }

/** The functions that a person calls by this name in this language, whatever the case; none when the name is unknown. */
export function functionsNamed(name: string, language: Language): readonly FunctionSpec[] {
  return byName[language].get(name.toUpperCase()) ?? []
}
