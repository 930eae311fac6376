import { shownCount } from '../../nodes/kit/count-words.ts'
import type { Answer, Answers, Look, Observation, Question } from '../../nodes/kit/observation.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { QueryCancelled, type Database } from '../adapters/duckdb/database.ts'
import type { FindingLine, NodeObservation } from '../protocol/observation.ts'
import type { Text } from '../protocol/text.ts'
import { lineageOf } from '../relation/lineage.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import { isAccepted, warningAgain } from './accepted-warnings.ts'
import { needsRun, onDisk, type PreviewTools } from './preview.ts'
import { relationsOf } from './relations-of.ts'
import { problemOf } from './resolve-problems.ts'
import type { Resolved, ResolvedNode, TablePort } from './resolve.ts'
import { estimateRows, withSamples } from './source-samples.ts'
import { studiedBy } from './studied-models.ts'

/** Rows of all keys that are looked at of a table too long to be kept whole. */
const rowsLookedAt = 200_000
/** Milliseconds that a question may take; longer than this nobody waits while editing. */
const usualPatience = { 'all-rows': 4000, 'first-rows': 2500 } as const

export interface ObserveTools extends PreviewTools {
  readonly patience?: Readonly<Record<Answer['from'], number>>
  /** The document in which the node stands, for studies. */
  readonly resolved?: Resolved
}

export const nothingObserved: NodeObservation = { findings: [] }

/**
 * What a node says of its inputs before it runs. Tables that are kept whole for previews give exact figures; of longer ones a share of the keys
 * is counted over all rows, and where that takes too long, the first rows stand for them. Throws QueryCancelled when the signal is aborted.
 */
export async function observeNode(node: ResolvedNode, tools: ObserveTools): Promise<NodeObservation> {
  const { definition, params } = node
  if (!definition?.observe || !params || node.node.disabled) return nothingObserved
  const ports = await physicalInputs(node.inputs, tools)
  if (!ports) return { findings: [{ tone: 'note', text: afterRun }] }
  const relations = relationsOf(definition, ports)
  const sizes = await sizesOf(ports, tools.db)
  const studied = tools.resolved && studiedBy(node, tools.resolved)
  const whole = (port: string) => sizes.get(port)?.whole ?? false
  const observe = (share: number): Observation | null => {
    try {
      return definition.observe?.(params as never, relations, { share, whole, ...(studied && { studied }) } satisfies Look) ?? null
    } catch (error) {
      // The same is said by the problems of the node, beside its fields.
      if (error instanceof NodeProblem) return null
      throw error
    }
  }
  const allWhole = [...sizes.values()].every((size) => size.whole)
  const longest = Math.max(1, ...[...sizes.values()].map((size) => size.rows))
  const firstShare = allWhole ? 1 : Math.min(1, rowsLookedAt / longest)
  let share = firstShare
  let observation = observe(share)
  if (!observation) return nothingObserved
  let answers = await answersTo(observation, allWhole, tools)
  if (share < 1 && observation.enough?.(answers) === false) {
    share = 1
    observation = observe(share) ?? observation
    answers = await answersTo(observation, allWhole, tools)
  }
  const asked = Object.keys(observation.questions)
  const late = asked.filter((name) => !answers[name])
  if (late.length > 0 && !allWhole) {
    observation = observe(1) ?? observation
    const { questions } = observation
    answers = { ...answers, ...(await answersFrom(pick(questions, late), 'first-rows', tools)) }
  }
  const told = observation.tell(answers)
  return {
    findings: told.findings.map(({ tone: said, text, share: part, fix, others }): FindingLine => {
      const accepted = said === 'warning' && isAccepted(node, text)
      const fixes = fix ? problemOf(node.id, { code: 'observed', text, fixes: [fix] }).fixes : undefined
      const command = accepted ? warningAgain(node, text) : fixes?.[0]
      return {
        tone: accepted ? 'note' : said,
        text,
        ...(part !== undefined && { share: Math.min(1, Math.max(0, part)) }),
        ...(command && { fix: command }),
        ...(others !== undefined && Object.hasOwn(definition.outputs, others) && { others }),
      }
    }),
    ...(told.venn && { venn: told.venn }),
    ...(asked.length > 0 && { basis: basisOf(Object.values(answers), { allWhole, share }) }),
  }
}

type Ports = ReadonlyMap<string, readonly TablePort[]>

/** The inputs with what is on disk in the place of what would be computed; null when one of them comes out of a step that has not run. */
async function physicalInputs(inputs: Ports, { store }: ObserveTools): Promise<Ports | null> {
  const found = new Map<string, readonly TablePort[]>()
  for (const [port, tables] of inputs) {
    const physical: TablePort[] = []
    for (const table of tables) {
      if (table.relation && needsRun(table.relation)) return null
      physical.push({ ...table, relation: table.relation && (await onDisk(table.relation, store)) })
    }
    found.set(port, physical)
  }
  return found
}

/** By port: whether its tables are kept whole, and the rows of the longest source, a million where that is not known. */
async function sizesOf(ports: Ports, db: Database): Promise<ReadonlyMap<string, { readonly whole: boolean; readonly rows: number }>> {
  const sizes = new Map<string, { whole: boolean; rows: number }>()
  for (const [port, tables] of ports)
    for (const { relation } of tables) {
      if (!relation) continue
      const before = sizes.get(port) ?? { whole: true, rows: 0 }
      const size = await withSamples(db, relation, ({ complete, counts }) =>
        Promise.resolve({ whole: complete, rows: Math.max(0, ...counts.map((count) => count.rows ?? 1_000_000)) }),
      )
      sizes.set(port, { whole: before.whole && size.whole, rows: Math.max(before.rows, size.rows) })
    }
  return sizes
}

const pick = (questions: Observation['questions'], names: readonly string[]) =>
  Object.fromEntries(Object.entries(questions).filter(([name]) => names.includes(name)))

async function answersTo({ questions }: Observation, allWhole: boolean, tools: ObserveTools): Promise<Answers> {
  const long = Object.entries(questions).filter(([, question]) => question.of === 'all-rows' && !allWhole)
  const short = Object.entries(questions).filter(([, question]) => question.of === 'first-rows' || allWhole)
  return {
    ...(await answersFrom(Object.fromEntries(short), 'first-rows', tools)),
    ...(await answersFrom(Object.fromEntries(long), 'all-rows', tools)),
  }
}

async function answersFrom(questions: Observation['questions'], from: Answer['from'], tools: ObserveTools): Promise<Answers> {
  const answers: Record<string, Answer> = {}
  for (const [name, question] of Object.entries(questions)) {
    const rows = await rowsOf(question, from, tools)
    if (rows) answers[name] = { rows, from }
  }
  return answers
}

/** The answer to a question; undefined when it took too long. Answers over all rows are remembered: most edits change another param. */
async function rowsOf(
  { relation }: Question,
  from: Answer['from'],
  { db, signal, patience = usualPatience }: ObserveTools,
): Promise<Answer['rows'] | undefined> {
  const limit = AbortSignal.timeout(patience[from])
  const options = { signal: AbortSignal.any([signal, limit]) }
  try {
    if (from === 'first-rows')
      return await withSamples(db, relation, (sampled) => db.rows(printRelation(sampled.relation, { ordered: false }), options))
    const sql = printRelation(relation, { ordered: false })
    const memory = memoryOf(db)
    const key = `${[...lineageOf(relation)].join()}\n${sql}`
    const known = memory.get(key)
    if (known) return known
    const rows = await db.rows(sql, options)
    const [oldest] = memory.keys()
    if (memory.size >= mostRemembered && oldest !== undefined) memory.delete(oldest)
    memory.set(key, rows)
    return rows
  } catch (error) {
    if (error instanceof QueryCancelled && limit.aborted && !signal.aborted) return undefined
    throw error
  }
}

const mostRemembered = 100
const memories = new WeakMap<Database, Map<string, Answer['rows']>>()

function memoryOf(db: Database): Map<string, Answer['rows']> {
  const memory = memories.get(db) ?? new Map<string, Answer['rows']>()
  memories.set(db, memory)
  return memory
}

/** Whether nothing could be looked at, as rows that flow in do not exist before a run. */
export const isAfterRun = ({ findings }: NodeObservation): boolean => findings.some(({ text }) => text === afterRun)

const afterRun: Text = {
  en: 'Known after a run: the rows at an input do not exist yet.',
  fr: 'Connu après une exécution : les lignes d’une entrée n’existent pas encore.',
}

function basisOf(answers: readonly (Answer | undefined)[], { allWhole, share }: { allWhole: boolean; share: number }) {
  const counted = answers.filter((answer) => answer !== undefined)
  if (allWhole) return { exact: true, text: { en: 'Counted on all rows.', fr: 'Compté sur toutes les lignes.' } }
  if (counted.some((answer) => answer.from === 'all-rows')) {
    if (share >= 1) return { exact: true, text: { en: 'Counted on all rows.', fr: 'Compté sur toutes les lignes.' } }
    const one = Math.round(1 / share)
    return { exact: false, text: { en: `Estimated from one key in ${one}.`, fr: `Estimé sur une clé sur ${one}.` } }
  }
  return {
    exact: false,
    text: {
      en: `Estimated from the first ${shownCount(estimateRows)} rows.`,
      fr: `Estimé sur les ${shownCount(estimateRows)} premières lignes.`,
    },
  }
}
