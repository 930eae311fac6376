import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { parameterColumns } from './scale-parameters.ts'
import { undoScaling } from './undo-scaling.ts'

const table = {
  columns: [
    { name: 'n', type: 'int' },
    { name: 'price scaled', type: 'float', role: 'sensitive' },
    { name: 'y', type: 'float', role: 'target' },
    { name: 't', type: 'text' },
  ],
  rows: [],
} as const
const parameters = { columns: parameterColumns, rows: [] }
const compile = (params: unknown) => compileNode(undoScaling, params, { table, parameters })

describe('undo scaling', () => {
  it('keeps columns and roles, and no parameter', () => {
    expect(columnsOf(compile({ columns: { by: 'types', types: ['float'], except: [] } })['table'])).toEqual([
      'n: int',
      'price scaled: float (sensitive)',
      'y: float (target)',
      't: text',
    ])
    expect(columnsOf(compile({ columns: { by: 'names', names: ['n', 'price scaled'] }, place: 'add' })['table'])).toEqual([
      'n: int',
      'price scaled: float (sensitive)',
      'y: float (target)',
      't: text',
      'n original: float',
      'price scaled original: float (sensitive)',
    ])
  })

  it('needs a table of parameters', async () => {
    expect(
      await problemOf(() => compileNode(undoScaling, { columns: { by: 'names', names: ['n'] } }, { table, parameters: table })),
    ).toMatchObject({
      code: 'wrong-table',
      port: 'parameters',
    })
  })

  it('needs the column that is scaled like another', async () => {
    const params = { like: [{ key: 'prediction', value: 'y' }] }
    expect(await problemOf(() => compile(params))).toMatchObject({ code: 'column-missing', param: 'like' })
  })

  it('says what it does', () => {
    const params = { columns: { by: 'names', names: ['n'] }, like: [{ key: 'prediction', value: 'y' }] }
    expect(sentenceOf(undoScaling, params)).toBe('“n” and “prediction” in their own units')
    const byType = { ...params, columns: { by: 'types', types: ['float'], except: [] } }
    expect(sentenceOf(undoScaling, byType)).toBe('decimal number columns and “prediction” in their own units')
  })
})
