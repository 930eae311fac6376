import { expect, it } from 'vitest'
import type { NodeDefinition } from '../kit/define-node.ts'
import { nodeSettings } from '../kit/node-settings.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { StudiedModel } from '../kit/study.ts'
import { tunableParams } from '../kit/tunable.ts'
import { decisionTree } from '../train/decision-tree.ts'
import { supportVectors } from '../train/support-vectors.ts'
import { learningCurve } from './learning-curve.ts'
import { sweepObservation, sweepOffers, sweepSettings, sweptSetting } from './sweep-settings.ts'

function studied(node: NodeDefinition): StudiedModel {
  const params = node.params.parse({})
  return {
    node: 'm',
    title: node.title,
    type: node.id,
    fingerprint: 'f',
    params,
    tunable: tunableParams(node.params, params),
    settings: nodeSettings(node.params, params),
    before: [],
  }
}
const [tree, vectors] = [studied(decisionTree), studied(supportVectors)]

function problemOf(work: () => unknown): NodeProblem['data'] | null {
  try {
    work()
  } catch (error) {
    if (error instanceof NodeProblem) return error.data
    throw error
  }
  return null
}

it('takes the numbers that all learners share, the first one unless another is named', () => {
  expect(sweepSettings([tree]).map(({ name }) => name)).toEqual(['depth', 'minLeaf'])
  expect(sweepSettings([vectors]).map(({ name }) => name)).toEqual(['c', 'gamma'])
  expect(sweptSetting('', [tree, tree]).name).toBe('depth')
  expect(sweptSetting('minLeaf', [tree]).label.en).toBe('Fewest rows in a leaf')
})

it('has a button for each that could be named, and says when there is none', () => {
  const unknown = problemOf(() => sweptSetting('leaves', [tree]))
  expect(unknown).toMatchObject({ code: 'sweep-param', fixes: [{ params: { param: 'depth' } }, { params: { param: 'minLeaf' } }] })
  const none = problemOf(() => sweptSetting('', [tree, vectors]))
  expect([none?.text.en, none?.fixes]).toEqual(['The learners share no setting with a range.', []])
})

it('calls what is swept by its label, in the sentence of the node too', () => {
  expect(sweepOffers([tree])).toMatchObject([
    { name: 'depth', label: { en: 'Deepest level' }, range: { en: '1 to 20', fr: 'de 1 à 20' } },
    { name: 'minLeaf', label: { fr: 'Lignes minimales par feuille' } },
  ])
  const swept = (param: string, models?: readonly StudiedModel[]) =>
    learningCurve.explain(learningCurve.params.parse({ over: 'param', param }), models)
  expect(swept('minLeaf', [tree])).toEqual({
    en: '6 points over “Fewest rows in a leaf”',
    fr: '6 points selon « Lignes minimales par feuille »',
  })
  expect(swept('', [tree]).en).toBe('6 points over “Deepest level”')
  expect(swept('').en).toBe('6 points over a setting')
  expect(swept('leaves', [tree]).en).toBe('6 points over “leaves”')
})

it('tells before the run what the run would object to', () => {
  const told = (param: string, studied: readonly StudiedModel[]) => sweepObservation(param, studied).tell({}).findings
  expect(told('leaves', [tree])).toMatchObject([
    { tone: 'warning', text: { en: expect.stringMatching(/“leaves”/) as string }, fix: { params: { param: 'depth' } } },
  ])
  expect(told('', [tree, vectors])).toMatchObject([{ text: { en: expect.stringMatching(/^The learners share no setting/) as string } }])
  expect(told('depth', [tree])).toEqual([])
  expect(told('', [])).toEqual([])
})
