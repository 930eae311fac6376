// Figures of Millrace on this machine: `npm run bench -- preview [--json] [--rows 10000000]`, `npm run bench -- canvas`. Never run as a test: machines are noisy.
import { onNode24 } from '../tools/on-node24.mjs'

onNode24()
const suites = { preview: () => import('./preview.mjs'), canvas: () => import('./canvas/canvas.mjs') }
const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const suite = suites[name ?? '']
if (!suite) {
  process.stderr.write(`bench: one of ${Object.keys(suites).join(', ')}\n`)
  process.exit(2)
}
const json = process.argv.includes('--json')
const at = process.argv.indexOf('--rows')
const figures = await (await suite()).measure({ rows: at > 0 ? Number(process.argv[at + 1]) : 10_000_000 })
for (const figure of figures) {
  const met = figure.value <= figure.goal
  if (json) process.stdout.write(`${JSON.stringify({ ...figure, met })}\n`)
  else
    process.stdout.write(
      `${met ? 'met   ' : 'MISSED'} ${figure.name.padEnd(44)} ${figure.value.toFixed(1).padStart(9)} ${figure.unit} (goal ${figure.goal})\n`,
    )
}
