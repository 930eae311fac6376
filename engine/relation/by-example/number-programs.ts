import { call, column as columnExpr, literal, type Expr } from '../expression.ts'
import type { Column, DataType, Value } from '../types.ts'
import { valuesOf, type Ground, type Pause } from './piece.ts'
import type { Program } from './program.ts'
import { parts } from './typed-drafts.ts'

interface NumberDraft {
  readonly expr: Expr
  readonly type: 'int' | 'float'
  readonly cost: number
}

const mostColumns = 12

/**
 * Formulas of numbers and dates that give all typed results, when these are numbers: a column, two columns joined, either with a constant that
 * the first result tells, rounded as the results are. `pause` may end the search.
 */
export async function numberPrograms(ground: Ground, pause: Pause): Promise<readonly Program[]> {
  const typed = ground.results.map(numberIn)
  if (typed.some((value) => value === undefined) || typed.every((value) => value === null)) return []
  const wanted = typed as readonly (number | null)[]
  const digits = Math.max(...ground.results.map((result) => /[.,](\d+)$/.exec(result.trim())?.[1]?.length ?? 0))
  const columns = ground.columns.flatMap(columnDrafts).slice(0, mostColumns)
  const pairs = columns.flatMap((a) => columns.flatMap((b) => (a === b ? [] : joined(a, b))))
  const dates = ground.columns.filter(({ type }) => type === 'date').slice(0, 4)
  const spans = dates.flatMap((a) => dates.flatMap((b) => (a === b ? [] : spansOf(a, b))))
  const found: Program[] = []
  const tryDraft = (draft: NumberDraft) => {
    const program = programOf(draft, wanted, digits, ground)
    if (program) found.push(program)
  }
  for (const draft of [...columns, ...spans, ...pairs]) {
    if (!(await pause())) break
    tryDraft(draft)
    for (const scaled of withConstant(draft, wanted, ground)) tryDraft(scaled)
  }
  return found
}

/** The number that a result is; null for an empty one, undefined for a text. Zeros in front make it a text. */
export function numberIn(result: string): number | null | undefined {
  const plain = result.trim().replace(',', '.')
  if (plain === '') return null
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

const isFloat = (type: DataType): boolean => type === 'float'

function columnDrafts({ name, type }: Column): readonly NumberDraft[] {
  if (type === 'int' || type === 'float') return [{ expr: columnExpr(name), type, cost: 1 }]
  const day = type === 'date' ? columnExpr(name) : type === 'timestamp' ? call('timestamp-to-date', columnExpr(name)) : null
  return day === null ? [] : parts(day).map(({ expr, cost }) => ({ expr, type: 'int', cost }))
}

function spansOf(a: Column, b: Column): readonly NumberDraft[] {
  const [end, start] = [columnExpr(a.name), columnExpr(b.name)]
  return [
    { expr: call('days-between', end, start), type: 'int', cost: 2.4 },
    { expr: call('complete-years', start, end), type: 'int', cost: 2.6 },
    { expr: call('complete-months', start, end), type: 'int', cost: 2.8 },
  ]
}

const float = ({ expr, type }: NumberDraft): Expr => (isFloat(type) ? expr : call('int-to-float', expr))

type Sign = 'add' | 'subtract' | 'multiply' | 'divide'

/** Two numbers joined; whole ones stay whole but for a division. */
function operation(sign: Sign, a: NumberDraft, b: NumberDraft, cost: number): NumberDraft {
  const whole = !isFloat(a.type) && !isFloat(b.type) && sign !== 'divide'
  return whole
    ? { expr: call(`${sign}-int`, a.expr, b.expr), type: 'int', cost }
    : { expr: call(sign, float(a), float(b)), type: 'float', cost }
}

function joined(a: NumberDraft, b: NumberDraft): readonly NumberDraft[] {
  const cost = a.cost + b.cost + 0.5
  const signs: readonly Sign[] =
    JSON.stringify(a.expr) < JSON.stringify(b.expr) ? ['add', 'multiply', 'subtract', 'divide'] : ['subtract', 'divide']
  return signs.map((sign) => operation(sign, a, b, sign === 'divide' ? cost + 0.1 : cost))
}

function constant(value: number): NumberDraft {
  const whole = Number.isSafeInteger(value)
  const length = String(Math.abs(value)).replace('.', '').length
  return { expr: literal(whole ? 'int' : 'float', value), type: whole ? 'int' : 'float', cost: 1 + length * 0.3 }
}

/** The constants that would turn the first known value into its result, where they are short. */
function withConstant(draft: NumberDraft, wanted: readonly (number | null)[], ground: Ground): readonly NumberDraft[] {
  const at = wanted.findIndex((value) => value !== null)
  const result = wanted[at]
  const value = Number(valuesOf(draft.expr, { ...ground, rows: ground.rows.slice(at, at + 1), results: [] }, () => true)?.[0] ?? Number.NaN)
  if (result === null || result === undefined || !Number.isFinite(value)) return []
  const short = (candidate: number): number | null => {
    const rounded = Number(candidate.toPrecision(6))
    return Number.isFinite(rounded) && rounded !== 0 && Math.abs(rounded - candidate) < 1e-9 * Math.max(1, Math.abs(candidate))
      ? rounded
      : null
  }
  const made = (sign: Sign, number: number | null, turned = false): readonly NumberDraft[] => {
    if (number === null || ((sign === 'multiply' || sign === 'divide') && number === 1)) return []
    const own = constant(number)
    const cost = draft.cost + own.cost + 0.6
    return [turned ? operation(sign, own, draft, cost + 0.2) : operation(sign, draft, own, cost)]
  }
  const difference = short(result - value)
  const factor = value === 0 ? null : short(result / value)
  const divisor = result === 0 ? null : short(value / result)
  return [
    ...(difference !== null && difference < 0 ? made('subtract', -difference) : made('add', difference)),
    ...made('multiply', factor),
    ...(divisor !== null && Number.isSafeInteger(divisor) ? made('divide', divisor) : []),
    ...made('subtract', short(result + value), true),
    ...made('divide', short(result * value), true),
  ]
}

function programOf(draft: NumberDraft, wanted: readonly (number | null)[], digits: number, ground: Ground): Program | undefined {
  const hits = (near: (value: number, goal: number) => boolean) => (value: Value, at: number) => {
    const goal = wanted[at] ?? null
    return goal === null ? value === null : value !== null && near(Number(value), goal)
  }
  const exact = valuesOf(
    draft.expr,
    ground,
    hits((value, goal) => Math.abs(value - goal) <= 1e-9 * Math.max(1, Math.abs(goal))),
  )
  if (exact) return { expr: draft.expr, cost: draft.cost, outputs: exact.map(numberText) }
  if (draft.type === 'int') return undefined
  const expr = call('round', draft.expr, literal('int', digits))
  const rounded = valuesOf(
    expr,
    ground,
    hits((value, goal) => Math.abs(value - goal) <= 1e-9 * Math.max(1, Math.abs(goal))),
  )
  return rounded && { expr, cost: draft.cost + 0.8, outputs: rounded.map(numberText) }
}

const numberText = (value: Value): string | null => (value === null ? null : String(value))
