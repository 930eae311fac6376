// The rules of the house that no linter knows: length and names of files, notes left behind, the size of the desktop shell.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join, relative, sep } from 'node:path'
import { root } from './run-command.mjs'

const folders = ['assets', 'bench', 'docs', 'e2e', 'electron', 'engine', 'nodes', 'renderer', 'tools']
/** Texts of the studio, and what Lingui makes of them. */
const made = join('renderer', 'locales')
const code = new Set(['.ts', '.tsx', '.mjs', '.js', '.cjs', '.css'])
const longest = 400
const shellLines = 800
const empty = /^(util|utils|helper|helpers|common|misc|manager)$/
const kebab = /^[a-z0-9]+([-.][a-z0-9]+)*$/
const pascal = /^[A-Z][A-Za-z0-9]*(\.test)?$/
const pages = new Set(['app', 'main'])
const left = [
  [new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`), 'is a note for later: do it or write an issue'],
  [new RegExp(`(ox|es)lint-${'disable'}`), 'switches a rule off: change the code, or the rule with its reason in .oxlintrc.json'],
  [new RegExp(`@ts-(${'ignore'}|${'nocheck'})`), 'silences the compiler'],
]

/** What breaks the rules in `files` (path with / from the root, text): one sentence each, with the place. */
export function houseProblems(files) {
  const problems = files
    .filter(({ path }) => code.has(extname(path)))
    .flatMap(({ path, text }) => [...nameProblems(path), ...textProblems(path, text)])
  const shell = files.filter(({ path }) => /^electron\/.*\.ts$/.test(path) && !/\.test\.ts$|\/testing\/|\.config\.ts$/.test(path))
  const lines = shell.reduce((sum, { text }) => sum + lineCount(text), 0)
  if (lines > shellLines) problems.push(`electron: ${lines} lines; the shell stays under ${shellLines}`)
  return problems
}

function nameProblems(path) {
  const name = basename(path, extname(path))
  const problems = []
  const word = path.split(/[/.-]/).find((part) => empty.test(part.toLowerCase()))
  if (word) problems.push(`${path}: "${word}" says nothing; name it for what it holds`)
  const component = extname(path) === '.tsx' && !pages.has(name)
  if (component ? !pascal.test(name) : !kebab.test(name))
    problems.push(`${path}: is named in ${component ? 'PascalCase.tsx' : 'kebab-case'}`)
  return problems
}

function textProblems(path, text) {
  const lines = text.split('\n')
  const problems = lines.flatMap((line, at) => left.filter(([found]) => found.test(line)).map(([, why]) => `${path}:${at + 1}: ${why}`))
  const count = lineCount(text)
  if (count > longest && !/^(\/\/|\/\*) Long: /.test(text))
    problems.push(`${path}: ${count} lines, ${longest} at most; split it, or open it with "// Long: " and the reason`)
  return problems
}

function lineCount(text) {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && code.has(extname(entry.name)) && !entry.parentPath.includes(made))
    .map((entry) => join(entry.parentPath, entry.name))
}

if (import.meta.main) {
  const rootFiles = readdirSync(root)
    .filter((name) => code.has(extname(name)))
    .map((name) => join(root, name))
  const paths = [...rootFiles, ...folders.flatMap((folder) => filesIn(join(root, folder)))]
  const problems = houseProblems(
    paths.map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') })),
  )
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
}
