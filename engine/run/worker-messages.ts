import type { BackendId, BackendPlaces } from '../adapters/tensorflow/backend.ts'
import type { RecordsWanted } from '../adapters/files/convert-records.ts'
import type { SheetsWanted } from '../adapters/files/convert-excel.ts'
import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { NodeProblemData } from '../../nodes/kit/problem.ts'
import type { Text } from '../protocol/text.ts'
import type { Relation } from '../relation/relation.ts'
import type { ScorePairTask } from './compare/score-pair.ts'
import type { KeptSample } from './profile/keep-sample.ts'

/** A table as a worker gets it: what to query, and the tree of all steps that led to it. */
export interface WorkerTable {
  readonly physical: Relation
  readonly logical: Relation
  /** What lies on disk of those steps, by fingerprint. */
  readonly stored: Readonly<Record<string, Relation>>
}

export interface RunNodeTask {
  readonly kind: 'run-node'
  readonly type: string
  readonly params: Record<string, unknown>
  readonly node: string
  readonly title: string
  readonly fingerprint: string
  readonly seed: number
  readonly tables: Readonly<Record<string, readonly WorkerTable[]>>
  readonly artifacts: Readonly<Record<string, readonly Artifact[]>>
  /** What the study of the node handed on. */
  readonly studied?: unknown
  /** Where trainings that were stopped lie; absent where nothing is kept. */
  readonly keptFolder?: string
  /** Where table artifacts are written. */
  readonly outputFolder: string
  readonly tempFolder: string
  readonly memoryLimitBytes: number
  readonly threads: number
  /** Paths that `exportFile` may write: named in the params -> absolute. */
  readonly exports: Readonly<Record<string, string>>
  /** Request logs by endpoint: relations over what was answered so far. */
  readonly requests: Readonly<Record<string, Relation>>
  /** The model with a name that this node asks for: the folder of models, and its id there. */
  readonly registered?: { readonly folder: string; readonly id: string }
  /** Back ends for neural networks to try, in this order. */
  readonly backends: readonly BackendId[]
  readonly backendPlaces: BackendPlaces
  /** How many work on the kernels of a learner, and the program of their threads. */
  readonly crew: { readonly size: number; readonly entry: string }
  /** The file that runs a person's JavaScript. */
  readonly scriptEntry: string
}

export interface ConvertExcelTask {
  readonly kind: 'convert-excel'
  readonly path: string
  readonly wanted: SheetsWanted
  readonly stem: string
}

/** Records of JSON, XML, Avro and Arrow files as rows: in a process that may fail without the engine. */
export interface ConvertRecordsTask {
  readonly kind: 'convert-records'
  readonly path: string
  readonly wanted: RecordsWanted
  readonly stem: string
}

/** Compares what an endpoint was asked with what its model learned from; gives a MonitorReport, or null when the model is gone. */
export interface WatchRequestsTask {
  readonly kind: 'watch-requests'
  readonly endpoint: string
  /** Id of the model, and the folder where it lies. */
  readonly model: string
  readonly models: string
  /** Files of the request log, oldest first. */
  readonly paths: readonly string[]
  readonly tempFolder: string
  readonly memoryLimitBytes: number
}

/** Writes what a source reads as Parquet, giving way to every other process; gives the number of rows. */
export interface KeepTableTask {
  readonly kind: 'keep-table'
  readonly relation: Relation
  readonly path: string
  readonly tempFolder: string
  readonly memoryLimitBytes: number
  readonly threads: number
}

/** What a profile says beyond counting, from the sample that it left; gives a ProfileFurther. */
export interface ProfileFurtherTask {
  readonly kind: 'profile-further'
  readonly sample: KeptSample
  readonly tempFolder: string
  readonly memoryLimitBytes: number
}

export type WorkerTask =
  | RunNodeTask
  | ScorePairTask
  | ConvertExcelTask
  | ConvertRecordsTask
  | WatchRequestsTask
  | KeepTableTask
  | ProfileFurtherTask

/** A training as its worker sees it: memory in bytes, where the work is done, whether it can end early and keep what there is. */
export interface WatchedTraining {
  readonly memoryBytes: number
  readonly device?: string
  readonly canStop?: boolean
}

/** Said to a worker at work: end here with what there is; said to one that waits: load what most tasks need. */
export type WorkerRequest = { readonly kind: 'enough' } | { readonly kind: 'prepare' }

/** What a worker says while it works and when it ends. */
export type WorkerMessage =
  /** The task has come; from here on a death is the task's. */
  | { readonly type: 'begun' }
  | { readonly type: 'progress'; readonly share: number; readonly note?: Text }
  | {
      readonly type: 'points'
      readonly points: readonly { name: string; step: number; value: number }[]
      readonly watched: WatchedTraining
    }
  | { readonly type: 'log'; readonly text: string }
  /** The step can be gone on with from here, whatever becomes of this process. */
  | { readonly type: 'kept'; readonly place: Text }
  | { readonly type: 'done'; readonly result: unknown; readonly memoryBytes: number; readonly cpuSeconds: number }
  /** After `done`: whether the process is as it was before the task. */
  | { readonly type: 'settled'; readonly clean: boolean }
  | { readonly type: 'problem'; readonly problem: NodeProblemData }
  | { readonly type: 'crash'; readonly stack: string; readonly problem: NodeProblemData }

/** What `run-node` gives: artifacts by port; rows of the table ones, whose files are called PORT.parquet. */
export interface RunNodeResult {
  readonly outputs: Readonly<Record<string, Artifact>>
  readonly rows: Readonly<Record<string, number>>
  /** What the body kept for its warnings, or the state that it learned. */
  readonly found?: unknown
}
