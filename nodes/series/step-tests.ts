import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { windowOver } from '../kit/window-over.ts'
import type { SeriesStep } from './find-step.ts'

const int = (value: number) => literal('int', value)
const secondsOf: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 7 * 86_400 }

const dayOf = ({ name, type }: Column): Expr => (type === 'timestamp' ? call('timestamp-to-date', columnExpr(name)) : columnExpr(name))

/** A moment as a whole number: seconds since 1970, or the number itself. */
export function momentNumber({ name, type }: Column): Expr {
  const value = columnExpr(name)
  if (type === 'int') return value
  return type === 'timestamp'
    ? call('to-epoch-seconds', value)
    : call('multiply-int', call('days-between', value, literal('date', '1970-01-01')), int(86_400))
}

/** Never negative, for moments before 1970 too. */
const modulo = (value: Expr, by: number) => call('modulo-int', value, int(by))

interface Names {
  readonly groups: readonly string[]
  readonly free: (wanted: string) => string
}

/**
 * The rows with a column that is true where the moment lies on the steps of its series. The steps of a series start where most of its rows
 * say, so that one odd row does not make odd ones of all others.
 */
export function onStep(
  rows: Relation,
  time: Column,
  step: SeriesStep,
  { groups, free }: Names,
): { readonly rows: Relation; readonly fits: string } {
  const fits = free('on the step')
  if (step.unit === 'weekday')
    return { rows: extend(rows, [{ name: fits, expr: call('less-or-equal', call('iso-weekday', dayOf(time)), int(5)) }]), fits }
  const usual = (name: string) => windowOver('mode', [columnExpr(name)], groups)
  if (step.unit !== 'month' && step.unit !== 'year') {
    const [phase, own] = [free('phase'), free('usual phase')]
    const size = step.count * (secondsOf[step.unit] ?? 1)
    const phased = extend(rows, [{ name: phase, expr: modulo(momentNumber(time), size) }])
    const known = extend(phased, [{ name: own, expr: usual(phase) }])
    return { rows: extend(known, [{ name: fits, expr: call('equal', columnExpr(phase), columnExpr(own)) }]), fits }
  }
  const date = dayOf(time)
  const months = step.count * (step.unit === 'year' ? 12 : 1)
  const [phase, day, last] = [free('month phase'), free('day'), free('last day')]
  const month = call('add-int', call('multiply-int', call('year', date), int(12)), call('month', date))
  const clock = modulo(momentNumber(time), 86_400)
  const phased = extend(rows, [
    { name: phase, expr: call('add-int', call('multiply-int', modulo(month, months), int(100_000)), clock) },
    { name: day, expr: call('day', date) },
    { name: last, expr: call('bool-to-int', call('equal', date, call('end-of-month', date, int(0)))) },
  ])
  const usuals = [phase, day, last].map((name) => ({ name: free(`usual ${name}`), expr: usual(name) }))
  const [ownPhase = phase, ownDay = day, ownLast = last] = usuals.map(({ name }) => name)
  const isLast = call('equal', columnExpr(last), int(1))
  // A series of month ends has no day of its own; one of the 30th ends February on its last day.
  const sameDay = call(
    'or',
    call('equal', columnExpr(day), columnExpr(ownDay)),
    call('and', isLast, call('less', columnExpr(day), columnExpr(ownDay))),
  )
  const test = call(
    'and',
    call('equal', columnExpr(phase), columnExpr(ownPhase)),
    call('if', call('equal', columnExpr(ownLast), int(1)), isLast, sameDay),
  )
  return { rows: extend(extend(phased, usuals), [{ name: fits, expr: test }]), fits }
}

/** How many moments a series would have from the first to the last. */
export function stepsBetween(first: string, last: string, time: Column, { count, unit }: SeriesStep): Expr {
  const at = (name: string) => momentNumber({ name, type: time.type })
  const day = (name: string) => dayOf({ name, type: time.type })
  if (unit === 'weekday') return call('networkdays', day(first), day(last))
  const distance =
    unit === 'month' || unit === 'year'
      ? call('integer-divide', call('boundary-months', day(first), day(last)), int(count * (unit === 'year' ? 12 : 1)))
      : call('integer-divide', call('subtract-int', at(last), at(first)), int(count * (secondsOf[unit] ?? 1)))
  return call('add-int', distance, int(1))
}
