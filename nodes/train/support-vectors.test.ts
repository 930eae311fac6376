import { describe, expect, it } from 'vitest'
import { mostKernelRows } from '../../engine/learn/support-vectors.ts'
import type { RunContext } from '../kit/context.ts'
import type { Inputs } from '../kit/define-node.ts'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { supportVectors } from './support-vectors.ts'

const table = {
  columns: [
    { name: 'rooms', type: 'int' },
    { name: 'town', type: 'text' },
    { name: 'sold', type: 'date' },
    { name: 'price', type: 'float' },
  ],
  rows: [],
} as const

describe('support vector machine', () => {
  it.each(['price', 'rooms', 'town'])('predicts a class or a number: %s', (target) => {
    expect(checkNode(supportVectors, { target }, { table })).toEqual([])
  })

  it.each([
    ['target-missing', {}],
    ['target-not-number', { target: 'town', task: 'regression' }],
    ['column-missing', { target: 'price', features: { by: 'names', names: ['room'] } }],
  ])('objects: %s', (code, params) => {
    expect(codesOf(checkNode(supportVectors, params, { table }))).toEqual([code])
  })

  it('compares no more rows with one another than it can, and offers a straight border', async () => {
    const params = supportVectors.params.parse({ target: 'price' })
    const inputs = { one: () => 'counted only' } as unknown as Inputs
    const body = supportVectors as unknown as { run(params: unknown, inputs: Inputs, ctx: RunContext): Promise<unknown> }
    const run = body.run(params, inputs, { count: () => Promise.resolve(mostKernelRows + 1) } as unknown as RunContext)
    await expect(run).rejects.toMatchObject({
      data: { code: 'too-many-rows', param: 'kernel', fixes: [{ params: { kernel: 'linear' } }] },
    })
  })

  it('says what it does', () => {
    expect(sentenceOf(supportVectors, { target: 'price' })).toBe('learn “price”, curved border, C = 1')
    const { fr } = supportVectors.explain(supportVectors.params.parse({ target: 'town', kernel: 'linear', c: 0.5 }) as never)
    expect(fr).toBe('apprendre « town », frontière droite, C = 0,5')
  })
})
