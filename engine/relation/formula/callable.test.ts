import { describe, expect, test } from 'vitest'
import type { Expr } from '../expression.ts'
import type { FunctionSpec, Language } from '../function-spec.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import aggregate from '../functions/vectors/aggregate.json' with { type: 'json' }
import arithmetic from '../functions/vectors/arithmetic.json' with { type: 'json' }
import comparison from '../functions/vectors/comparison.json' with { type: 'json' }
import conditional from '../functions/vectors/conditional.json' with { type: 'json' }
import date from '../functions/vectors/date.json' with { type: 'json' }
import duration from '../functions/vectors/duration.json' with { type: 'json' }
import list from '../functions/vectors/list.json' with { type: 'json' }
import json from '../functions/vectors/json.json' with { type: 'json' }
import logic from '../functions/vectors/logic.json' with { type: 'json' }
import nullness from '../functions/vectors/null.json' with { type: 'json' }
import regex from '../functions/vectors/regex.json' with { type: 'json' }
import text from '../functions/vectors/text.json' with { type: 'json' }
import type from '../functions/vectors/type.json' with { type: 'json' }
import window from '../functions/vectors/window.json' with { type: 'json' }
import { argumentAt } from '../match-signature.ts'
import type { Column, DataType, ScalarType } from '../types.ts'
import { formatFormula, parseFormula } from './formula.ts'
import { fixedArgument, isCallable } from './function-names.ts'
import { isOpenType } from './overloads.ts'
import { separatorOf } from './print-parts.ts'
import { toWrittenOrder } from './written-order.ts'

// Every function is called by both its names with the types and constants of its recorded results.

const vectors = {
  ...arithmetic,
  ...comparison,
  ...logic,
  ...nullness,
  ...conditional,
  ...text,
  ...regex,
  ...date,
  ...duration,
  ...type,
  ...list,
  ...json,
  ...aggregate,
  ...window,
}
const recorded = vectors as unknown as Readonly<Record<string, { readonly rows: readonly (readonly unknown[])[] } | undefined>>

const marked: Readonly<Record<string, ScalarType>> = { $date: 'date', $ts: 'timestamp', $int: 'int', $float: 'float', $: 'float' }

function scalarType(value: unknown): ScalarType | undefined {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return value !== null && typeof value === 'object' ? marked[Object.keys(value)[0] ?? ''] : undefined
}

/** The type of the values of a vector; a float among ints makes all of them float. */
function typeOfValues(values: readonly unknown[]): ScalarType | undefined {
  const types = values.map(scalarType).filter((one) => one !== undefined)
  return types.includes('float') ? 'float' : types[0]
}

/** The types that the variables of a spec have in a row of its vectors. */
function variables(spec: FunctionSpec, args: readonly unknown[]): Readonly<Record<string, ScalarType>> {
  const values: Record<string, unknown[]> = {}
  for (const [index, value] of args.entries()) {
    const name = argumentAt(spec, index)?.type.replace(/^list<(.*)>$/, '$1') ?? ''
    ;(values[name] ??= []).push(...(Array.isArray(value) ? (value as unknown[]) : [value]))
  }
  return { T: typeOfValues(values['T'] ?? []) ?? 'int', U: typeOfValues(values['U'] ?? []) ?? 'int' }
}

function typeHere(pattern: string, bound: Readonly<Record<string, ScalarType>>): DataType {
  const element = bound[pattern.replace(/^list<(.*)>$/, '$1')]
  if (element === undefined) return pattern as DataType
  return pattern.startsWith('list<') ? `list<${element}>` : element
}

interface Case {
  readonly columns: readonly Column[]
  readonly args: readonly string[]
  readonly expected: readonly Expr[]
}

/** A call of the vector: constants as they are typed, everything else a column of its type. */
function caseOf(spec: FunctionSpec, row: readonly unknown[]): Case {
  const given = row.slice(0, -1)
  const bound = variables(spec, given)
  const columns = given.map((_, index) => ({ name: `c${index}`, type: typeHere(argumentAt(spec, index)?.type ?? 'T', bound) }))
  const constant = (index: number): boolean => argumentAt(spec, index)?.const === true
  const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
  return {
    columns,
    args: given.map((value, index) => (constant(index) ? constantText(first(value)) : `[c${index}]`)),
    expected: columns.map(({ name }, index) =>
      constant(index)
        ? { kind: 'literal', type: argumentAt(spec, index)?.type as DataType, value: first(given[index]) as string }
        : { kind: 'column', name },
    ),
  }
}

const constantText = (value: unknown): string => (typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value))

function written(spec: FunctionSpec, args: readonly string[], language: Language): string {
  const sign = spec.formula[language]
  if (!isCallable(spec)) return args.length === 1 ? `-${args[0] ?? ''}` : args.join(` ${sign} `)
  const fixed = fixedArgument(spec)
  const all = [...toWrittenOrder(spec, args), ...(fixed === undefined ? [] : [fixed.text])]
  return `${sign}(${all.join(separatorOf(language))})`
}

/** The first vector whose constants are constants; with at least two values for names that otherwise mean many rows. */
function usableRow(spec: FunctionSpec): readonly unknown[] | undefined {
  return recorded[spec.id]?.rows.find((row) => {
    const constants = row.slice(0, -1).filter((_, index) => argumentAt(spec, index)?.const === true)
    const alone = (spec.id === 'greatest' || spec.id === 'least') && row.length < 3
    return !alone && constants.flat().every((value) => value !== null && typeof value !== 'object')
  })
}

const around = { partitionBy: [], orderBy: [{ expr: { kind: 'column', name: 'c0' } as const }] }

function read(spec: FunctionSpec, text: string, columns: readonly Column[]) {
  const result = parseFormula(text, { columns, allow: spec.kind, ...(spec.kind === 'window' && { around }) })
  if (!result.ok) throw new Error(`${text}: ${result.problems[0]?.text.en ?? ''}`)
  return result
}

describe('every function of the catalogue', () => {
  test.each([...functionCatalogue.keys()])('%s', (id) => {
    const spec = functionCatalogue.get(id)
    const row = spec && usableRow(spec)
    if (spec === undefined || row === undefined) throw new Error(`no recorded call of ${id}`)
    const { columns, args, expected } = caseOf(spec, row)
    for (const language of ['en', 'fr'] as const) {
      for (const text of [
        written(spec, args, language),
        written(spec, args, language).replace(spec.formula[language], (name) => name.toLowerCase()),
      ]) {
        const result = read(spec, text, columns)
        const [measure] = result.measures
        const call = spec.kind === 'aggregate' ? measure : result.expr
        expect(call).toMatchObject({ fn: id, args: expected })
        if (!isOpenType(spec.returns)) expect(result.type).toBe(spec.returns)
        if (spec.kind !== 'aggregate')
          expect(read(spec, formatFormula(result.expr, { language, columns }), columns).expr).toEqual(result.expr)
      }
    }
  })

  test('is counted', () => {
    expect(functionCatalogue.size).toBe(281)
  })
})
