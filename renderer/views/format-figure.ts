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
      return formats.percent(value)
    case 'count':
      return formats.count(value)
    case 'seconds':
      return formats.seconds(value)
    case 'number':
      // Scores between 0 and 1 stand under one another: each with three places.
      return Math.abs(value) < 1 ? formats.fixed(value, 3) : formats.number(value, 4)
  }
}
