import { beforeAll, expect, it } from 'vitest'
import type { Model } from '../model.ts'
import { mlflowFolder } from './mlflow-folder.ts'
import { readOnnx } from './onnx-read.ts'
import { exportedModels, modelsOf } from './testing/exported-models.ts'
import { otherKinds } from './testing/other-models.ts'

let plain: Model
let vote: Model
beforeAll(async () => {
  const [line] = await exportedModels()
  const [other] = await modelsOf(otherKinds.filter(({ name }) => name === 'vote by chances'))
  if (!line || !other) throw new Error('no models')
  plain = line
  vote = other
})

const textOf = (folder: ReturnType<typeof mlflowFolder>, path: string) => {
  const content = folder.get(path)
  if (typeof content !== 'string') throw new Error(`no text at ${path}`)
  return content
}
const scriptOf = (folder: ReturnType<typeof mlflowFolder>) => {
  const module = /loader_module: (\w+)/.exec(textOf(folder, 'MLmodel'))?.[1] ?? ''
  return { module, script: textOf(folder, `code/${module}.py`) }
}

it('scores by Python where Python is taught the model, and holds ONNX beside it', () => {
  const folder = mlflowFolder(plain, 'test')
  expect(textOf(folder, 'MLmodel')).toMatch(/onnx:\n    data: model\.onnx[^]*python_function:\n    code: code\n    env:/)
  expect(scriptOf(folder).script).toContain('def score(row)')
  expect(textOf(folder, 'requirements.txt')).toBe('mlflow>=2.9\n')
  const bytes = folder.get('model.onnx')
  expect(bytes instanceof Uint8Array && readOnnx(bytes).inputs.map(({ dims }) => dims)).toEqual(Array.from({ length: 5 }, () => ['rows']))
})

it('scores by ONNX where Python is not taught the model', () => {
  const folder = mlflowFolder(vote, 'test')
  expect(textOf(folder, 'MLmodel')).toMatch(/python_function:\n    code: code\n    data: model\.onnx\n/)
  expect(scriptOf(folder).script).toContain('onnxruntime.InferenceSession(path')
  expect(textOf(folder, 'requirements.txt')).toContain('onnxruntime>=1.17')
})

it('gives models that differ modules of their own: Python keeps one of a name', () => {
  expect(scriptOf(mlflowFolder(plain, 'test')).module).not.toBe(scriptOf(mlflowFolder({ ...plain, golden: [] }, 'test')).module)
})

it('leaves ONNX out where it cannot say the recipe, and Python can', () => {
  const text = JSON.stringify(plain.recipe).replaceAll('"fn":"strip"', '"fn":"trim"')
  const folder = mlflowFolder({ ...plain, recipe: JSON.parse(text) as Model['recipe'] }, 'test')
  expect([...folder.keys()].map((path) => path.replace(/_[0-9a-f]{12}/, ''))).toEqual([
    'MLmodel',
    'python_env.yaml',
    'requirements.txt',
    'code/millrace_model.py',
  ])
  expect(textOf(folder, 'MLmodel')).not.toContain('onnx')
})
