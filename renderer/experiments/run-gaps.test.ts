import { describe, expect, it } from 'vitest'
import { applyCommand } from '../../engine/graph/commands/apply-command.ts'
import type { NodePorts, PortCatalogue } from '../../engine/graph/port-catalogue.ts'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Document } from '../../engine/protocol/document.ts'
import type { RecordedGaps, RunRecord } from '../../engine/protocol/experiment-record.ts'
import { addGroupReport } from './add-group-report.ts'
import type { ComparedRun } from './compared-run.ts'
import { gapChoices, gapOf, hasGroupReport } from './run-gaps.ts'

const label = { en: '', fr: '' }
const gap = (id: string, value: number | null) => ({ id, label, value, interval: null, worst: null })
const report = (model: string, by: string[], selection: number | null): RecordedGaps => ({
  node: 'groups',
  model,
  by,
  outcome: 'yes',
  gaps: [gap('demographic-parity-difference', selection), gap('accuracy-difference', 0.5)],
})
const run = (...fairness: RecordedGaps[]): ComparedRun => ({
  row: { id: 'r' } as ComparedRun['row'],
  evaluation: 0,
  record: {
    models: [{ node: 'tree', id: 'm' }],
    evaluations: [{ node: 'judge', model: 'm', judgedOn: { node: 'split', port: 'test', fingerprint: 'f' } }],
    artifacts: [{ node: 'tree', port: 'model', kind: 'model' }],
    fairness,
  } as unknown as RunRecord,
})

describe('gaps of runs', () => {
  it('are those of the model that speaks for the run', () => {
    const one = run(report('other', ['sex'], 0.4), report('m', ['sex'], 0.1), report('m', ['sex', 'age'], 0.3))
    const choices = gapChoices([run(), one])
    expect(choices.map(({ by }) => by)).toEqual([['sex'], ['sex', 'age']])
    expect(choices.map(({ key }) => gapOf(one, key))).toEqual([0.1, 0.3])
    expect(gapOf(run(report('other', ['sex'], 0.4)), choices[0]?.key ?? '')).toBeNull()
    expect([hasGroupReport(one), hasGroupReport(run(report('other', ['sex'], 0.4))), hasGroupReport(run())]).toEqual([true, false, false])
  })

  it('are not told where no group could be judged', () => {
    expect(gapChoices([run(report('m', ['sex'], null))])).toEqual([])
  })
})

describe('a group report that is added', () => {
  const entry = { id: 'fairness.group-report', version: 1, defaults: {} } as CatalogueEntry
  const node = { type: 'x.y', version: 1, params: {} }
  const document: Document = {
    format: 'millrace/pipeline',
    version: 1,
    name: 'p',
    seed: 1,
    nodes: { split: node, tree: node, judge: node },
    wires: [],
    notes: {},
    frames: {},
    layout: { judge: { x: 500, y: 40 } },
    parameters: {},
  }
  const ports = { inputs: { table: { kind: 'table' }, model: { kind: 'model' } }, outputs: {} }
  const given = { inputs: {}, outputs: { test: { kind: 'table' }, model: { kind: 'model' } } }

  const catalogue: PortCatalogue = new Map<string, NodePorts>([
    [entry.id, ports],
    ['x.y', given],
  ])

  it('reads the rows and the model of the evaluation', () => {
    const added = addGroupReport(document, run(), entry)
    const after = applyCommand(document, added?.command ?? { type: 'batch', commands: [] }, catalogue).document
    expect(after.wires).toEqual([
      { from: 'split.test', to: 'group-report.table' },
      { from: 'tree.model', to: 'group-report.model' },
    ])
    expect(after.layout['group-report']).toEqual({ x: 500, y: 176 })
  })

  it('is none where the pipeline lacks them by now', () => {
    expect(addGroupReport({ ...document, nodes: { split: node, judge: node } }, run(), entry)).toBeNull()
  })
})
