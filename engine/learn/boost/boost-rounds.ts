import { mostTasks, roomFrom, soloCrews, type Crew, type Task } from '../../kernels/crew.ts'
import { breathe, type FitControl } from '../estimator.ts'
import { judgeChances, rowsForCalibration } from '../calibrate/judge-chances.ts'
import { takeValues } from '../matrix.ts'
import { LearnProblem } from '../problem.ts'
import { randomFrom, shuffledIndices, type Random } from '../random.ts'
import { sampleForBins } from '../tree/bin-feature.ts'
import type { NeedsOf } from '../training-bytes.ts'
import { createArena, type Arena } from './arena.ts'
import { findLimits, placeLimits } from './bin-limits.ts'
import { fillBinnedRows, placeBinnedRows } from './binned-rows.ts'
import type { BoostData, BoostSettings } from './boost-data.ts'
import { classStarts } from './class-starts.ts'
import { firstTrees, gatheredTrees, type GatheredTrees } from './gathered-trees.ts'
import { keptRounds, type RoundsSoFar } from './kept-rounds.ts'
import { kinds, LeafwiseGrower, type GrownLeaf, type GrownTree } from './grow-leafwise.ts'
import { weightedQuantile } from './loss.ts'
import { placeRowLosses, rowLosses, type RowLosses } from './row-losses.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

export interface Boosted {
  /** Those of the outputs take turns. */
  readonly trees: TreeEnsemble
  /** The score that every row starts with, by output. */
  readonly start: readonly number[]
}

/** Adds tree after tree, each a step against the gradient of the loss (Friedman 2001). The number of workers changes nothing. */
export async function boostRounds(data: BoostData, settings: BoostSettings, control: FitControl): Promise<Boosted> {
  const rounds = new Rounds(data, settings)
  try {
    return await rounds.run(control)
  } finally {
    rounds.close()
  }
}

type Places = ReturnType<typeof placeRounds>
type Room = Pick<BoostSettings, 'leaves' | 'maxDepth' | 'minLeaf' | 'l1' | 'l2' | 'leastGain' | 'raising' | 'lowering' | 'crews'>

/** Takes all the room that a fit needs. */
function placeRounds(
  arena: Arena,
  { rows, features, outputs, lean }: { readonly rows: number; readonly features: number; readonly outputs: number; readonly lean: boolean },
  settings: Room,
) {
  const { size } = settings.crews
  const binned = placeBinnedRows(arena, { rows, features }, size)
  const growth = {
    leaves: settings.leaves,
    depth: settings.maxDepth ?? Number.POSITIVE_INFINITY,
    leastRows: settings.minLeaf,
    leastHessian: 1e-3,
    l1: settings.l1,
    l2: settings.l2,
    leastGain: settings.leastGain,
    bounded: settings.raising.length + settings.lowering.length > 0,
  }
  const limits = placeLimits(arena, rows, size)
  const grower = new LeafwiseGrower(arena, binned, growth, size)
  // Four rows are computed at once, so there is room for three more.
  const floats = () => arena.take((rows + 3) * 4)
  const at = {
    scores: Array.from({ length: outputs }, floats),
    gradients: grower.rooms[0],
    hessians: grower.rooms[1],
    labels: floats(),
    weights: floats(),
    nodes: arena.take(2 * settings.leaves * nodeBytes),
    sets: arena.take(settings.leaves * 32),
    leaves: arena.take(settings.leaves * leafBytes),
  }
  return { binned, limits, grower, at, losses: placeRowLosses(arena, lean ? 0 : rows) }
}

/**
 * What boosting needs beside the matrix: bins, histograms, scores; targets, weights and the order of rows. `classes`: 0 for numbers. Two classes whose
 * rows weigh the same (`even`) need least.
 */
export function boostNeeds({ classes, even }: { readonly classes: number; readonly even: boolean }, settings: Room): NeedsOf {
  return (rows, features) => {
    const arena = createArena(roomFrom)
    placeRounds(arena, { rows, features, outputs: classes > 2 ? classes : 1, lean: classes === 2 && even }, settings)
    return { kernels: arena.bytes, beside: rows * 28 }
  }
}

const nodeBytes = 24
const leafBytes = 16
const fewCells = 500_000
/** Rows kept apart on which the probabilities of a round are looked at. */
const mostJudged = 5000
const gradientRoom = 32_000
const hessianRoom = 65_000

class Rounds {
  private readonly data: BoostData
  private readonly settings: BoostSettings
  private readonly crew: Crew
  private readonly places: Places
  private readonly at: Places['at']
  private readonly outputs: number
  private readonly heaviest: number
  private gathered: GatheredTrees
  /** All rows weigh the same. */
  private readonly isEven: boolean
  /** Null: the loss of two classes whose rows weigh the same has kernels of its own. */
  private readonly losses: RowLosses | null
  private limits: readonly Float64Array[] = []
  private readonly judged: Int32Array | null

  constructor(data: BoostData, settings: BoostSettings) {
    const { x } = data
    // Of few rows a tree takes a millisecond, and threads would wait for each other more than they help.
    const crews = x.rows * x.columns.length < fewCells ? soloCrews : settings.crews
    this.data = data
    this.settings = { ...settings, crews }
    this.heaviest = data.weights.reduce((most, weight) => Math.max(most, weight), 0)
    this.isEven = data.weights.every((weight) => weight === data.weights[0])
    this.outputs = 'classes' in data.loss ? data.loss.classes : 1
    const apart = Int32Array.from({ length: x.rows - data.learning }, (_, at) => data.learning + at)
    this.judged = data.logistic || this.outputs > 1 ? rowsForCalibration(apart, mostJudged) : null
    const arena = createArena(roomFrom)
    const lean = data.logistic && this.isEven
    this.places = placeRounds(arena, { rows: x.rows, features: x.columns.length, outputs: this.outputs, lean }, this.settings)
    this.at = this.places.at
    this.gathered = gatheredTrees(x.levels ?? [], null)
    this.crew = crews.open(arena.bytes)
    this.losses = lean ? null : rowLosses(this.crew, data, this.places.losses, { ...this.at, index: this.places.grower.index })
    this.writeKinds()
    this.floats(this.at.labels).set(data.y)
    this.floats(this.at.weights).set(data.weights)
  }

  private async bin(random: Random, control: FitControl): Promise<void> {
    const { x, order, learning } = this.data
    const sample = sampleForBins(learning, random)
    const rows = order ? (sample?.map((row) => order[row]!) ?? order.subarray(0, learning)) : sample
    this.limits = await findLimits(this.places.limits, { x, rows }, this.crew, control)
    fillBinnedRows(this.places.binned, { x, limits: this.limits, order }, this.crew)
  }

  private writeKinds(): void {
    const { x } = this.data
    const { raising, lowering } = this.settings
    const own = new Uint8Array(this.crew.memory.buffer, this.places.binned.kinds, x.names.length)
    x.names.forEach((name, feature) => {
      if ((x.levels?.[feature] ?? 0) > 0) own[feature] = kinds.category
      else own[feature] = raising.includes(name) ? kinds.raising : lowering.includes(name) ? kinds.lowering : kinds.number
    })
  }

  close(): void {
    this.crew.close()
  }

  async run(control: FitControl): Promise<Boosted> {
    const { data, settings } = this
    const random = randomFrom(settings.seed)
    await this.bin(random, control)
    const { y, weights, learning, loss } = data
    const known = { y: y.subarray(0, learning), weights: weights.subarray(0, learning) }
    const start = 'classes' in loss ? classStarts(known.y, known.weights, loss.classes) : [loss.start(known.y, known.weights)]
    start.forEach((value, output) => this.scores(output).fill(value))
    const kept = await keptRounds(data, settings, control)
    if (kept.last) this.goOnFrom(kept.last, random)
    let best = kept.last?.best ?? { loss: Number.POSITIVE_INFINITY, rounds: settings.trees }
    for (let round = kept.last?.rounds ?? 0; round < settings.trees; round++) {
      this.addRound(this.draw(random))
      const measured = this.measure(round, kept.tell)
      if (measured !== null && measured < best.loss) best = { loss: measured, rounds: round + 1 }
      control.progress((round + 1) / settings.trees)
      await breathe(control)
      if (measured !== null && settings.patience > 0 && round + 1 - best.rounds >= settings.patience) break
      if (control.enough?.()) break
      if (kept.due()) await kept.write({ rounds: round + 1, best, trees: this.gathered.trees, scores: this.allScores() })
    }
    const rounds = learning < data.x.rows && settings.patience > 0 ? best.rounds : settings.trees
    return { trees: firstTrees(this.gathered.trees, rounds * this.outputs), start }
  }

  /** What was drawn for the rounds before is drawn again, so that what comes is as if nothing had happened. */
  private goOnFrom({ rounds, trees, scores }: RoundsSoFar, random: Random): void {
    for (let round = 0; round < rounds; round++) this.draw(random)
    this.gathered = gatheredTrees(this.data.x.levels ?? [], trees)
    scores.forEach((own, output) => this.scores(output).set(own))
  }

  /** Chooses rows and columns of a round; gives the number of rows, and what the gradients of each output are rounded by. */
  private draw(random: Random): { readonly index: number; readonly seeds: readonly number[] } {
    const index = this.chooseRows(random)
    this.chooseColumns(random)
    return { index, seeds: Array.from({ length: this.outputs }, () => Math.floor(random.next() * 2 ** 31)) }
  }

  private addRound({ index, seeds }: ReturnType<Rounds['draw']>): void {
    const { data } = this
    seeds.forEach((seed, output) => {
      const units = this.pairs(output, seed)
      const tree = this.places.grower.grow(this.crew, units, { count: index, inOrder: index === data.learning })
      this.keep(tree, { output, units, sampled: index < data.learning })
    })
    // Not before: all outputs of a round take their gradients from the same scores.
    this.losses?.changed()
  }

  private floats(at: number): Float32Array {
    return new Float32Array(this.crew.memory.buffer, at, this.data.x.rows)
  }

  private scores(output: number): Float32Array {
    return this.floats(this.at.scores[output] ?? 0)
  }

  private allScores(): Float32Array[] {
    return this.at.scores.map((at) => this.floats(at))
  }

  /** Puts the rows that a tree learns from into the index; gives their number. */
  private chooseRows(random: Random): number {
    const { learning } = this.data
    const { rowShare } = this.settings
    if (rowShare >= 1) return learning
    const count = Math.max(1, Math.round(learning * rowShare))
    const chosen = shuffledIndices(learning, random).subarray(0, count).sort()
    new Uint32Array(this.crew.memory.buffer, this.places.grower.index, count).set(chosen)
    return count
  }

  private chooseColumns(random: Random): void {
    const { limits } = this
    const used = new Uint8Array(this.crew.memory.buffer, this.places.binned.used, limits.length)
    const count = Math.max(1, Math.round(limits.length * this.settings.columnShare))
    const chosen = count < limits.length ? new Set(shuffledIndices(limits.length, random).subarray(0, count)) : null
    limits.forEach((some, feature) => {
      used[feature] = chosen === null || chosen.has(feature) ? some.length + 1 : 0
    })
  }

  /** Gradients of the rows as pairs of whole numbers, as large as their sums may be. Gives what one of them is worth. */
  private pairs(output: number, seed: number): { gradient: number; hessian: number } {
    const { data, at, crew } = this
    const { grower } = this.places
    const { largest, steepest } =
      data.logistic || this.losses === null ? { largest: this.heaviest, steepest: this.heaviest / 4 } : this.losses.gradients(output)
    if (!Number.isFinite(largest) || !Number.isFinite(steepest)) throw lossNotFinite()
    const gradientUnits = Math.min(gradientRoom, 2 ** 31 / data.learning - 2) / Math.max(largest, 1e-300)
    const hessianUnits = Math.min(hessianRoom, 2 ** 32 / data.learning - 2) / Math.max(steepest, 1e-300)
    const rows = data.x.rows
    const parts = rows < 50_000 ? 1 : crew.size * 4
    const each = Math.ceil(rows / parts / 4) * 4
    crew.run(
      Array.from({ length: parts }, (_, part): Task => {
        const [from, to] = [Math.min(rows, part * each), Math.min(rows, (part + 1) * each)]
        const rest = [grower.pairs, from, to, seed, gradientUnits, hessianUnits]
        return data.logistic
          ? ['logisticPairs', at.scores[0] ?? 0, at.labels, at.weights, ...rest]
          : ['packPairs', at.gradients, at.hessians, ...rest]
      }),
    )
    return { gradient: 1 / gradientUnits, hessian: 1 / hessianUnits }
  }

  /** Gives the leaves their values, adds these to the scores, and keeps the tree. */
  private keep(
    tree: GrownTree,
    { output, units, sampled }: { output: number; units: { gradient: number; hessian: number }; sampled: boolean },
  ): void {
    const { data, at, crew } = this
    const scores = at.scores[output] ?? 0
    const found = this.leafValues(tree.leaves, output, units)
    const values = new Map(tree.leaves.map((leaf, place) => [leaf.node, Math.fround(this.settings.rate * (found[place] ?? 0))]))
    this.gathered.add(tree, values, this.limits)
    if (!sampled) this.addLeaves(tree, values, scores)
    const from = sampled ? 0 : data.learning
    if (from >= data.x.rows) return
    this.writeNodes(tree, values)
    crew.run([['addTree', this.places.binned.columns, at.nodes, from, data.x.rows, scores]])
  }

  private addLeaves({ leaves }: GrownTree, values: ReadonlyMap<number, number>, scores: number): void {
    const { at, crew } = this
    const { learning } = this.data
    const view = new DataView(crew.memory.buffer, at.leaves, leaves.length * leafBytes)
    leaves.forEach(({ node, from, count }, leaf) => {
      view.setFloat64(leaf * leafBytes, values.get(node) ?? 0, true)
      view.setInt32(leaf * leafBytes + 8, from, true)
      view.setInt32(leaf * leafBytes + 12, count, true)
    })
    const each = Math.ceil(learning / crew.size / 16) * 16
    crew.run(
      Array.from({ length: Math.ceil(learning / each) }, (_, part): Task => {
        const from = part * each
        return ['addLeaves', scores, this.places.grower.index, at.leaves, leaves.length, from, Math.min(learning, from + each)]
      }),
    )
  }

  private writeNodes(tree: GrownTree, values: ReadonlyMap<number, number>): void {
    const view = new DataView(this.crew.memory.buffer, this.at.nodes)
    let room = this.at.sets
    tree.feature.forEach((feature, node) => {
      const at = node * nodeBytes
      const set = tree.sets.get(node)
      if (set) new Uint8Array(this.crew.memory.buffer, room, 32).set(set)
      view.setInt32(at, feature, true)
      view.setInt32(at + 4, set ? room : tree.lastBin[node]!, true)
      if (set) room += 32
      view.setInt32(at + 8, tree.missingLeft[node]!, true)
      view.setInt32(at + 12, tree.left[node]!, true)
      view.setInt32(at + 16, tree.right[node]!, true)
      view.setFloat32(at + 20, values.get(node) ?? 0, true)
    })
  }

  private leafValues(leaves: readonly GrownLeaf[], output: number, units: { gradient: number; hessian: number }): readonly number[] {
    const { loss } = this.data
    const share = 'classes' in loss ? undefined : loss.leafQuantile
    if (share === undefined) return leaves.map((leaf) => this.places.grower.answer(leaf, units))
    if (this.isEven && this.losses) return this.losses.quantiles(leaves, share)
    return leaves.map((leaf) => this.weightedLeft(leaf, output, share))
  }

  private weightedLeft(leaf: GrownLeaf, output: number, share: number): number {
    const { y, weights } = this.data
    const rows = new Uint32Array(this.crew.memory.buffer, this.places.grower.index + leaf.from * 4, leaf.count)
    const scores = this.scores(output)
    const left = Float64Array.from(rows, (row) => y[row]! - scores[row]!)
    return weightedQuantile(
      left,
      Float64Array.from(rows, (row) => weights[row]!),
      share,
    )
  }

  /** Pieces are as long whoever works, so that their sums come out the same. */
  private meanLogistic(from: number, to: number): number {
    const { scores, labels } = this.at
    const each = Math.max(16_384, Math.ceil((to - from) / mostTasks / 2) * 2)
    const sums = this.crew.run(
      Array.from({ length: Math.ceil((to - from) / each) }, (_, piece): Task => {
        const first = from + piece * each
        return ['logisticLoss', scores[0] ?? 0, labels, first, Math.min(to, first + each)]
      }),
    )
    return sums.reduce((sum, one) => sum + one, 0) / (to - from)
  }

  /** The loss so far, told to whoever listens: of the rows to learn from, and of those kept apart, which it gives. */
  private measure(round: number, tell: FitControl['metric']): number | null {
    const { x, learning } = this.data
    const mean = (from: number, to: number) => this.losses?.mean(from, to) ?? this.meanLogistic(from, to)
    // Every tenth round is enough for a picture of a long fit.
    const isSeen = round % Math.ceil(this.settings.trees / 100) === 0
    if (isSeen && x.rows <= 200_000) tell('loss', round + 1, mean(0, learning))
    if (learning >= x.rows) return null
    const kept = mean(learning, x.rows)
    if (!Number.isFinite(kept)) throw lossNotFinite()
    tell('validation loss', round + 1, kept)
    if (isSeen) this.judgeChances(round, tell)
    return kept
  }

  private judgeChances(round: number, tell: FitControl['metric']): void {
    const { judged, outputs } = this
    if (!judged) return
    const all = this.allScores()
    const scores = new Float32Array(judged.length * outputs)
    judged.forEach((row, at) => all.forEach((own, output) => (scores[at * outputs + output] = own[row]!)))
    const { calibrationError, accuracy } = judgeChances(scores, takeValues(this.data.y, judged))
    tell('validation accuracy', round + 1, accuracy)
    tell('validation calibration error', round + 1, calibrationError)
  }
}

function lossNotFinite(): LearnProblem {
  return new LearnProblem({
    code: 'loss-not-finite',
    text: { en: 'The loss grew beyond all numbers.', fr: 'La perte a dépassé tout nombre.' },
    action: { en: 'Choose a smaller learning rate.', fr: 'Choisissez un taux d’apprentissage plus petit.' },
  })
}
