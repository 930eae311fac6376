// Random well-typed row expressions for the property tests, written as parseFormula gives them: every conversion is a call.

import * as fc from 'fast-check'
import { literalOf } from '../literal-value.ts'
import { argumentAt } from '../match-signature.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import { elementType, isList, scalarTypes } from '../types.ts'
import type { Column, DataType, ScalarType } from '../types.ts'
import { sampleColumns } from './sample.ts'

/** The columns that the expressions read: one at least of every type. */
export const randomColumns: readonly Column[] = [
  ...sampleColumns,
  ...scalarTypes.map((type): Column => ({ name: `${type}s`, type: `list<${type}>` })),
]

const rowFunctions = [...functionCatalogue.values()].filter((spec) => spec.kind === 'row')

/** Constants that every function with an argument of this name and type takes. */
const constants: Readonly<Record<string, string | number>> = {
  'digits int': 2,
  'decimals int': 3,
  'pattern text': 'a+[0-9]"',
  'group int': 0,
  'replacement text': '$0]b',
  'format text': 'YYYY-MM-DD',
  'language text': 'fr',
  'path text': 'a.b[0]',
  'decimal text': ',',
  'group text': '.',
}

function literalOfType(type: ScalarType): fc.Arbitrary<Expr> {
  const made = (value: Parameters<typeof literalOf>[1]): Expr => literal(type, literalOf(type, value))
  switch (type) {
    case 'bool':
      return fc.boolean().map(made)
    case 'int':
      return fc.oneof(fc.integer().map(made), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(bigOrNumber))
    case 'float':
      return fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double()).map((value) => made(value + 0))
    case 'text':
      return fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('', '"', '[x]', 'a\nb')).map(made)
    case 'date':
      return fc.integer({ min: -719162, max: 2932896 }).map(made)
    case 'timestamp':
      return fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n }).map(made)
  }
}

const bigOrNumber = (value: bigint): Expr => literal('int', Number.isSafeInteger(Number(value)) ? Number(value) : value.toString())

function leaf(type: DataType): fc.Arbitrary<Expr> {
  const columns = randomColumns.filter((one) => one.type === type).map((one) => column(one.name))
  return isList(type) ? fc.constantFrom(...columns) : fc.oneof(fc.constantFrom(...columns), literalOfType(type))
}

/** What T and U may stand for when the result is of this type; undefined when the function cannot give it. */
function bindings(spec: FunctionSpec, result: DataType): { T?: DataType; U?: DataType } | undefined {
  if (spec.noFloat === true) return undefined
  switch (spec.returns) {
    case 'T':
      return isList(result) && spec.lists !== true ? undefined : { T: result }
    case 'U':
      return isList(result) ? undefined : { U: result }
    case 'list<T>':
      return isList(result) ? { T: elementType(result) } : undefined
    case 'list<U>':
      return isList(result) ? { U: elementType(result) } : undefined
    default:
      return spec.returns === result ? {} : undefined
  }
}

function withTypes(pattern: string, bound: Readonly<Record<string, DataType | undefined>>): DataType {
  const inner = bound[pattern.replace(/^list<(.*)>$/, '$1')]
  if (inner === undefined) return pattern as DataType
  return pattern.startsWith('list<') ? `list<${inner as ScalarType}>` : inner
}

/** How many arguments to give: two values at least to MAX and MIN, which of one value look at many rows. */
function counts(spec: FunctionSpec): readonly number[] {
  const { variadicFrom, group = 1 } = spec
  if (variadicFrom === undefined) return [spec.args.length]
  const least = spec.id === 'greatest' || spec.id === 'least' ? 2 : variadicFrom + group
  return [least, least + group]
}

function callOf(spec: FunctionSpec, result: DataType, depth: number): fc.Arbitrary<Expr> {
  const free = spec.args.some((arg) => arg.type.startsWith('list<'))
    ? fc.constantFrom<ScalarType>('text', 'float')
    : fc.constantFrom(...scalarTypes)
  return fc.tuple(free, free, fc.constantFrom(...counts(spec))).chain(([T, U, count]) => {
    const bound = { T, U, ...bindings(spec, result) }
    const args = Array.from({ length: count }, (_, index) => {
      const declared = argumentAt(spec, index)
      const type = withTypes(declared?.type ?? 'T', bound)
      const fixed = constants[`${declared?.name ?? ''} ${declared?.type ?? ''}`]
      return declared?.const === true && fixed !== undefined ? fc.constant(literal(type, fixed)) : expressionOf(type, depth - 1)
    })
    return fc.tuple(...args).map((exprs) => call(spec.id, ...exprs))
  })
}

/** Expressions of this type, at most so many calls deep. */
export function expressionOf(type: DataType, depth: number): fc.Arbitrary<Expr> {
  if (depth <= 0) return leaf(type)
  const specs = rowFunctions.filter((spec) => bindings(spec, type) !== undefined)
  const calls = fc.constantFrom(...specs).chain((spec) => callOf(spec, type, depth))
  return specs.length === 0 ? leaf(type) : fc.oneof({ weight: 1, arbitrary: leaf(type) }, { weight: 3, arbitrary: calls })
}

/** Expressions of every type. */
export const anyExpression: fc.Arbitrary<Expr> = fc
  .constantFrom<DataType>(...scalarTypes, 'list<text>')
  .chain((type) => expressionOf(type, 4))
