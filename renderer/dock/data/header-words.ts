import type { ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import type { Language, Text } from '../../../engine/protocol/text.ts'
import { formatCount, formatPercent } from '../../session/format.ts'
import { cellStyle, cellText } from '../../views/cell-text.ts'

/** Every value that is there differs from the others, so that a picture of them would say nothing. */
export function allDiffer({ rows, missing, distinct, histogram }: ColumnStatistics): boolean {
  return !histogram && rows - missing > 1 && distinct >= (rows - missing) * 0.99
}

const truth: Readonly<Record<string, Text>> = { true: { en: 'yes', fr: 'oui' }, false: { en: 'no', fr: 'non' } }

/** The range of a number or date, the most frequent value of anything else. */
export function headerRange(column: TableColumn, statistics: ColumnStatistics, language: Language): Text {
  const { min, max, top, rows, missing, distinct } = statistics
  const write = (cell: ColumnStatistics['min']) => cellText(cell, cellStyle(column, statistics), language)
  if (rows === missing) return { en: rows === 0 ? 'no rows' : 'all missing', fr: rows === 0 ? 'aucune ligne' : 'tout manque' }
  if (allDiffer(statistics)) return { en: `${formatCount(distinct, 'en')} values`, fr: `${formatCount(distinct, 'fr')} valeurs` }
  const [first] = top ?? []
  if (first) {
    const share = formatPercent(first.rows / Math.max(1, rows - missing), language)
    const word = column.type === 'bool' ? truth[first.value] : undefined
    return { en: `${word?.en ?? first.value} ${share}`, fr: `${word?.fr ?? first.value} ${share}` }
  }
  if (min !== null && max !== null) {
    // Dates are long: their months are enough in a header.
    const short = (text: string) => (column.type === 'date' || column.type === 'timestamp' ? text.slice(0, 7) : text)
    const [a, b] = [short(write(min)), short(write(max))]
    return a === b ? { en: a, fr: a } : { en: `${a} to ${b}`, fr: `${a} à ${b}` }
  }
  return { en: `${formatCount(distinct, 'en')} values`, fr: `${formatCount(distinct, 'fr')} valeurs` }
}

/** The lines that a head writes under a name, as long as they are: `differs` in the place of a picture, the range with the share of missing. */
export function headerLines(statistics: ColumnStatistics, words: { readonly differs: string; readonly range: string }): readonly string[] {
  const share = statistics.missing > 0 ? '  12,3 %' : ''
  return [...(allDiffer(statistics) ? [words.differs] : []), `${words.range}${share}`]
}

/** Width of the bar of missing values, 0 to 1: full from 16 % on. */
export function missingBar({ rows, missing }: Pick<ColumnStatistics, 'rows' | 'missing'>): number {
  return rows === 0 ? 0 : Math.min(1, missing / rows / 0.16)
}
