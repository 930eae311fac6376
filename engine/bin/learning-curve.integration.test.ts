import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Params } from '../protocol/document.ts'
import { inspect } from '../run/inspect.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  // Twenty steps of x in no order: a tree learns them one by one, so more rows help to the end.
  const lines = Array.from({ length: 300 }, (_, row) => `${row % 20},${((row % 20) * 13) % 20}`)
  await engine.write('steps.csv', `x,y\n${lines.join('\n')}\n`)
  // Three of 300 rows are of the rare class: a tenth of the rows hardly ever has one.
  const rare = Array.from({ length: 300 }, (_, row) => `${row % 7},${row % 100 === 5 ? 'yes' : 'no'}`)
  await engine.write('rare.csv', `x,y\n${rare.join('\n')}\n`)
})
afterAll(() => engine.close())

function curveOf(params: Params, path = 'steps.csv') {
  const task = path === 'rare.csv' ? 'classification' : 'regression'
  return documentOf(
    {
      file: { type: 'source.file', params: { path } },
      tree: { type: 'train.decision-tree', params: { target: 'y', task, minLeaf: 1, depth: 20 } },
      curve: { type: 'evaluate.learning-curve', params: { folds: 2, steps: 2, ...params } },
    },
    ['file.table > tree.table', 'tree.model > curve.models'],
  )
}

async function curve(params: Params, path = 'steps.csv') {
  const { manifest } = await engine.run(curveOf(params, path), { targets: ['curve'] })
  const step = manifest.steps.find(({ node }) => node === 'curve')
  if (step?.problem) return { problem: step.problem, points: [], report: undefined }
  const { store, db } = engine.engine
  const points = await db.rows(`SELECT c0, c1, c2, c5 FROM read_parquet('${store.tablePath(step?.fingerprint ?? '', 'table')}')`)
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
    expect(problem?.fixes?.map(({ label }) => label.fr)).toEqual(['« Niveau le plus profond »', '« Lignes minimales par feuille »'])
  })

  it('calls a setting by its label before it runs, and offers those that there are', async () => {
    const resolved = await engine.engine.resolve(curveOf({ over: 'param', param: 'minLeaf' }), engine.folder, new AbortController().signal)
    const { curve: node, tree } = (await inspect(resolved, engine.engine.store)).nodes
    expect(node?.sentence).toEqual({
      en: '2 points over “Fewest rows in a leaf”',
      fr: '2 points selon « Lignes minimales par feuille »',
    })
    expect(node?.settings?.map(({ name, range }) => [name, range?.en])).toEqual([
      ['depth', '1 to 20'],
      ['minLeaf', '1 to 200'],
    ])
    expect(tree?.settings).toBeUndefined()
  })

  it('leaves out a point that fails and says why; without any it says what the first one said', async () => {
    const { points, report } = await curve({ method: 'class' }, 'rare.csv')
    expect(points.map(([, at, score, problem]) => [at, score === null, problem === null])).toEqual([
      [1, false, true],
      [0.1, true, false],
    ])
    expect(points[1]?.[3]).toMatch(/^“Decision tree” without fold \d: /)
    const said = JSON.stringify(report)
    expect(said).toContain(' 1 of 2 points failed.')
    expect(said).toMatch(/Decision tree at 10.%: “Decision tree” without fold \d: /)
    expect(said).toMatch(/Arbre de décision à 10.% : « Arbre de décision » sans le pli \d : /)
    // A single row is missing without one of the folds, whatever the setting.
    await engine.write('rare.csv', `x,y\n1,yes\n${'2,no\n'.repeat(30)}`)
    const { problem } = await curve({ over: 'param', param: 'depth', method: 'random' }, 'rare.csv')
    expect(problem).toMatchObject({ code: 'curve-empty' })
    expect(problem?.text.en).toMatch(/^No point of the curve could be judged\. “Decision tree” without fold \d: /)
  })
})
