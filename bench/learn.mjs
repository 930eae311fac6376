// W7 to W11: learners beside scikit-learn, LightGBM and others, on the same rows in the same minutes. Each file of learn/ is a part: it exports
// `measure({ folder, python, within })`, which gives figures, and may export `packages`, what it wants from PyPI besides scikit-learn and LightGBM.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { buildKernels } from '../tools/build-kernels.mjs'
import { learningPython } from './peers.mjs'

/** Figures as { name, value, goal, unit, peer, peerValue }. `only` is the name of one part, or of things within it: `scores/boosting`. */
export async function measure({ only: asked }) {
  const [only, ...within] = asked?.split('/') ?? []
  await buildKernels()
  const here = join(import.meta.dirname, 'learn')
  const parts = readdirSync(here)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => basename(name, '.mjs'))
  if (only !== undefined && !parts.includes(only)) throw new Error(`bench: one of ${parts.join(', ')}`)
  const figures = []
  for (const part of parts) {
    if (only !== undefined && only !== part) continue
    const { measure: measurePart, packages = [] } = await import(`./learn/${part}.mjs`)
    const python = learningPython(packages)
    if (python === null) throw new Error('the comparison needs Python 3 with venv')
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
    try {
      figures.push(...(await measurePart({ folder, python, within })))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return figures
}
