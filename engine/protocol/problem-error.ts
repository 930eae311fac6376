import type { Problem } from './problem.ts'

/** Carries a problem up to whoever tells the person: the HTTP layer, the command line. */
export class ProblemError extends Error {
  readonly problem: Problem
  /** HTTP status of the answer. */
  readonly status: number

  constructor(problem: Problem, status = 400) {
    super(problem.text.en)
    this.name = 'ProblemError'
    this.problem = problem
    this.status = status
  }
}
