import type { Figure } from '../../engine/protocol/artifact.ts'
import type { Formats } from '../session/use-format.ts'

export type FigureFormats = Pick<Formats, 'percent' | 'count' | 'seconds' | 'number'> & {
  readonly fixed: (value: number, digits: number) => string
}

/** A figure in the form that it asks for; a dash when there is none. */
export function formatFigure(value: number | null | undefined, format: Figure['format'], formats: FigureFormats): string {
  if (value === null || value === undefined) return '–'
  switch (format) {
    case 'percent':
      return formats.percent(isTiny(value) ? 0 : below1(value), placesOf(value) - 2)
    case 'count':
      return formats.count(value)
    case 'seconds':
      return formats.seconds(value)
    case 'number':
      // Scores between 0 and 1 stand under one another: each with three places.
      if (Math.abs(value) > 1) return formats.number(value, 4)
      return isTiny(value) ? formats.number(value, 2) : formats.fixed(below1(value), placesOf(value))
  }
}

const [usualPlaces, mostPlaces] = [3, 6]
/** What no place would show. */
const isTiny = (value: number) => value !== 0 && Math.abs(value) < 0.5 * 10 ** -mostPlaces

/** Three places of a share, more where with three it would read as the 0 or the 1 that it nearly is. */
function placesOf(share: number): number {
  const size = Math.abs(share)
  const away = Math.min(size, Math.abs(1 - size))
  return away === 0 || away >= 0.0005 ? usualPlaces : Math.min(mostPlaces, Math.ceil(-Math.log10(2 * away)))
}

/** Nothing but 1 is written as 1, whatever the places. */
const below1 = (share: number) => (share < 1 ? Math.min(share, 1 - 10 ** -mostPlaces) : share)
