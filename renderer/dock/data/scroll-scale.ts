// The data grid: rows and columns drawn in a window over a table of any size.

/** Browsers cap the height of an element (Chromium at 33 554 428 px, others lower): a longer table scrolls on a shorter track. */
export const longestTrack = 16_000_000

/** Where a grid is scrolled to. All in pixels. */
export interface ScrollPlace {
  /** Offset into the rows as they are. */
  readonly top: number
  /** `scrollTop` of the track, as it was last seen. */
  readonly scroll: number
}

export interface ScrollSize {
  /** Height of all rows. */
  readonly content: number
  /** Height of the window on them. */
  readonly view: number
}

export function trackHeight({ content }: ScrollSize): number {
  return Math.min(content, longestTrack)
}

function ends(size: ScrollSize) {
  return { lastTop: Math.max(0, size.content - size.view), lastScroll: Math.max(0, trackHeight(size) - size.view) }
}

const clamp = (value: number, most: number) => Math.min(Math.max(0, value), most)

/**
 * The place after the track was scrolled to `scroll`. On a shortened track a short move (wheel, keys) moves the rows by as many pixels,
 * a long one (the bar) goes to the share of the table that it stands for.
 */
export function scrolledTo(place: ScrollPlace, scroll: number, size: ScrollSize): ScrollPlace {
  const { lastTop, lastScroll } = ends(size)
  if (size.content <= longestTrack) return { top: clamp(scroll, lastTop), scroll }
  const move = scroll - place.scroll
  const short = Math.abs(move) <= 3 * size.view
  return { top: clamp(short ? place.top + move : (scroll / lastScroll) * lastTop, lastTop), scroll }
}

/** The place that shows the rows from `top`, with the track where its bar tells the truth. */
export function placeAt(top: number, size: ScrollSize): ScrollPlace {
  const { lastTop, lastScroll } = ends(size)
  const there = clamp(top, lastTop)
  return { top: there, scroll: size.content <= longestTrack ? there : lastTop === 0 ? 0 : (there / lastTop) * lastScroll }
}

/** How far the bar is from where it should be, after short moves on a shortened track. */
export function barDrift(place: ScrollPlace, size: ScrollSize): number {
  return placeAt(place.top, size).scroll - place.scroll
}

/** The offset that brings a row into the window with as little moving as possible. */
export function topShowing(row: number, rowHeight: number, top: number, view: number): number {
  const start = row * rowHeight
  if (start < top) return start
  return start + rowHeight > top + view ? start + rowHeight - view : top
}
