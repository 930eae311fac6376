import { anyMissing, type OnnxCell } from './onnx-cell.ts'
import type { OnnxFunction } from './onnx-comparisons.ts'
import type { OnnxCalc } from './onnx-calc.ts'

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

function dayOfYear(calc: OnnxCalc, days: string): string {
  const before = calc.subtract(partsOf(calc, days).year, 1)
  const leaps = calc.add(calc.subtract(calc.quotient(before, 4), calc.quotient(before, 100)), calc.quotient(before, 400))
  // Days from 1 January of year 1 to 1970.
  const start = calc.subtract(calc.add(calc.multiply(before, 365), leaps), 719_162)
  return calc.add(calc.subtract(days, start), 1)
}

/** Parts of dates (days since 1970) and times (microseconds since 1970), by the ids of the catalogue. */
export const onnxDates: Readonly<Record<string, OnnxFunction>> = {
  year: of('int', (calc, [days]) => partsOf(calc, days!).year),
  month: of('int', (calc, [days]) => partsOf(calc, days!).month),
  day: of('int', (calc, [days]) => partsOf(calc, days!).day),
  quarter: of('int', (calc, [days]) => calc.quotient(calc.add(partsOf(calc, days!).month, 2), 3)),
  // 1 January 1970 was a Thursday.
  'iso-weekday': of('int', (calc, [days]) => calc.add(calc.rest(calc.add(days!, 3), 7), 1)),
  'day-of-year': of('int', (calc, [days]) => dayOfYear(calc, days!)),
  hour: of('int', (calc, [at]) => calc.rest(calc.quotient(at!, 3_600_000_000), 24)),
  minute: of('int', (calc, [at]) => calc.rest(calc.quotient(at!, 60_000_000), 60)),
  'date-to-timestamp': of('timestamp', (calc, [days]) => calc.multiply(days!, microsPerDay)),
  'timestamp-to-date': of('date', (calc, [at]) => calc.quotient(at!, microsPerDay)),
  'days-between': of('int', (calc, [a, b]) => calc.subtract(a!, b!)),
  'seconds-between': of('float', (calc, [a, b]) => calc.divide(calc.subtract(b!, a!), 1e6)),
}
