import type { z } from 'zod'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Params } from '../../engine/protocol/document.ts'
import type { OfferedSetting } from '../../engine/protocol/inspection.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { LiteralValue } from '../../engine/relation/types.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { Artifact } from './artifacts.ts'
import type { BindContext, DatabaseNamed, Described, FitContext, Outputs, PreviewContext, ReadContext, RunContext } from './context.ts'
import type { Look, Observation } from './observation.ts'
import type { InputPort, OutputPort } from './ports.ts'
import type { NodeProblemData } from './problem.ts'
import type { Studied, StudiedModel, StudyContext } from './study.ts'

/** The relations at a node's inputs. A port that takes many wires has a list; an empty optional port is absent. */
export interface Relations {
  /** The relation at a port; throws a NodeProblem when nothing is connected. */
  one(port: string): Relation
  optional(port: string): Relation | undefined
  many(port: string): readonly Relation[]
}

/** The artifacts at the inputs of a `run` body. Tables come as relations over what is on disk. */
export interface Inputs extends Relations {
  artifact<K extends Artifact['kind']>(port: string, kind: K): Extract<Artifact, { kind: K }>
  artifacts<K extends Artifact['kind']>(port: string, kind: K): readonly Extract<Artifact, { kind: K }>[]
}

/** A small table in an example, written as a person would: columns with types, then rows of literal values. */
export interface ExampleTable {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly LiteralValue[])[]
}

/** What flows into a port that takes no table: the output of another node, run with these params and inputs. */
export interface ExampleMade {
  readonly node: string
  readonly port: string
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs?: ExampleInputs
}

/** By input port; a port that takes many has a list. */
export interface ExampleInputs {
  readonly [port: string]: ExampleTable | ExampleMade | readonly (ExampleTable | ExampleMade)[]
}

/** Documentation, gallery and test at once. */
export interface NodeExample {
  readonly title: Text
  readonly params: Readonly<Record<string, unknown>>
  readonly inputs?: ExampleInputs
  /** Compare only as many rows as `expect` has, from the first on: for results too long to write down. */
  readonly firstRows?: true
  /** Runs only where DuckDB's drivers of databases are. */
  readonly needs?: 'driver'
  /** By output port. Row order counts. */
  readonly expect?: Readonly<Record<string, ExampleTable>>
  /** For bodies whose result is no table: what must be found in the artifact of a port (compared deeply, numbers within 1e-9). */
  readonly expectArtifact?: Readonly<Record<string, unknown>>
}

interface NodeBase<S extends z.ZodObject> {
  /** `category.name`, where the category is the folder and the name the file: `clean.filter-rows`. */
  readonly id: string
  readonly version: number
  /** Name of a lucide icon in kebab-case. */
  readonly icon: string
  readonly title: Text
  /** One sentence: what it does for the person. */
  readonly summary: Text
  /** A few paragraphs for the help page; plain text, blank line between paragraphs. */
  readonly help: Text
  readonly keywords: { readonly en: readonly string[]; readonly fr: readonly string[] }
  readonly inputs: Readonly<Record<string, InputPort>>
  readonly outputs: Readonly<Record<string, OutputPort>>
  readonly params: S
  /** From version N to N + 1, by N. */
  readonly migrate?: Readonly<Record<number, (params: Params) => Params>>
  /** Design-time problems beyond what the params' schema and `compile` find. Pure. */
  check?(params: z.output<S>, inputs: Relations): readonly NodeProblemData[]
  /**
   * What can be said of the inputs' rows while a person edits the params: questions and words for their answers, shown as “Before you run”.
   * Pure. Throws a NodeProblem where `check` or `compile` has the same to say.
   */
  observe?(params: z.output<S>, inputs: Relations, look: Look): Observation
  /** The one setting that matters, in words, shown on the node: "keep rows where age > 18". `studied`: as for `settings`, where it is known. */
  explain(params: z.output<S>, studied?: readonly StudiedModel[]): Text
  /** What its fields of the kind `setting` offer, of the learners that its study would learn anew. */
  settings?(studied: readonly StudiedModel[]): readonly OfferedSetting[]
  readonly examples: readonly NodeExample[]
}

/** Gives lazy relations over files or data that lies still; may look at them, never loads them. */
interface ReadBody<S extends z.ZodObject> {
  read(params: z.output<S>, ctx: ReadContext): Promise<Described>
  /** The database that it reads, for bodies that do: what changes there makes their result a new one. */
  database?(params: z.output<S>): DatabaseNamed
}

/** Stateless and lazy: a relation per output port (or one relation, when there is one port). Throws NodeProblem. */
interface CompileBody<S extends z.ZodObject> {
  compile(params: z.output<S>, inputs: Relations): Relation | Readonly<Record<string, Relation>>
}

/** Lazy like `compile`, for what only the database can read: a query that a person wrote. Computes no row. Throws NodeProblem. */
interface BindBody<S extends z.ZodObject> {
  bind(params: z.output<S>, inputs: Relations, ctx: BindContext): Promise<Relation | Readonly<Record<string, Relation>>>
}

/** Learns once from its first input, then applies the frozen state to any table of the same shape. The state is plain JSON. */
interface FitBody<S extends z.ZodObject, State> {
  fit(params: z.output<S>, input: Relation, ctx: FitContext): Promise<State>
  /** Long learning on typed arrays: a run does it in a worker process. A preview learns from a sample all the same. */
  readonly learnsIn?: 'worker'
  /** A relation per output port (or one relation, for the first port). */
  apply(state: State, params: z.output<S>, input: Relation): Relation | Readonly<Record<string, Relation>>
  /** False when these params leave nothing to learn (a constant, edges typed in): then any rows will do, training part or not. */
  learns?(params: z.output<S>): boolean
  /** What there is to see of what was learnt, at outputs of the kind report. */
  reports?(state: State): Readonly<Record<string, readonly View[]>>
  /** What a person should know of what was learnt; shown as warnings of the node, and in the log of a run. */
  warnings?(state: State, params: z.output<S>): readonly NodeProblemData[]
}

/** Everything else, in a worker process. */
interface RunBody<S extends z.ZodObject, State> {
  /**
   * What has to be learned before `run`: variants of the way to the models at ports that are `refit`. Orchestrates in the engine's process, holds
   * no core, and computes nothing heavy. `run` finds the models at the port `variants` and the rest in `ctx.studied`.
   */
  study?(params: z.output<S>, ctx: StudyContext): Promise<Studied>
  run(params: z.output<S>, inputs: Inputs, ctx: RunContext): Promise<Outputs>
  /** This body learns from its inputs: rows outside the training part are a problem. Ports that must carry training rows. */
  readonly learnsFrom?: readonly string[]
  /** The columns of table outputs, as far as they are known before a run. */
  columns?(params: z.output<S>, inputs: Relations): Readonly<Record<string, readonly Column[]>>
  /**
   * What a run would give for the few rows of these inputs, a relation by output port: shown before there is a run. Throws a NodeProblem, with
   * severity `warning` where other rows might do.
   */
  preview?(params: z.output<S>, inputs: Relations, ctx: PreviewContext): Promise<Readonly<Record<string, Relation>>>
  /** What a person should know of what the run found (`ctx.keep`); shown as warnings of the node, and in the log of a run. */
  warnings?(found: State, params: z.output<S>): readonly NodeProblemData[]
  /**
   * What it reads besides its inputs. The requests of endpoints: its result is kept only as long as none was added. The registry: its param
   * `model` names a version, or an alias whose version is part of its fingerprint.
   */
  readonly watches?: 'requests' | 'registry'
  /** Has effects outside the run (a file, an endpoint): never reused from the cache without being asked. */
  readonly effect?: boolean
}

export type NodeOf<S extends z.ZodObject, State = unknown> = NodeBase<S> &
  (ReadBody<S> | CompileBody<S> | BindBody<S> | FitBody<S, State> | RunBody<S, State>)

/** A node as the engine handles it, whatever its params. */
export type NodeDefinition = NodeOf<z.ZodObject, never> & { readonly body: 'read' | 'compile' | 'bind' | 'fit' | 'run' }

/** One that learns a state. */
export type FittedNode = Extract<NodeDefinition, { fit: unknown }>

/** Checks the shape of a node at the place where it is written and tells its body apart. */
export function defineNode<S extends z.ZodObject, State>(node: NodeOf<S, State>): NodeDefinition {
  const body = 'read' in node ? 'read' : 'compile' in node ? 'compile' : 'bind' in node ? 'bind' : 'fit' in node ? 'fit' : 'run'
  // The params' type is known to the node alone; the engine always parses with the node's own schema before calling it.
  return Object.freeze({ ...node, body }) as unknown as NodeDefinition
}
