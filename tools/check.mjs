// Everything that can be said about the code without running it. `npm run check`
import { buildKernels } from './build-kernels.mjs'
import { onNode24 } from './on-node24.mjs'
import { checks } from './checks.mjs'
import { runParts } from './run-parts.mjs'

onNode24()
await buildKernels()
const { failed } = await runParts(checks)
process.exitCode = failed > 0 ? 1 : 0
