import { useEffect } from 'react'
import { create } from 'zustand'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { ColumnStatistics, TableColumn } from '../../engine/protocol/table.ts'
import { getClient } from '../session/client.ts'
import type { NodeView } from './use-node-view.ts'

/** The bars of results by fingerprint and port; null for those that have none. A fingerprint never means anything else later. */
const useSparks = create<{ readonly bars: Readonly<Record<string, readonly number[] | null>> }>()(() => ({ bars: {} }))

const waiting = new Map<string, { readonly fingerprint: string; readonly port: string; readonly columns: readonly TableColumn[] }>()
let asking = false

/** A small histogram of a table that a node made: its target, else its first column of numbers. Asked for one at a time, and once. */
export function useSpark(view: NodeView | undefined): readonly number[] | undefined {
  const fingerprint = view?.inspection?.fresh ? view.inspection.fingerprint : undefined
  const [port, table] = Object.entries(view?.inspection?.outputs ?? {})[0] ?? []
  const columns = table?.columns
  const key = fingerprint !== undefined && port !== undefined && columns ? `${fingerprint}/${port}` : undefined
  const bars = useSparks((state) => (key === undefined ? undefined : state.bars[key]))
  useEffect(() => {
    if (key === undefined || fingerprint === undefined || port === undefined || !columns || useSparks.getState().bars[key] !== undefined)
      return
    waiting.set(key, { fingerprint, port, columns })
    void askNext()
    // A node that leaves the view gives up its place in the row.
    return () => void waiting.delete(key)
  }, [key, fingerprint, port, columns])
  return bars ?? undefined
}

async function askNext(): Promise<void> {
  if (asking) return
  asking = true
  try {
    for (let next = waiting.entries().next().value; next; next = waiting.entries().next().value) {
      const [key, { fingerprint, port, columns }] = next
      waiting.delete(key)
      const bars = await barsOf(fingerprint, port, columns)
      useSparks.setState((state) => ({ bars: { ...state.bars, [key]: bars } }))
    }
  } finally {
    asking = false
  }
}

/** A table that was computed inside another query lies nowhere: it has no picture. */
async function barsOf(fingerprint: string, port: string, columns: readonly TableColumn[]): Promise<readonly number[] | null> {
  try {
    const { statistics } = await getClient()('readStatistics', { fingerprint, port })
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
  const ordinary = withBars.find((column) => !['id', 'ignore', 'weight'].includes(role(column.name) ?? ''))
  const histogram = (target ?? ordinary)?.histogram
  return histogram && merge(histogram, 12)
}

/** At most `most` bars, neighbours added together. */
function merge(bars: readonly number[], most: number): readonly number[] {
  if (bars.length <= most) return bars
  const merged = Array.from({ length: most }, () => 0)
  bars.forEach((value, i) => {
    const to = Math.floor((i * most) / bars.length)
    merged[to] = (merged[to] ?? 0) + value
  })
  return merged
}
