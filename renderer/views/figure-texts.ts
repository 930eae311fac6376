import type { Figure } from '../../engine/protocol/artifact.ts'
import { formatFigure, type FigureFormats } from './format-figure.ts'

interface FigureTexts {
  readonly value: string
  /** The ends of its interval; null where it has none, or where they would read as one number. */
  readonly range: readonly [string, string] | null
}

const small = 0.01

/** A figure and the ends of its interval as they stand in a table: with more digits where small ones would all read alike. */
export function figureTexts(
  { value, interval, format }: Pick<Figure, 'value' | 'interval' | 'format'>,
  formats: FigureFormats,
): FigureTexts {
  const write = (digits: (given: number | null) => string): FigureTexts => {
    const range = interval ? ([digits(interval[0]), digits(interval[1])] as const) : null
    return { value: digits(value), range: range && range[0] === range[1] ? null : range }
  }
  const usual = write((given) => formatFigure(given, format, formats))
  const isSmall = format === 'number' && value !== null && Math.abs(value) < small
  if (!isSmall || !interval || usual.range) return usual
  return write((given) => (given === null ? '–' : formats.number(given, 3)))
}
