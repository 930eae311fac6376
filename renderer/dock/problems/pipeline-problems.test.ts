import { expect, test } from 'vitest'
import type { Problem } from '../../../engine/protocol/problem.ts'
import { openedState, type PipelineActions } from '../../document/pipeline-document.ts'
import { loanDocument } from '../../gallery/fake-loan.ts'
import type { Run } from '../../runs/run.ts'
import { pipelineProblems } from './pipeline-problems.ts'

const none = () => {}
const actions: PipelineActions = {
  apply: () => true,
  undo: none,
  redo: none,
  go: none,
  save: async () => {},
  keepMine: async () => {},
  openTheirs: async () => {},
  dismissConflict: none,
}
const opened = { path: 'loan.millrace', document: loanDocument, revision: 'r', readOnly: false, problems: [], draft: null }
const run: Run = {
  runId: 'r',
  pipeline: 'loan.millrace',
  startedAt: '',
  state: 'done',
  order: [],
  steps: {},
  seconds: 1,
  executed: 1,
  reused: 0,
}

test('what went wrong with a run as a whole is a problem of its pipeline until the next run', () => {
  const pipeline = { ...openedState(opened), ...actions }
  const full: Problem = { code: 'disk-full', severity: 'error', place: {}, text: { en: 'The disk is full.', fr: 'Le disque est plein.' } }
  expect(pipelineProblems(pipeline, { ...run, problem: full })).toEqual([full])
  expect(pipelineProblems(pipeline, run)).toEqual([])
})
