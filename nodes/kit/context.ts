import type { FitControl, FittedModel, KeptFit } from '../../engine/learn/estimator.ts'
import type { CrewMaker } from '../../engine/kernels/crew.ts'
import type { NetworkTraining } from '../../engine/learn/neural-network/train-network.ts'
import type { Model, Recipe } from '../../engine/learn/model.ts'
import type { ScanSource } from '../../engine/relation/relation.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, ScalarType, Value } from '../../engine/relation/types.ts'
import type { Cell } from '../../engine/protocol/table.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { Artifact, TableArtifact } from './artifacts.ts'

/** A file as a source node sees it: what is in it, and how the engine will read it. Reading is lazy. */
export interface ReadContext {
  readonly signal: AbortSignal
  /**
   * Looks at a file and gives a lazy relation over it. Relative paths start at the pipeline file's folder. Throws a NodeProblem for a file
   * that is not there, cannot be read as asked, or lies outside what the person granted.
   */
  describe(path: string, options: ReadOptions): Promise<Described>
  /** The same for the files of a folder that fit a pattern, in the order of their paths; `name` is the path from the folder. */
  describeFolder(
    path: string,
    wanted: FilesWanted,
    options: ReadOptions,
  ): Promise<readonly { readonly name: string; readonly described: Described }[]>
  /** The same for a table or a query of a database. Throws NodeProblem (`database-*`, `query-*`, `driver-missing`, ...). */
  database(named: DatabaseNamed): Promise<Described>
  /** A relation over a data set that ships with Millrace. */
  sample(name: string): Promise<Described>
}

/** A database as a pipeline names it: a connection of the workspace, or a SQLite file; and what is read of it. */
export interface DatabaseNamed {
  readonly at: { readonly connection: string } | { readonly file: string }
  readonly read: { readonly table: string } | { readonly query: string }
}

export interface FilesWanted {
  /** Patterns with semicolons between them; empty for every file. */
  readonly pattern: string
  readonly recurse: boolean
}

export interface ReadOptions {
  /** `lines`: one text column `line`, whatever the lines hold. */
  readonly format: 'auto' | 'csv' | 'parquet' | 'json' | 'xml' | 'avro' | 'arrow' | 'orc' | 'excel' | 'lines'
  readonly delimiter?: string
  /** One character each; an empty text means that there is none. Found out when absent. */
  readonly quote?: string
  readonly escape?: string
  readonly comment?: string
  readonly header?: 'auto' | 'yes' | 'no'
  readonly encoding?: string
  readonly skip?: number
  /** Rows that hold the names, joined by a space; one unless said otherwise. */
  readonly headerRows?: number
  readonly nullTexts?: readonly string[]
  readonly decimalComma?: boolean
  /** Text columns that hold only numbers with grouped thousands (1,234.5) become numbers. */
  readonly thousands?: boolean
  /** What becomes of rows that do not fit: they stop the run, or stand in `Described.others.rejected` with line and reason. */
  readonly badRows?: 'fail' | 'skip'
  /** Names of sheets with semicolons between them, `*` for any text; the first sheet when absent. */
  readonly sheet?: string
  /** A range of cells: B3:F200. */
  readonly range?: string
  readonly fillMerged?: boolean
  /** Where records lie in JSON and XML: names with dots or slashes between them; empty for the elements of the whole. */
  readonly recordPath?: string
  /** Levels of nested objects that become columns; none unless said otherwise. JSON, XML, Avro. */
  readonly flatten?: number
  /** What becomes of arrays in records. */
  readonly arrays?: 'keep' | 'columns' | 'rows'
  /** Types chosen by the person, by column name, instead of the sniffed ones. Text files only. */
  readonly types?: Readonly<Record<string, ScalarType>>
  /** Formats of date columns as strptime has them, by column name. Text files only. */
  readonly dateFormats?: Readonly<Record<string, string>>
}

export interface Described {
  readonly relation: Relation
  /** Tables for the other ports of the node, by port. */
  readonly others?: Readonly<Record<string, Relation>>
  readonly source: ScanSource
  /** Things worth knowing that are no errors: duplicate header names that were numbered, an encoding that was guessed, ... */
  readonly notices: readonly Text[]
}

/** An input of a person's query: the names it goes by, the first of which is its own. */
export interface QueryTable {
  readonly names: readonly string[]
  readonly relation: Relation
}

/**
 * Reads SQL that a person typed: one SELECT over these tables, which may look at nothing else. Finds its columns without computing a row.
 * Throws NodeProblem with the place in the text (`sql-invalid`, `sql-refused`, `column-missing`, `nothing-chosen`).
 */
export type BindQuery = (text: string, tables: readonly QueryTable[]) => Promise<Relation>

/** What `bind` may do. */
export interface BindContext {
  readonly query: BindQuery
}

/** What `fit` may do: ask questions about its input. */
export interface FitContext {
  readonly seed: number
  readonly signal: AbortSignal
  /** All rows of a small relation (at most 100 000; more is a NodeProblem). Values in column order. */
  rows(relation: Relation): Promise<readonly (readonly Value[])[]>
  /** Lets the process read its messages; long computations call it now and then. */
  yieldNow(): Promise<void>
  /** `share` from 0 to 1, never falling. Nobody hears it where a state is estimated from a sample. */
  progress(share: number, note?: Text): void
  /**
   * Reads columns into typed arrays: bool, int, float, date and timestamp (days, seconds) as numbers, text as categories.
   * `asCategories`: columns to be coded whatever their type; text of the value as the engine prints it.
   */
  load(relation: Relation, columns: readonly Column[], asCategories?: readonly string[]): Promise<ColumnData>
  /** Where a training keeps how far it came, so that the next run of this step can go on: for one fit of the body. Absent where nothing is kept. */
  readonly kept?: KeptFit & { clear(): Promise<void> }
  /** Who works on the kernels of learners: their number never changes a result. */
  readonly crews: CrewMaker
  /** Before a run: few rows, and the engine waits. What would take long is done roughly. */
  readonly isTrial?: true
  /** The model at a port of that kind; undefined where none is connected. */
  model(port: string): Model | undefined
}

/** Columns of a table in typed arrays. `numbers`: Float64, null as NaN. `categories`: codes into `levels`, null as -1. */
export interface ColumnData {
  readonly rows: number
  readonly numbers: ReadonlyMap<string, Float64Array>
  readonly categories: ReadonlyMap<string, { readonly codes: Int32Array; readonly levels: readonly string[] }>
}

/** What `run` may do. Runs in a worker process of its own, never in the engine. */
export interface RunContext extends FitContext {
  /** Since the body began. */
  seconds(): number
  /** A point of a curve that is drawn while the step runs, for example the loss of an epoch. */
  metric(name: string, step: number, value: number): void
  /** Whether the person has asked to end here with what there is. Asking says that this body can. */
  enough(): boolean
  /** Where the work is done, for whoever watches: a back end, as it is called there. */
  device(name: string): void
  log(text: string): void
  /** The account's secret keys of these names, for hashes that are computed without the database. They go into no pipeline and no artifact. */
  hashKeys(names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** Keeps what the node's `warnings` are made from: plain JSON. The last call counts. */
  keep(found: unknown): void
  /** Bytes of memory that are free on this machine now. */
  freeMemory(): number
  count(relation: Relation): Promise<number>
  /** Writes the relation, with more columns beside it (row i of each array belongs to row i of the relation), as a table artifact. */
  write(relation: Relation, added?: readonly AddedColumn[]): Promise<TableArtifact>
  /** Writes a file that the person asked for; the path was granted. Returns the rows written. */
  exportFile(relation: Relation, path: string, format: 'csv' | 'parquet' | 'json'): Promise<number>
  /**
   * Writes a table to the file or folder that the person named, as a whole or not at all; gives the files, by their paths inside a folder
   * (empty for a single file). Throws NodeProblem `file-exists` and others that say why nothing was written.
   */
  exportFiles(relation: Relation, path: string, format: WriteFormat, options: WriteOptions): Promise<readonly WrittenFile[]>
  /** What `study` handed on; undefined for nodes without one. */
  readonly studied: unknown
  /**
   * Writes texts or bytes to the file that the person named (one, called by an empty name) or to a folder, as a whole or not at all; throws as
   * `exportFiles`.
   */
  exportContents(contents: ReadonlyMap<string, string | Uint8Array>, path: string, existing: 'ask' | 'replace'): Promise<void>
  /** The version of Millrace, which files say that it wrote. */
  readonly millraceVersion: string
  /** What the person calls this node, and the fingerprint of the step. */
  readonly title: string
  readonly fingerprint: string
  /** The raw columns behind these columns of the table at a port, for exactly its rows: what a request to the served model holds. */
  rawRows(port: string, columns: readonly string[]): Relation
  /** The row-wise steps that lead to these columns of the table at an input port, with frozen states (engine/learn/recipe.ts). */
  recipe(port: string, columns: readonly string[]): Recipe
  /**
   * A model's features (and its target, where it can be had) computed for the table at an input port, by the stage of the model's recipe
   * where that table stands. Carries the table's own columns along under the names that `carried` gives. Throws NodeProblem
   * `model-columns-missing` when the table lacks what the model needs.
   */
  replay(
    model: Model,
    port: string,
  ): { readonly relation: Relation; readonly target: string | null; readonly carried: ReadonlyMap<string, string> }
  /** Neural networks on the best back end there is. */
  readonly network: NetworkTrainer
  /** The rows of a relation in its order, so many at a time, as JSON values. */
  batches(relation: Relation, size: number): AsyncIterable<readonly (readonly Cell[])[]>
  script(settings: ScriptSettings): Promise<Script>
  collect(): RowCollector
  /** The model with a name that a body which watches the registry asks for. */
  registered(): Promise<Model>
  /** The requests that an endpoint of this workspace has answered, as a relation; null when there are none yet. */
  requests(endpoint: string): Promise<Relation | null>
}

/** What `preview` may do: a few rows in memory, no files. `progress` leads nowhere. */
export type PreviewContext = Pick<RunContext, 'seed' | 'count' | 'batches' | 'script' | 'collect' | 'progress'>

/** A value as it comes out of a person's JavaScript: NaN and infinities, whole numbers beyond 2^53, times, and anything else as JSON. */
export type ScriptCell =
  | null
  | boolean
  | number
  | string
  | { readonly f: 'NaN' | 'Infinity' | '-Infinity' }
  | { readonly i: string }
  | { readonly t: string }
  | { readonly j: string }

export interface ScriptSettings {
  readonly code: string
  /** `row`: the body of a function of one row and its number; `batch`: of an array of rows. */
  readonly each: 'row' | 'batch'
  readonly columns: readonly (readonly [name: string, type: string])[]
  /** A batch may take so long, and the process so much memory. */
  readonly seconds: number
  readonly megabytes: number
  readonly seed: number
}

export interface ScriptAnswer {
  readonly names: readonly string[]
  /** The row of the batch that each result comes from, and its values by `names`; a name that came up later is missing at the end. */
  readonly rows: readonly (readonly [row: number, cells: readonly ScriptCell[]])[]
  /** Rows that failed, in words, with the line of the code. */
  readonly errors: readonly (readonly [row: number, text: string, line: number | null])[]
}

/** JavaScript of a person in a process of its own, without files, network or clock. */
export interface Script {
  /** `first` is the number of the batch's first row, from 0; `wanted` the columns to give, null to give what comes. Throws NodeProblem. */
  call(batch: {
    readonly first: number
    readonly rows: readonly (readonly Cell[])[]
    readonly wanted: readonly string[] | null
  }): Promise<ScriptAnswer>
  close(): void
}

/** Collects rows that come in pieces, outside of memory. */
export interface RowCollector {
  /** Each call needs the same columns; all arrays have the same length. */
  add(columns: readonly AddedColumn[]): Promise<void>
  /** The collected rows in their order; null when there were none. */
  relation(): Relation | null
}

export type WriteFormat = 'csv' | 'parquet' | 'json' | 'excel'

export interface WriteOptions {
  /** What becomes of what is there already; `replace` unless said otherwise. */
  readonly existing?: 'ask' | 'replace' | 'append'
  readonly compression?: 'none' | 'gzip' | 'zstd'
  /** Columns whose values name folders: year=2024. */
  readonly partitionBy?: readonly string[]
  readonly rowsPerFile?: number
}

export interface WrittenFile {
  readonly file: string
  /** Null where they were not counted. */
  readonly rows: number | null
}

export interface AddedColumn {
  readonly name: string
  readonly type: 'int' | 'float' | 'text' | 'bool'
  /** Null is missing; in an array of numbers NaN is missing for int and bool, a value for float. */
  readonly values: Float64Array | readonly (number | string | null)[]
}

/** `auto` leaves it to the engine; anything else is where to train, and nowhere else. */
export type NetworkBackend = 'auto' | 'own' | 'tfjs-node-gpu' | 'tfjs-node' | 'webgpu' | 'wasm' | 'cpu'

export interface NetworkRequest extends NetworkTraining {
  readonly backend: NetworkBackend
  readonly crews: CrewMaker
}

export interface NetworkTrainer {
  /** Trains where it is asked to, or where it is fastest; says where. Throws LearnProblem. */
  train(request: NetworkRequest, control: FitControl): Promise<{ readonly model: FittedModel; readonly backend: string }>
}

export type Outputs = Readonly<Record<string, Artifact>>
