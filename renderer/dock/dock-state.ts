// Under the canvas: rows, charts, problems, the log and the runs of what is selected.
import { create } from 'zustand'
import type { PreviewPort } from '../session/store.ts'

interface DockState {
  /** Over canvas and settings. */
  readonly full: boolean
  /** Pages of all rows instead of the first ones, where a node has run. */
  readonly allRows: boolean
  /** A table that stays in sight whatever is selected. */
  readonly pinned: PreviewPort | null
  /** The run whose log is shown; null for the latest. */
  readonly run: string | null
  setFull(full: boolean): void
  setAllRows(all: boolean): void
  pin(port: PreviewPort | null): void
  chooseRun(run: string | null): void
}

export const useDock = create<DockState>()((set) => ({
  full: false,
  allRows: false,
  pinned: null,
  run: null,
  setFull: (full) => set({ full }),
  setAllRows: (allRows) => set({ allRows }),
  pin: (pinned) => set({ pinned }),
  chooseRun: (run) => set({ run }),
}))
