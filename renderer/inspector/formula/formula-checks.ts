import type { MethodOutput } from '../../../engine/protocol/methods.ts'

export type Checked = MethodOutput<'checkFormula'>

export type AskEngine = (text: string, caret: number, signal: AbortSignal) => Promise<Checked>

export interface FormulaChecks {
  /** What the engine says of a text with the caret somewhere; null when something newer was asked before it answered. */
  check(text: string, caret: number): Promise<Checked | null>
  stop(): void
}

interface Pending {
  readonly key: string
  readonly answer: Promise<Checked | null>
  readonly drop: () => void
}

/**
 * Asks the engine about a formula while it is typed: after a pause of `waitMs`, once for each text and caret whoever asks, and the newest
 * question wins.
 */
export function formulaChecks(ask: AskEngine, waitMs = 120): FormulaChecks {
  let pending: Pending | null = null
  return {
    check: (text, caret) => {
      const key = `${caret}\n${text}`
      if (pending?.key === key) return pending.answer
      pending?.drop()
      const abort = new AbortController()
      let timer: ReturnType<typeof setTimeout> | null = null
      const answer = new Promise<Checked | null>((resolve, reject) => {
        abort.signal.addEventListener('abort', () => resolve(null))
        timer = setTimeout(() => {
          ask(text, caret, abort.signal).then(
            (checked) => resolve(abort.signal.aborted ? null : checked),
            (error: unknown) => (abort.signal.aborted ? resolve(null) : reject(error instanceof Error ? error : new Error(String(error)))),
          )
        }, waitMs)
      })
      pending = {
        key,
        answer,
        drop: () => {
          if (timer !== null) clearTimeout(timer)
          abort.abort()
        },
      }
      return answer
    },
    stop: () => {
      pending?.drop()
      pending = null
    },
  }
}
