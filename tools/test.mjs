// Everything: what `npm run check` looks at, the build, Vitest, the journeys. `node tools/test.mjs [check] [build] [unit] [e2e] [--coverage]`
// Runs all parts even when one fails. The last line sums up: N passed, N failed.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildKernels } from './build-kernels.mjs'
import { onNode24 } from './on-node24.mjs'
import { checks } from './checks.mjs'
import { readPlaywright, readVitest } from './read-report.mjs'
import { root, runCommand } from './run-command.mjs'
import { runParts } from './run-parts.mjs'
import { withDisplay } from './with-display.mjs'

onNode24()
await buildKernels()
const reports = join(root, '.cache', 'reports')
mkdirSync(reports, { recursive: true })

const parts = {
  check: () => runParts(checks),
  build: () =>
    runParts(['engine', 'renderer', 'electron'].map((part) => ({ name: part, run: () => runCommand('node', ['tools/build.mjs', part]) }))),
  async unit() {
    const report = join(reports, 'vitest.json')
    const coverage = process.argv.includes('--coverage') ? ['--coverage', '--coverage.reporter=text-summary'] : []
    const args = ['run', ...coverage, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { status } = await runCommand('vitest', args, { show: true })
    return readVitest(report, status)
  },
  async e2e() {
    const report = join(reports, 'playwright.json')
    const [command, args] = withDisplay('playwright', ['test', '--reporter=list,json'])
    const { status } = await runCommand(command, args, { show: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
    return readPlaywright(report, status)
  },
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = asked.find((name) => !Object.hasOwn(parts, name))
if (unknown) {
  process.stderr.write(`there is no part "${unknown}": ${Object.keys(parts).join(', ')}\n`)
  process.exit(2)
}

const sum = { passed: 0, failed: 0, skipped: 0 }
const summary = []
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`\n== ${name}\n`)
  const started = performance.now()
  const tally = await run()
  for (const key of Object.keys(sum)) sum[key] += tally[key]
  summary.push(
    `${name.padEnd(6)} ${line(tally)}, ${((performance.now() - started) / 1000).toFixed(0)} s`,
    ...(tally.notes ?? []).map((one) => `       ${one}`),
  )
}
process.stdout.write(`\n${summary.join('\n')}\n${line(sum)}\n`)
process.exitCode = sum.failed > 0 ? 1 : 0

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
