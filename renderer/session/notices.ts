import { create } from 'zustand'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { Text } from '../../engine/protocol/text.ts'

export interface NoticeAct {
  readonly label: Text
  readonly run: () => void
}

export interface Notice {
  readonly id: number
  readonly problem: Problem
  readonly acts: readonly NoticeAct[]
}

export interface Notices {
  readonly notices: readonly Notice[]
  add(problem: Problem, acts?: readonly NoticeAct[]): void
  dismiss(id: number): void
}

/** Problems that belong to no node: a file that cannot be opened, a refused save. They stay until they are put away. */
export const useNotices = create<Notices>()((set, get) => ({
  notices: [],
  add: (problem, acts = []) => {
    const id = Math.max(0, ...get().notices.map((notice) => notice.id)) + 1
    // The same problem again replaces the one that stands there.
    const others = get().notices.filter((notice) => notice.problem.code !== problem.code || notice.problem.text.en !== problem.text.en)
    set({ notices: [...others, { id, problem, acts }].slice(-4) })
  },
  dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
}))

/** The problem of any error; what nobody foresaw is `internal`, with the details in the console. */
export function problemOf(error: unknown): Problem {
  if (error instanceof EngineFailure) return error.problem
  console.error(error)
  return {
    code: 'internal',
    severity: 'error',
    place: {},
    text: { en: 'The studio made a mistake.', fr: 'Le studio a commis une erreur.' },
    action: {
      en: 'Your edits are kept. Reload the page if something looks wrong.',
      fr: 'Vos modifications sont conservées. Rechargez la page si quelque chose semble anormal.',
    },
  }
}

/** Awaits an act of the person and shows its failure. Undefined when it failed. */
export async function attempt<T>(act: Promise<T>): Promise<T | undefined> {
  try {
    return await act
  } catch (error) {
    useNotices.getState().add(problemOf(error))
    return undefined
  }
}
