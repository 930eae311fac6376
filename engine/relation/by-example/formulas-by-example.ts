import { formatFormula } from '../formula/formula.ts'
import type { Language } from '../function-spec.ts'
import { call, type Expr } from '../expression.ts'
import { typeOf } from '../type-of.ts'
import type { Column, DataType, Value } from '../types.ts'
import { numberIn, numberPrograms } from './number-programs.ts'
import { valuesOf, type Ground, type Pause } from './piece.ts'
import { strangeness, type Program } from './program.ts'
import { textPrograms } from './text-programs.ts'

export interface ExampleRow {
  readonly row: readonly Value[]
  /** What the person typed; empty where the result is to be missing. */
  readonly result: string
}

export interface FoundFormula {
  readonly formula: string
  readonly expr: Expr
  readonly type: DataType
  /** What it gives in the rows of the sample. */
  readonly outputs: readonly (string | null)[]
}

export interface FoundFormulas {
  /** At most three, best first, no two the same in all rows. */
  readonly formulas: readonly FoundFormula[]
  /** The row of the sample in which they differ most; null where they agree or there is one only. */
  readonly ask: number | null
}

const mostFormulas = 3
const triedOn = 40
/** What is so much worse than the best one is no offer: it would only ask about nonsense. */
const farBehind = 1.6

/**
 * Formulas that give every typed result, best first: the simplest that has a result in the other rows too, and results of the same shape. A row
 * in which the best ones differ is a good one to type next. Empty where nothing was typed or nothing fits. `pause` is called now
 * and then, lets others work and may end the search.
 */
export async function formulasByExample(
  columns: readonly Column[],
  examples: readonly ExampleRow[],
  sample: readonly (readonly Value[])[],
  { pause, language }: { readonly pause: Pause; readonly language: Language },
): Promise<FoundFormulas> {
  if (examples.every(({ result }) => result === '')) return { formulas: [], ask: null }
  const ground: Ground = {
    columns,
    rows: [...examples.map(({ row }) => row), ...sample],
    results: examples.map(({ result }) => result),
  }
  // Parts are tried on some rows, whole formulas on all.
  const first = { ...ground, rows: ground.rows.slice(0, examples.length + triedOn) }
  const programs = [...(await numberPrograms(first, pause)), ...(await textPrograms(first, pause))].map((program) => ({
    ...program,
    outputs: (valuesOf(program.expr, ground, () => true) ?? []).map((value) => (value === null ? null : String(value))),
  }))
  const used = (expr: Expr) => columnsIn(expr).map((name) => columns.findIndex((column) => column.name === name))
  const ranked = programs
    .map((program) => {
      const places = used(program.expr)
      const filled = ground.rows.map((row) => places.every((place) => row[place] !== null && row[place] !== ''))
      return { program, score: program.cost + 2 * strangeness(program.outputs, { results: ground.results, filled }) }
    })
    .toSorted((a, b) => a.score - b.score)
  const best: Program[] = []
  for (const { program, score } of ranked) {
    if (best.length === mostFormulas || score > (ranked[0]?.score ?? 0) + farBehind) break
    if (!best.some((other) => same(other, program))) best.push(program)
  }
  const formulas = best.map(({ expr, outputs }): FoundFormula => {
    const read = asNumber(expr, outputs, ground)
    return {
      formula: formatFormula(read, { columns, language }),
      expr: read,
      type: typeOf(read, columns),
      outputs: outputs.slice(examples.length),
    }
  })
  return { formulas, ask: mostDisputed(formulas, examples, sample) }
}

const same = (a: Program, b: Program) => a.outputs.every((output, at) => (output ?? '') === (b.outputs[at] ?? ''))

/** Columns that an expression reads. */
function columnsIn(expr: Expr): readonly string[] {
  if (expr.kind === 'column') return [expr.name]
  return expr.kind === 'literal' ? [] : [...new Set(expr.args.flatMap(columnsIn))]
}

/** Text that is a number in all rows becomes one: nobody who types 1967 wants letters. */
function asNumber(expr: Expr, outputs: readonly (string | null)[], { columns, results }: Ground): Expr {
  if (typeOf(expr, columns) !== 'text') return expr
  const inner = expr.kind === 'call' && (expr.fn === 'int-to-text' || expr.fn === 'float-to-text') ? expr.args[0] : undefined
  const known = outputs.filter((output) => output !== null && output !== '')
  const numbers = [...results.filter((result) => result !== ''), ...known].map((text) =>
    /[,\s]/.test(text ?? '') ? undefined : numberIn(text ?? ''),
  )
  if (numbers.some((value) => value === undefined || value === null)) return expr
  if (inner) return inner
  return numbers.every((value) => Number.isSafeInteger(value)) ? call('text-to-int', expr) : call('parse-number', expr)
}

function mostDisputed(
  formulas: readonly FoundFormula[],
  examples: readonly ExampleRow[],
  sample: readonly (readonly Value[])[],
): number | null {
  const typed = new Set(examples.map(({ row }) => rowKey(row)))
  let best: { readonly row: number; readonly answers: number } | null = null
  for (const [row, values] of sample.entries()) {
    if (typed.has(rowKey(values))) continue
    const answers = new Set(formulas.map(({ outputs }) => outputs[row] ?? '')).size
    if (answers > 1 && answers > (best?.answers ?? 1)) best = { row, answers }
  }
  return best?.row ?? null
}

export const rowKey = (row: readonly Value[]): string =>
  JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
