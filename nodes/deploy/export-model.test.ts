import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { exportModel } from './export-model.ts'

describe('export model', () => {
  it.each([
    [{}],
    [{ form: 'sql', path: 'Scores.SQL' }],
    [{ form: 'onnx', path: 'models/loan.onnx' }],
    [{ form: 'mlflow', path: 'models/loan' }],
  ])('takes %j', (params) => {
    expect(checkNode(exportModel, params, {})).toEqual([])
  })

  it('wants a place, and offers a name that says what it is', () => {
    expect(codesOf(checkNode(exportModel, { path: ' ' }, {}))).toEqual(['path-missing'])
    expect(checkNode(exportModel, { form: 'sql' }, {})).toMatchObject([
      { code: 'extension-other', severity: 'warning', fixes: [{ params: { path: 'models/model.sql' } }] },
    ])
    expect(checkNode(exportModel, { form: 'onnx', path: 'models/loan.py' }, {})).toMatchObject([
      { fixes: [{ params: { path: 'models/loan.onnx' } }] },
    ])
    expect(checkNode(exportModel, { form: 'mlflow' }, {})).toMatchObject([{ fixes: [{ params: { path: 'models/model' } }] }])
  })

  it('says what it writes', () => {
    expect(sentenceOf(exportModel, {})).toBe('write models/model.py, a Python file')
    expect(sentenceOf(exportModel, { path: '', form: 'mlflow' })).toBe('write an MLflow folder')
  })
})
