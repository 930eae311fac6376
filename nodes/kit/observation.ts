import type { Text } from '../../engine/protocol/text.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Value } from '../../engine/relation/types.ts'
import type { StudiedModel } from './study.ts'

/** How the engine will look at the rows of the inputs. */
export interface Look {
  /** Share of the keys that are looked at, from 0 to 1; a node that samples does it by its keys, not by rows (see fitOfKeys). */
  readonly share: number
  /** Whether the rows that are kept for previews are all rows of the tables at a port: what is counted on them is exact. */
  whole(port: string): boolean
  /** The learners that a study would learn anew; absent where nobody knows them, or there are none. */
  readonly studied?: readonly StudiedModel[]
}

/** A small relation to be computed. `first-rows`: the rows kept for previews will do; `all-rows`: only all rows tell. */
export interface Question {
  readonly relation: Relation
  readonly of: 'first-rows' | 'all-rows'
}

/** The rows of a question, in column order, and the rows that they were counted on. */
export interface Answer {
  readonly rows: readonly (readonly Value[])[]
  readonly from: 'all-rows' | 'first-rows'
}

/** By the names of the questions. A question that took too long has no answer. */
export type Answers = Readonly<Record<string, Answer | undefined>>

/** One line of what is known of a node's inputs before it runs. */
export interface Finding {
  readonly tone: 'good' | 'note' | 'warning'
  readonly text: Text
  /** Draws a bar, 0 to 1. */
  readonly share?: number
  /** One click that sets params of this node. */
  readonly fix?: { readonly label: Text; readonly params: Readonly<Record<string, unknown>> }
  /** The output with the rows that this leaves out; said of nodes that have one. */
  readonly others?: string
}

/** Rows of two sets that are drawn as circles. */
export interface Venn {
  readonly left: number
  readonly both: number
  readonly right: number
}

export interface Told {
  readonly findings: readonly Finding[]
  readonly venn?: Venn
}

/** What a node can say of its inputs while a person edits it: questions, and a pure function from their answers to words. */
export interface Observation {
  readonly questions: Readonly<Record<string, Question>>
  /** False when too few keys were looked at to say anything: they are few then, and all of them are looked at. */
  enough?(answers: Answers): boolean
  tell(answers: Answers): Told
}
