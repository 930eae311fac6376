// Runs that were kept: the list of them, and what two or more of them have and do differently.
import { z } from 'zod'
import { create } from 'zustand'
import { runQuerySchema, type RunQuery } from '../../engine/protocol/experiment-methods.ts'

export type RunFilter = Omit<RunQuery, 'offset' | 'limit'>

export interface RunList {
  readonly filter: RunFilter
  /** Ids as `sort.by` names them, in the order in which they are shown. */
  readonly columns: readonly string[]
  /** Runs that are chosen to be compared, in the order of choosing. */
  readonly chosen: readonly string[]
  /** The run whose details are shown. */
  readonly shown: string | null
  /** A figure over time is drawn above the list. */
  readonly charted: boolean
  narrow(filter: Partial<RunFilter>): void
  setCharted(charted: boolean): void
  setColumns(columns: readonly string[]): void
  toggle(id: string): void
  clearChosen(): void
  show(id: string | null): void
}

const storageKey = 'millrace.run-columns'
export const firstColumns: readonly string[] = ['seconds', 'energy']

function storedColumns(): readonly string[] {
  if (typeof localStorage === 'undefined') return firstColumns
  try {
    const read = z.array(z.string()).safeParse(JSON.parse(localStorage.getItem(storageKey) ?? 'null'))
    return read.success ? read.data : firstColumns
  } catch (error) {
    if (error instanceof SyntaxError) return firstColumns
    throw error
  }
}

/** How the list of runs is narrowed, sorted and drawn; the same when the page is opened again. */
export const useRunList = create<RunList>()((set) => ({
  filter: runQuerySchema.parse({}),
  columns: storedColumns(),
  chosen: [],
  shown: null,
  charted: false,
  setCharted: (charted) => set({ charted }),
  narrow: (filter) => set((state) => ({ filter: { ...state.filter, ...filter } })),
  setColumns: (columns) => {
    localStorage.setItem(storageKey, JSON.stringify(columns))
    set({ columns })
  },
  toggle: (id) => set(({ chosen }) => ({ chosen: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] })),
  clearChosen: () => set({ chosen: [] }),
  show: (shown) => set({ shown }),
}))
