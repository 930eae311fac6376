// The relational algebra: what a table on a wire is before it is computed. Immutable trees, plain JSON, no SQL text.
// Built by the functions of build.ts, which work out `columns`; read by the printers.

import type { Expr, NamedExpr, SortKey } from './expression.ts'
import type { Column, LiteralValue, Part } from './types.ts'

interface Base {
  /** The schema of this relation, in order; names are unique. */
  readonly columns: readonly Column[]
  readonly part?: Part
}

/** A named place where a table is put in later: the input of a model's recipe. */
export interface InputRelation extends Base {
  readonly op: 'input'
  readonly name: string
}

/** Rows of files or of an artifact. */
export interface ScanRelation extends Base {
  readonly op: 'scan'
  readonly source: ScanSource
  /** The stages that led to a materialised table, so that a recipe knows which of its own stages are already behind it. */
  readonly lineage?: readonly string[]
}

export interface ValuesRelation extends Base {
  readonly op: 'values'
  readonly rows: readonly (readonly LiteralValue[])[]
}

/** Exactly these columns, each computed from the input's row (or, with window expressions, from its partition). */
export interface ProjectRelation extends Base {
  readonly op: 'project'
  readonly input: Relation
  readonly exprs: readonly NamedExpr[]
}

/** Keeps rows whose test is true (not false, not null). */
export interface FilterRelation extends Base {
  readonly op: 'filter'
  readonly input: Relation
  readonly test: Expr
}

export interface Measure {
  readonly name: string
  /** An aggregate function of the catalogue by its id. */
  readonly fn: string
  readonly args: readonly Expr[]
}

/** One row for each distinct combination of the keys (null is a value); without keys exactly one row. */
export interface AggregateRelation extends Base {
  readonly op: 'aggregate'
  readonly input: Relation
  readonly keys: readonly NamedExpr[]
  readonly measures: readonly Measure[]
}

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti'

export interface JoinComparison {
  readonly left: Expr
  readonly is: '<' | '<=' | '>' | '>='
  readonly right: Expr
}

export interface JoinNearest {
  readonly left: Expr
  readonly right: Expr
  /** `before`: the right value is at most the left one; `after`: at least. */
  readonly direction: 'before' | 'after'
  /** The largest distance: days for dates, seconds for timestamps, else a difference. */
  readonly within?: number
}

export interface JoinRelation extends Base {
  readonly op: 'join'
  readonly how: JoinKind
  readonly left: Relation
  readonly right: Relation
  /** Pairs of equal expressions; null never equals null, unless `nulls` says so. */
  readonly on: readonly { readonly left: Expr; readonly right: Expr }[]
  readonly nulls?: 'equal'
  /** Comparisons that must hold besides: ranges and intervals. */
  readonly compare?: readonly JoinComparison[]
  /** As-of: of the right rows that are left over, the one nearest in this order; of several as near the last in the input's order. */
  readonly nearest?: JoinNearest
  /** Which side each output column comes from and its name there. `either`: the left value, or the right one where the left row is missing. */
  readonly output: readonly {
    readonly name: string
    readonly from: 'left' | 'right' | 'either'
    readonly column: string
    readonly other?: string
  }[]
}

/** All rows of all inputs, one after the other; columns are matched by name, missing ones are null. */
export interface UnionRelation extends Base {
  readonly op: 'union'
  readonly inputs: readonly Relation[]
}

export interface SortRelation extends Base {
  readonly op: 'sort'
  readonly input: Relation
  readonly by: readonly SortKey[]
}

export interface LimitRelation extends Base {
  readonly op: 'limit'
  readonly input: Relation
  readonly count: number
  readonly offset: number
}

/** One row of each group of rows equal in `on` (null equals null): the first or last in the input's order. */
export interface DistinctRelation extends Base {
  readonly op: 'distinct'
  readonly input: Relation
  readonly on: readonly string[]
  readonly keep: 'first' | 'last'
}

/** Adds the number of the row in the input's order, from 1. */
export interface NumberRelation extends Base {
  readonly op: 'number'
  readonly input: Relation
  readonly name: string
}

/**
 * Rows chosen by a seeded hash of their number in the input's order: the same rows for the same input and seed, on any number of threads.
 * `share` rows from..to (0 to 1) of the hash; `exact` is the number of rows to give instead, taken in hash order and put back in input order.
 */
export interface SampleRelation extends Base {
  readonly op: 'sample'
  readonly input: Relation
  readonly seed: number
  readonly from: number
  readonly to: number
  readonly exact?: number
  /** Columns within whose groups the share is taken (stratified). */
  readonly within?: readonly string[]
}

/** A row for each of the columns of each row: its name and its value. The other columns stand first. */
export interface UnpivotRelation extends Base {
  readonly op: 'unpivot'
  readonly input: Relation
  readonly from: readonly string[]
  readonly key: string
  readonly value: string
  readonly keepNulls: boolean
}

/** A row for each element of a list; the column holds the element then. */
export interface ExplodeRelation extends Base {
  readonly op: 'explode'
  readonly input: Relation
  readonly column: string
  /** Adds the number of the element, from 1. */
  readonly position?: string
  /** Whether a row whose list is missing or empty stays, with null. */
  readonly keepEmpty: boolean
}

export type StepUnit = 'number' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

/** A row for each step from one column's value to another's, both included: calendars and the places of gaps. */
export interface StepsRelation extends Base {
  readonly op: 'steps'
  readonly input: Relation
  readonly from: string
  readonly to: string
  readonly every: { readonly count: number; readonly unit: StepUnit }
  readonly name: string
}

/**
 * What a person's SQL makes of its inputs. The texts are no longer what was typed: engine/adapters/duckdb/query-sandbox.ts alone writes
 * them, out of the parsed and checked statement; besides there is the one constant text of build-connected.ts. They read the inputs as tables
 * under `names`, with column names as duckdb-query.ts gives them.
 */
export interface QueryRelation extends Base {
  readonly op: 'query'
  readonly inputs: readonly Relation[]
  /** What each input is called in the SQL; several names may mean one. */
  readonly names: readonly (readonly string[])[]
  /** Gives rows in an order that follows from the rows alone. */
  readonly ordered: string
  /** The same rows in any order. */
  readonly unordered: string
}

/** The place in the tree where a node ends. Changes no row; lets recipes and diagnostics find the node again. */
export interface MarkRelation extends Base {
  readonly op: 'mark'
  readonly input: Relation
  readonly node: string
  readonly port: string
  readonly fingerprint: string
}

export type Relation =
  | InputRelation
  | ScanRelation
  | ValuesRelation
  | ProjectRelation
  | FilterRelation
  | AggregateRelation
  | JoinRelation
  | UnionRelation
  | SortRelation
  | LimitRelation
  | DistinctRelation
  | NumberRelation
  | SampleRelation
  | UnpivotRelation
  | ExplodeRelation
  | StepsRelation
  | QueryRelation
  | MarkRelation

/** Where a scan reads. `paths` are absolute. `physical` names the columns as the file has them, in the order of the relation's columns. */
export type ScanSource =
  | {
      readonly format: 'csv'
      readonly paths: readonly string[]
      readonly dialect: CsvDialect
      readonly physical: readonly PhysicalColumn[]
    }
  | {
      readonly format: 'parquet' | 'json'
      readonly paths: readonly string[]
      readonly physical: readonly PhysicalColumn[]
      /** JSON lines that Millrace wrote itself: the physical types hold, whatever the first lines look like. */
      readonly pinned?: true
    }
  | {
      /** A table in the engine's own database with columns c0, c1, ...: the first rows of a source, kept for previews. Never in a document or a recipe. */
      readonly format: 'table'
      readonly table: string
      readonly paths: readonly string[]
      readonly physical: readonly PhysicalColumn[]
    }
  | {
      /** A table or a query of another database, which is attached to the engine's own. Never in a document or a recipe. */
      readonly format: 'database'
      readonly database: DatabasePlace
      readonly paths: readonly string[]
      readonly physical: readonly PhysicalColumn[]
      /** Tests that the server may do already: rows that they drop are dropped above anyway. Put there by the optimiser. */
      readonly where?: readonly Expr[]
      /** Rows that are enough. Put there by the optimiser. */
      readonly first?: number
    }
  | {
      /** The whole numbers from 1 to `rows`, one after the other, never all in memory. */
      readonly format: 'range'
      readonly rows: number
      readonly paths: readonly string[]
      readonly physical: readonly PhysicalColumn[]
    }

export interface DatabasePlace {
  readonly server: 'postgres' | 'mysql' | 'sqlite'
  /** The name under which it is attached. */
  readonly attached: string
  readonly from: { readonly schema: string; readonly table: string } | { readonly query: string }
  /** Rows as the server estimates them; null when it does not say. */
  readonly rows: number | null
}

/** A column of a file: its position-safe name for the engine, its DuckDB type, and the text that stands for missing values besides the empty one. */
export interface PhysicalColumn {
  readonly name: string
  readonly duckdb: string
  /** How to bring the physical value to the logical type, when a plain cast is not right (for example a decimal comma). */
  readonly read?: 'decimal-comma' | 'decimal-point' | 'date-format' | 'to-json-text'
  readonly format?: string
}

export interface CsvDialect {
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
  readonly comment: string
  readonly header: boolean
  /** Lines before the header or the first row. */
  readonly skip: number
  readonly encoding: string
  readonly nullTexts: readonly string[]
  /** What happens to rows with too many or too few fields: refuse the file, or leave them out and count them. */
  readonly badRows: 'fail' | 'skip'
}
