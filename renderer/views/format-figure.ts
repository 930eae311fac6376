import type { Figure } from '../../engine/protocol/artifact.ts'
import type { Formats } from '../session/use-format.ts'

/** A figure in the form that it asks for; a dash when there is none. */
export function formatFigure(value: number | null | undefined, format: Figure['format'], formats: Formats): string {
  if (value === null || value === undefined) return '–'
  switch (format) {
    case 'percent':
      return formats.percent(value)
    case 'count':
      return formats.count(value)
    case 'seconds':
      return formats.seconds(value)
    case 'number':
      return formats.number(value, 3)
  }
}
