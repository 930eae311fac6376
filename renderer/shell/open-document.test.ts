import { expect, test } from 'vitest'
import type { Problem } from '../../engine/protocol/problem.ts'
import { fakeCatalogue } from '../gallery/fake-catalogue.ts'
import { loanDocument, loanInspection } from '../gallery/fake-loan.ts'
import { openedState } from '../document/pipeline-document.ts'
import type { Run, StepRun } from '../runs/run.ts'
import { openDocument } from './open-document.ts'

const byType = Object.fromEntries(fakeCatalogue.map((entry) => [entry.id, entry]))
const none = () => {}
const actions = {
  apply: () => true,
  undo: none,
  redo: none,
  go: none,
  save: async () => {},
  keepMine: async () => {},
  openTheirs: async () => {},
  dismissConflict: none,
}
const problem: Problem = { code: 'newer', severity: 'warning', place: {}, text: { en: 'Newer.', fr: 'Plus récent.' } }
const opened = { path: 'loan.millrace', document: loanDocument, revision: 'r', readOnly: false, problems: [problem], draft: null }
const pipeline = { ...openedState(opened), ...actions, inspection: loanInspection }

function failing(node: string): Run {
  const step: StepRun = {
    node,
    fingerprint: '',
    state: 'failed',
    problem: { code: 'too-few-rows', severity: 'error', place: {}, text: { en: 'Too few rows.', fr: 'Trop peu de lignes.' } },
    share: null,
    secondsLeft: null,
    seconds: null,
    memoryBytes: null,
    notices: [],
    points: [],
  }
  return {
    runId: 'r',
    pipeline: 'loan.millrace',
    startedAt: '',
    state: 'failed',
    order: [node],
    steps: { [node]: step },
    seconds: 1,
    executed: 0,
    reused: 0,
  }
}

test('counts what the file, the inspection and the last run found', () => {
  expect(openDocument(pipeline, byType, undefined)).toMatchObject({ name: 'Loan default', errors: 1, warnings: 2 })
  expect(openDocument(pipeline, byType, failing('boost')).errors).toBe(2)
})

test('a node is called by its own title, by its type, or by its id', () => {
  const { titleOf } = openDocument(pipeline, byType, undefined)
  expect(titleOf('loans')).toEqual({ en: 'Loan applications', fr: 'Loan applications' })
  const plain = {
    ...loanDocument,
    nodes: { split: { type: 'split.train-test', version: 1, params: {} }, odd: { type: 'x.unknown', version: 1, params: {} } },
  }
  const other = openDocument({ ...pipeline, document: plain }, byType, undefined)
  expect(other.titleOf('split').fr).toBe('Séparer')
  expect(other.titleOf('odd').en).toBe('x.unknown')
  expect(other.titleOf('gone').en).toBe('gone')
})

test('knows the columns that leave a node, for the search', () => {
  const node = openDocument(pipeline, byType, undefined).nodes.find((one) => one.id === 'clean')
  expect(node?.columns).toContain('income_yr')
})
