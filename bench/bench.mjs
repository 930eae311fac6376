// Figures of Millrace on this machine: `npm run bench -- preview|paint|prepare|profile|canvas|learn|studies [--json] [--rows 10000000] [--only PART]`. Never run as a test: machines are noisy.
import { onNode24 } from '../tools/on-node24.mjs'

onNode24()
const suites = {
  preview: () => import('./preview.mjs'),
  prepare: () => import('./prepare.mjs'),
  profile: () => import('./profile.mjs'),
  paint: () => import('./paint.mjs'),
  canvas: () => import('./canvas/canvas.mjs'),
  learn: () => import('./learn.mjs'),
  studies: () => import('./studies.mjs'),
}
const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const suite = suites[name ?? '']
if (!suite) {
  process.stderr.write(`bench: one of ${Object.keys(suites).join(', ')}\n`)
  process.exit(2)
}
const json = process.argv.includes('--json')
const at = process.argv.indexOf('--rows')
const part = process.argv.indexOf('--only')
const figures = await (
  await suite()
).measure({ rows: at > 0 ? Number(process.argv[at + 1]) : 10_000_000, ...(part > 0 && { only: process.argv[part + 1] }) })
for (const figure of figures) {
  const met = figure.value <= figure.goal
  const { name: title, value, goal, unit, peer = null, peerValue = null, scores } = figure
  if (json) process.stdout.write(`${JSON.stringify({ name: title, value, goal, met, unit, peer, peerValue, scores })}\n`)
  else {
    const digits = { s: 2, slope: 2, score: 4 }[unit] ?? 1
    const beside =
      peer === null
        ? ''
        : `; ${peer} ${peerValue.toFixed(Math.max(2, digits))}${unit === 'score' ? '' : `, ratio ${(value / peerValue).toFixed(2)}`}`
    process.stdout.write(
      `${met ? 'met   ' : 'MISSED'} ${title.padEnd(58)} ${value.toFixed(digits).padStart(9)} ${unit} (goal ${Number(goal.toFixed(Math.max(2, digits)))}${beside})\n`,
    )
  }
}
