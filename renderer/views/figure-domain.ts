import type { Figure } from '../../engine/protocol/artifact.ts'
import { extentOf, type Range } from './chart/scale.ts'

/**
 * The range on which a figure of one or several models is drawn: everything that is drawn, with a little air, the worse end first. Null
 * when there is too little to draw.
 */
export function figureDomain(figures: readonly Figure[]): Range | null {
  const [first] = figures
  if (!first) return null
  // Neither better nor worse than anything: a lone dot would say nothing.
  if (!first.better && !first.interval && figures.length === 1 && first.format === 'number') return null
  const values = figures.flatMap(({ value, interval, baseline, domain }) => [
    ...(domain ?? []),
    ...(value === null ? [] : [value]),
    ...(interval ?? []),
    ...(baseline === null || baseline === undefined ? [] : [baseline]),
  ])
  if (values.length === 0) return null
  let [from, to] = extentOf(values)
  const compared = figures.some(({ baseline }) => typeof baseline === 'number')
  if (from === to || (!compared && first.format === 'percent' && from >= 0 && to <= 1)) {
    // A share with nothing beside it is placed between none and all; its interval alone would fill the row.
    if (first.format === 'count' || first.format === 'seconds' || from < 0 || from > 1) return null
    from = 0
    to = 1
  } else {
    const air = (to - from) * 0.08
    from -= air
    to += air
  }
  return first.better === 'lower' ? [to, from] : [from, to]
}
