import type { Expr } from '../expression.ts'
import type { Measure } from '../relation.ts'
import type { Column } from '../types.ts'
import { printArguments } from './duckdb-expression.ts'

// Aggregates of squares and products around the mean. One pass (Welford) is fast and good while the mean is not large against the spread;
// for groups where it is, and always for third and fourth powers, a second pass takes the differences from the mean that the first one found.
// When no group needs it, the second pass joins nothing and DuckDB does not read for it.

interface MomentSpec {
  readonly pair: boolean
  /** Sizes from this one on give null. Below it no power overflows. */
  readonly below: string
  readonly powers: 2 | 4
  /** The result of n, the means m and e, the mean squares p and q, the mean product c, third and fourth powers t and f, and whether x or y are constant. */
  readonly result: (at: Names) => string
}

interface Names {
  readonly n: string
  readonly m: string
  readonly e: string
  readonly p: string
  readonly q: string
  readonly c: string
  readonly t: string
  readonly f: string
  readonly sameX: string
  readonly sameY: string
}

// The largest doubles below 1e150 and 1e70.
const wide = '9.999999999999998e149::DOUBLE'
const narrow = '9.999999999999999e69::DOUBLE'

const one = (result: MomentSpec['result']): MomentSpec => ({ pair: false, below: wide, powers: 2, result })
const two = (result: MomentSpec['result']): MomentSpec => ({ pair: true, below: wide, powers: 2, result })
const high = (result: MomentSpec['result']): MomentSpec => ({ pair: false, below: narrow, powers: 4, result })

const sample = ({ n, p }: Names) => `${p} * ${n} / NULLIF(${n} - 1, 0)`

const specs: ReadonlyMap<string, MomentSpec> = new Map([
  ['variance-sample', one(sample)],
  ['variance-population', one(({ p }) => p)],
  ['stddev-sample', one((at) => `sqrt(${sample(at)})`)],
  ['stddev-population', one(({ p }) => `sqrt(${p})`)],
  [
    'skewness',
    high(
      ({ n, p, t, sameX }) =>
        `CASE WHEN ${n} < 3 THEN NULL WHEN ${sameX} THEN 0 ELSE sqrt(${n} * (${n} - 1)) / (${n} - 2) * ${t} / NULLIF(pow(${p}, 1.5), 0) END`,
    ),
  ],
  [
    'kurtosis',
    high(
      ({ n, p, f, sameX }) =>
        `CASE WHEN ${n} < 4 THEN NULL WHEN ${sameX} THEN 0 ELSE (${n} - 1) / ((${n} - 2) * (${n} - 3)) * ((${n} + 1) * (${f} / NULLIF(pow(${p}, 2), 0) - 3) + 6) END`,
    ),
  ],
  ['covariance-sample', two(({ n, c }) => `${c} * ${n} / NULLIF(${n} - 1, 0)`)],
  ['covariance-population', two(({ c }) => c)],
  [
    'correlation',
    two(({ p, q, c, sameX, sameY }) => `CASE WHEN NOT (${sameX} OR ${sameY}) THEN ${c} / NULLIF(sqrt(${p}) * sqrt(${q}), 0) END`),
  ],
  ['regression-slope', two(({ q, c, sameY }) => `CASE WHEN NOT ${sameY} THEN ${c} / NULLIF(${q}, 0) END`)],
  ['regression-intercept', two(({ m, e, q, c, sameY }) => `CASE WHEN NOT ${sameY} THEN ${m} - ${c} / NULLIF(${q}, 0) * ${e} END`)],
])

export const isMoment = (measure: Measure) => specs.has(measure.fn)

/** Squares of the mean over the mean square: above this, one pass may lose more than two of the sixteen digits. */
const farFromZero = '1e4::DOUBLE'

export interface MomentQuery {
  /** Expressions of the source below: the arguments, made fit for computing. */
  readonly source: readonly string[]
  /** Aggregates of the first pass. */
  readonly first: readonly string[]
  /** True for the groups that need the second pass. */
  readonly far: string
  readonly means: readonly string[]
  /** Aggregates of the second pass over `source` and `means`. */
  readonly second: readonly string[]
  /** SQL of each measure over the columns of the passes. */
  readonly results: ReadonlyMap<Measure, string>
}

/** The parts of a query of moments; measures of the same arguments share their passes. */
export function momentQuery(
  measures: readonly { readonly measure: Measure; readonly args: readonly Expr[] }[],
  columns: readonly Column[],
): MomentQuery {
  const passes = new Map<string, Pass>()
  const results = new Map<Measure, string>()
  for (const { measure, args } of measures) {
    const spec = specs.get(measure.fn)
    if (!spec) throw new Error(`${measure.fn} is no moment`)
    const printed = printArguments(measure.fn, args, columns)
    const key = JSON.stringify([printed, spec.below])
    const pass = passes.get(key) ?? passOf(passes.size, spec, printed)
    passes.set(key, pass)
    results.set(
      measure,
      `CASE WHEN NOT f${pass.at} THEN 'NaN'::DOUBLE WHEN o${pass.at} THEN CAST(${spec.result(namesOf(pass.at))} AS DOUBLE) END`,
    )
  }
  const all = [...passes.values()]
  return {
    source: all.flatMap((pass) => pass.source),
    first: all.flatMap((pass) => pass.first),
    far: all.map((pass) => pass.far).join(' OR '),
    means: all.flatMap((pass) => pass.means),
    second: all.flatMap((pass) => pass.second),
    results,
  }
}

interface Pass extends Omit<MomentQuery, 'results'> {
  readonly at: number
}

function passOf(at: number, spec: MomentSpec, [a = '', b = '']: readonly string[]): Pass {
  const inside = (sql: string) => `${sql} BETWEEN -${spec.below} AND ${spec.below}`
  const both = spec.pair ? `${inside(`(${a})`)} AND ${inside(`(${b})`)}` : inside(`(${a})`)
  const given = spec.pair
    ? [`CASE WHEN (${b}) IS NOT NULL THEN ${a} END AS g${at}`, `CASE WHEN (${a}) IS NOT NULL THEN ${b} END AS h${at}`]
    : [`${a} AS g${at}`]
  const finite = ['g', ...(spec.pair ? ['h'] : [])].map((name) => `isfinite(max(${name}${at})) AND isfinite(min(${name}${at}))`)
  const x = `x${at}`
  const y = `y${at}`
  const far = (mean: string, square: string) => `(${square} > 0 AND ${mean} * ${mean} > ${farFromZero} * ${square})`
  return {
    at,
    source: [...given, `CASE WHEN ${both} THEN ${a} END AS ${x}`, ...(spec.pair ? [`CASE WHEN ${both} THEN ${b} END AS ${y}`] : [])],
    first: [
      `count(${x}) AS n${at}`,
      `count(${x}) = count(g${at}) AS o${at}`,
      `${finite.join(' AND ')} AS f${at}`,
      `avg(${x}) AS m${at}`,
      `var_pop(${x}) AS p${at}`,
      `min(${x}) = max(${x}) AS i${at}`,
      ...(spec.pair
        ? [`avg(${y}) AS w${at}`, `var_pop(${y}) AS q${at}`, `covar_pop(${x}, ${y}) AS r${at}`, `min(${y}) = max(${y}) AS j${at}`]
        : []),
    ],
    far:
      spec.powers === 4
        ? `(n${at} > 2 AND NOT i${at})`
        : [far(`m${at}`, `p${at}`), ...(spec.pair ? [far(`w${at}`, `q${at}`)] : [])].join(' OR '),
    means: [`m${at}`, ...(spec.pair ? [`w${at}`] : [])],
    second: secondOf(at, spec),
  }
}

function secondOf(at: number, spec: MomentSpec): readonly string[] {
  const dx = `(x${at} - m${at})`
  const dy = `(y${at} - w${at})`
  return [
    `avg(${dx} * ${dx}) AS pp${at}`,
    ...(spec.pair ? [`avg(${dy} * ${dy}) AS qq${at}`, `avg(${dx} * ${dy}) AS rr${at}`] : []),
    ...(spec.powers === 4 ? [`avg(${dx} * ${dx} * ${dx}) AS tt${at}`, `avg(${dx} * ${dx} * ${dx} * ${dx}) AS uu${at}`] : []),
  ]
}

function namesOf(at: number): Names {
  return {
    n: `n${at}::DOUBLE`,
    m: `m${at}`,
    e: `w${at}`,
    p: `coalesce(pp${at}, p${at})`,
    q: `coalesce(qq${at}, q${at})`,
    c: `coalesce(rr${at}, r${at})`,
    t: `tt${at}`,
    f: `uu${at}`,
    sameX: `i${at}`,
    sameY: `j${at}`,
  }
}
