// The counts and the names of what failed out of the JSON reports of Vitest and Playwright. A runner that ended badly without naming a test counts as one failure.
import { readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './run-command.mjs'

/** `{ passed, failed, skipped, notes }` out of Vitest's JSON report; the file is used up. */
export function readVitest(path, status) {
  const report = take(path)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0)
  const notes = (report.testResults ?? []).flatMap((file) => failuresOf(file))
  return atLeast({ passed: report.numPassedTests, failed: report.numFailedTests, skipped, notes }, status)
}

/** A line for each test of a file that failed, and one for a file that could not be read at all. */
function failuresOf({ name, status, message, assertionResults = [] }) {
  const file = relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`failed: ${file}: ${shortly(message)}`] : []
  return failed.map((test) => `failed: ${file} › ${test.fullName}: ${shortly(test.failureMessages?.[0])}`)
}

/** The same out of Playwright's; each reason for skipping is named once, with its count, each journey that failed or needed another try by its title. */
export function readPlaywright(path, status) {
  const report = take(path)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  const reasons = new Map()
  const failed = []
  const retried = []
  for (const { title, test } of testsIn(report.suites)) {
    if (test.status === 'unexpected')
      failed.push(`failed: ${test.projectName}: ${title}: ${shortly(test.results?.findLast((one) => one.error)?.error.message)}`)
    if (test.status === 'flaky') retried.push(`${test.projectName}: ${title}`)
    for (const { type, description } of test.annotations)
      if (type === 'skip' && description) reasons.set(description, (reasons.get(description) ?? 0) + 1)
  }
  const notes = [
    ...failed,
    ...[...reasons].map(([why, count]) => `${count} skipped: ${why}`),
    ...retried.map((title) => `passed only when tried again: ${title}`),
  ]
  return atLeast({ passed: expected + flaky, failed: unexpected, skipped, notes }, status)
}

function testsIn(suites = []) {
  return suites.flatMap((suite) => [
    ...testsIn(suite.suites),
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, test }))),
  ])
}

/** The first line of an error without its colours, at most 300 characters. */
function shortly(message) {
  const [first = ''] = stripVTControlCharacters(message ?? '')
    .trim()
    .split('\n')
  return first.slice(0, 300) || 'no message'
}

function atLeast(tally, status) {
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

function take(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'))
    rmSync(path)
    return report
  } catch (error) {
    process.stdout.write(`no report: ${error.message}\n`)
    return null
  }
}
