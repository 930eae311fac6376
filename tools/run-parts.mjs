/** Runs parts one after the other, says how each went, and shows the output of those that failed. Each part counts as one test. */
export async function runParts(parts) {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, run } of parts) {
    const started = performance.now()
    const { status, output } = await run()
    const ok = status === 0
    tally[ok ? 'passed' : 'failed']++
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${name}, ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    if (!ok) process.stdout.write(`${output.trimEnd()}\n\n`)
  }
  return tally
}
