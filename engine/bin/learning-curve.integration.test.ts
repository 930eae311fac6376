import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Params } from '../protocol/document.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  // Twenty steps of x in no order: a tree learns them one by one, so more rows help to the end.
  const lines = Array.from({ length: 300 }, (_, row) => `${row % 20},${((row % 20) * 13) % 20}`)
  await engine.write('steps.csv', `x,y\n${lines.join('\n')}\n`)
})
afterAll(() => engine.close())

async function curve(params: Params) {
  const document = documentOf(
    {
      file: { type: 'source.file', params: { path: 'steps.csv' } },
      tree: { type: 'train.decision-tree', params: { target: 'y', task: 'regression', minLeaf: 1, depth: 20 } },
      curve: { type: 'evaluate.learning-curve', params: { folds: 2, steps: 2, ...params } },
    },
    ['file.table > tree.table', 'tree.model > curve.models'],
  )
  const { manifest } = await engine.run(document, { targets: ['curve'] })
  const step = manifest.steps.find(({ node }) => node === 'curve')
  if (step?.problem) return { problem: step.problem, points: [], report: undefined }
  const { store, db } = engine.engine
  const points = await db.rows(`SELECT c0, c1, c2 FROM read_parquet('${store.tablePath(step?.fingerprint ?? '', 'table')}')`)
  return { problem: undefined, points, report: await store.json(step?.fingerprint ?? '', 'report') }
}

describe('a learning curve', () => {
  it('rises with the rows where they help', async () => {
    const { points, report } = await curve({})
    expect(points.map(([model, at]) => [model, at])).toEqual([
      ['Decision tree', 0.1],
      ['Decision tree', 1],
    ])
    expect(Number(points[1]?.[2])).toBeGreaterThan(Number(points[0]?.[2]) + 0.2)
    expect(report).toMatchObject({ kind: 'report', views: [{ view: 'text', lead: true }, { view: 'vega-lite' }] })
    expect(JSON.stringify(report)).toContain('Decision tree reaches R² ')
  })

  it('goes over the range of a setting, and names those that there are', async () => {
    const { points } = await curve({ over: 'param', param: 'depth' })
    expect(points.map(([, at]) => at)).toEqual([1, 20])
    expect(Number(points[1]?.[2])).toBeGreaterThan(Number(points[0]?.[2]) + 0.2)
    const { problem } = await curve({ over: 'param', param: 'leaves' })
    expect(problem).toMatchObject({ code: 'sweep-param', place: { param: 'param' } })
    expect(problem?.text.en).toContain('The first one has: depth, minLeaf.')
  })
})
