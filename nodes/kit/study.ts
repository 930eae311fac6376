import type { Params } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { MetricsArtifact } from './artifacts.ts'
import type { FitContext } from './context.ts'
import type { NodeProblemData } from './problem.ts'
import type { TunableNode } from './tunable.ts'

/** A learner that a study learns anew: the node behind a wire of a port that is `refit`. */
export interface StudiedModel extends TunableNode {
  /** Node type: `train.ridge`. */
  readonly type: string
  readonly fingerprint: string
  /** The nodes before it that are learned anew with it, those next to it last. */
  readonly before: readonly TunableNode[]
}

/** What became of a variant that was judged; why it failed does not name it. */
export type Judgement = { readonly metrics: MetricsArtifact } | { readonly problem: NodeProblemData }

/** The rows that the learners of a study share, with a column that numbers their parts. */
export interface NumberedRows {
  /** `NODE.PORT` */
  readonly end: string
  readonly columns: readonly Column[]
  /** The column of the numbers, from 1. */
  readonly part: string
}

/** Which of the numbered rows a variant learns from. */
export interface VariantRows {
  readonly of: NumberedRows
  readonly is: 'not-equal' | 'less' | 'equal'
  readonly number: number
  /** Of these rows so many, drawn by a seed; all when absent. */
  readonly share?: { readonly of: number; readonly seed: number }
}

/**
 * A column whose values change places by a seed, in the highest table of the line that has it: what is made of it further down is made anew.
 * `within`: only among rows that are equal there; with `blocks` among so many parts of equal size along that column.
 */
export interface ShuffledColumn {
  readonly column: string
  readonly seed: number
  readonly within?: { readonly column: string; readonly blocks?: number }
}

/** The way to a learner, learned anew with something else. */
export interface StudyVariant {
  /** Place in `models`. */
  readonly model: number
  /** Short and unlike that of any other variant of the study. */
  readonly id: string
  /** What a problem says it happened in: “fold 3”. */
  readonly name: Text
  readonly rows?: VariantRows
  /** In place of `rows`: all rows, a column shuffled. */
  readonly shuffled?: ShuffledColumn
  /** Other values of params, by node. */
  readonly params?: Readonly<Record<string, Params>>
  readonly seed?: number
}

/**
 * What `study` may do. It runs in the engine's process and only orchestrates: everything heavy is a step of its own, in a worker, kept under its
 * fingerprint, so that a study that was stopped goes on where it was. All throw NodeProblem for a variant that failed.
 */
export interface StudyContext extends Pick<FitContext, 'seed' | 'signal' | 'rows'> {
  readonly models: readonly StudiedModel[]
  /** The rows that can be parted so that everything that learns on the way to each model learns anew. */
  table(): Promise<Relation>
  /** These rows with numbers by `split.folds`. */
  number(id: string, params: Params): Promise<NumberedRows>
  /** Learns the variants; their models are at the port `variants` of `run`, in this order, after those of earlier calls. `each` hears how many are done. */
  train(variants: readonly StudyVariant[], each?: (done: number) => void): Promise<void>
  /** Has each variant judged by a node that takes its model at a port `models`; one that fails does not stop the others. */
  judge(variants: readonly StudyVariant[], by: { readonly type: string; readonly params: Params }): Promise<readonly Judgement[]>
  progress(share: number, note?: Text): void
  log(text: string): void
  /** A point of a curve that is drawn while the study goes on. */
  metric(name: string, step: number, value: number): void
  /** Since the study began. */
  seconds(): number
  /** What it has used since, estimated from time and cores (12 W a core, Green Algorithms). */
  wattHours(): number
}

/** What a study hands on to `run`. */
export interface Studied {
  /** Tables for ports of these names. */
  readonly tables?: Readonly<Record<string, NumberedRows>>
  /** Anything that `run` must know: plain JSON, at `ctx.studied`. */
  readonly about: unknown
}
