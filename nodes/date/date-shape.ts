/** Rows of a column whose dates look alike, every digit written as 9, with what decides between day and month. */
export interface ShapeCount {
  readonly shape: string
  readonly rows: number
  /** Rows in which the first, second or third number is above 12, or above 31. */
  readonly firstAbove12: number
  readonly secondAbove12: number
  readonly firstAbove31: number
  readonly thirdAbove31: number
  /** Rows that would be two different days with day and month exchanged. */
  readonly either: number
}

export type DateOrder = 'day-first' | 'month-first' | 'year-first'

/** Shapes that one format reads: the same signs between the parts, the year in the same place. */
export interface ShapeFamily {
  readonly separators: readonly [string, string] | null
  /** Where the month is written as a word: first or second part; null when it is a number. */
  readonly monthWord: 0 | 1 | null
  readonly yearDigits: 2 | 4
  /** Where the year is when the digits say so. */
  readonly yearPlace: 0 | 2 | null
  readonly epoch: 'seconds' | 'milliseconds' | 'microseconds' | null
  readonly shapes: readonly ShapeCount[]
  readonly times: readonly string[]
  readonly halfDays: boolean
  readonly offsets: boolean
  readonly rows: number
}

type Kind = Omit<ShapeFamily, 'shapes' | 'times' | 'halfDays' | 'offsets' | 'rows'>

const parts = /^(m?9{1,4})([-/. ]|, ?)(m?9{1,2})([-/. ]|, ?)(9{1,4})(.*)$/
const compact = /^(9{8})(.*)$/
const time = /^(?:,? (9{1,2}:99(?::99(?:\.9{1,6})?)?)( [ap]m)?(z(?:[+-]9999)?)?)?$/
const epochs = { 10: 'seconds', 13: 'milliseconds', 16: 'microseconds' } as const

/** The shapes that look like dates, put together by the format that would read them, most rows first. */
export function shapeFamilies(shapes: readonly ShapeCount[]): readonly ShapeFamily[] {
  const families = new Map<string, ShapeFamily>()
  for (const item of shapes) {
    const read = readShape(item.shape)
    if (!read) continue
    const { kind, time: clock, halfDay, offset } = read
    const key = JSON.stringify(kind)
    const before = families.get(key) ?? { ...kind, shapes: [], times: [], halfDays: false, offsets: false, rows: 0 }
    families.set(key, {
      ...before,
      shapes: [...before.shapes, item],
      times: [...new Set([...before.times, clock])].toSorted(),
      halfDays: before.halfDays || halfDay,
      offsets: before.offsets || offset,
      rows: before.rows + item.rows,
    })
  }
  return [...families.values()].toSorted((a, b) => b.rows - a.rows)
}

function readShape(shape: string): { kind: Kind; time: string; halfDay: boolean; offset: boolean } | undefined {
  const epoch = /^9+$/.test(shape) ? epochs[shape.length as keyof typeof epochs] : undefined
  const plain = { separators: null, monthWord: null, yearDigits: 4, yearPlace: 0, epoch: null } as const
  if (epoch) return { kind: { ...plain, epoch }, time: '', halfDay: false, offset: false }
  const whole = compact.exec(shape)
  const cut = whole ? null : parts.exec(shape)
  const kind = whole ? plain : cut && kindOf(cut)
  const clock = time.exec((whole ? whole[2] : cut?.[6]) ?? '?')
  if (!kind || !clock) return undefined
  const [, digits = '', half, offset] = clock
  return { kind, time: timeFormat(shape, digits), halfDay: half !== undefined, offset: offset !== undefined }
}

function timeFormat(shape: string, digits: string): string {
  if (digits === '') return ''
  const lead = /, \d?9{1,2}:/.test(shape) ? ', ' : ' '
  const pieces = digits.split(':').length
  return `${lead}h:mm${pieces > 2 ? ':ss' : ''}${digits.includes('.') ? '.fff' : ''}`
}

function kindOf([, first = '', a = '', second = '', b = '', third = '']: RegExpExecArray): Kind | undefined {
  const monthWord = first.startsWith('m') ? 0 : second.startsWith('m') ? 1 : null
  const separators = [a, b] as const
  if (first.length === 4 && monthWord !== 0)
    return third.length > 2 ? undefined : { separators, monthWord, yearDigits: 4, yearPlace: 0, epoch: null }
  if (first.replace('m', '').length > 2 || third.length === 3 || third.length === 1) return undefined
  const yearDigits = third.length === 4 ? 4 : 2
  return { separators, monthWord, yearDigits, yearPlace: yearDigits === 4 || monthWord !== null ? 2 : null, epoch: null }
}
