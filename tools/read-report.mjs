// The counts out of the JSON reports of Vitest and Playwright. A runner that ended badly without naming a test counts as one failure.
import { readFileSync, rmSync } from 'node:fs'

/** `{ passed, failed, skipped, reasons }` out of Vitest's JSON report; the file is used up. */
export function readVitest(path, status) {
  const report = take(path)
  if (report === null) return atLeast({ passed: 0, failed: 0, skipped: 0 }, status)
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0)
  return atLeast({ passed: report.numPassedTests, failed: report.numFailedTests, skipped }, status)
}

/** The same out of Playwright's; each reason for skipping is named once, with its count. */
export function readPlaywright(path, status) {
  const report = take(path)
  if (report === null) return atLeast({ passed: 0, failed: 0, skipped: 0 }, status)
  const { expected, unexpected, flaky, skipped } = report.stats
  const reasons = new Map()
  for (const { annotations } of testsIn(report.suites))
    for (const { type, description } of annotations)
      if (type === 'skip' && description) reasons.set(description, (reasons.get(description) ?? 0) + 1)
  const tally = { passed: expected + flaky, failed: unexpected, skipped, reasons: [...reasons].map(([why, count]) => `${count}: ${why}`) }
  return atLeast(tally, status)
}

function testsIn(suites = []) {
  return suites.flatMap((suite) => [...testsIn(suite.suites), ...(suite.specs ?? []).flatMap((spec) => spec.tests)])
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
