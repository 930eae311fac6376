import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogue } from '../catalogue.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { exportModel } from './export-model.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

const bayes = { node: 'train.naive-bayes', port: 'model', params: { target: 'side' }, inputs: { table: twoMoons } }

it('a model that a form cannot say is refused by name, with a button for each form that can', async () => {
  const refused = (params: object) => harness.run(exportModel, params, { model: bayes })
  await expect(refused({ path: 'models/bayes.py' })).rejects.toMatchObject({
    data: {
      code: 'cannot-export',
      param: 'form',
      text: { en: expect.stringMatching(/^“[^”]+” is no linear model/) as string },
      fixes: [
        { label: { en: 'Write an ONNX file', fr: 'Écrire un fichier ONNX' }, params: { form: 'onnx', path: 'models/bayes.onnx' } },
        { label: { en: 'Write an MLflow folder' }, params: { form: 'mlflow', path: 'models/bayes' } },
      ],
    },
  })
})
