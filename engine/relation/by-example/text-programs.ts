import { call, literal, type Expr } from '../expression.ts'
import { pieceOf, type Draft, type Ground, type Pause, type Piece } from './piece.ts'
import { shapeOf, type Program } from './program.ts'
import { textDrafts, variants } from './text-drafts.ts'
import { typedDrafts } from './typed-drafts.ts'

const mostPieces = 10
const perOutput = 4
const mostSteps = 20_000
const mostPrograms = 40
const [draftsBetween, stepsBetween] = [40, 50]

/**
 * Formulas that put the typed results together from parts of the columns and constants, simplest first. A cheapest-first search over how far
 * every result is written; parts that agree in the typed rows and differ elsewhere are all tried. `pause` may end it.
 */
export async function textPrograms(ground: Ground, pause: Pause): Promise<readonly Program[]> {
  const typed = ground.results.map((result, at) => ({ result, at })).filter(({ result }) => result !== '')
  if (typed.length === 0) return []
  const goal = {
    ...ground,
    results: typed.map(({ result }) => result),
    rows: [...typed.map(({ at }) => ground.rows[at] ?? []), ...ground.rows],
  }
  const pieces = await piecesOf(goal, pause)
  const found = await assemble(pieces, goal.results, pause)
  // The typed rows stand twice, so that rows with an empty result are among the rest.
  return found
    .map((program) => ({ ...program, outputs: program.outputs.slice(typed.length) }))
    .filter(({ outputs }) => ground.results.every((result, at) => (outputs[at] ?? '') === result))
}

async function piecesOf(ground: Ground, pause: Pause): Promise<readonly Piece[]> {
  const best = new Map<string, KeptPiece[]>()
  const count = ground.results.length
  const keep = (draft: Draft): Piece | undefined => {
    const piece = pieceOf(draft, ground)
    if (piece) put(best, weighed(piece, count), count)
    return piece
  }
  for (const [at, column] of ground.columns.entries()) {
    if (!(await pause())) break
    if (column.type !== 'text') {
      for (const draft of typedDrafts(column)) for (const one of [draft, ...variants(draft).slice(1)]) keep(one)
      continue
    }
    const texts = ground.rows.slice(0, count).map((row) => (typeof row[at] === 'string' ? row[at] : ''))
    if (texts.every((text) => text === '')) continue
    for (const [turn, draft] of textDrafts(column.name, texts, ground.results).entries()) {
      if (turn % draftsBetween === draftsBetween - 1 && !(await pause())) break
      const whole = keep(draft)
      // A part that is in no result as it stands may be in another case, or by its first letters.
      if (draft.cost < 4 && !(whole && draft.cost > 3.4)) for (const variant of variants(draft)) keep(variant)
    }
  }
  return [...best.values()].flat()
}

/** A part that fails or changes its shape in the other rows costs more. */
function weighed(piece: Piece, count: number): Piece {
  const shapes = new Set(piece.outputs.slice(0, count).map((output) => shapeOf(output ?? '')))
  const others = piece.outputs.slice(count)
  const bad = others.filter((output) => output === null || output === '').length
  const odd = others.filter((output) => output !== null && output !== '' && !shapes.has(shapeOf(output))).length
  return others.length === 0 ? piece : { ...piece, cost: piece.cost + (2 * bad) / others.length + odd / (others.length + 3) }
}

interface KeptPiece extends Piece {
  readonly all: string
}

/** Keeps the cheapest few parts that give the same in the typed rows, and of those that are equal everywhere the cheapest one. */
function put(best: Map<string, KeptPiece[]>, piece: Piece, count: number): void {
  const key = piece.outputs.slice(0, count).join('\u0000')
  const before = best.get(key) ?? []
  const worst = before.at(-1)
  if (worst && before.length === perOutput && worst.cost <= piece.cost) return
  const all = piece.outputs.join('\u0000')
  const same = before.findIndex((other) => other.all === all)
  if (same >= 0 && (before[same]?.cost ?? 0) <= piece.cost) return
  const others = before.filter((_, at) => at !== same)
  best.set(key, [...others, { ...piece, all }].toSorted((x, y) => x.cost - y.cost).slice(0, perOutput))
}

interface State {
  /** How many letters of each result are written. */
  readonly done: readonly number[]
  readonly cost: number
  readonly parts: readonly (Piece | string)[]
}

async function assemble(pieces: readonly Piece[], results: readonly string[], pause: Pause): Promise<readonly Program[]> {
  const starts = results.map(() => 0)
  const queue = new Heap()
  queue.push({ done: starts, cost: 0, parts: [] })
  const seen = new Map<string, number>()
  const found: Program[] = []
  for (let step = 0; step < mostSteps && found.length < mostPrograms; step++) {
    if (step % stepsBetween === stepsBetween - 1 && !(await pause())) break
    const state = queue.pop()
    if (!state) break
    if (state.done.every((at, index) => at === results[index]?.length)) {
      const program = programOf(state)
      if (program) found.push(program)
      continue
    }
    // The same place may be reached in several ways that differ elsewhere, but not in any number of them.
    const place = state.done.join()
    const times = (seen.get(place) ?? 0) + 1
    seen.set(place, times)
    if (times > 3 * perOutput || state.parts.length >= mostPieces) continue
    for (const piece of pieces) {
      const next = advanced(state.done, results, piece)
      if (next)
        queue.push({ done: next, cost: state.cost + piece.cost + (state.parts.length > 0 ? 0.4 : 0), parts: [...state.parts, piece] })
    }
    if (typeof state.parts.at(-1) === 'string') continue
    for (const constant of constants(state.done, results))
      queue.push({
        done: state.done.map((at) => at + constant.length),
        cost: state.cost + constantCost(constant),
        parts: [...state.parts, constant],
      })
  }
  return found
}

function advanced(done: readonly number[], results: readonly string[], piece: Piece): readonly number[] | undefined {
  const next: number[] = []
  for (const [index, at] of done.entries()) {
    const output = piece.outputs[index] ?? ''
    if (output === '' || !results[index]?.startsWith(output, at)) return undefined
    next.push(at + output.length)
  }
  return next
}

/** What comes next in all results, one sign or more. */
function constants(done: readonly number[], results: readonly string[]): readonly string[] {
  const [first = '', ...rest] = results.map((result, index) => result.slice(done[index]))
  let common = 0
  while (common < Math.min(first.length, 24) && rest.every((other) => other[common] === first[common])) common++
  return Array.from({ length: common }, (_, at) => first.slice(0, at + 1)).filter((constant) => constant.isWellFormed())
}

/** Signs are likely constants; letters and digits are more likely from the table. */
const constantCost = (constant: string) =>
  [...constant].reduce((cost, sign) => cost + (/[\p{L}]/u.test(sign) ? 0.9 : /[0-9]/.test(sign) ? 1.6 : 0.25), 0.8)

function programOf({ parts, cost }: State): Program | undefined {
  const known = parts.filter((part) => typeof part !== 'string')
  const [first] = known
  if (!first) return undefined
  const exprs = parts.map((part): Expr => (typeof part === 'string' ? literal('text', part) : part.expr))
  const outputs = first.outputs.map((_, row) => {
    const texts = parts.map((part) => (typeof part === 'string' ? part : (part.outputs[row] ?? null)))
    return texts.includes(null) ? null : texts.join('')
  })
  return { expr: exprs.reduce((all, next) => call('concatenate', all, next)), cost, outputs }
}

/** States by cost, cheapest first. */
class Heap {
  private readonly items: State[] = []

  push(state: State): void {
    const { items } = this
    let at = items.push(state) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = items[parent]
      if (!above || above.cost <= state.cost) break
      items[at] = above
      items[parent] = state
      at = parent
    }
  }

  pop(): State | undefined {
    const { items } = this
    const [first] = items
    const last = items.pop()
    if (!first || !last || items.length === 0) return first
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const right = left + 1
      const smaller = (items[right]?.cost ?? Infinity) < (items[left]?.cost ?? Infinity) ? right : left
      const below = items[smaller]
      if (!below || below.cost >= last.cost) break
      items[at] = below
      at = smaller
    }
    items[at] = last
    return first
  }
}
