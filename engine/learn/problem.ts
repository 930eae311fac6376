import type { Text } from '../protocol/text.ts'

export type LearnProblemCode =
  | 'no-rows'
  | 'no-columns'
  | 'length-mismatch'
  | 'missing-target'
  | 'missing-values'
  | 'all-missing'
  | 'infinite-values'
  | 'huge-values'
  | 'one-class'
  | 'constant-target'
  | 'bad-target'
  | 'bad-class'
  | 'bad-weights'
  | 'bad-option'
  | 'bad-score'
  | 'bad-model'
  | 'loss-not-finite'
  | 'cannot-export'
  | 'too-large'
  | 'cancelled'

export interface LearnProblemData {
  readonly code: LearnProblemCode
  readonly text: Text
  /** What to do about it. */
  readonly action?: Text
  readonly column?: string
  /** The option that is wrong, for `bad-option`. */
  readonly option?: string
  /** Options that put it right, each by one click. */
  readonly fixes?: readonly { readonly label: Text; readonly options: Readonly<Record<string, unknown>> }[]
}

/** Thrown by everything in learn, fairness and monitor for what a person can put right. Anything else thrown there is a defect. */
export class LearnProblem extends Error {
  readonly code: LearnProblemCode
  readonly data: LearnProblemData

  constructor(data: LearnProblemData) {
    super(data.text.en)
    this.name = 'LearnProblem'
    this.code = data.code
    this.data = data
  }
}

/** The problem of an option outside its range; `must` completes "X must ...". */
export function badOption(option: string, must: Text): LearnProblem {
  return new LearnProblem({
    code: 'bad-option',
    option,
    text: { en: `${option} must ${must.en}.`, fr: `${option} doit ${must.fr}.` },
  })
}
