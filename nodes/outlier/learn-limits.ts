import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { Column, Value } from '../../engine/relation/types.ts'
import type { FitContext } from '../kit/context.ts'
import { finiteValues, learnRow } from '../kit/learn-row.ts'

/** For each column the limits, null where there is none, and the value that may stand for an outlier. */
export interface Limits {
  readonly columns: readonly {
    readonly name: string
    readonly low: number | null
    readonly high: number | null
    readonly center: number | null
  }[]
}

export interface LimitsAsked {
  readonly method: 'iqr' | 'z-score' | 'mad' | 'trimmed' | 'quantile' | 'limits'
  readonly fences: number
  readonly deviations: number
  readonly lower: number
  readonly upper: number
  readonly low: number | null
  readonly high: number | null
  readonly act: string
}

type Asked = Omit<Measure, 'name'>
type Row = readonly (number | null)[]

const of = (fn: string, ...args: readonly Expr[]): Asked => ({ fn, args })
const share = (values: Expr, p: number) => of('quantile', values, literal('float', p))

// Makes a deviation of a median distance, and of a mean distance, under a normal distribution (Iglewicz and Hoaglin, 1993).
const medianScale = 1.482602218505602
const meanScale = 1.2533141373155003

interface Way {
  /** What is asked first, and what second, knowing the first answers. */
  readonly first: (values: Expr, asked: LimitsAsked) => readonly Asked[]
  readonly second?: (values: Expr, first: Row) => readonly Asked[]
  readonly limits: (first: Row, second: Row, asked: LimitsAsked) => readonly [low: number | null, high: number | null]
}

const around = (center: number | null | undefined, reach: number | null | undefined): readonly [number | null, number | null] =>
  typeof center === 'number' && typeof reach === 'number' ? [center - reach, center + reach] : [null, null]

const distance = (values: Expr, from: number | null | undefined) =>
  call('absolute-value', call('subtract', values, literal('float', from ?? 0)))

// The standard deviation is that of the population, as in scipy.stats.zscore; quantiles are those of type 7, as in NumPy.
const ways: Record<LimitsAsked['method'], Way> = {
  iqr: {
    first: (values) => [share(values, 0.25), share(values, 0.75)],
    limits([low, high], _, { fences }) {
      return typeof low === 'number' && typeof high === 'number'
        ? [low - fences * (high - low), high + fences * (high - low)]
        : [null, null]
    },
  },
  'z-score': {
    first: (values) => [of('mean', values), of('stddev-population', values)],
    limits: ([mean, deviation], _, { deviations }) => around(mean, (deviation ?? 0) * deviations),
  },
  mad: {
    first: (values) => [of('median', values)],
    second: (values, [median]) => [of('median', distance(values, median)), of('mean', distance(values, median))],
    limits([median], [half, mean], { deviations }) {
      return around(median, deviations * (half ? half * medianScale : (mean ?? 0) * meanScale))
    },
  },
  trimmed: {
    first: (values, { lower, upper }) => [share(values, lower), share(values, upper)],
    second(values, [low, high]) {
      const inside = call('between', values, literal('float', low ?? 0), literal('float', high ?? 0))
      const middle = call('if', inside, values, literal('float', null))
      return [of('mean', middle), of('stddev-population', middle)]
    },
    limits: (_, [mean, deviation], { deviations }) => around(mean, (deviation ?? 0) * deviations),
  },
  quantile: {
    first: (values, { lower, upper }) => [share(values, lower), share(values, upper)],
    limits: ([low, high]) => [low ?? null, high ?? null],
  },
  limits: { first: () => [], limits: (_, __, { low, high }) => [low, high] },
}

/** Learns the limits of the columns in one question, two where the second hangs on the first. A column without values gets none. */
export async function learnLimits(
  asked: LimitsAsked,
  columns: readonly Column[],
  { input, ctx }: { readonly input: Relation; readonly ctx: FitContext },
): Promise<Limits> {
  const way = ways[asked.method]
  const center = asked.act === 'mean' || asked.act === 'median' ? [asked.act] : []
  const ask = async (measures: readonly (readonly Asked[])[]): Promise<readonly Row[]> => {
    const row = await learnRow(ctx, input, measures.flat())
    const width = measures[0]?.length ?? 0
    return measures.map((_, index) => row.slice(index * width, (index + 1) * width).map(toNumber))
  }
  const values = columns.map(finiteValues)
  const first = await ask(values.map((value) => [...way.first(value, asked), ...center.map((fn) => of(fn, value))]))
  const second = way.second ? await ask(values.map((value, index) => way.second?.(value, first[index] ?? []) ?? [])) : []
  return {
    columns: columns.map(({ name }, index) => {
      const row = first[index] ?? []
      const [low, high] = way.limits(row, second[index] ?? [], asked)
      return { name, low, high, center: center.length === 0 ? null : (row.at(-1) ?? null) }
    }),
  }
}

const toNumber = (value: Value) => (value === null || !Number.isFinite(Number(value)) ? null : Number(value))
