import { describe, expect, it } from 'vitest'
import { randomFrom } from '../learn/random.ts'
import { seriesFigures } from './series-figures.ts'
import { seriesWarnings } from './series-warnings.ts'
import { stepName } from './step-name.ts'

const random = randomFrom(11)
const days = Float64Array.from({ length: 200 }, (_, at) => 18_000 + at + (at >= 120 ? 5 : 0))
const weekly = days.map((_, at) => (at % 7 < 2 ? 5 : 0) + 0.3 * random.normal())
const walk = days.map(() => random.normal())
for (let at = 1; at < walk.length; at++) walk[at] = (walk[at] ?? 0) + (walk[at - 1] ?? 0)

describe('a series', () => {
  const found = seriesFigures({
    time: 'day',
    usualDays: 1,
    averaged: false,
    moments: days,
    columns: [
      { column: 'weekly', values: weekly },
      { column: 'walk', values: walk },
      { column: 'flat', values: new Float64Array(200) },
    ],
  })

  it('has its gaps, seasons and levels; what never varies is left out', () => {
    expect(found?.columns.map(({ column, stationary, season }) => [column, stationary, season?.period])).toEqual([
      ['weekly', true, 7],
      ['walk', false, undefined],
    ])
    expect([found?.gaps, found?.longestGaps]).toEqual([1, [{ from: '2019-08-11', to: '2019-08-17' }]])
    expect(found?.columns[0]?.acf).toHaveLength(40)
    expect(found?.columns[0]?.picture).toHaveLength(120)
  })

  it('warns with the node that helps', () => {
    const warnings = found ? seriesWarnings(found) : []
    expect(
      warnings.map(({ code, columns, remedy }) => [code, columns, remedy.type, remedy.params['lags'] ?? remedy.params['unit']]),
    ).toEqual([
      ['series-gaps', ['day'], 'series.fill-gaps', 'day'],
      ['non-stationary', ['walk'], 'series.lags', '1'],
      ['seasonal', ['weekly'], 'series.lags', '7'],
    ])
    expect(warnings[2]?.title.fr).toBe('weekly se répète après 7 jours')
  })

  it('whose moments have several rows gets the parts of its date, since lags count rows', () => {
    const warnings = found ? seriesWarnings({ ...found, averaged: true }) : []
    expect(warnings.map(({ remedy }) => remedy.type)).toEqual(['series.fill-gaps', 'feature.date-parts', 'feature.date-parts'])
  })

  it('of few moments is none', () => {
    const short = {
      time: 't',
      usualDays: 1,
      averaged: false,
      moments: days.slice(0, 20),
      columns: [{ column: 'x', values: walk.slice(0, 20) }],
    }
    expect(seriesFigures(short)).toBeNull()
  })
})

it.each([
  [1, 1, 'day'],
  [7, 1, 'week'],
  [31, 1, 'month'],
  [91, 3, 'month'],
  [365, 1, 'year'],
  [1 / 24, 1, 'hour'],
  [15 / 1440, 15, 'minute'],
  [14, 2, 'week'],
] as const)('%d days are a step of %d %s', (size, count, unit) => {
  expect(stepName(size)).toEqual({ count, unit })
})
