import { useEffect } from 'react'
import { create } from 'zustand'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { ColumnStatistics, TableColumn } from '../../engine/protocol/table.ts'
import { useDocuments } from '../document/store.ts'
import { getClient } from '../session/client.ts'
import type { NodeView } from './use-node-view.ts'

/** The bars of results by fingerprint and port; null for those that have none. A fingerprint never means anything else later. */
const useSparks = create<{ readonly bars: Readonly<Record<string, readonly number[] | null>> }>()(() => ({ bars: {} }))

/** A table wider than this is not counted for a picture the size of a word. */
const mostColumns = 200

interface Place {
  readonly path: string
  readonly fingerprint: string
  readonly node: string
  readonly port: string
  readonly columns: readonly TableColumn[]
}

const waiting = new Map<string, Place>()
let asking = false

/**
 * A small histogram of a table that a node made: its target, else its first column of numbers. From a preview, since a step that was computed
 * inside another query left no rows on disk. Asked for one at a time, and once. `view` undefined: no picture is wanted.
 */
export function useSpark(path: string, node: string, view: NodeView | undefined): readonly number[] | undefined {
  const fingerprint = view?.inspection?.fresh ? view.inspection.fingerprint : undefined
  const [port, table] = Object.entries(view?.inspection?.outputs ?? {})[0] ?? []
  const columns = table?.columns && table.columns.length > 0 && table.columns.length <= mostColumns ? table.columns : undefined
  const key = fingerprint !== undefined && port !== undefined && columns ? `${fingerprint}/${port}` : undefined
  const bars = useSparks((state) => (key === undefined ? undefined : state.bars[key]))
  useEffect(() => {
    if (key === undefined || fingerprint === undefined || port === undefined || !columns || useSparks.getState().bars[key] !== undefined)
      return
    waiting.set(key, { path, fingerprint, node, port, columns })
    void askNext()
    // A node that leaves the view gives up its place in the row.
    return () => void waiting.delete(key)
  }, [key, path, fingerprint, node, port, columns])
  return bars ?? undefined
}

async function askNext(): Promise<void> {
  if (asking) return
  asking = true
  try {
    for (let next = waiting.entries().next().value; next; next = waiting.entries().next().value) {
      const [key, place] = next
      waiting.delete(key)
      const bars = await barsOf(place)
      if (bars !== undefined) useSparks.setState((state) => ({ bars: { ...state.bars, [key]: bars } }))
    }
  } finally {
    asking = false
  }
}

/** Undefined when the node has changed or was closed meanwhile; null when its rows cannot be had: a picture is not worth a problem. */
async function barsOf({ path, fingerprint, node, port, columns }: Place): Promise<readonly number[] | null | undefined> {
  const { document, inspection } = useDocuments.getState().byPath[path] ?? {}
  if (!document || inspection?.nodes[node]?.fingerprint !== fingerprint) return undefined
  try {
    const { statistics } = await getClient()('preview', { path, document, node, port, side: 'out', rows: 1 })
    return mainHistogram(statistics, columns) ?? null
  } catch (error) {
    if (error instanceof EngineFailure) return null
    throw error
  }
}

export function mainHistogram(statistics: readonly ColumnStatistics[], columns: readonly TableColumn[]): readonly number[] | undefined {
  const withBars = statistics.filter((column) => (column.histogram?.length ?? 0) > 1)
  const role = (name: string) => columns.find((column) => column.name === name)?.role
  const target = withBars.find((column) => role(column.name) === 'target')
  const ordinary = withBars.filter((column) => !['id', 'ignore', 'weight'].includes(role(column.name) ?? ''))
  const numbers = ordinary.find((column) => typeof column.min === 'number')
  const histogram = (target ?? numbers ?? ordinary[0])?.histogram
  return histogram && merge(histogram, 12)
}

/** At most `most` bars, as many neighbours added together in each: groups of unlike size would draw a comb. */
function merge(bars: readonly number[], most: number): readonly number[] {
  const size = Math.ceil(bars.length / most)
  const merged = Array.from({ length: Math.ceil(bars.length / size) }, () => 0)
  bars.forEach((value, i) => {
    const to = Math.floor(i / size)
    merged[to] = (merged[to] ?? 0) + value
  })
  return merged
}
