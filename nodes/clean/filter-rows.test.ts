import { describe, expect, it } from 'vitest'
import { conditionOperators } from '../kit/condition-operators.ts'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { filterRows } from './filter-rows.ts'

const table = {
  columns: [
    { name: 'age', type: 'int' },
    { name: 'city', type: 'text' },
    { name: 'ok', type: 'bool' },
    { name: 'day', type: 'date' },
    { name: 'at', type: 'timestamp' },
    { name: 'share', type: 'float' },
    { name: 'tags', type: 'list<text>' },
  ],
  rows: [],
} as const

const compile = (params: unknown) => compileNode(filterRows, params, { table })
const one = (condition: unknown) => ({ conditions: condition })

describe('filter rows', () => {
  it('knows every comparison on every type that it accepts', () => {
    const values = { int: 1, float: 1.5, text: 'x', bool: true, date: '2024-01-31', timestamp: '2024-01-31 10:00' }
    for (const operator of conditionOperators)
      for (const type of operator.accepts) {
        const column = table.columns.find((candidate) => candidate.type === type)
        if (!column) continue
        const value = values[type as keyof typeof values]
        const condition = { column: column.name, is: operator.id, value, values: [String(value), String(value)] }
        expect(Object.keys(compile(one(condition))), `${operator.id} ${type}`).toEqual(['table', 'rest'])
      }
  })

  it('joins conditions and formula by and', () => {
    const { table: kept } = compile({ conditions: { column: 'age', is: 'greater', value: 18 }, formula: '[ok]' })
    expect(kept).toMatchObject({ op: 'filter', test: { fn: 'and', args: [{ fn: 'greater' }, { kind: 'column', name: 'ok' }] } })
  })

  it('compares a whole number with a decimal one', () => {
    expect(compile(one({ column: 'age', is: 'less', value: '1.5' })).table).toMatchObject({
      test: { args: [{}, { type: 'float', value: 1.5 }] },
    })
  })

  it.each([
    ['nothing-chosen', {}],
    ['nothing-chosen', one({ any: [{ all: [] }] })],
    ['column-missing', one({ column: 'agee', is: 'equal', value: 1 })],
    ['wrong-type', one({ column: 'age', is: 'contains', value: '1' })],
    ['wrong-type', one({ column: 'tags', is: 'equal', value: '1' })],
    ['unknown-comparison', one({ column: 'age', is: 'resembles', value: 1 })],
    ['value-missing', one({ column: 'age', is: 'equal' })],
    ['value-missing', one({ column: 'age', is: 'between', values: [1] })],
    ['value-missing', one({ column: 'city', is: 'contains', value: '' })],
    ['bad-value', one({ column: 'age', is: 'equal', value: 'old' })],
    ['bad-value', one({ column: 'day', is: 'less', value: '31/01/2024' })],
    ['bad-constant', one({ column: 'city', is: 'matches', value: '(a' })],
    ['formula-wrong-result', { formula: '[age] + 1' }],
    ['formula-unknown-column', { formula: '[ages] > 1' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('marks rows in a column of its own, sensitive when it tells of a sensitive column', () => {
    const mark = (over: object) =>
      compileNode(filterRows, { act: 'mark', formula: '[age] > 18', ...over }, { table: { ...table, columns: sensitive } })
    const sensitive = table.columns.map((column) => (column.name === 'age' ? { ...column, role: 'sensitive' as const } : column))
    expect(columnsOf(mark({}).table).at(-1)).toBe('met: bool (sensitive)')
    expect(columnsOf(mark({ formula: '[ok]', name: 'age' }).table).at(-1)).toBe('age_2: bool')
  })

  it('empties cells of the chosen columns alone, and keeps types', () => {
    const { table: made, rest } = compile({ act: 'clear', formula: '[ok]', cleared: { by: 'names', names: ['age', 'day'] } })
    expect(columnsOf(made)).toEqual(columnsOf(rest))
    const changed = made?.op === 'project' ? made.exprs.flatMap(({ name, expr }) => (expr.kind === 'call' ? [name] : [])) : []
    expect(changed).toEqual(['age', 'day'])
  })

  it.each([
    ['mark', { name: ' ' }, 'name'],
    ['clear', {}, 'cleared'],
  ])('asks what to %s', async (act, more, param) => {
    expect(await problemOf(() => compile({ act, formula: '[ok]', ...more }))).toMatchObject({ param })
  })

  it('says where in a formula the fault is', async () => {
    expect(await problemOf(() => compile({ formula: '[age] > [agee]' }))).toMatchObject({ param: 'formula', from: 8, to: 14 })
  })

  it('mends a misspelled column deep inside', async () => {
    const conditions = { all: [{ any: [{ column: 'ctiy', is: 'is-missing' }] }] }
    const problem = await problemOf(() => compile({ conditions }))
    expect(problem.fixes).toMatchObject([{ params: { conditions: { all: [{ any: [{ column: 'city', is: 'is-missing' }] }] } } }])
  })

  it('says what it does', () => {
    const nested = {
      all: [
        { column: 'age', is: 'greater', value: 18 },
        {
          any: [
            { column: 'city', is: 'one-of', values: ['Lyon', 'Nice'] },
            { column: 'city', is: 'is-missing' },
          ],
        },
      ],
    }
    expect(sentenceOf(filterRows, { conditions: nested })).toBe(
      'keep rows where age > 18 and (city is one of Lyon or Nice or city is missing)',
    )
    expect(sentenceOf(filterRows, { act: 'leave-out', formula: '[ok]' })).toBe('leave out rows where [ok]')
    expect(sentenceOf(filterRows, { act: 'mark', formula: '[ok]' })).toBe('mark rows where [ok]')
    expect(sentenceOf(filterRows, { act: 'clear', cleared: { by: 'names', names: ['age'] }, formula: '[ok]' })).toBe(
      'empty “age” where [ok]',
    )
  })
})
