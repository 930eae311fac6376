import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPlaywright, readVitest } from './read-report.mjs'

const folder = mkdtempSync(join(tmpdir(), 'millrace-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function written(report: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(report))
  return path
}

describe('report of Vitest', () => {
  const counts = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 }
  it('gives its counts', () => {
    expect(readVitest(written(counts), 0)).toEqual({ passed: 5, failed: 0, skipped: 3, notes: [] })
    expect(readVitest(written({ ...counts, numFailedTests: 2 }), 1)).toMatchObject({ failed: 2 })
  })
  it('names what failed, with the first line of its error', () => {
    const testResults = [
      {
        name: resolve('engine/a.test.ts'),
        status: 'failed',
        message: '',
        assertionResults: [
          { status: 'passed', fullName: 'sums' },
          {
            status: 'failed',
            fullName: 'sums of nothing',
            failureMessages: ['\u001b[31mAssertionError: 1 is not 0\u001b[39m\n  at line 3'],
          },
        ],
      },
      { name: resolve('engine/b.test.ts'), status: 'failed', message: 'Cannot find module c', assertionResults: [] },
      { name: resolve('engine/d.test.ts'), status: 'passed', message: '', assertionResults: [{ status: 'passed', fullName: 'd' }] },
    ]
    expect(readVitest(written({ ...counts, numFailedTests: 1, testResults }), 1)).toMatchObject({
      notes: ['failed: engine/a.test.ts › sums of nothing: AssertionError: 1 is not 0', 'failed: engine/b.test.ts: Cannot find module c'],
    })
  })
  it('is a failure when the runner ended badly, whatever it counted', () => {
    expect(readVitest(written(counts), 1)).toMatchObject({ passed: 5, failed: 1 })
    expect(readVitest(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
  it('is not read twice', () => {
    const path = written(counts)
    readVitest(path, 0)
    expect(readVitest(path, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('report of Playwright', () => {
  const skipped = (description: string) => ({ status: 'skipped', projectName: 'electron', annotations: [{ type: 'skip', description }] })
  const report = {
    stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 2 },
    suites: [
      { specs: [{ title: 'a', tests: [skipped('no Electron'), { status: 'flaky', projectName: 'browser', annotations: [] }] }] },
      { suites: [{ specs: [{ title: 'b', tests: [skipped('no Electron')] }] }] },
    ],
  }
  it('names what failed, with the first line of the error of its last try', () => {
    const results = [{ error: { message: 'first try' } }, { error: { message: 'Error: no button\nCall log' } }]
    const suites = [{ specs: [{ title: 'c', tests: [{ status: 'unexpected', projectName: 'browser', annotations: [], results }] }] }]
    expect(readPlaywright(written({ ...report, suites }), 1)).toMatchObject({ notes: ['failed: browser: c: Error: no button'] })
  })
  it('gives its counts, why something was skipped, and what needed another try', () => {
    expect(readPlaywright(written(report), 0)).toEqual({
      passed: 4,
      failed: 0,
      skipped: 2,
      notes: ['2 skipped: no Electron', 'passed only when tried again: browser: a'],
    })
  })
})
