import { call, literal, type Expr } from '../../engine/relation/expression.ts'

interface Zone {
  readonly label: { readonly en: string; readonly fr: string }
  /** Minutes ahead of UTC in winter. */
  readonly minutes: number
  /** By whose rule clocks change: the European Union’s since 1996, that of the United States since 2007. */
  readonly summer?: 'eu' | 'us'
}

const zone = (en: string, fr: string, minutes: number, summer?: 'eu' | 'us'): Zone => ({
  label: { en, fr },
  minutes,
  ...(summer && { summer }),
})

/** Zones that a person can choose. Their rules are those of today, also for years in which others held. */
export const zones = {
  utc: zone('UTC', 'Temps universel (UTC)', 0),
  london: zone('London, Dublin, Lisbon', 'Londres, Dublin, Lisbonne', 0, 'eu'),
  paris: zone('Paris, Berlin, Madrid, Rome', 'Paris, Berlin, Madrid, Rome, Bruxelles', 60, 'eu'),
  athens: zone('Athens, Helsinki', 'Athènes, Helsinki', 120, 'eu'),
  moscow: zone('Moscow, Istanbul', 'Moscou, Istanbul', 180),
  dubai: zone('Dubai', 'Dubaï', 240),
  kolkata: zone('Kolkata', 'Calcutta', 330),
  shanghai: zone('Shanghai, Singapore, Hong Kong', 'Shanghai, Singapour, Hong Kong', 480),
  tokyo: zone('Tokyo, Seoul', 'Tokyo, Séoul', 540),
  brisbane: zone('Brisbane', 'Brisbane (Australie)', 600),
  'sao-paulo': zone('São Paulo, Buenos Aires', 'São Paulo et Buenos Aires', -180),
  halifax: zone('Halifax', 'Halifax (Canada)', -240, 'us'),
  'new-york': zone('New York, Toronto, Montreal', 'New York, Toronto, Montréal', -300, 'us'),
  chicago: zone('Chicago, Winnipeg', 'Chicago et Winnipeg', -360, 'us'),
  denver: zone('Denver, Calgary', 'Denver et Calgary', -420, 'us'),
  phoenix: zone('Phoenix', 'Phoenix (Arizona)', -420),
  'los-angeles': zone('Los Angeles, Vancouver', 'Los Angeles et Vancouver', -480, 'us'),
} as const satisfies Record<string, Zone>

export type ZoneName = keyof typeof zones

const int = (value: number) => literal('int', value)

/** The n-th Sunday of a month, or the last one when `nth` is 0. */
function sunday(year: Expr, month: number, nth: number): Expr {
  const last = new Date(Date.UTC(2023, month, 0)).getUTCDate()
  const from = call('make-date', year, int(month), int(nth === 0 ? last - 6 : 1 + (nth - 1) * 7))
  return call('add-days', from, call('subtract-int', int(7), call('iso-weekday', from)))
}

/** When summer time begins and ends, in winter time of the zone. */
function summer(at: Expr, { minutes, summer: rule }: Zone): readonly [Expr, Expr] {
  const year = call('year', call('timestamp-to-date', at))
  const moment = (day: Expr, after: number) => call('add-minutes', call('date-to-timestamp', day), int(after))
  if (rule === 'us') return [moment(sunday(year, 3, 2), 120), moment(sunday(year, 11, 1), 60)]
  return [moment(sunday(year, 3, 0), 60 + minutes), moment(sunday(year, 10, 0), 60 + minutes)]
}

/**
 * The clock of one zone in another. A time that a clock shows twice in autumn is the first one; one that it skips in spring is taken in
 * winter time.
 */
export function changeZone(at: Expr, from: ZoneName, to: ZoneName): Expr {
  return fromUtc(toUtc(at, zones[from]), zones[to])
}

function toUtc(at: Expr, zone: Zone): Expr {
  const winter = call('add-minutes', at, int(-zone.minutes))
  if (!zone.summer) return winter
  const [begins, ends] = summer(at, zone)
  const hour = (moment: Expr) => call('add-minutes', moment, int(60))
  const isSummer = call('and', call('greater-or-equal', at, hour(begins)), call('less', at, hour(ends)))
  return call('if', isSummer, call('add-minutes', winter, int(-60)), winter)
}

function fromUtc(at: Expr, zone: Zone): Expr {
  const winter = call('add-minutes', at, int(zone.minutes))
  if (!zone.summer) return winter
  const [begins, ends] = summer(winter, zone)
  const isSummer = call('and', call('greater-or-equal', winter, begins), call('less', winter, ends))
  return call('if', isSummer, call('add-minutes', winter, int(60)), winter)
}
