import { describe, expect, it } from 'vitest'
import { readGolden } from '../learn/golden/read-golden.ts'
import { LearnProblem } from '../learn/problem.ts'
import { randomFrom, type Random } from '../learn/random.ts'
import { buildProfile, type ProfileColumn } from './build-profile.ts'
import { coarseGroups, grouped } from './coarse-bins.ts'
import { chiSquareTest, jensenShannon, kolmogorovSmirnov, stabilityIndex, totalVariation, wasserstein } from './distances.ts'
import { driftReport } from './drift-report.ts'
import type { FeatureDrift } from './drift-result.ts'
import { featureDrift } from './feature-drift.ts'
import { monitorReport } from './monitor-report.ts'
import type { CategoryProfile, NumberProfile, ReferenceProfile } from './profile.ts'
import { readProfile } from './read-profile.ts'
import { mergedCounts, windowCounter, type CellValue, type FeatureCounts } from './window-counts.ts'

interface Golden {
  counts: {
    name: string
    reference: number[]
    current: number[]
    places: number[]
    psi: number
    jensenShannon: number
    totalVariation: number
    wasserstein: number
    kolmogorovSmirnov: number
    chiSquare: [number, number, number]
  }[]
  raw: {
    name: string
    reference: number[]
    current: number[]
    wasserstein: number
    ks: number
    p: number
    mean: number
    deviation: number
  }[]
}
const golden = readGolden<Golden>(import.meta.url, './golden/distances.json')

const numbers = (name: string, values: Iterable<number>): ProfileColumn => ({ kind: 'number', name, values: Float64Array.from(values) })
function categories(name: string, values: readonly (string | null)[]): ProfileColumn {
  const levels = [...new Set(values.filter((value) => value !== null))].toSorted()
  return { kind: 'category', name, codes: Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(value))), levels }
}
function counted(profile: ReferenceProfile, rows: Iterable<readonly CellValue[]>): readonly FeatureCounts[] {
  const counter = windowCounter(profile)
  for (const row of rows) counter.add(row)
  return counter.features
}
const one = (profile: ReferenceProfile, values: Iterable<CellValue>, alpha = 0.01): FeatureDrift =>
  featureDrift(
    profile.features[0]!,
    counted(
      profile,
      Array.from(values, (value) => [value]),
    )[0]!,
    { alpha, seed: 1 },
  )
const distance = (drift: FeatureDrift, id: string) => drift.distances.find((own) => own.id === id)!
const normals = (random: Random, rows: number, mean = 0, deviation = 1) =>
  Array.from({ length: rows }, () => mean + deviation * random.normal())

describe('distances', () => {
  it.each(golden.counts)('of counts are those of scipy: $name', (own) => {
    expect(stabilityIndex(own.reference, own.current)).toBeCloseTo(own.psi, 12)
    expect(jensenShannon(own.reference, own.current)).toBeCloseTo(own.jensenShannon, 7)
    expect(totalVariation(own.reference, own.current)).toBeCloseTo(own.totalVariation, 12)
    expect(wasserstein(own.reference, own.current, own.places)).toBeCloseTo(own.wasserstein, 12)
    expect(kolmogorovSmirnov(own.reference, own.current)).toBeCloseTo(own.kolmogorovSmirnov, 12)
    const { statistic, freedom, p } = chiSquareTest(own.reference, own.current)
    expect([statistic, p]).toEqual([expect.closeTo(own.chiSquare[0], 9), expect.closeTo(own.chiSquare[2], 9)])
    expect(freedom).toBe(own.chiSquare[1])
  })

  it.each(golden.raw)('of 100 bins come close to those of the values themselves: $name', (own) => {
    const profile = buildProfile([numbers('x', own.reference)])
    const feature = profile.features[0] as NumberProfile
    expect([feature.mean, feature.deviation]).toEqual([expect.closeTo(own.mean, 6), expect.closeTo(own.deviation, 6)])
    const drift = one(profile, own.current)
    const ks = distance(drift, 'kolmogorov-smirnov')
    expect(ks.value).toBeLessThanOrEqual(own.ks + 1e-12)
    expect(ks.value).toBeGreaterThan(own.ks - 0.015)
    expect(Math.abs(distance(drift, 'wasserstein').value - own.wasserstein)).toBeLessThan(0.04)
  })

  it('by hand: (.5, .5) against (.9, .1)', () => {
    expect(totalVariation([5, 5], [9, 1])).toBeCloseTo(0.4, 12)
    expect(jensenShannon([1, 0], [0, 1])).toBe(1)
    expect(stabilityIndex([5, 5], [5, 5])).toBe(0)
    expect(chiSquareTest([10, 0], [7, 0])).toEqual({ statistic: 0, freedom: 0, p: 1 })
  })
})

describe('profile', () => {
  it('has a bin per distinct value where these are few, else 100 of equally many rows', () => {
    const feature = buildProfile([numbers('x', [3, 1, 1, 2, 2, 2, Number.NaN])]).features[0] as NumberProfile
    expect(feature).toMatchObject({ rows: 7, missing: 1, edges: [1, 2], counts: [2, 3, 1], centres: [1, 2, 3], min: 1, max: 3 })
    const many = buildProfile([numbers('x', normals(randomFrom(1), 5000))]).features[0] as NumberProfile
    expect(new Set(many.counts)).toEqual(new Set([50]))
    expect(coarseGroups(many.counts).at(-1)).toBe(9)
    expect(new Set(grouped(many.counts, coarseGroups(many.counts)))).toEqual(new Set([500]))
  })

  it('keeps the commonest 100 levels and counts the rest together', () => {
    const values = Array.from({ length: 3000 }, (_, i) => (i < 2000 ? `l${i % 90}` : `r${i % 50}`))
    const feature = buildProfile([categories('x', [...values, null])]).features[0] as CategoryProfile
    expect([feature.levels.length, feature.missing]).toEqual([100, 1])
    expect(feature.counts.reduce((sum, count) => sum + count, feature.other)).toBe(3000)
    expect(feature.counts).toEqual(feature.counts.toSorted((a, b) => b - a))
  })

  it('comes back from JSON, and refuses what is none', () => {
    const profile = buildProfile([numbers('x', [1, 2, 3]), categories('c', ['a', 'b', 'a'])])
    expect(readProfile(JSON.parse(JSON.stringify(profile)))).toEqual(profile)
    const json = JSON.parse(JSON.stringify(profile)) as { features: { edges: number[]; counts: unknown }[] }
    json.features[0]!.edges = [2, 1]
    for (const bad of [null, {}, { format: 'millrace/profile', version: 2 }, json, { ...profile, features: [{ kind: 'number' }] }]) {
      expect(() => readProfile(bad)).toThrow(LearnProblem)
    }
    expect(() => buildProfile([])).toThrow(LearnProblem)
    expect(() => buildProfile([numbers('x', [])])).toThrow(LearnProblem)
  })
})

describe('counting a window', () => {
  const profile = buildProfile([numbers('x', [1, 2, 3, 4, 5]), categories('c', ['a', 'b', 'a', 'a', null])])
  const rows: CellValue[][] = [
    [1, 'a'],
    [5, 'b'],
    [0.5, 'new'],
    [6, null],
    [null, 'new'],
    [Number.NaN, 'a'],
    [2.5, 'a'],
    [Infinity, 'a'],
    ['7', 'a'],
  ]

  it('puts every value in its place', () => {
    const [x, c] = counted(profile, rows)
    expect(x).toEqual({ kind: 'number', rows: 9, missing: 3, below: 1, above: 2, counts: [1, 0, 1, 0, 1], finite: 5, sum: 15 })
    expect(c).toEqual({ kind: 'category', rows: 9, missing: 1, counts: [5, 1], other: 2, unlisted: { new: 2 } })
  })

  it('goes on from saved counts, and windows add up', () => {
    const [first, second] = [counted(profile, rows.slice(0, 4)), counted(profile, rows.slice(4))]
    const whole = counted(profile, rows)
    expect(mergedCounts(first, second)).toEqual(whole)
    const saved = JSON.parse(JSON.stringify(first)) as FeatureCounts[]
    const resumed = windowCounter(profile, saved)
    rows.slice(4).forEach((row) => resumed.add(row))
    expect(resumed.features).toEqual(whole)
    expect(saved).toEqual(first)
  })

  it('holds a bounded number of new levels, whatever is sent', () => {
    const [, c] = counted(
      profile,
      Array.from({ length: 5000 }, (_, i) => [1, i === 0 ? '__proto__' : `x${i}`.repeat(100)]),
    )
    expect(c).toMatchObject({ kind: 'category', other: 5000 })
    const names = Object.keys((c as { unlisted: object }).unlisted)
    expect(names.length).toBe(50)
    expect(Math.max(...names.map((name) => name.length))).toBe(100)
  })

  it('is quick: a million cells in well under a second of work each', () => {
    const random = randomFrom(3)
    const wide = buildProfile(Array.from({ length: 50 }, (_, j) => numbers(`x${j}`, normals(random, 300))))
    const row = normals(random, 50)
    const counter = windowCounter(wide)
    for (let i = 0; i < 20_000; i++) counter.add(row)
    expect(counter.features.every(({ rows: seen }) => seen === 20_000)).toBe(true)
  })
})

describe('drift of a number', () => {
  const random = randomFrom(12)
  const profile = buildProfile([numbers('income', normals(random, 10_000, 30_000, 10_000))])

  it('finds a move that matters, and says what it is like', () => {
    const drift = one(profile, normals(random, 1000, 33_500, 10_000))
    expect(drift.verdict).toBe('drift')
    expect(distance(drift, 'wasserstein').value).toBeCloseTo(0.35, 1)
    expect(drift.text.en).toMatch(
      /^Higher than in training: mean 33\u202f\d{3}, was (29\u202f9|30\u202f0)\d\d\. That is like a move by 0\.\d\d standard deviations\.$/,
    )
    expect(drift.text.fr).toMatch(/^Plus haut qu’à l’apprentissage : moyenne 33\u202f\d{3}, était/)
    expect(drift.threshold.en).toMatch(
      /^With 10\u202f000 values in training and 1\u202f000 now, chance alone passes 0\.\d+ in one of 200 comparisons\./,
    )
    expect(drift.bins.reduce((sum, { current }) => sum + current, 0)).toBeCloseTo(1, 12)
  })

  it('calls a change small that many rows prove but that does not matter', () => {
    const drift = one(profile, normals(random, 20_000, 30_900, 10_000))
    expect([drift.verdict, drift.text.en.endsWith('More than chance, but too little to matter.')]).toEqual(['small', true])
  })

  it('is content with no change, and knows what it could not have seen', () => {
    const drift = one(profile, normals(random, 1000, 30_000, 10_000))
    expect([drift.verdict, drift.text]).toEqual(['same', { en: 'As in training.', fr: 'Comme à l’apprentissage.' }])
    expect(drift.detectable).toBeGreaterThan(0.08)
    expect(drift.detectable).toBeLessThan(0.2)
  })

  it('sees a change of shape without one of the mean, and values out of range', () => {
    const wider = one(profile, normals(random, 2000, 30_000, 20_000))
    expect(wider.verdict).toBe('drift')
    expect(wider.text.en).toMatch(/^Spread otherwise than in training/)
    expect(wider.text.en).toContain('outside the range of training')
  })

  it('waits for more rows when even one deviation would stay hidden, and says how many', () => {
    const few = one(profile, normals(random, 5, 30_000, 10_000))
    expect(few.verdict).toBe('unknown')
    expect(few.threshold.en).toBe(`Wait for ${few.rowsNeeded} rows.`)
    expect(one(profile, normals(random, few.rowsNeeded! + 2, 30_000, 10_000)).verdict).toBe('same')
    const tiny = buildProfile([numbers('x', [1, 2, 3, 4])])
    expect(one(tiny, normals(random, 500, 2.5, 1)).rowsNeeded).toBeNull()
  })

  it('watches missing values by themselves', () => {
    const drift = one(
      profile,
      normals(random, 1000, 30_000, 10_000).map((value, i) => (i % 5 === 0 ? null : value)),
    )
    expect([drift.verdict, drift.missing.verdict, drift.missing.current]).toEqual(['drift', 'drift', 0.2])
    expect(drift.text.en).toBe('Missing in 20.0\u202f% of rows, in training 0.0\u202f%.')
    expect(drift.missing.interval![0]).toBeGreaterThan(0.15)
  })

  it('takes a column that went empty for what it is', () => {
    const drift = one(profile, new Array<null>(200).fill(null))
    expect([drift.verdict, drift.distances.length]).toEqual(['drift', 0])
  })

  it('notices another value where there was always one', () => {
    const constant = buildProfile([numbers('country', new Array<number>(500).fill(7))])
    expect(one(constant, new Array<number>(100).fill(7)).verdict).toBe('same')
    const drift = one(
      constant,
      Array.from({ length: 100 }, (_, i) => (i < 30 ? 8 : 7)),
    )
    expect([drift.verdict, drift.text.en]).toEqual(['drift', 'It was always 7.00 in training; now 30.0\u202f% of rows have another value.'])
    const empty = buildProfile([numbers('x', [Number.NaN, Number.NaN])])
    expect(one(empty, [Number.NaN]).verdict).toBe('unknown')
  })
})

describe('drift of a category', () => {
  const values = Array.from({ length: 4000 }, (_, i) => (i % 20 < 12 ? 'employed' : i % 20 < 17 ? 'self-employed' : 'none'))
  const profile = buildProfile([categories('work', values)])

  it('names the level that moved most and one never seen', () => {
    const live = Array.from({ length: 1000 }, (_, i) =>
      i % 20 < 7 ? 'employed' : i % 20 < 14 ? 'self-employed' : i % 20 < 17 ? 'none' : 'retired',
    )
    const drift = one(profile, live)
    expect(drift.verdict).toBe('drift')
    expect(drift.text.en).toBe(
      '“retired” was never seen in training; 15.0\u202f% of rows have it. Less “employed”: 35.0\u202f%, was 60.0\u202f%. In all, as if 1 row in 4 had changed level.',
    )
    expect(drift.text.fr).toContain('«\u202fretired\u202f» n’a jamais été vu')
    expect(distance(drift, 'chi-square').p).toBeLessThan(1e-9)
    expect(distance(drift, 'total-variation')).toMatchObject({ decides: true, value: expect.closeTo(0.25, 12) as number })
  })

  it('is content with the same shares', () => {
    expect(one(profile, values.slice(0, 1000)).verdict).toBe('same')
  })
})

describe('false alarms', () => {
  it.each([
    ['log-normal, many training rows', 4000, 200, (random: Random) => Math.exp(random.normal())],
    ['normal, as many rows as in training', 600, 600, (random: Random) => random.normal()],
    ['rounded to few values', 2000, 300, (random: Random) => Math.round(2 * random.normal())],
  ])('come at about the rate asked for: %s', (_name, reference, window, draw) => {
    const random = randomFrom(77)
    let alarms = 0
    const runs = 250
    for (let r = 0; r < runs; r++) {
      const sample = (rows: number) => Array.from({ length: rows }, () => draw(random))
      const profile = buildProfile([numbers('x', sample(reference))])
      const counts = counted(
        profile,
        sample(window).map((value) => [value]),
      )
      // 10 % for the feature is 5 % for its values; its missing share never changes here.
      const drift = featureDrift(profile.features[0]!, counts[0]!, { alpha: 0.1, seed: r, replicates: 200 })
      if (drift.verdict === 'small' || drift.verdict === 'drift') alarms++
    }
    expect(alarms / runs).toBeGreaterThan(0.02)
    expect(alarms / runs).toBeLessThan(0.085)
  })

  it('a tail beyond the simulation is marked, and close to a long simulation', () => {
    const profile = buildProfile([numbers('x', normals(randomFrom(5), 2000))])
    const counts = counted(
      profile,
      normals(randomFrom(6), 1000).map((value) => [value]),
    )
    const floor = (replicates: number) =>
      distance(featureDrift(profile.features[0]!, counts[0]!, { alpha: 0.002, seed: 3, replicates }), 'wasserstein')
    const [short, long] = [floor(1000), floor(20_000)]
    expect([short.extrapolated, long.extrapolated]).toEqual([true, false])
    expect(Math.abs(short.noise! / long.noise! - 1)).toBeLessThan(0.1)
  })
})

describe('the report of a window', () => {
  const random = randomFrom(2)
  const rows = 3000
  const profile = buildProfile([
    numbers('age', normals(random, rows, 40, 12)),
    numbers('income', normals(random, rows, 30, 10)),
    categories(
      'town',
      Array.from({ length: rows }, () => ['a', 'b', 'c'][random.below(3)]!),
    ),
  ])
  const window = (shift: number) =>
    counted(
      profile,
      Array.from({ length: 800 }, () => [
        40 + 12 * random.normal(),
        30 + 10 * (random.normal() + shift),
        ['a', 'b', 'c'][random.below(3)]!,
      ]),
    )

  it('puts what drifted first and shares the budget of false alarms out', () => {
    const report = driftReport(profile, window(0.6), { seed: 1, budget: { falseAlarms: 1, windows: 100 } })
    expect(report.features[0]).toMatchObject({ name: 'income', verdict: 'drift' })
    expect(report.alpha).toBeCloseTo(1 / 300, 12)
    expect(report.verdict.en).toMatch(/^1 of 3 features drifted in 800 rows\. income: Higher than in training/)
    expect(report.budgetText.fr).toBe('1 fausse alerte en 100 fenêtres sur 3 variables laisse 0,333\u202f% à chaque comparaison.')
  })

  it('says so when all is well, when nothing came and when too little did', () => {
    expect(driftReport(profile, window(0), { seed: 1 }).verdict.en).toBe(
      'Live rows look like training: none of 3 features drifted in 800 rows.',
    )
    expect(driftReport(profile, counted(profile, []), { seed: 1 }).verdict.fr).toBe('Aucune requête n’est encore arrivée.')
    const few = driftReport(
      profile,
      counted(profile, [
        [40, 30, 'a'],
        [41, 33, 'b'],
      ]),
      { seed: 1 },
    )
    expect(few.verdict.en).toMatch(/^2 rows are too few to judge\. Wait for \d+\.$/)
  })

  it('is told to the studio with one limit per feature and the score apart', () => {
    const told = monitorReport(driftReport(profile, window(0.6), { seed: 1 }), { endpoint: 'loans', since: null, predictions: 'age' })
    expect(told.features.map(({ feature, verdict }) => [feature, verdict])).toEqual([
      ['income', 'drift'],
      ['town', 'calm'],
    ])
    expect(told.features[0]).toMatchObject({ measure: 'wasserstein', limit: 0.2, missing: { reference: 0, current: 0 } })
    expect(told.predictions!.feature).toBe('age')
    expect(told.features[0]!.reference.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('gives the same bytes for the same seed, and refuses a budget of nothing', () => {
    const counts = window(0.1)
    expect(JSON.stringify(driftReport(profile, counts, { seed: 4 }))).toBe(JSON.stringify(driftReport(profile, counts, { seed: 4 })))
    expect(() => driftReport(profile, counts, { seed: 4, budget: { falseAlarms: 0, windows: 10 } })).toThrow(LearnProblem)
    expect(() => driftReport(profile, counts, { seed: 4, budget: { falseAlarms: 1, windows: 0 } })).toThrow(LearnProblem)
  })
})
