import { describe, expect, it } from 'vitest'
import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import type { StepRun } from '../runs/run.ts'
import { resultLine } from './result-line.ts'

const text = { en: '', fr: '' }
const inspection: NodeInspection = { sentence: text, configured: true, fingerprint: 'f', fresh: true, inputs: {}, outputs: {} }
const step: StepRun = {
  node: 'n',
  fingerprint: 'f',
  state: 'done',
  share: 1,
  secondsLeft: null,
  seconds: 1,
  memoryBytes: null,
  notices: [],
  points: [],
}

describe('resultLine', () => {
  it('says rows, time and whether the result was reused', () => {
    const result = { rows: { out: 46118 }, seconds: 0.9 }
    expect(resultLine({ ...inspection, result }, { ...step, state: 'reused' }).en).toMatch(/^46\u202F118 rows, 0\.9\ss, reused$/)
    expect(resultLine({ ...inspection, result }, step).fr).toMatch(/^46\u202F118 lignes, 0,9\ss$/)
    expect(resultLine({ ...inspection, result: { rows: { a: 3, b: 1 }, seconds: 12 } }, undefined).en).toMatch(/^3 and 1 rows, 12\ss$/)
  })
  it('counts the rows of the first of many tables', () => {
    const rows = { table: 2401, scores: 16, path: 0 }
    expect(resultLine({ ...inspection, result: { rows, seconds: 1.2 } }, undefined).en).toMatch(/^2\u202F401 rows, 1\.2\ss$/)
  })
  it('says how far it is while it runs', () => {
    const running = { ...step, state: 'running' as const, share: 0.64, secondsLeft: 12, note: { en: 'tree 257', fr: 'arbre 257' } }
    expect(resultLine(inspection, running).en).toMatch(/^64\s%, tree 257, 12\ss left$/)
  })
  it('says what is in the way', () => {
    expect(resultLine({ ...inspection, fresh: false, configured: false }, undefined).en).toBe('not set up')
    expect(resultLine({ ...inspection, fresh: false }, undefined).en).toBe('not run yet')
    expect(resultLine({ ...inspection, fresh: false, fingerprint: 'g' }, step).en).toBe('changed since it ran')
    expect(resultLine({ ...inspection, fresh: false }, { ...step, state: 'failed' }).fr).toBe('en échec')
    expect(resultLine({ ...inspection, fresh: false }, { ...step, rows: { a: 5 }, seconds: 2 }).en).toMatch(/^5 rows, 2\.0\ss$/)
  })
})
