import { createScorer } from '../../../engine/learn/score-model.ts'
import { LearnProblem } from '../../../engine/learn/problem.ts'
import type { Model } from '../../../engine/learn/model.ts'
import { literalValue } from '../../../engine/relation/literal-value.ts'
import { problemData } from '../../../engine/run/problem-data.ts'
import type { ExampleTable } from '../../kit/define-node.ts'
import type { Results } from '../../kit/harness/open-harness.ts'
import { NodeProblem, type NodeProblemData } from '../../kit/problem.ts'

/**
 * What became of a training in a word: `sound`; the code of a problem with its place (`one-class @target` of a param, `no-rows :table` of a
 * port); or what is wrong with what was given, in words. Throws what no person could put right.
 */
export async function outcomeOf(work: () => Promise<Results>, given: ExampleTable): Promise<string> {
  try {
    return flawIn(await work(), given) ?? 'sound'
  } catch (error) {
    if (!(error instanceof NodeProblem || error instanceof LearnProblem)) throw error
    return problemInWord(problemData(error))
  }
}

/** A problem that a person can act on has a place, and says what is wrong and what to do in both languages. */
function problemInWord({ code, param, port, text, action }: NodeProblemData): string {
  const said = [text.en, text.fr, action?.en ?? '', action?.fr ?? '']
  if (said.some((one) => one.trim() === '')) return `${code} without a word of what to do`
  if (said.some((one) => /undefined|NaN|\[object|\bat .+:\d+:\d+/.test(one))) return `${code} in words for machines: ${said.join(' | ')}`
  return param === undefined ? (port === undefined ? `${code} without a place` : `${code} :${port}`) : `${code} @${param}`
}

function flawIn({ tables, artifacts }: Results, given: ExampleTable): string | undefined {
  const found: (string | undefined)[] = Object.entries(tables).map(([port, table]) => flawInTable(port, table, given))
  for (const artifact of Object.values(artifacts)) {
    if (artifact.kind === 'model') found.push(flawInModel(artifact.model, given))
    if (artifact.kind === 'metrics' && artifact.evaluations.some(({ figures }) => typeof figures[0]?.value !== 'number'))
      found.push('metrics whose first figure is no number')
  }
  return found.find((flaw) => flaw !== undefined)
}

/** What a node added holds numbers that are some, in one row at least. */
function flawInTable(port: string, { columns, rows }: ExampleTable, given: ExampleTable): string | undefined {
  const own = new Set(given.columns.map(({ name }) => name))
  for (const [at, { name }] of columns.entries()) {
    // Where nothing failed there is no reason to tell.
    if (own.has(name) || name === 'problem') continue
    const cells = rows.map((row) => row[at])
    if (cells.some((cell) => cell === 'NaN' || cell === 'Infinity' || cell === '-Infinity'))
      return `${port}: ${name} is no number in some row`
    if (port === 'table' && cells.length > 0 && cells.every((cell) => cell === null)) return `${port}: ${name} is missing in every row`
  }
  return undefined
}

/** A model gives each row that it learned from an answer that is one. */
function flawInModel(model: Model, given: ExampleTable): string | undefined {
  if (model.importance.some(({ value }) => !(value >= 0 && Number.isFinite(value)))) return 'an importance that is no number'
  const scorer = createScorer(model)
  const places = scorer.columns.map(({ name }) => given.columns.findIndex((column) => column.name === name))
  for (const row of given.rows) {
    const { prediction, probabilities } = scorer.score(
      places.map((place, at) => literalValue(scorer.columns[at]?.type ?? 'float', row[place] ?? null)),
    )
    if (typeof prediction === 'number' && !Number.isFinite(prediction)) return `an answer of ${prediction}`
    const sum = probabilities?.reduce((total, share) => total + share, 0) ?? 1
    if (!(Math.abs(sum - 1) < 1e-6) || probabilities?.some((share) => !(share >= 0))) return `probabilities that make ${sum}`
  }
  return undefined
}
