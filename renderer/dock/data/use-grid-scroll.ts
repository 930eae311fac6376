import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { barDrift, placeAt, scrolledTo, topShowing, trackHeight, type ScrollPlace, type ScrollSize } from './scroll-scale.ts'

export const rowHeight = 26
export const headerHeight = 84

/** After this time without scrolling the bar is put where it tells the truth. */
const restMs = 140

export interface GridScroll {
  /** Offset into all rows in pixels. */
  readonly top: number
  readonly left: number
  /** Size of the window, header included. */
  readonly width: number
  readonly height: number
  /** Height of the track for the rows. */
  readonly track: number
  readonly onScroll: () => void
  /** Brings a row into the window. */
  readonly showRow: (row: number) => void
  /** Scrolls sideways so that a span of pixels stands in the window, beside a pinned part of `pinned` pixels. */
  readonly showSpan: (start: number, end: number, pinned: number) => void
}

/** Follows the scrolling of a grid of `rows` rows, of which there may be more than a browser can scroll. */
export function useGridScroll(ref: RefObject<HTMLElement | null>, rows: number): GridScroll {
  const [box, setBox] = useState({ width: 0, height: 0 })
  const [place, setPlace] = useState<ScrollPlace>({ top: 0, scroll: 0 })
  const [left, setLeft] = useState(0)
  const size: ScrollSize = { content: rows * rowHeight, view: Math.max(0, box.height - headerHeight) }
  const now = useRef({ place, size })
  now.current = { place, size }
  const expected = useRef<number | null>(null)
  const rest = useRef<ReturnType<typeof setTimeout> | null>(null)

  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => setBox({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])

  const go = useCallback(
    (next: ScrollPlace) => {
      const element = ref.current
      if (!element) return
      expected.current = next.scroll
      element.scrollTop = next.scroll
      setPlace(next)
    },
    [ref],
  )

  const onScroll = useCallback(() => {
    const element = ref.current
    if (!element) return
    setLeft(element.scrollLeft)
    const { place: before, size: current } = now.current
    const scroll = element.scrollTop
    const ours = expected.current !== null && Math.abs(scroll - expected.current) < 2
    expected.current = null
    setPlace(ours ? { ...before, scroll } : scrolledTo(before, scroll, current))
    if (rest.current !== null) clearTimeout(rest.current)
    rest.current = setTimeout(() => {
      const { place: there, size: still } = now.current
      if (Math.abs(barDrift(there, still)) > 1) go(placeAt(there.top, still))
    }, restMs)
  }, [ref, go])

  useEffect(
    () => () => {
      if (rest.current !== null) clearTimeout(rest.current)
    },
    [],
  )

  // A shorter table, or a taller window, must not leave the place beyond the last row.
  const lastTop = Math.max(0, size.content - size.view)
  useLayoutEffect(() => {
    if (now.current.place.top > lastTop) go(placeAt(lastTop, now.current.size))
  }, [lastTop, go])

  const showRow = useCallback(
    (row: number) => {
      const { place: before, size: current } = now.current
      if (row < 0) return
      const top = topShowing(row, rowHeight, before.top, current.view)
      if (top !== before.top) go(placeAt(top, current))
    },
    [go],
  )

  const showSpan = useCallback(
    (start: number, end: number, pinned: number) => {
      const element = ref.current
      if (!element) return
      const room = element.clientWidth - pinned
      if (start < element.scrollLeft) element.scrollLeft = start
      else if (end > element.scrollLeft + room) element.scrollLeft = Math.min(start, end - room)
    },
    [ref],
  )

  return { top: place.top, left, width: box.width, height: box.height, track: trackHeight(size), onScroll, showRow, showSpan }
}
