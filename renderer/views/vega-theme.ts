import type { Language } from '../../engine/protocol/text.ts'

/** The value of a design token in the current theme. */
export type ReadToken = (name: string) => string

/** Reads tokens off the page. */
export function pageTokens(): ReadToken {
  const style = getComputedStyle(document.documentElement)
  return (name) => style.getPropertyValue(name).trim()
}

const font = 'Inter Variable, Inter, system-ui, sans-serif'

/**
 * The design's hand as a Vega-Lite config: transparent ground, no domain line, hairline grid, no ticks, the category colours in their
 * order, the Data colour for single marks, the sequential ramp of the tokens.
 */
export function vegaTheme(token: ReadToken): Record<string, unknown> {
  const [text, text2, line, base] = [token('--text'), token('--text-2'), token('--line'), token('--line-control')]
  const ramp = (letter: string) => [1, 2, 3, 4, 5].map((i) => token(`--${letter}${i}`))
  const single = token('--c-data')
  const label = {
    labelFont: font,
    labelFontSize: 11,
    labelColor: text2,
    titleFont: font,
    titleFontSize: 11,
    titleFontWeight: 500,
    titleColor: text2,
  }
  return {
    background: 'transparent',
    font,
    padding: 4,
    aria: false,
    axis: { ...label, domain: false, ticks: false, grid: true, gridColor: line, labelPadding: 6, titlePadding: 8, labelLimit: 160 },
    axisX: { grid: false, domain: true, domainColor: base, titleAnchor: 'end', labelOverlap: true, labelSeparation: 20 },
    axisXQuantitative: { tickCount: 8 },
    axisY: { titleAnchor: 'end', titleAngle: 0, titleAlign: 'left', titleY: -10, titleX: 0 },
    axisBand: { grid: false },
    legend: { ...label, orient: 'top', symbolType: 'square', symbolSize: 80, padding: 0, offset: 24, labelLimit: 280 },
    header: { ...label, labelFontSize: 12, labelColor: text },
    title: { font, fontSize: 13, fontWeight: 600, anchor: 'start', color: text, offset: 12 },
    view: { stroke: null },
    mark: { color: single, tooltip: true },
    rect: { color: single },
    bar: { color: single, cornerRadiusEnd: 1 },
    line: { color: single, strokeWidth: 1.75, strokeJoin: 'round' },
    area: { color: single, opacity: 0.25, line: true },
    point: { color: single, filled: true, size: 28, opacity: 0.8 },
    circle: { color: single, size: 28, opacity: 0.8 },
    rule: { color: text2, strokeDash: [3, 3] },
    text: { color: text, font, fontSize: 11 },
    boxplot: { median: { color: token('--surface') }, ticks: false, size: 18 },
    range: {
      category: ['data', 'prepare', 'features', 'model', 'evaluate', 'deploy', 'utility'].map((family) => token(`--c-${family}`)),
      ordinal: ramp('q'),
      ramp: ramp('q'),
      heatmap: ramp('q'),
      diverging: ramp('d'),
    },
  }
}

/** Number and time formats of a language for d3, as vega takes them: thin spaces part thousands in both. */
export function vegaLocale(language: Language): { readonly number: object; readonly time: object } {
  const french = language === 'fr'
  const name = (options: Intl.DateTimeFormatOptions, date: Date) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date)
  const months = (month: 'long' | 'short') => Array.from({ length: 12 }, (_, i) => name({ month }, new Date(Date.UTC(2024, i, 1))))
  // 7 January 2024 was a Sunday, with which d3 begins.
  const days = (weekday: 'long' | 'short') => Array.from({ length: 7 }, (_, i) => name({ weekday }, new Date(Date.UTC(2024, 0, 7 + i))))
  return {
    number: { decimal: french ? ',' : '.', thousands: '\u202F', grouping: [3], currency: ['', ''], percent: '\u202F%', minus: '\u2212' },
    time: {
      dateTime: french ? '%d/%m/%Y %H:%M:%S' : '%Y-%m-%d %H:%M:%S',
      date: french ? '%d/%m/%Y' : '%Y-%m-%d',
      time: '%H:%M:%S',
      periods: ['AM', 'PM'],
      days: days('long'),
      shortDays: days('short'),
      months: months('long'),
      shortMonths: months('short'),
    },
  }
}
