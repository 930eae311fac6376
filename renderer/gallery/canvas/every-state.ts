import type { EngineEventBody } from '../../../engine/protocol/event.ts'
import type { Document } from '../../../engine/protocol/document.ts'
import type { Inspection, NodeInspection } from '../../../engine/protocol/inspection.ts'
import { emptyDocument } from '../empty-document.ts'

export const statePath = 'every-state.millrace'

const states = ['ready', 'off', 'queued', 'running', 'done', 'warned', 'stale', 'error', 'disabled', 'bypass', 'long', 'selected'] as const
type Shown = (typeof states)[number]

const learners: readonly Shown[] = ['ready', 'off', 'queued', 'running', 'done', 'warned', 'stale', 'error', 'disabled', 'selected']

function stateDocument(): Document {
  const document = emptyDocument('Every state')
  states.forEach((id, i) => {
    const type = learners.includes(id) ? 'train.boosting' : 'feature.scale'
    const title = id === 'long' ? 'Encode the employment and purpose columns' : undefined
    document.nodes[id] = {
      type,
      version: 1,
      params: {},
      ...(title !== undefined && { title }),
      ...((id === 'disabled' || id === 'bypass') && { disabled: true }),
    }
    document.layout[id] = { x: 24 + (i % 4) * 272, y: 48 + Math.floor(i / 4) * 128 }
    document.notes[`note-${id}`] = { text: id, x: 24 + (i % 4) * 272, y: 16 + Math.floor(i / 4) * 128, width: 208, height: 32 }
  })
  document.nodes['data'] = { type: 'source.file', version: 1, title: 'Loan applications', params: { path: 'loans.csv' } }
  document.layout['data'] = { x: -248, y: 176 }
  document.nodes['judge'] = { type: 'evaluate.evaluate', version: 1, params: {} }
  document.layout['judge'] = { x: 1112, y: 304 }
  document.wires = [
    ...states.filter((id) => id !== 'off').map((id) => ({ from: 'data.table', to: `${id}.table` })),
    { from: 'selected.model', to: 'judge.model2' },
  ]
  return document
}

export const everyState: Document = stateDocument()

const text = (en: string, fr: string) => ({ en, fr })

function inspected(id: string): NodeInspection {
  const fresh = ['done', 'warned', 'selected', 'long', 'data'].includes(id)
  const summary = id === 'data' || id === 'long' ? undefined : text('AUC 0.836', 'AUC 0,836')
  return {
    sentence: id === 'off' ? text('no target chosen', 'aucune cible choisie') : text('400 trees, depth 5', '400 arbres, profondeur 5'),
    configured: id !== 'off',
    fingerprint: `f-${id}`,
    fresh,
    inputs: {},
    outputs: { table: { columns: [{ name: 'amount', type: 'float' }], ...(id === 'data' && { part: 'train' as const }) } },
    ...(fresh && { result: { seconds: 34.6, rows: { table: 46_118 }, ...(summary && { summary }) } }),
  }
}

const problems: Inspection['problems'] = [
  { code: 'nothing-chosen', severity: 'error', place: { node: 'off' }, text: text('Choose a target.', 'Choisissez une cible.') },
  { code: 'few-rows', severity: 'warning', place: { node: 'warned' }, text: text('14 rows have no target.', '14 lignes sont sans cible.') },
  { code: 'memory-short', severity: 'error', place: { node: 'error' }, text: text('Out of memory: 9.1 GB.', 'Mémoire épuisée : 9,1 Go.') },
]

/** What the engine would say: first that all was fresh, then that one thing changed. */
export function stateInspection(document: Document, first: boolean): Inspection {
  const nodes = Object.fromEntries(Object.keys(document.nodes).map((id) => [id, inspected(id)]))
  const stale = nodes['stale']
  if (stale) nodes['stale'] = { ...stale, fresh: first }
  return { problems, nodes }
}

/** A run in which one step waits and one is under way. */
export const stateRun: readonly EngineEventBody[] = [
  {
    type: 'run.started',
    runId: 'run-1',
    pipeline: statePath,
    startedAt: '2026-11-22T18:00:00Z',
    steps: ['data', 'running', 'queued'].map((node) => ({ node, fingerprint: `f-${node}`, reuse: false })),
  },
  { type: 'step.reused', runId: 'run-1', node: 'data', fingerprint: 'f-data', rows: { table: 46_118 } },
  { type: 'step.started', runId: 'run-1', node: 'running', fingerprint: 'f-running' },
  {
    type: 'step.progress',
    runId: 'run-1',
    node: 'running',
    share: 0.64,
    secondsLeft: 12,
    note: { en: 'tree 257 of 400', fr: 'arbre 257 sur 400' },
  },
]
