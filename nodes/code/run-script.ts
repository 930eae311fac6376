import { freeName, join, numberRows, project, setPart, values } from '../../engine/relation/build.ts'
import { call, column, type Expr } from '../../engine/relation/expression.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, ScalarType } from '../../engine/relation/types.ts'
import type { AddedColumn, PreviewContext, RowCollector, ScriptAnswer, ScriptCell } from '../kit/context.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { collected, fittingType } from './script-values.ts'

export interface ScriptParams {
  readonly code: string
  readonly each: 'row' | 'batch'
  readonly columns: readonly { readonly name: string; readonly type: ScalarType }[]
  readonly keep: boolean
  readonly onError: 'fail' | 'missing' | 'reject'
  readonly seconds: number
  readonly megabytes: number
}

type Declared = { readonly name: string; readonly type: ScalarType }

const batchRows = 1000

/** Hands the rows to the script, a batch at a time, and collects what comes back; neither table is ever whole in memory. */
export async function runScript(
  params: ScriptParams,
  input: Relation,
  ctx: PreviewContext,
): Promise<{ readonly table: Relation; readonly rejected: Relation }> {
  const script = await ctx.script({
    code: params.code,
    each: params.each,
    columns: input.columns.map(({ name, type }) => [name, type] as const),
    seconds: params.seconds,
    megabytes: params.megabytes,
    seed: ctx.seed,
  })
  const results = ctx.collect()
  const refused = ctx.collect()
  let declared: readonly Declared[] | null = params.columns.length > 0 ? params.columns : null
  try {
    const total = await ctx.count(input)
    let first = 0
    for await (const rows of ctx.batches(input, batchRows)) {
      const answer = await script.call({ first, rows, wanted: declared?.map(({ name }) => name) ?? null })
      const columns: readonly Declared[] = declared ?? detected(answer)
      await take({ answer, columns, first, count: rows.length }, params, { results, refused })
      if (columns.length > 0) declared = columns
      first += rows.length
      ctx.progress(first / Math.max(1, total))
    }
  } finally {
    script.close()
  }
  return { table: tableOf(params, input, declared ?? [], results), rejected: rejectedOf(input, refused) }
}

const detected = ({ names, rows }: ScriptAnswer): readonly Declared[] =>
  names.map((name, at) => ({ name, type: fittingType(rows.map(([, cells]) => cells[at] ?? null)) }))

interface Batch {
  readonly answer: ScriptAnswer
  readonly columns: readonly Declared[]
  readonly first: number
  readonly count: number
}

interface Failure {
  readonly row: number
  readonly text: string
  readonly line: number | null
}

/** One batch: values brought to their types, rows that failed treated by the policy. */
async function take(
  { answer, columns, first, count }: Batch,
  params: ScriptParams,
  into: { readonly results: RowCollector; readonly refused: RowCollector },
): Promise<void> {
  const failures: Failure[] = answer.errors.map(([row, text, line]) => ({ row, text, line }))
  const place = new Map(answer.names.map((name, at) => [name, at]))
  let good: { row: number; cells: (string | number | null)[] }[] = []
  for (const [row, cells] of answer.rows) {
    const read = columns.map(({ name, type }) => {
      const at = place.get(name)
      const cell: ScriptCell = at === undefined ? null : (cells[at] ?? null)
      return collected(cell, type)
    })
    const at = read.findIndex((item) => 'wrong' in item)
    const bad = read[at]
    if (bad && 'wrong' in bad)
      failures.push({ row, text: `${columns[at]?.name}: “${bad.wrong.slice(0, 60)}” ≠ ${columns[at]?.type}`, line: null })
    else good.push({ row, cells: read.map((item) => ('value' in item ? item.value : null)) })
  }
  const [failure] = failures.toSorted((a, b) => a.row - b.row)
  if (failure && (params.onError === 'fail' || params.each === 'batch')) throw failed(failure, params, { first, count })
  if (failures.length > 0) {
    const bad = new Map(failures.toReversed().map((item) => [item.row, item]))
    good = good.filter(({ row }) => !bad.has(row))
    if (params.onError === 'missing') {
      for (const row of bad.keys()) good.push({ row, cells: columns.map(() => null) })
      good.sort((a, b) => a.row - b.row)
    } else {
      const rows = [...bad.values()].toSorted((a, b) => a.row - b.row)
      await into.refused.add([
        { name: 'row', type: 'int', values: Float64Array.from(rows, ({ row }) => first + row + 1) },
        { name: 'reason', type: 'text', values: rows.map(({ text, line }) => (line === null ? text : `${text} (${line})`)) },
      ])
    }
  }
  await into.results.add([
    { name: 'row', type: 'int', values: Float64Array.from(good, ({ row }) => first + row + 1) },
    ...columns.map(({ type }, at): AddedColumn => ({
      name: `v${at}`,
      type: stored(type),
      values: good.map(({ cells }) => cells[at] ?? null),
    })),
  ])
}

const stored = (type: ScalarType): AddedColumn['type'] => (type === 'bool' || type === 'float' ? type : 'text')

const readers: Readonly<Partial<Record<ScalarType, (text: Expr) => Expr>>> = {
  int: (text) => call('text-to-int', text),
  date: (text) => call('text-to-date', text),
  timestamp: (text) => call('text-to-timestamp', text),
}

function tableOf(params: ScriptParams, input: Relation, columns: readonly Declared[], results: RowCollector): Relation {
  const rows = results.relation()
  const wanted = outputColumns(params, input, columns)
  if (wanted.length === 0) throw new NodeProblem(nothingGiven)
  if (!rows)
    return inPart(
      values(
        wanted.map(({ name, type }) => ({ name, type })),
        [],
      ),
      input,
    )
  const fresh = columns.map(({ type }, at) => ({ name: `v${at}`, expr: readers[type]?.(column(`v${at}`)) ?? column(`v${at}`) }))
  const kept = params.keep && params.each === 'row'
  if (!kept) {
    const only = columns.map(({ name }, at) => ({ name, expr: fresh[at]?.expr ?? column(`v${at}`) }))
    return inPart(project(rows, only), input)
  }
  const number = freeName('row', new Set(input.columns.map(({ name }) => name)))
  const places = new Map(columns.map(({ name }, at) => [name, at]))
  return join(numberRows(input, number), project(rows, [{ name: 'row', expr: column('row') }, ...fresh]), {
    how: 'inner',
    on: [{ left: column(number), right: column('row') }],
    output: wanted.map(({ name }) => {
      const at = places.get(name)
      return at === undefined ? { name, from: 'left', column: name } : { name, from: 'right', column: `v${at}` }
    }),
  })
}

/** The columns that come out: those of the input in their places, changed ones among them, then the new ones. */
export function outputColumns(
  params: Pick<ScriptParams, 'keep' | 'each'>,
  input: Relation,
  columns: readonly Declared[],
): readonly Column[] {
  if (!params.keep || params.each === 'batch') return columns
  const own = new Map(columns.map((item) => [item.name, item]))
  const before = new Set(input.columns.map(({ name }) => name))
  return [...input.columns.map((item): Column => own.get(item.name) ?? item), ...columns.filter(({ name }) => !before.has(name))]
}

/** The rows of the input that failed, with the reason. */
function rejectedOf(input: Relation, refused: RowCollector): Relation {
  const rows = refused.relation()
  const { number, reason, columns } = rejectedShape(input)
  if (!rows)
    return inPart(
      values(
        columns.map(({ name, type }) => ({ name, type })),
        [],
      ),
      input,
    )
  return join(numberRows(input, number), rows, {
    how: 'inner',
    on: [{ left: column(number), right: column('row') }],
    output: [
      ...input.columns.map(({ name }) => ({ name, from: 'left' as const, column: name })),
      { name: reason, from: 'right', column: 'reason' },
    ],
  })
}

/** What the second output has: the columns of the input, and why. */
export function rejectedShape(input: Relation): { readonly number: string; readonly reason: string; readonly columns: readonly Column[] } {
  const taken = new Set(input.columns.map(({ name }) => name))
  const reason = freeName('reason', taken)
  return { number: freeName('row', new Set([...taken, reason])), reason, columns: [...input.columns, { name: reason, type: 'text' }] }
}

const inPart = (relation: Relation, input: Relation) => (input.part ? setPart(relation, input.part) : relation)

function failed({ row, text, line }: Failure, params: ScriptParams, { first, count }: { first: number; count: number }): NodeProblem {
  const said = inWords(text)
  const lines = params.code.split('\n')
  const from = line === null ? undefined : lines.slice(0, line - 1).reduce((sum, item) => sum + item.length + 1, 0)
  const at = { en: line === null ? '' : ` (line ${line})`, fr: line === null ? '' : ` (ligne ${line})` }
  const where =
    params.each === 'batch'
      ? { en: `Rows ${first + 1} to ${first + count}`, fr: `Lignes ${first + 1} à ${first + count}` }
      : { en: `Row ${first + row + 1}`, fr: `Ligne ${first + row + 1}` }
  return new NodeProblem({
    code: 'code-failed',
    param: 'code',
    ...(params.each === 'row' && { row: first + row + 1 }),
    ...(from !== undefined && { from, to: from + Math.max(1, lines[(line ?? 1) - 1]?.length ?? 1) }),
    text: { en: `${where.en}: ${said.en}${at.en}.`, fr: `${where.fr} : ${said.fr}${at.fr}.` },
    action: {
      en: 'Mend the code, or choose what becomes of rows that fail.',
      fr: 'Corrigez le code, ou choisissez ce que deviennent les lignes en échec.',
    },
  })
}

/** What JavaScript says, the commonest of it in plain words. */
function inWords(text: string): Text {
  const absent = /Cannot read properties of (?:undefined|null) \(reading '(.*)'\)/.exec(text)?.[1]
  if (absent !== undefined)
    return { en: `“${absent}” was asked of a value that is not there`, fr: `« ${absent} » est demandé à une valeur absente` }
  const plain = text.replaceAll('!', '.').replaceAll('undefined', 'nothing').replace(/\.+$/, '')
  return { en: plain, fr: plain }
}

const nothingGiven: NodeProblemData = {
  code: 'code-empty',
  param: 'columns',
  text: { en: 'The code gave no row, so that no column is known.', fr: 'Le code n’a donné aucune ligne : aucune colonne n’est connue.' },
  action: { en: 'Declare the columns.', fr: 'Déclarez les colonnes.' },
}
