import type { EngineEventBody } from '../../engine/protocol/event.ts'
import type { EventStreamOptions } from '../../engine/protocol/event-stream.ts'
import { emptyDocument } from './empty-document.ts'
import { fakeCatalogue } from './fake-catalogue.ts'
import { fakeClient, type FakeAnswers } from './fake-client.ts'
import { loanDocument, loanInspection } from './fake-loan.ts'
import { fakeEvaluation, fakeGroups, fakeMonitor, fakeRequests } from './fake-reports.ts'
import { fakePreview } from './fake-table.ts'
import { fakeEndpoints, fakeExamples, fakePipelines } from './fake-workspace.ts'

/** What stands in the middle of a run: some steps done, one running, one failed. */
const midRun: readonly EngineEventBody[] = [
  {
    type: 'run.started',
    runId: 'run-42',
    pipeline: 'loan-default.millrace',
    startedAt: new Date().toISOString(),
    steps: Object.keys(loanDocument.nodes).map((node) => ({ node, fingerprint: `f-${node}`, reuse: false })),
  },
  ...['loans', 'scores'].map((node): EngineEventBody => ({
    type: 'step.reused',
    runId: 'run-42',
    node,
    fingerprint: `f-${node}`,
    rows: { table: 48210 },
  })),
  ...['clean', 'join', 'split', 'onehot', 'scale', 'logistic'].map((node): EngineEventBody => ({
    type: 'step.finished',
    runId: 'run-42',
    node,
    fingerprint: `f-${node}`,
    seconds: 0.3,
    memoryBytes: 1e7,
    rows: { table: 46118 },
  })),
  { type: 'step.started', runId: 'run-42', node: 'boost', fingerprint: 'f-boost' },
  {
    type: 'step.progress',
    runId: 'run-42',
    node: 'boost',
    share: 0.64,
    secondsLeft: 12,
    note: { en: 'tree 257 of 400', fr: 'arbre 257 sur 400' },
  },
  { type: 'engine.status', memoryBytes: 3.1e9, cacheBytes: 684e6, running: 1, queued: 5 },
]

const nameOf = (path: string) => fakePipelines.find((entry) => entry.path === path)?.name ?? path

/** An engine that lives in the page: answers from invented data, and a stream that stands in the middle of a run. */
export function fakeEngine(more: FakeAnswers = {}) {
  const listeners = new Set<EventStreamOptions>()
  let seq = 0
  const tell = (body: EngineEventBody) => {
    seq += 1
    for (const { onEvent } of listeners) onEvent({ seq, epoch: 'gallery', ...body })
  }
  const nothing = () => ({})
  const client = fakeClient({
    status: () => ({
      version: '0.1.0',
      epoch: 'gallery',
      workspace: '/home/ann/credit-risk',
      workspaceName: 'credit-risk',
      memoryBytes: 1.9e9,
      memoryLimitBytes: 12e9,
      cacheBytes: 684e6,
      cores: 4,
      running: [],
      host: 'browser',
    }),
    catalogue: () => ({ nodes: [...fakeCatalogue], columnSteps: [] }),
    listPipelines: () => ({ pipelines: [...fakePipelines] }),
    listExamples: () => ({ examples: [...fakeExamples] }),
    listEndpoints: () => ({ endpoints: [...fakeEndpoints] }),
    listModels: () => ({ models: [] }),
    listRuns: () => ({ runs: [] }),
    preview: () => fakePreview,
    readArtifact: ({ port }) =>
      port === 'groups'
        ? { kind: 'report', groups: [fakeGroups], views: [] }
        : port === 'metrics'
          ? { kind: 'metrics', evaluations: [fakeEvaluation], duels: [] }
          : { kind: 'table', columns: [...fakePreview.columns], rows: 46_118 },
    readStatistics: () => ({ statistics: [...fakePreview.statistics] }),
    readMonitor: () => fakeMonitor,
    readRequests: () => ({ total: fakeRequests.length, requests: [...fakeRequests] }),
    callEndpoint: () => ({ status: 200, ms: 3.4, body: { prediction: 'no', score: 0.12 } }),
    openPipeline: ({ path }) => ({
      path,
      document: { ...loanDocument, name: nameOf(path) },
      revision: 'r1',
      readOnly: false,
      problems: [],
      draft: null,
    }),
    openExample: ({ id }) => ({
      path: `${id}.millrace`,
      document: loanDocument,
      revision: 'r1',
      readOnly: false,
      problems: [],
      draft: null,
    }),
    createPipeline: ({ name }) => ({
      path: `${name}.millrace`,
      document: emptyDocument(name),
      revision: 'r1',
      readOnly: false,
      problems: [],
      draft: null,
    }),
    savePipeline: () => ({ revision: 'r2' }),
    saveDraft: nothing,
    dropDraft: nothing,
    inspect: () => loanInspection,
    startRun: () => {
      midRun.forEach(tell)
      return { runId: 'run-42' }
    },
    cancelRun: ({ runId }) => {
      tell({ type: 'run.finished', runId, outcome: 'cancelled', seconds: 4.2, executed: 6, reused: 2 })
      return { cancelling: true }
    },
    readSettings: () => ({ settings: {} }),
    writeSettings: nothing,
    ...more,
  })
  const follow = (options: EventStreamOptions) => {
    listeners.add(options)
    options.onState('open')
    return () => listeners.delete(options)
  }
  return { client, follow, tell, midRun }
}
