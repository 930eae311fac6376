import { civilFromDays, daysFromCivil, daysInMonth, firstDay, isLeapYear, isoWeekday, lastDay, makeDate } from '../calendar/civil.ts'
import type { Int } from './int.ts'
import type { RowFunction } from './row-function.ts'

function isoWeek(days: number): { readonly year: number; readonly week: number } {
  const thursday = days - isoWeekday(days) + 4
  const { year } = civilFromDays(thursday)
  return { year, week: Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1 }
}

function addDays(days: number, count: Int): number | null {
  if (typeof count === 'bigint') return null
  const sum = days + count
  return sum < firstDay || sum > lastDay ? null : sum
}

/** A day that the target month lacks becomes its last one. */
function addMonths(days: number, count: Int): number | null {
  if (typeof count === 'bigint') return null
  const { year, month, day } = civilFromDays(days)
  const months = year * 12 + month - 1 + count
  if (months < 12 || months > 119_999) return null
  const toYear = Math.floor(months / 12)
  const toMonth = (months % 12) + 1
  return daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

function endOfMonth(days: number, count: Int): number | null {
  const moved = addMonths(days, count)
  if (moved === null) return null
  const { year, month } = civilFromDays(moved)
  return daysFromCivil(year, month, daysInMonth(year, month))
}

const monthNumber = (days: number) => {
  const { year, month } = civilFromDays(days)
  return year * 12 + month
}

const quarterNumber = (days: number) => {
  const { year, month } = civilFromDays(days)
  return year * 4 + Math.floor((month + 2) / 3)
}

/** A month is complete when the day of the month of the start is reached again. */
function completeMonths(start: number, end: number): number {
  const months = monthNumber(end) - monthNumber(start)
  const from = civilFromDays(start).day
  const to = civilFromDays(end).day
  if (end >= start) return to < from ? months - 1 : months
  return to > from ? months + 1 : months
}

const towardZero = (quotient: number) => Math.trunc(quotient) + 0

/** Working days from a fixed Monday up to a day, that day included. */
function workingDays(days: number): number {
  const fromMonday = days - 4
  const week = Math.floor(fromMonday / 7)
  return week * 5 + Math.min(fromMonday - week * 7 + 1, 5)
}

function networkDays(start: number, end: number): number {
  if (end >= start) return workingDays(end) - workingDays(start - 1)
  return workingDays(end - 1) - workingDays(start)
}

const ofCivil = (compute: (year: number, month: number, day: number) => number | boolean) => (days: number) => {
  const { year, month, day } = civilFromDays(days)
  return compute(year, month, day)
}

/** Parts and counts that come as 64-bit integers. */
const part = (value: Int) => (typeof value === 'bigint' ? 0 : value)

export const date: Readonly<Record<string, RowFunction>> = {
  'make-date': (year: Int, month: Int, day: Int) => makeDate(part(year), part(month), part(day)),
  year: ofCivil((year) => year),
  quarter: ofCivil((_, month) => Math.floor((month + 2) / 3)),
  month: ofCivil((_, month) => month),
  day: ofCivil((_, __, day) => day),
  'iso-week': (days: number) => isoWeek(days).week,
  'iso-year': (days: number) => isoWeek(days).year,
  'iso-weekday': isoWeekday,
  'day-of-year': (days: number) => days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1,
  'days-in-month': ofCivil((year, month) => daysInMonth(year, month)),
  'is-leap-year': ofCivil((year) => isLeapYear(year)),
  'add-days': addDays,
  'add-weeks': (days: number, count: Int) => (typeof count === 'bigint' ? null : addDays(days, count * 7)),
  'add-months': addMonths,
  'add-years': (days: number, count: Int) => (typeof count === 'bigint' ? null : addMonths(days, count * 12)),
  'days-between': (end: number, start: number) => end - start,
  'complete-weeks': (start: number, end: number) => towardZero((end - start) / 7),
  'complete-months': completeMonths,
  'complete-years': (start: number, end: number) => towardZero(completeMonths(start, end) / 12),
  'boundary-years': (start: number, end: number) => civilFromDays(end).year - civilFromDays(start).year,
  'boundary-quarters': (start: number, end: number) => quarterNumber(end) - quarterNumber(start),
  'boundary-months': (start: number, end: number) => monthNumber(end) - monthNumber(start),
  'boundary-weeks': (start: number, end: number) => (end - isoWeekday(end) - (start - isoWeekday(start))) / 7,
  'truncate-year': ofCivil((year) => daysFromCivil(year, 1, 1)),
  'truncate-quarter': ofCivil((year, month) => daysFromCivil(year, Math.floor((month - 1) / 3) * 3 + 1, 1)),
  'truncate-month': ofCivil((year, month) => daysFromCivil(year, month, 1)),
  'truncate-week': (days: number) => days - isoWeekday(days) + 1,
  'end-of-month': endOfMonth,
  networkdays: networkDays,
}
