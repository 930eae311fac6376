import type { Text } from '../../engine/protocol/text.ts'

/** A day that comes back: month and day, days after Easter Sunday, or the n-th weekday of a month (1 is Monday; -1 is the last one). */
type Rule = (
  | { readonly month: number; readonly day: number }
  | { readonly easter: number }
  | { readonly month: number; readonly nth: number; readonly weekday: number }
) & { readonly name: string; readonly since?: number; readonly notIn?: readonly number[] }

interface Country {
  readonly label: Text
  readonly rules: readonly Rule[]
  /** Days of single years. */
  readonly once?: readonly (readonly [day: string, name: string])[]
  /** Where a holiday on a weekend gives another free day. */
  readonly moves?: 'next-weekday' | 'nearest-weekday'
}

const on = (month: number, day: number, name: string, since?: number): Rule => ({ month, day, name, ...(since && { since }) })
const easter = (days: number, name: string): Rule => ({ easter: days, name })
const nth = (month: number, count: number, weekday: number, name: string): Rule => ({ month, nth: count, weekday, name })
/** Moved away in some years. */
const butNotIn = (rule: Rule, notIn: readonly number[]): Rule => ({ ...rule, notIn })

/** Holidays that a whole country has, by its rules of today and since when they hold; regional ones are not among them. */
export const countries = {
  fr: {
    label: { en: 'France', fr: 'la France' },
    rules: [
      on(1, 1, 'Jour de l’an'),
      easter(1, 'Lundi de Pâques'),
      on(5, 1, 'Fête du Travail'),
      on(5, 8, 'Victoire 1945'),
      easter(39, 'Ascension'),
      easter(50, 'Lundi de Pentecôte'),
      on(7, 14, 'Fête nationale'),
      on(8, 15, 'Assomption'),
      on(11, 1, 'Toussaint'),
      on(11, 11, 'Armistice 1918'),
      on(12, 25, 'Noël'),
    ],
  },
  de: {
    label: { en: 'Germany', fr: 'l’Allemagne' },
    rules: [
      on(1, 1, 'Neujahr'),
      easter(-2, 'Karfreitag'),
      easter(1, 'Ostermontag'),
      on(5, 1, 'Erster Mai'),
      easter(39, 'Christi Himmelfahrt'),
      easter(50, 'Pfingstmontag'),
      on(10, 3, 'Tag der Deutschen Einheit'),
      on(12, 25, 'Erster Weihnachtstag'),
      on(12, 26, 'Zweiter Weihnachtstag'),
    ],
    once: [['2017-10-31', 'Reformationstag']],
  },
  gb: {
    label: { en: 'England and Wales', fr: 'l’Angleterre et le pays de Galles' },
    rules: [
      on(1, 1, 'New Year’s Day'),
      easter(-2, 'Good Friday'),
      easter(1, 'Easter Monday'),
      butNotIn(nth(5, 1, 1, 'Early May bank holiday'), [2020]),
      butNotIn(nth(5, -1, 1, 'Spring bank holiday'), [2002, 2012, 2022]),
      nth(8, -1, 1, 'Summer bank holiday'),
      on(12, 25, 'Christmas Day'),
      on(12, 26, 'Boxing Day'),
    ],
    once: [
      ['2002-06-03', 'Golden Jubilee'],
      ['2002-06-04', 'Spring bank holiday'],
      ['2011-04-29', 'Royal wedding'],
      ['2012-06-04', 'Spring bank holiday'],
      ['2012-06-05', 'Diamond Jubilee'],
      ['2020-05-08', 'Early May bank holiday'],
      ['2022-06-02', 'Spring bank holiday'],
      ['2022-06-03', 'Platinum Jubilee'],
      ['2022-09-19', 'State funeral'],
      ['2023-05-08', 'Coronation'],
    ],
    moves: 'next-weekday',
  },
  us: {
    label: { en: 'United States', fr: 'les États-Unis' },
    rules: [
      on(1, 1, 'New Year’s Day'),
      nth(1, 3, 1, 'Martin Luther King Day'),
      nth(2, 3, 1, 'Washington’s Birthday'),
      nth(5, -1, 1, 'Memorial Day'),
      on(6, 19, 'Juneteenth', 2021),
      on(7, 4, 'Independence Day'),
      nth(9, 1, 1, 'Labor Day'),
      nth(10, 2, 1, 'Columbus Day'),
      on(11, 11, 'Veterans Day'),
      nth(11, 4, 4, 'Thanksgiving'),
      on(12, 25, 'Christmas Day'),
    ],
    moves: 'nearest-weekday',
  },
  ca: {
    label: { en: 'Canada', fr: 'le Canada' },
    rules: [
      on(1, 1, 'New Year’s Day'),
      easter(-2, 'Good Friday'),
      on(7, 1, 'Canada Day'),
      nth(9, 1, 1, 'Labour Day'),
      on(12, 25, 'Christmas Day'),
    ],
    moves: 'next-weekday',
  },
  be: {
    label: { en: 'Belgium', fr: 'la Belgique' },
    rules: [
      on(1, 1, 'Jour de l’an'),
      easter(1, 'Lundi de Pâques'),
      on(5, 1, 'Fête du Travail'),
      easter(39, 'Ascension'),
      easter(50, 'Lundi de Pentecôte'),
      on(7, 21, 'Fête nationale'),
      on(8, 15, 'Assomption'),
      on(11, 1, 'Toussaint'),
      on(11, 11, 'Armistice'),
      on(12, 25, 'Noël'),
    ],
  },
  ch: {
    label: { en: 'Switzerland', fr: 'la Suisse' },
    rules: [on(1, 1, 'Nouvel an'), easter(39, 'Ascension'), on(8, 1, 'Fête nationale'), on(12, 25, 'Noël')],
  },
  es: {
    label: { en: 'Spain', fr: 'l’Espagne' },
    rules: [
      on(1, 1, 'Año Nuevo'),
      on(1, 6, 'Epifanía'),
      easter(-2, 'Viernes Santo'),
      on(5, 1, 'Fiesta del Trabajo'),
      on(8, 15, 'Asunción'),
      on(10, 12, 'Fiesta Nacional'),
      on(11, 1, 'Todos los Santos'),
      on(12, 6, 'Día de la Constitución'),
      on(12, 8, 'Inmaculada Concepción'),
      on(12, 25, 'Navidad'),
    ],
  },
  it: {
    label: { en: 'Italy', fr: 'l’Italie' },
    rules: [
      on(1, 1, 'Capodanno'),
      on(1, 6, 'Epifania'),
      easter(0, 'Pasqua'),
      easter(1, 'Lunedì dell’Angelo'),
      on(4, 25, 'Liberazione'),
      on(5, 1, 'Festa del Lavoro'),
      on(6, 2, 'Festa della Repubblica', 2001),
      on(8, 15, 'Assunzione'),
      on(10, 4, 'San Francesco', 2026),
      on(11, 1, 'Ognissanti'),
      on(12, 8, 'Immacolata Concezione'),
      on(12, 25, 'Natale'),
      on(12, 26, 'Santo Stefano'),
    ],
    once: [['2011-03-17', 'Unità d’Italia']],
  },
} as const satisfies Record<string, Country>

export type CountryCode = keyof typeof countries

const dayLength = 86_400_000
const utc = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day)
const weekdayOf = (at: number) => ((Math.floor(at / dayLength) + 3) % 7) + 1
const written = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 (“Meeus, Jones, Butcher”). */
export function easterSunday(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return utc(year, Math.floor(f / 31), (f % 31) + 1)
}

function dayOf(rule: Rule, year: number): number {
  if ('easter' in rule) return easterSunday(year) + rule.easter * dayLength
  if ('day' in rule) return utc(year, rule.month, rule.day)
  if (rule.nth < 0) {
    const last = utc(year, rule.month + 1, 0)
    return last - ((weekdayOf(last) - rule.weekday + 7) % 7) * dayLength
  }
  const first = utc(year, rule.month, 1)
  return first + (((rule.weekday - weekdayOf(first) + 7) % 7) + (rule.nth - 1) * 7) * dayLength
}

/** The holidays of a country in some years, in order: day as YYYY-MM-DD, and name in its language; with the days off that stand for weekends. */
export function holidaysOf(code: CountryCode, years: readonly [number, number], observed: boolean): readonly (readonly [string, string])[] {
  const country: Country = countries[code]
  const found = new Map<number, string>()
  // A New Year’s Day on a Saturday can be observed in the year before.
  for (let year = years[0] - 1; year <= years[1] + 1; year++)
    for (const rule of country.rules) if (year >= (rule.since ?? 0) && !rule.notIn?.includes(year)) found.set(dayOf(rule, year), rule.name)
  for (const [day, name] of country.once ?? []) found.set(Date.parse(`${day}T00:00:00Z`), name)
  if (observed && country.moves)
    for (const [day, name] of [...found].toSorted((a, b) => a[0] - b[0])) addObserved(found, day, name, country.moves)
  return [...found]
    .toSorted((a, b) => a[0] - b[0])
    .map(([day, name]) => [written(day), name] as const)
    .filter(([day]) => Number(day.slice(0, 4)) >= years[0] && Number(day.slice(0, 4)) <= years[1])
}

function addObserved(found: Map<number, string>, day: number, name: string, moves: NonNullable<Country['moves']>): void {
  const weekday = weekdayOf(day)
  if (weekday < 6) return
  const step = moves === 'nearest-weekday' && weekday === 6 ? -dayLength : dayLength
  let at = day + step
  while (weekdayOf(at) > 5 || found.has(at)) at += step
  found.set(at, name)
}
