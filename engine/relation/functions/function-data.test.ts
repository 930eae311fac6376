import { describe, expect, it } from 'vitest'

import { duckdbDialect } from '../print/duckdb-expression.ts'
import { templateParts } from '../print/template.ts'
import type { TemplatePart } from '../print/template.ts'
import { functionVectors } from '../testing/function-vectors.ts'
import { functionCatalogue, functionSpec, functionsNamed } from './catalogue.ts'
import { functionData } from './function-data.ts'

const specs = [...functionCatalogue.values()]
const scalar = '(?:bool|int|float|text|date|timestamp)'
const pattern = new RegExp(`^(?:${scalar}|T|U|list<(?:${scalar}|T|U)>)$`)

function flat(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  return parts.flatMap((part) => (part.kind === 'repeat' ? [part, ...flat(part.parts)] : [part]))
}

function argumentsOf(part: TemplatePart): readonly number[] {
  if (part.kind === 'parse') return [part.at, part.format]
  return part.kind === 'argument' || part.kind === 'constant' ? [part.at] : []
}

describe('the function catalogue', () => {
  it('has 281 functions whose ids are unique', () => {
    const ids = Object.values(functionData).flatMap((entries) => entries.map((entry) => entry.id))
    expect(ids).toHaveLength(281)
    expect(new Set(ids).size).toBe(281)
    expect(specs).toHaveLength(281)
  })

  it('declares types that exist', () => {
    const wrong = specs.flatMap((spec) =>
      [spec.returns, ...spec.args.map((arg) => arg.type)].filter((type) => !pattern.test(type)).map((type) => `${spec.id}: ${type}`),
    )
    expect(wrong).toEqual([])
  })

  it.each(['duckdb', 'spark'] as const)('has %s templates that use each argument and nothing else', (engine) => {
    const wrong = specs.flatMap((spec) => {
      const parts = flat(templateParts(spec[engine]))
      const used = new Set(parts.flatMap(argumentsOf))
      const unused = spec.args.filter((_, at) => at < (spec.variadicFrom ?? spec.args.length) && !used.has(at))
      const unknown = [...used].filter((at) => at >= spec.args.length)
      const repeats = parts.some((part) => part.kind === 'repeat') === (spec.variadicFrom !== undefined)
      const marks = parts.some((part) => part.kind === 'text' && /\{(?:[0-9][}|]|\*|[opw]\})/.test(part.text))
      // Rows are counted without looking at the argument.
      const whole = (unused.length === 0 || spec.id === 'count-rows') && unknown.length === 0 && repeats && !marks
      return whole ? [] : [`${spec.id}: unused ${unused.length}, unknown ${unknown.join()}`]
    })
    expect(wrong).toEqual([])
  })

  it('uses only filters that DuckDB has', () => {
    const filters = specs.flatMap((spec) =>
      flat(templateParts(spec.duckdb)).flatMap((part) => (part.kind === 'constant' ? [part.filter] : [])),
    )
    expect([...new Set(filters)].filter((filter) => duckdbDialect.filters[filter] === undefined)).toEqual([])
  })

  it('has recorded results for every function and no others', () => {
    const recorded = Object.entries(functionVectors).flatMap(([category, byId]) => Object.keys(byId).map((id) => `${category}/${id}`))
    expect(recorded.toSorted()).toEqual(specs.map((spec) => `${spec.category}/${spec.id}`).toSorted())
  })

  it('has one line of help for every function in both languages', () => {
    const bare = specs.filter(
      ({ help }) => help.en === '' || help.fr === '' || help.en === help.fr || `${help.en}${help.fr}`.includes('\n'),
    )
    expect(bare.map((spec) => spec.id)).toEqual([])
  })

  it('tells functions of one name apart by types, by constants or by kind', () => {
    const keys = specs.map((spec) => {
      const types = spec.args.map((arg) => arg.type).join()
      return [spec.formula.en, spec.kind, JSON.stringify(spec.fixed ?? {}), types, spec.variadicFrom ?? ''].join('|')
    })
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('finds functions by name in both languages, whatever the case', () => {
    const ids = (name: string, language: 'en' | 'fr') => functionsNamed(name, language).map((spec) => spec.id)
    expect(ids('round', 'en')).toEqual(['round'])
    expect(ids('Arrondi', 'fr')).toEqual(['round'])
    expect(ids('arrondi', 'en')).toEqual([])
    expect(ids('datedif', 'fr')).toHaveLength(6)
    expect(ids('sum', 'en')).toEqual(['sum', 'sum-int'])
  })

  it('says which function is unknown', () => {
    expect(() => functionSpec('no-such')).toThrow('There is no function “no-such”.')
  })
})
