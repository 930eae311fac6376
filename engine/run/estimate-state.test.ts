import { expect, it } from 'vitest'
import type { FitContext } from '../../nodes/kit/context.ts'
import type { FittedNode } from '../../nodes/kit/define-node.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { soloCrews } from '../kernels/crew.ts'
import { values } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import { estimateState } from './estimate-state.ts'

const table = values([{ name: 'x', type: 'int' }], [[1]])
const context: FitContext = {
  seed: 1,
  signal: new AbortController().signal,
  rows: () => Promise.resolve([]),
  load: () => Promise.resolve({ rows: 0, numbers: new Map(), categories: new Map() }),
  yieldNow: () => Promise.resolve(),
  progress: () => undefined,
  crews: soloCrews,
  model: () => undefined,
}

const node = (learnsIn: 'worker' | undefined, fit: (input: Relation, ctx: FitContext) => Promise<unknown>) =>
  ({ ...(learnsIn && { learnsIn }), fit: (_: unknown, input: Relation, ctx: FitContext) => fit(input, ctx) }) as unknown as FittedNode

const refuse = (looks: boolean) => async (input: Relation, ctx: FitContext) => {
  if (looks) await ctx.rows(input)
  throw new NodeProblem({ code: 'all-noise', text: { en: 'No.', fr: 'Non.' } })
}

const severity = (definition: FittedNode) =>
  estimateState(definition, {}, table, context).catch((error: unknown) =>
    error instanceof NodeProblem ? (error.data.severity ?? 'error') : 'other',
  )

it('lets what learns long learn from few rows, and all else from all of them', async () => {
  const seen = async (learnsIn: 'worker' | undefined) =>
    estimateState(
      node(learnsIn, (input) => Promise.resolve(input.op)),
      {},
      table,
      context,
    )
  expect(await seen('worker')).toBe('sample')
  expect(await seen(undefined)).toBe('values')
})

it('warns of what few rows cannot teach; what columns alone forbid stays an error', async () => {
  expect(await severity(node('worker', refuse(true)))).toBe('warning')
  expect(await severity(node('worker', refuse(false)))).toBe('error')
  expect(await severity(node(undefined, refuse(true)))).toBe('error')
})
