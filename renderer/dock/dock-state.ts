// Under the canvas: rows, charts, problems, the log and the runs of what is selected.
import { create } from 'zustand'
import type { PreviewPort } from '../session/store.ts'

export const lowest = 120

interface DockState {
  /** Height in pixels; null for that of the design. */
  readonly height: number | null
  /** Over canvas and settings. */
  readonly full: boolean
  /** Pages of all rows instead of the first ones, where a node has run. */
  readonly allRows: boolean
  /** A table that stays in sight whatever is selected. */
  readonly pinned: PreviewPort | null
  /** The run whose log is shown; null for the latest. */
  readonly run: string | null
  setHeight(height: number | null): void
  setFull(full: boolean): void
  setAllRows(all: boolean): void
  pin(port: PreviewPort | null): void
  chooseRun(run: string | null): void
}

export const useDock = create<DockState>()((set) => ({
  height: null,
  full: false,
  allRows: false,
  pinned: null,
  run: null,
  setHeight: (height) => set({ height }),
  setFull: (full) => set({ full }),
  setAllRows: (allRows) => set({ allRows }),
  pin: (pinned) => set({ pinned }),
  chooseRun: (run) => set({ run }),
}))
