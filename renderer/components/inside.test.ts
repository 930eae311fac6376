import { describe, expect, it } from 'vitest'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { documentSchema } from '../../engine/protocol/document.ts'
import type { Run, StepRun } from '../runs/run.ts'
import { formFields } from '../inspector/form-model.ts'
import { componentEntries } from './component-entry.ts'
import { insidePath, splitInside } from './inside-path.ts'
import { insideAt, inspectionInside, runInside, typeAt, withUses } from './inside-view.ts'

const node = (type: string, params = {}) => ({ type, version: 1, params })
const component = (nodes: object, more: object = {}) => ({ title: 'C', version: 1, inputs: {}, outputs: {}, nodes, wires: [], ...more })
const document = documentSchema.parse({
  format: 'millrace/pipeline',
  version: 1,
  name: 'p',
  seed: 1,
  nodes: { a: node('component.outer') },
  wires: [],
  components: {
    'component.outer': component({ b: node('component.inner'), x: node('t.step') }),
    'component.inner': component(
      { y: node('t.step', { size: 3 }) },
      {
        inputs: { in1: { label: 'Rows', kind: 'table', to: ['y.table'] } },
        settings: { size: { label: 'How many', node: 'y', param: 'size' } },
      },
    ),
  },
})

describe('a path into a component', () => {
  it('goes through as many as there are', () => {
    const path = insidePath(insidePath('p.millrace', 'a'), 'b')
    expect(path).toBe('p.millrace#a/b')
    expect(splitInside(path)).toEqual({ path: 'p.millrace', use: 'a/b' })
    expect(splitInside('p.millrace')).toBeNull()
    expect(typeAt(document, 'a/b')).toBe('component.inner')
    expect(Object.keys(insideAt(document, 'a/b')?.nodes ?? {})).toEqual(['y', 'in1'])
    expect(typeAt(document, 'a/x')).toBeUndefined()
  })
})

describe('what is known inside', () => {
  const text = { en: 'a', fr: 'b' }
  const inspected = { sentence: text, configured: true, fingerprint: 'f', fresh: true, inputs: {}, outputs: {} }

  it('goes by the ids inside, problems too', () => {
    const problem = { code: 'x', severity: 'error', text } as const
    const found = inspectionInside(
      {
        nodes: { a: inspected, 'a/b': inspected, 'a/b/y': inspected, other: inspected },
        problems: [
          { ...problem, place: { node: 'a', inside: 'b/y', insideParam: 'size', param: 'shown' } },
          { ...problem, place: { node: 'a', inside: 'x' } },
          { ...problem, place: { node: 'other' } },
        ],
      },
      'a',
    )
    expect(Object.keys(found.nodes)).toEqual(['b', 'b/y'])
    expect(found.problems.map(({ place }) => place)).toEqual([{ node: 'b', inside: 'y', insideParam: 'size' }, { node: 'x' }])
    const deeper = inspectionInside(found, 'b')
    expect(deeper.problems.map(({ place }) => place)).toEqual([{ node: 'y', param: 'size' }])
  })

  const step = (node: string, state: StepRun['state']): StepRun => ({
    node,
    fingerprint: node,
    state,
    share: null,
    secondsLeft: null,
    seconds: null,
    memoryBytes: null,
    notices: [],
    points: [],
  })
  const run = (states: Readonly<Record<string, StepRun['state']>>): Run => ({
    runId: 'r',
    pipeline: 'p',
    startedAt: '',
    state: 'running',
    order: Object.keys(states),
    steps: Object.fromEntries(Object.entries(states).map(([id, state]) => [id, step(id, state)])),
    seconds: null,
    executed: 0,
    reused: 0,
  })

  it('a use runs while its nodes do, fails with one of them, and is quiet when all are done', () => {
    const states = (given: Readonly<Record<string, StepRun['state']>>) => withUses(run(given)).steps['a']
    expect(states({ 'a/x': 'queued', 'a/b/y': 'queued' })?.state).toBe('queued')
    expect(states({ 'a/x': 'done', 'a/b/y': 'queued' })).toMatchObject({ state: 'running', share: 0.5 })
    expect(states({ 'a/x': 'done', 'a/b/y': 'failed' })?.state).toBe('failed')
    expect(states({ 'a/x': 'done', 'a/b/y': 'reused' })).toBeUndefined()
    expect(withUses(run({ 'a/b/y': 'running' })).steps['a/b']?.state).toBe('running')
    const plain = run({ x: 'done' })
    expect(withUses(plain)).toBe(plain)
  })

  it('steps inside go by their own ids', () => {
    const inside = runInside(withUses(run({ z: 'done', 'a/x': 'done', 'a/b/y': 'running' })), 'p#a', 'a')
    expect(inside.order).toEqual(['x', 'b/y'])
    expect(inside.steps['b']).toMatchObject({ node: 'b', state: 'running' })
  })
})

it('a component is an entry of the catalogue: its ports, and the settings of its form with the values inside', () => {
  const kind = 'table' as const
  const both = { en: 'x', fr: 'y' }
  const stepEntry: CatalogueEntry = {
    id: 't.step',
    version: 1,
    category: 't',
    family: 'prepare',
    icon: 'x',
    title: both,
    summary: both,
    help: both,
    keywords: { en: [], fr: [] },
    inputs: { table: { kind, label: both } },
    outputs: { table: { kind, label: both } },
    params: { properties: { size: { type: 'number', 'x-field': { kind: 'number', label: both, when: { param: 'other', in: [1] } } } } },
    defaults: { size: 1 },
    examples: [],
  }
  const entries = componentEntries(document, { 't.step': stepEntry })
  const entry = entries['component.inner']
  if (!entry) throw new Error('no entry')
  expect(entry.inputs).toEqual({ in1: { kind: 'table', label: { en: 'Rows', fr: 'Rows' } } })
  expect(formFields(entry)).toMatchObject([
    { name: 'size', fallback: 3, meta: { kind: 'number', label: { en: 'How many', fr: 'How many' }, from: 'in1' } },
  ])
  expect(formFields(entry)[0]?.meta.when).toBeUndefined()
})
