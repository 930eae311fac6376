import { beforeAll, describe, expect, it } from 'vitest'
import { extend, mark, values } from '../../relation/build.ts'
import { call, column, literal } from '../../relation/expression.ts'
import { constantClassifier } from '../constant-baseline.ts'
import { quietControl } from '../estimator.ts'
import { matrixFromRows } from '../matrix.ts'
import type { Model } from '../model.ts'
import { buildRecipe } from '../recipe.ts'
import { checkGolden } from './check-golden.ts'
import { modelSteps } from './model-relation.ts'
import { pythonScorer } from './python-scorer.ts'
import { sqlScorer } from './sql-scorer.ts'
import { exportedModels } from './testing/exported-models.ts'

let line: Model
beforeAll(async () => {
  const found = (await exportedModels()).find(({ name }) => name === 'least squares')
  if (!found) throw new Error('no model')
  line = found
})

/** The same model behind a recipe of two steps, the second of which does this to the town. */
function behind(step: (town: ReturnType<typeof column>) => ReturnType<typeof call>): Model {
  const names = ['each', 'large', 'town', 'built', 'garden']
  const source = mark(
    values(
      names.map((name) => ({ name, type: name === 'town' ? 'text' : name === 'built' ? 'date' : name === 'garden' ? 'bool' : 'float' })),
      [],
    ),
    'file',
    'table',
    'f',
  )
  const upper = mark(extend(source, [{ name: 'town', expr: call('upper', column('town')) }]), 'capitals', 'table', 'c')
  const last = mark(extend(upper, [{ name: 'town', expr: step(column('town')) }]), 'the-odd-one', 'table', 'o')
  return { ...line, recipe: buildRecipe(last, names) }
}

describe('what cannot be written', () => {
  it('is named with its step: a function that Python is not taught', () => {
    const odd = behind((town) => call('soundex', town))
    expect(() => pythonScorer(odd)).toThrow('Step “the-odd-one”: The recipe uses “soundex”, which this form cannot say.')
    expect(sqlScorer(odd)).toContain('SELECT')
    expect(pythonScorer(behind((town) => call('strip', town)))).toContain('def score')
  })

  it('a hash with a secret key goes into no SQL', () => {
    const hashed = behind((town) => call('keyed-hash', town, literal('text', 'own')))
    expect(() => sqlScorer(hashed)).toThrow('secret key')
    expect(() => pythonScorer(hashed)).toThrow('the-odd-one')
  })

  it('a model of another kind, and one that is damaged', async () => {
    const x = matrixFromRows([[1], [2]], ['each'])
    const constant = await constantClassifier.fit(x, Float64Array.of(0, 1), { seed: 1, classes: ['a', 'b'] }, quietControl)
    const other = (json: unknown): Model => ({ ...line, name: 'Baseline', estimator: { id: constant.estimator, json } })
    expect(() => modelSteps(other(constant.toJSON()))).toThrow('“Baseline” is no linear model')
    expect(() => modelSteps(other({ estimator: 'linear-regression' }))).toThrow('cannot be read')
  })
})

describe('golden rows', () => {
  const model = {
    name: 'm',
    golden: [
      { input: [], output: [1000, 0.5] },
      { input: [], output: [2, Number.NaN] },
    ],
  }

  it('may differ by the tolerance, relative above 1', () => {
    expect(() =>
      checkGolden(
        model,
        [
          [1000 + 5e-7, 0.5 + 5e-10],
          [2, Number.NaN],
        ],
        1e-9,
      ),
    ).not.toThrow()
  })

  it.each([
    [
      'a number that is off',
      [
        [1000 + 5e-6, 0.5],
        [2, Number.NaN],
      ],
      'golden row 1',
    ],
    [
      'a number where there was none',
      [
        [1000, 0.5],
        [2, 3],
      ],
      'golden row 2',
    ],
    [
      'an answer that is missing',
      [
        [1000, 0.5],
        [null, Number.NaN],
      ],
      'golden row 2',
    ],
    ['rows that are missing', [[1000, 0.5]], 'golden row 2'],
  ])('keep a model from the disk: %s', (_, answered, said) => {
    expect(() => checkGolden(model, answered, 1e-9)).toThrow(said)
  })
})
