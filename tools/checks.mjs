import { runCommand } from './run-command.mjs'

const linted = ['engine', 'nodes', 'renderer', 'electron', 'e2e', 'bench', 'tools']

/** What `npm run check` looks at, in the order of its cost. Each is one program that ends with 0 when all is well. */
export const checks = [
  { name: 'house rules', run: () => runCommand('node', ['tools/house-rules.mjs']) },
  { name: 'format', run: () => runCommand('oxfmt', ['--check']) },
  { name: 'lint and import map', run: () => runCommand('oxlint', ['--type-aware', '--deny-warnings', ...linted]) },
  { name: 'types of engine, nodes and desktop', run: () => runCommand('tsc', ['-p', '.']) },
  { name: 'types of the renderer', run: () => runCommand('tsc', ['-p', 'renderer']) },
  { name: 'types of the tools', run: () => runCommand('tsc', ['-p', 'tools']) },
  { name: 'nothing unused', run: () => runCommand('knip', ['--no-progress']) },
  { name: 'texts in both languages', run: () => runCommand('node', ['tools/check-texts.mjs']) },
]
