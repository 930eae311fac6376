import { anyMissing, type OnnxCell, type OnnxScope } from './onnx-cell.ts'
import type { OnnxFunction } from './onnx-comparisons.ts'
import type { OnnxCalc, Operand } from './onnx-calc.ts'

const microsPerDay = 86_400_000_000

const of =
  (type: OnnxCell['type'], make: (calc: OnnxCalc, args: readonly string[]) => string): OnnxFunction =>
  (scope, args) => ({
    type,
    value: make(
      scope.calc,
      args.map(({ value }) => value),
    ),
    missing: anyMissing(scope, args),
  })

/** Days from 1 March of year 0 to 1970. */
const yearsToMarch1970 = 719_468
const daysIn400Years = 146_097

/**
 * Year, month and day of days since 1970 in the Gregorian calendar. Years are counted from March, so that the day that leaps is the last one; 400 of
 * them always have as many days.
 */
function partsOf(calc: OnnxCalc, days: string): { year: string; month: string; day: string } {
  const moved = calc.add(days, yearsToMarch1970)
  const era = calc.quotient(moved, daysIn400Years)
  const dayOfEra = calc.rest(moved, daysIn400Years)
  const leapDays = calc.subtract(
    calc.subtract(calc.add(calc.quotient(dayOfEra, 36_524), dayOfEra), calc.quotient(dayOfEra, 1460)),
    calc.quotient(dayOfEra, 146_096),
  )
  const yearOfEra = calc.quotient(leapDays, 365)
  const before = calc.subtract(calc.add(calc.multiply(yearOfEra, 365), calc.quotient(yearOfEra, 4)), calc.quotient(yearOfEra, 100))
  const dayOfYear = calc.subtract(dayOfEra, before)
  const fromMarch = calc.quotient(calc.add(calc.multiply(dayOfYear, 5), 2), 153)
  const startOfMonth = calc.quotient(calc.add(calc.multiply(fromMarch, 153), 2), 5)
  const isSpring = calc.isLess(fromMarch, 10)
  return {
    year: calc.add(calc.add(calc.multiply(era, 400), yearOfEra), calc.choose(isSpring, 0, 1)),
    month: calc.add(fromMarch, calc.choose(isSpring, 3, -9)),
    day: calc.add(calc.subtract(dayOfYear, startOfMonth), 1),
  }
}

/** The inverse of partsOf, for months from 1 to 12. */
function daysOf(calc: OnnxCalc, year: string, month: Operand, day: Operand): string {
  const isSpring = calc.isLess(2, month)
  const fromMarch = calc.add(month, calc.choose(isSpring, -3, 9))
  const marchYear = calc.subtract(year, calc.choose(isSpring, 0, 1))
  const era = calc.quotient(marchYear, 400)
  const yearOfEra = calc.rest(marchYear, 400)
  const dayOfYear = calc.add(calc.quotient(calc.add(calc.multiply(fromMarch, 153), 2), 5), calc.subtract(day, 1))
  const leaps = calc.subtract(calc.quotient(yearOfEra, 4), calc.quotient(yearOfEra, 100))
  const dayOfEra = calc.add(calc.add(calc.multiply(yearOfEra, 365), leaps), dayOfYear)
  return calc.subtract(calc.add(calc.multiply(era, daysIn400Years), dayOfEra), yearsToMarch1970)
}

const monthsOf = (calc: OnnxCalc, days: string) => {
  const { year, month, day } = partsOf(calc, days)
  return { months: calc.add(calc.multiply(year, 12), calc.subtract(month, 1)), day }
}

/** A day of the month with this number (months since year 0), its last one where it has fewer days. */
function dayIn(calc: OnnxCalc, months: string, day: Operand): string {
  const first = firstOf(calc, months)
  const length = calc.subtract(firstOf(calc, calc.add(months, 1)), first)
  return calc.add(first, calc.subtract(calc.apply('Min', day, length), 1))
}

const firstOf = (calc: OnnxCalc, months: string) => daysOf(calc, calc.quotient(months, 12), calc.add(calc.rest(months, 12), 1), 1)

const isOutside = ({ graph, calc }: OnnxScope, value: string, [from, end]: readonly [number, number]) =>
  graph.node('Or', [calc.isLess(value, from), calc.apply('GreaterOrEqual', value, end)])

/** A function whose result must lie within the years 1 to 9999. */
const within =
  (type: 'date' | 'timestamp', make: (calc: OnnxCalc, args: readonly string[]) => string): OnnxFunction =>
  (scope, args) => {
    const value = make(
      scope.calc,
      args.map((arg) => arg.value),
    )
    const unit = type === 'date' ? 1 : microsPerDay
    return {
      type,
      value,
      missing: anyMissing(scope, [...args, { missing: isOutside(scope, value, [-719_162 * unit, 2_932_897 * unit]) }]),
    }
  }

const later = (unit: number) => within('timestamp', (calc, [at, count]) => calc.add(at!, calc.multiply(count!, unit * 1e6)))

const monthsLater =
  (unit: number, atEnd = false): OnnxFunction =>
  (scope, args) => {
    const { calc } = scope
    const [from, count] = args
    const { months, day } = monthsOf(calc, from!.value)
    const moved = calc.add(months, calc.multiply(count!.value, unit))
    const invalid = isOutside(scope, moved, [12, 120_000])
    // What is outside is computed for a month that is not.
    const inside = calc.choose(invalid, 12, moved)
    return { type: 'date', value: dayIn(calc, inside, atEnd ? 31 : day), missing: anyMissing(scope, [...args, { missing: invalid }]) }
  }

const towardZero = (calc: OnnxCalc, value: string) => calc.choose(calc.isLess(value, 0), calc.apply('Ceil', value), calc.floor(value))

function completeMonths(calc: OnnxCalc, start: string, end: string): string {
  const [a, b] = [monthsOf(calc, start), monthsOf(calc, end)]
  const months = calc.subtract(b.months, a.months)
  const forward = calc.subtract(months, calc.choose(calc.isLess(b.day, a.day), 1, 0))
  const back = calc.add(months, calc.choose(calc.isLess(a.day, b.day), 1, 0))
  return calc.choose(calc.isLess(end, start), back, forward)
}

const complete = (unit: number) => of('int', (calc, [a, b]) => towardZero(calc, calc.divide(calc.subtract(b!, a!), unit * 1e6)))

const cutTo = (unit: number) => of('timestamp', (calc, [at]) => calc.multiply(calc.quotient(at!, unit * 1e6), unit * 1e6))

const weekday = (calc: OnnxCalc, days: string) => calc.add(calc.rest(calc.add(days, 3), 7), 1)

/** The Thursday of a day's week: its year is that of the week. */
const thursdayOf = (calc: OnnxCalc, days: string) => calc.add(calc.subtract(days, weekday(calc, days)), 4)

const sinceYearBegan = (calc: OnnxCalc, days: string) => calc.subtract(days, daysOf(calc, partsOf(calc, days).year, 1, 1))

/** Parts of dates (days since 1970) and times (microseconds since 1970), by the ids of the catalogue. */
export const onnxDates: Readonly<Record<string, OnnxFunction>> = {
  year: of('int', (calc, [days]) => partsOf(calc, days!).year),
  month: of('int', (calc, [days]) => partsOf(calc, days!).month),
  day: of('int', (calc, [days]) => partsOf(calc, days!).day),
  quarter: of('int', (calc, [days]) => calc.quotient(calc.add(partsOf(calc, days!).month, 2), 3)),
  // 1 January 1970 was a Thursday.
  'iso-weekday': of('int', (calc, [days]) => weekday(calc, days!)),
  'iso-week': of('int', (calc, [days]) => calc.add(calc.quotient(sinceYearBegan(calc, thursdayOf(calc, days!)), 7), 1)),
  'iso-year': of('int', (calc, [days]) => partsOf(calc, thursdayOf(calc, days!)).year),
  'days-in-month': of('int', (calc, [days]) => {
    const { months } = monthsOf(calc, days!)
    return calc.subtract(firstOf(calc, calc.add(months, 1)), firstOf(calc, months))
  }),
  'day-of-year': of('int', (calc, [days]) => calc.add(sinceYearBegan(calc, days!), 1)),
  hour: of('int', (calc, [at]) => calc.rest(calc.quotient(at!, 3_600_000_000), 24)),
  minute: of('int', (calc, [at]) => calc.rest(calc.quotient(at!, 60_000_000), 60)),
  second: of('int', (calc, [at]) => calc.rest(calc.quotient(at!, 1e6), 60)),
  microsecond: of('int', (calc, [at]) => calc.rest(at!, 1e6)),
  'make-date': (scope, args) => {
    const { calc } = scope
    const [year, month, day] = args.map(({ value }) => value)
    const asked = calc.add(calc.multiply(year!, 12), calc.subtract(month!, 1))
    const odd = [isOutside(scope, year!, [1, 10_000]), isOutside(scope, month!, [1, 13]), isOutside(scope, day!, [1, 32])]
    const invalid = odd.reduce((all, one) => scope.graph.node('Or', [all, one]))
    const months = calc.choose(invalid, 12, asked)
    const value = dayIn(calc, months, day!)
    const other = scope.graph.node('Not', [calc.isEqual(partsOf(calc, value).day, day!)])
    return { type: 'date', value, missing: anyMissing(scope, [...args, { missing: invalid }, { missing: other }]) }
  },
  'add-days': within('date', (calc, [days, count]) => calc.add(days!, count!)),
  'add-weeks': within('date', (calc, [days, count]) => calc.add(days!, calc.multiply(count!, 7))),
  'add-months': monthsLater(1),
  'add-years': monthsLater(12),
  'end-of-month': monthsLater(1, true),
  'add-hours': later(3600),
  'add-minutes': later(60),
  'add-seconds': later(1),
  'complete-weeks': of('int', (calc, [a, b]) => towardZero(calc, calc.divide(calc.subtract(b!, a!), 7))),
  'complete-months': of('int', (calc, [a, b]) => completeMonths(calc, a!, b!)),
  'complete-years': of('int', (calc, [a, b]) => towardZero(calc, calc.divide(completeMonths(calc, a!, b!), 12))),
  'complete-hours': complete(3600),
  'complete-minutes': complete(60),
  'complete-seconds': complete(1),
  'boundary-years': of('int', (calc, [a, b]) => calc.subtract(partsOf(calc, b!).year, partsOf(calc, a!).year)),
  'boundary-months': of('int', (calc, [a, b]) => calc.subtract(monthsOf(calc, b!).months, monthsOf(calc, a!).months)),
  'boundary-quarters': of('int', (calc, [a, b]) => {
    const quarters = (days: string) => calc.quotient(monthsOf(calc, days).months, 3)
    return calc.subtract(quarters(b!), quarters(a!))
  }),
  'boundary-weeks': of('int', (calc, [a, b]) => {
    const sunday = (days: string) => calc.subtract(days, weekday(calc, days))
    return calc.divide(calc.subtract(sunday(b!), sunday(a!)), 7)
  }),
  'truncate-year': of('date', (calc, [days]) => daysOf(calc, partsOf(calc, days!).year, 1, 1)),
  'truncate-quarter': of('date', (calc, [days]) => firstOf(calc, calc.multiply(calc.quotient(monthsOf(calc, days!).months, 3), 3))),
  'truncate-month': of('date', (calc, [days]) => calc.add(calc.subtract(days!, partsOf(calc, days!).day), 1)),
  'truncate-week': of('date', (calc, [days]) => calc.add(calc.subtract(days!, weekday(calc, days!)), 1)),
  'truncate-hour': cutTo(3600),
  'truncate-minute': cutTo(60),
  'truncate-second': cutTo(1),
  'from-epoch-seconds': within('timestamp', (calc, [seconds]) => calc.multiply(seconds!, 1e6)),
  'to-epoch-seconds': of('int', (calc, [at]) => calc.quotient(at!, 1e6)),
  'date-to-timestamp': of('timestamp', (calc, [days]) => calc.multiply(days!, microsPerDay)),
  'timestamp-to-date': of('date', (calc, [at]) => calc.quotient(at!, microsPerDay)),
  'days-between': of('int', (calc, [a, b]) => calc.subtract(a!, b!)),
  'seconds-between': of('float', (calc, [a, b]) => calc.divide(calc.subtract(b!, a!), 1e6)),
}
