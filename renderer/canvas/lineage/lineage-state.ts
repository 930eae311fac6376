// The way of a column over the canvas: where it comes from, where it goes, how it is used.
import { create } from 'zustand'
import type { Lineage } from '../../../engine/protocol/lineage.ts'

export interface PickedColumn {
  /** Of the pipeline. */
  readonly path: string
  readonly node: string
  readonly port: string
  readonly side: 'in' | 'out'
  readonly column: string
}

interface LineageState {
  readonly picked: PickedColumn | null
  readonly found: Lineage | null
  pick(column: PickedColumn): void
  leave(): void
}

export const useLineage = create<LineageState>()((set) => ({
  picked: null,
  found: null,
  pick: (picked) => set({ picked, found: null }),
  leave: () => set({ picked: null, found: null }),
}))

/** Puts the way of a column away. Returns whether one was shown. */
export function leaveLineage(): boolean {
  const { picked, leave } = useLineage.getState()
  if (picked) leave()
  return picked !== null
}
