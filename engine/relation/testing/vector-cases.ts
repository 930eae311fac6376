// For tests only: the recorded results of functions/vectors, read with their types, and a DuckDB to ask.

import { shownType, decodeRecorded } from './recorded-value.ts'
import type { Recorded } from './recorded-value.ts'
import type { ArgumentSpec, FunctionSpec, TypePattern } from '../function-spec.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import { argumentAt } from '../match-signature.ts'
import type { DataType, ScalarType, Value } from '../types.ts'
import { functionVectors } from './function-vectors.ts'

/** One recorded call. Arguments of aggregates and windows are lists with one value a row, constants are single values. */
export interface VectorCase {
  readonly spec: FunctionSpec
  readonly types: readonly DataType[]
  readonly args: readonly Value[]
  readonly returns: DataType
  readonly expected: Value
  /** The call stops with an error instead. */
  readonly raises: boolean
  readonly tolerance: number
}

type Bound = Partial<Record<'T' | 'U', ScalarType>>

function see(bound: Bound, variable: 'T' | 'U', value: Recorded): void {
  const type = shownType(value)
  if (type !== undefined && (bound[variable] === undefined || type === 'float')) bound[variable] = type
}

function look(bound: Bound, pattern: TypePattern, recorded: { value: Recorded; rows: boolean }): void {
  const { value, rows } = recorded
  if (Array.isArray(value)) {
    const items = value as readonly Recorded[]
    const list = /^list<([TU])>$/.exec(pattern)?.[1] as 'T' | 'U' | undefined
    for (const item of items) {
      if (rows) look(bound, pattern, { value: item, rows: false })
      else if (list !== undefined) see(bound, list, item)
    }
  } else if (pattern === 'T' || pattern === 'U') see(bound, pattern, value)
}

const isRows = (spec: FunctionSpec, argument: ArgumentSpec | undefined) => spec.kind !== 'row' && argument?.const !== true

function resolvePattern(pattern: TypePattern, bound: Bound): DataType {
  return pattern.replace(/\b[TU]\b/, (variable) => bound[variable as 'T' | 'U'] ?? 'int') as DataType
}

function readCase(spec: FunctionSpec, row: readonly Recorded[], tolerance: number): VectorCase {
  const given = row.slice(0, -1)
  const expected = row.at(-1) ?? null
  const bound: Bound = {}
  for (const [at, value] of given.entries()) {
    const argument = argumentAt(spec, at)
    look(bound, argument?.type ?? 'T', { value, rows: isRows(spec, argument) })
  }
  const raises = typeof expected === 'object' && expected !== null && '$' in expected && expected.$ === 'error'
  if (!raises) look(bound, spec.returns, { value: expected, rows: spec.kind === 'window' })
  const types = given.map((_, at) => resolvePattern(argumentAt(spec, at)?.type ?? 'T', bound))
  const decode = (value: Recorded, type: DataType, rows: boolean): Value =>
    rows && Array.isArray(value) ? value.map((item: Recorded) => decodeRecorded(item, type)) : decodeRecorded(value, type)
  const returns = resolvePattern(spec.returns, bound)
  return {
    spec,
    types,
    args: given.map((value, at) => decode(value, types[at] ?? 'int', isRows(spec, argumentAt(spec, at)))),
    returns,
    expected: raises ? null : decode(expected, returns, spec.kind === 'window'),
    raises,
    tolerance,
  }
}

/** All recorded calls, by function. */
export function vectorCases(): ReadonlyMap<FunctionSpec, readonly VectorCase[]> {
  const cases = new Map<FunctionSpec, readonly VectorCase[]>()
  for (const spec of functionCatalogue.values()) {
    const recorded = functionVectors[spec.category]?.[spec.id]
    const tolerance = recorded === undefined || recorded.tolerance === 'exact' ? 0 : Number(recorded.tolerance)
    cases.set(spec, recorded?.rows.map((row) => readCase(spec, row, tolerance)) ?? [])
  }
  return cases
}
