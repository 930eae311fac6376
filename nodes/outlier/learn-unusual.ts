import { breathe } from '../../engine/learn/estimator.ts'
import { growIsolationForest } from '../../engine/learn/tree/isolation-forest.ts'
import { learnOneClass } from '../../engine/learn/unusual/one-class-machine.ts'
import { learnOutlierFactor } from '../../engine/learn/unusual/outlier-factor.ts'
import { learnRobustCloud } from '../../engine/learn/unusual/robust-cloud.ts'
import { squaredDistance, whitening, type Whitening } from '../../engine/learn/unusual/whiten.ts'
import { isolationScore } from '../../engine/relation/learnt/isolation-score.ts'
import type { IsolationForest, KernelSum, Metric, OutlierFactor } from '../../engine/relation/learnt/learnt-rows.ts'
import type { FitContext } from '../kit/context.ts'
import { fitControl } from '../kit/fit-control.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'

interface Learnt {
  readonly columns: readonly string[]
  /** The distance or score above which a row is unusual. */
  readonly limit: number
}

/** The middle and the spread of the rows. */
export interface CloudState extends Learnt, Whitening {}

export interface ForestState extends Learnt, IsolationForest {}

/** Rows kept on one scale, and how to ask them. The score of a kernel sum is what it lacks of the offset. */
export interface KeptState extends Learnt {
  readonly centres: readonly number[]
  readonly scales: readonly number[]
  readonly kept: OutlierFactor | KernelSum
  readonly offset: number
}

export type UnusualState = CloudState | ForestState | KeptState

export interface UnusualSettings {
  readonly method: 'distance' | 'robust' | 'forest' | 'factor' | 'machine'
  readonly share: number
  readonly support: number | null
  readonly trees: number
  readonly treeRows: number
  readonly neighbours: number
  readonly metric: Metric
  readonly nu: number
  readonly gamma: number | null
  readonly scale: boolean
  readonly kept: number
  readonly seed: number
}

const mostRows = 20_000

/** How many complete rows are learnt from. */
export const rowsWanted = ({ method, kept }: UnusualSettings): number => (method === 'factor' || method === 'machine' ? kept : mostRows)

/** What makes a row unusual among these complete rows of these columns. Throws NodeProblem `nothing-to-learn`. */
export async function learnUnusual(
  rows: readonly Float64Array[],
  columns: readonly string[],
  settings: UnusualSettings,
  ctx: FitContext,
): Promise<UnusualState> {
  if (rows.length < 2) throw new NodeProblem(tooFewComplete)
  switch (settings.method) {
    case 'forest': {
      const control = fitControl(ctx)
      const forest = await growIsolationForest(rows, { trees: settings.trees, rows: settings.treeRows, seed: settings.seed }, control)
      const scores: number[] = []
      for (const row of rows) {
        if (scores.length % 500 === 0) await breathe(control)
        scores.push(isolationScore(forest, row))
      }
      return { ...forest, columns, limit: limitOf(scores, settings) }
    }
    case 'factor':
    case 'machine':
      return keptRows(rows, columns, settings, ctx)
    case 'distance':
    case 'robust': {
      const white = settings.method === 'distance' ? whitening(rows) : await learnRobustCloud(rows, settings, fitControl(ctx))
      if (!white) throw new NodeProblem(noSpread)
      return {
        ...white,
        columns,
        limit: limitOf(
          rows.map((row) => Math.sqrt(squaredDistance(row, white))),
          settings,
        ),
      }
    }
  }
}

async function keptRows(
  rows: readonly Float64Array[],
  columns: readonly string[],
  settings: UnusualSettings,
  ctx: FitContext,
): Promise<KeptState> {
  const figures = columns.map((_, at) => spreadOf(rows.map((row) => row[at] ?? 0)))
  const centres = figures.map(({ mean }) => (settings.scale ? mean : 0))
  const scales = figures.map(({ deviation }) => (settings.scale ? deviation || 1 : 1))
  // The same steps as where a row is scored, so that a kept row meets itself.
  const scaled = rows.map((row) => Array.from(row, (value, at) => (value - (centres[at] ?? 0)) / (scales[at] ?? 1)))
  if (settings.method === 'factor') {
    const { learnt, factors } = await learnOutlierFactor(scaled, settings, fitControl(ctx))
    return { columns, centres, scales, kept: learnt, offset: 0, limit: limitOf([...factors], settings) }
  }
  const spread = spreadOf(scaled.flat()).deviation ** 2
  const gamma = settings.gamma ?? 1 / (columns.length * (spread || 1))
  const { learnt, offset } = await learnOneClass(scaled, { nu: settings.nu, gamma }, fitControl(ctx))
  return { columns, centres, scales, kept: learnt, offset, limit: 0 }
}

function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
}

/** The quantile, type 7, that leaves the share of the rows above it. */
function limitOf(scores: readonly number[], { share }: UnusualSettings): number {
  const sorted = Float64Array.from(scores).toSorted()
  const place = (sorted.length - 1) * (1 - share)
  const low = Math.floor(place)
  const [a = 0, b = 0] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]]
  return a + (b - a) * (place - low)
}

const tooFewComplete: NodeProblemData = {
  code: 'nothing-to-learn',
  param: 'columns',
  text: {
    en: 'Fewer than two rows are complete in these columns.',
    fr: 'Moins de deux lignes sont complètes dans ces colonnes.',
  },
  action: {
    en: 'Fill missing values before, or leave columns out.',
    fr: 'Remplissez d’abord les manquants, ou laissez des colonnes de côté.',
  },
}

const noSpread: NodeProblemData = {
  code: 'nothing-to-learn',
  param: 'columns',
  text: {
    en: 'A column has one value only, or follows from the others: the cloud is flat.',
    fr: 'Une colonne a une seule valeur, ou découle des autres : le nuage est plat.',
  },
  action: {
    en: 'Leave such columns out, or set rows apart by questions.',
    fr: 'Laissez ces colonnes de côté, ou isolez les lignes par des questions.',
  },
  fixes: [{ label: { en: 'Use an isolation forest', fr: 'Utiliser une forêt d’isolement' }, params: { method: 'forest' } }],
}
