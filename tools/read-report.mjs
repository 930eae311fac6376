// The counts out of the JSON reports of Vitest and Playwright. A runner that ended badly without naming a test counts as one failure.
import { readFileSync, rmSync } from 'node:fs'

/** `{ passed, failed, skipped, notes }` out of Vitest's JSON report; the file is used up. */
export function readVitest(path, status) {
  const report = take(path)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0)
  return atLeast({ passed: report.numPassedTests, failed: report.numFailedTests, skipped }, status)
}

/** The same out of Playwright's; each reason for skipping is named once, with its count, and each journey that needed another try by its title. */
export function readPlaywright(path, status) {
  const report = take(path)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  const reasons = new Map()
  const retried = []
  for (const { title, test } of testsIn(report.suites)) {
    if (test.status === 'flaky') retried.push(`${test.projectName}: ${title}`)
    for (const { type, description } of test.annotations)
      if (type === 'skip' && description) reasons.set(description, (reasons.get(description) ?? 0) + 1)
  }
  const notes = [
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
