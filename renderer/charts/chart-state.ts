import { create } from 'zustand'
import type { ChartSpec } from '../../engine/protocol/chart.ts'
import type { RowChoice } from './mark-choice.ts'

/** A port whose rows are drawn. */
export interface ChartPlace {
  readonly path: string
  readonly node: string
  readonly port: string
  readonly side: 'in' | 'out'
}

export const placeKey = ({ path, node, port, side }: ChartPlace): string => [path, node, side, port].join('\n')

/** The ends of a brush along the axes that it lies over; on small charts, the name of the one that it lies on. */
export interface BrushRange {
  readonly x?: readonly number[]
  readonly y?: readonly number[]
  readonly facet?: string
}

/** What rows were chosen by: a mark that was clicked, or a brush. */
export interface Marked {
  readonly mark?: number
  readonly brush?: BrushRange
}

interface ChartState {
  /** What is drawn of each port; a port without one gets a first look. */
  readonly specs: Readonly<Record<string, ChartSpec>>
  readonly rows: 'auto' | 'sample' | 'all'
  /** The rows that marks of a chart stand for: they alone are shown of that port. */
  readonly chosen: { readonly place: string; readonly rows: RowChoice; readonly by: Marked } | null
  draw(place: ChartPlace, spec: ChartSpec): void
  setRows(rows: ChartState['rows']): void
  choose(place: ChartPlace, rows: RowChoice | null, by?: Marked): void
}

export const useCharts = create<ChartState>()((set) => ({
  specs: {},
  rows: 'auto',
  chosen: null,
  draw: (place, spec) => set(({ specs }) => ({ specs: { ...specs, [placeKey(place)]: spec }, chosen: null })),
  setRows: (rows) => set({ rows }),
  choose: (place, rows, by = {}) => set({ chosen: rows && { place: placeKey(place), rows, by } }),
}))

/** The rows that are chosen of a port; null while all are shown. */
export function useChosen(place: ChartPlace | null): RowChoice | null {
  return useCharts(({ chosen }) => (chosen && place && chosen.place === placeKey(place) ? chosen.rows : null))
}

const unmarked: Marked = {}

/** By what they were chosen, to be drawn again. */
export function useMarked(place: ChartPlace): Marked {
  return useCharts(({ chosen }) => (chosen?.place === placeKey(place) ? chosen.by : unmarked))
}
