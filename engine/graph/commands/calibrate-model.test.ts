import { describe, expect, it } from 'vitest'
import { documentSchema, type Document } from '../../protocol/document.ts'
import { applyCommand } from './apply-command.ts'
import { calibrateModel } from './calibrate-model.ts'

function documentOf(nodes: Readonly<Record<string, string>>, ...wires: readonly string[]): Document {
  return documentSchema.parse({
    format: 'millrace/pipeline',
    version: 1,
    name: 'x',
    seed: 1,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, type]) => [id, { type, version: 1, params: {} }])),
    wires: wires.map((wire) => {
      const [from = '', to = ''] = wire.split(' > ')
      return { from, to }
    }),
  })
}
const after = (document: Document, model = 'boost') => {
  const found = calibrateModel(document, model)
  return found && applyCommand(document, found.command).document.wires.map(({ from, to }) => `${from} > ${to}`)
}

const nodes = { file: 'source.file', split: 'split.train-test', fill: 'clean.fill-missing', boost: 'train.gradient-boosting' }
const line = ['file.table > split.table', 'split.train > fill.table', 'fill.table > boost.table']

describe('a node that calibrates a model', () => {
  it('takes a part off the training rows, and what prepares them learns without it', () => {
    const judged = { ...nodes, judge: 'evaluate.evaluate', tree: 'train.decision-tree' }
    const document = documentOf(judged, ...line, 'split.train > tree.table', 'boost.model > judge.models', 'split.test > judge.table')
    expect(after(document)).toEqual(
      expect.arrayContaining([
        'split.train > split-calibrate.table',
        'split-calibrate.train > fill.table',
        'split-calibrate.train > tree.table',
        'fill.table > boost.table',
        'boost.model > calibrate.model',
        'split-calibrate.test > calibrate.table',
        'calibrate.model > judge.models',
        'split.test > judge.table',
      ]),
    )
    expect(after(document)).toHaveLength(9)
  })

  it('takes the validation rows where there are some', () => {
    const three = documentOf({ ...nodes, split: 'split.parts' }, ...line)
    expect(after(three)).toEqual([...line, 'boost.model > calibrate.model', 'split.validation > calibrate.table'])
  })

  it('parts the rows where they come in when nothing else does, and leaves other readers alone', () => {
    const bare = documentOf(
      { file: 'source.file', boost: 'train.gradient-boosting', sum: 'statistics.summary' },
      'file.table > boost.table',
    )
    const read = { ...bare, wires: [...bare.wires, { from: 'file.table', to: 'sum.table' }] }
    expect(after(read)).toEqual([
      'file.table > split-calibrate.table',
      'split-calibrate.train > boost.table',
      'file.table > sum.table',
      'boost.model > calibrate.model',
      'split-calibrate.test > calibrate.table',
    ])
  })

  it('serves all who took the model, under a free name', () => {
    const many = documentOf(
      { ...nodes, calibrate: 'clean.sort-rows', judge: 'evaluate.evaluate', serve: 'deploy.endpoint' },
      ...line,
      'boost.model > judge.models',
      'boost.model > serve.model',
    )
    expect(calibrateModel(many, 'boost')?.id).toBe('calibrate-2')
    expect(after(many)).toEqual(expect.arrayContaining(['calibrate-2.model > judge.models', 'calibrate-2.model > serve.model']))
  })

  it('covers no node: it goes further down where one stands', () => {
    const document = documentOf({ ...nodes, judge: 'evaluate.evaluate' }, ...line, 'boost.model > judge.models')
    const layout = { split: { x: 0, y: 0 }, boost: { x: 544, y: 0 }, judge: { x: 816, y: 136 } }
    const found = calibrateModel({ ...document, layout }, 'boost')
    const after = found && applyCommand({ ...document, layout }, found.command).document.layout
    expect(after?.['calibrate']).toEqual({ x: 816, y: 348 })
    expect(after?.['split-calibrate']).toEqual({ x: 136, y: 116 })
  })

  it('is not put behind one that is calibrated, behind none, nor where no rows come in', () => {
    const calibrated = documentOf({ ...nodes, bend: 'train.calibrate' }, ...line, 'boost.model > bend.model')
    expect(after(calibrated)).toBeNull()
    expect(after(calibrated, 'bend')).toBeNull()
    expect(after(calibrated, 'gone')).toBeNull()
    expect(after(documentOf({ boost: 'train.gradient-boosting' }))).toBeNull()
  })
})
