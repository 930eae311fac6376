import { expect, test } from 'vitest'
import type { Artifact } from './use-artifact.ts'
import { withModelNames } from './with-model-names.ts'

const titles = [{ en: 'Decision tree', fr: 'Arbre de décision' }]
const inFrench = (artifact: unknown) => withModelNames(artifact as Artifact, titles, (title) => title.fr)

test('models called as their kind of node are called so in the language of the studio; a name that a person gave stays', () => {
  expect(inFrench({ kind: 'model', name: 'Decision tree' })).toMatchObject({ name: 'Arbre de décision' })
  expect(inFrench({ kind: 'model', name: 'Who pays back' })).toMatchObject({ name: 'Who pays back' })
  expect(inFrench({ kind: 'metrics', evaluations: [{ model: 'Decision tree' }, { model: 'Mine' }] })).toMatchObject({
    evaluations: [{ model: 'Arbre de décision' }, { model: 'Mine' }],
  })
  expect(inFrench({ kind: 'report', views: [], groups: [{ model: 'Decision tree' }] })).toMatchObject({
    groups: [{ model: 'Arbre de décision' }],
  })
})

test('what holds no model is handed on as it is', () => {
  const report = { kind: 'report', views: [] }
  expect(inFrench(report)).toBe(report)
})
