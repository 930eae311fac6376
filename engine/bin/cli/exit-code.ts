/** What the process says by its exit code. */
export const exitCode = { done: 0, failed: 1, wrong: 2, cancelled: 130 } as const

/** The document, an option or the input is wrong: the message goes to stderr and the process ends with 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
