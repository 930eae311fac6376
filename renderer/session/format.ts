import type { Language } from '../../engine/protocol/text.ts'

/** The narrow no-break space that parts groups of three digits, and a number from its unit, in both languages. */
const thin = '\u202F'

const cache = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(language, options)
  cache.set(key, made)
  return made
}

function write(value: number, language: Language, options: Intl.NumberFormatOptions): string {
  return numberFormat(language, options)
    .formatToParts(value)
    .map(({ type, value: text }) => (type === 'group' ? thin : type === 'minusSign' ? '−' : text))
    .join('')
}

/** A number of things: 46 118. */
export function formatCount(value: number, language: Language): string {
  return write(value, language, { maximumFractionDigits: 0 })
}

/** A measured number with `digits` significant digits, whole numbers in full: 0.836, 12.4, 46 118. Tiny and huge ones as 1.2e-9. */
export function formatNumber(value: number, language: Language, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(2).replace('.', language === 'fr' ? ',' : '.')
  if (Number.isInteger(value) || size >= 10 ** digits) return formatCount(value, language)
  return write(value, language, { maximumSignificantDigits: digits })
}

/** A share as percent with one digit, so that columns line up: 0.118 is 11.8 %, 0.59 is 59.0 %; none and all are 0 % and 100 %. */
export function formatPercent(share: number, language: Language, digits = 1): string {
  const fraction = share === 0 || share === 1 ? 0 : digits
  return `${write(share * 100, language, { minimumFractionDigits: fraction, maximumFractionDigits: fraction })}${thin}%`
}

/** Seconds in the unit that reads best: 340 ms, 0.9 s, 12 s, 3 min 20 s, 2 h 5 min. */
export function formatSeconds(seconds: number, language: Language): string {
  if (seconds < 0.1) return `${write(seconds * 1000, language, { maximumFractionDigits: 0 })}${thin}ms`
  if (seconds < 10) return `${write(seconds, language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}${thin}s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}${thin}s`
  const pair = (a: number, unitA: string, b: number, unitB: string) => `${a}${thin}${unitA}${b > 0 ? ` ${b}${thin}${unitB}` : ''}`
  if (whole < 3600) return pair(Math.floor(whole / 60), 'min', whole % 60, 's')
  return pair(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min')
}

/** Bytes in decimal units: 684 MB, 1.9 GB; French writes Mo and Go. */
export function formatBytes(bytes: number, language: Language): string {
  const units = language === 'fr' ? ['octets', 'ko', 'Mo', 'Go', 'To'] : ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${write(value, language, { maximumFractionDigits: unit > 0 && value < 10 ? 1 : 0 })}${thin}${units[unit]}`
}

/** Watt-hours with two digits in the unit that reads best: 21 µWh, 4.3 mWh, 1.2 Wh, 3.4 kWh. */
export function formatEnergy(wattHours: number, language: Language): string {
  const units = ['µWh', 'mWh', 'Wh', 'kWh']
  let value = wattHours * 1e6
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${write(value, language, value < 99.5 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 })}${thin}${units[unit]}`
}

const minute = 60_000
const day = 24 * 60 * minute

/** When something was: just now, 2 min ago, today 11:52, yesterday, 18 Nov, 3 Mar 2024. Both times are milliseconds of the epoch. */
export function formatWhen(at: number, now: number, language: Language): string {
  const since = now - at
  const say = (en: string, fr: string) => (language === 'fr' ? fr : en)
  if (since < minute) return say('just now', 'à l’instant')
  if (since < 60 * minute) return say(`${Math.floor(since / minute)} min ago`, `il y a ${Math.floor(since / minute)} min`)
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  if (at >= midnight) {
    const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
    return say(`today, ${time}`, `aujourd’hui, ${time}`)
  }
  if (at >= midnight - day) return say('yesterday', 'hier')
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short', ...year }).format(at)
}
