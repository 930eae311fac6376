import { formatCompact } from '../canvas/format-compact.ts'
import { useSession } from '../session/store.ts'
import { useFormat } from '../session/use-format.ts'
import { tickPlaces } from '../views/chart/tick-places.ts'
import { useFixed } from '../views/use-fixed.ts'

/** Panels whose values are shares of rows or of units. */
const shares = new Set(['accuracy', 'out-of-bag accuracy', 'dead units', 'saturated'])
const compactFrom = 100_000

/** How the values of a panel are written at its axis, all alike, and at its curves. */
export interface CurveFormat {
  readonly tick: (value: number) => string
  readonly value: (value: number) => string
}

/** Formats for a panel by what it measures; `ticks` stand at its axis. */
export function useCurveFormat(): (panel: string, ticks: readonly number[]) => CurveFormat {
  const { number, count, percent } = useFormat()
  const fixed = useFixed()
  const language = useSession((state) => state.language)
  return (panel, ticks) => {
    const places = tickPlaces(ticks)
    const isLarge = ticks.some((tick) => Math.abs(tick) >= compactFrom)
    if (shares.has(panel)) return { tick: (value) => percent(value, Math.max(0, (places ?? 3) - 2)), value: (value) => percent(value) }
    return {
      tick: (value) =>
        isLarge ? formatCompact(value, language) : places === null ? number(value, 3) : places === 0 ? count(value) : fixed(value, places),
      value: (value) => (isLarge ? formatCompact(value, language) : number(value, 3)),
    }
  }
}
