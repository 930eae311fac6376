import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'

/** A curve through the known values of a column: its steepness at each (`monotone`) or its second derivative (`spline`). */
export type Curve = 'monotone' | 'spline'

/** A column of the values to go through, and where each lies: numbers without NaN, both missing or both known. */
export interface Knots {
  readonly at: string
  readonly value: string
}

export interface CurvePlace {
  readonly curve: Curve
  /** A window of one partition of the rows, in their order. */
  readonly window: (fn: string, args: readonly Expr[], alsoBy: readonly Expr[]) => Expr
  readonly free: (wanted: string) => string
}

const number = (value: number) => literal('float', value)
const minus = (a: Expr, b: Expr) => call('subtract', a, b)
const plus = (a: Expr, b: Expr) => call('add', a, b)
const times = (a: Expr, b: Expr) => call('multiply', a, b)
const over = (a: Expr, b: Expr) => call('divide', a, b)
const isNull = (a: Expr) => call('is-null', a)
const orNone = (a: Expr) => call('coalesce', a, number(0))

/**
 * The input with what the curve needs at each known value, in one more column for each column of knots. Neighbours are found by windows over
 * the known rows alone, so that the work grows as sorting does.
 */
export function withBends(
  input: Relation,
  knots: readonly Knots[],
  place: CurvePlace,
): { readonly relation: Relation; readonly bends: readonly string[] } {
  const sides = knots.map(({ at, value }) => {
    const near = (fn: 'lag' | 'lead', name: string, count: number) =>
      place.window(fn, [columnExpr(name), literal('int', count)], [isNull(columnExpr(at))])
    const named = (of: string, name: string) => place.free(`${value} ${of} ${name}`)
    return {
      at,
      value,
      near,
      before: named('step', 'before'),
      after: named('step', 'after'),
      rise: named('slope', 'before'),
      next: named('slope', 'after'),
    }
  })
  const stepped = extend(
    input,
    sides.flatMap(({ at, value, near, before, after, rise, next }) => {
      const [back, on] = [minus(columnExpr(at), near('lag', at, 1)), minus(near('lead', at, 1), columnExpr(at))]
      return [
        { name: before, expr: back },
        { name: after, expr: on },
        { name: rise, expr: over(minus(columnExpr(value), near('lag', value, 1)), back) },
        { name: next, expr: over(minus(near('lead', value, 1), columnExpr(value)), on) },
      ]
    }),
  )
  return place.curve === 'monotone' ? slopes(stepped, sides, place) : moments(stepped, sides, place)
}

interface Side extends Knots {
  readonly near: (fn: 'lag' | 'lead', name: string, count: number) => Expr
  /** Distances to the neighbours, and the slopes to them. */
  readonly before: string
  readonly after: string
  readonly rise: string
  readonly next: string
}

/** Fritsch and Butland (1984) inside; at the ends by three points, so that the curve neither turns nor overshoots (as scipy's PCHIP). */
function slopes(input: Relation, sides: readonly Side[], { free }: CurvePlace) {
  const bends = sides.map(({ value }) => free(`${value} steepness`))
  const relation = extend(
    input,
    sides.map(({ before, after, rise, next, near }, index) => {
      const [h0, h1, m0, m1] = [before, after, rise, next].map(columnExpr) as [Expr, Expr, Expr, Expr]
      const [w0, w1] = [plus(times(number(2), h1), h0), plus(h1, times(number(2), h0))]
      const inner = call('if', call('greater', times(m0, m1), number(0)), over(plus(w0, w1), plus(over(w0, m0), over(w1, m1))), number(0))
      const first = endSlope([h1, near('lead', after, 1), m1, near('lead', next, 1)])
      const last = endSlope([h0, near('lag', before, 1), m0, near('lag', rise, 1)])
      return { name: bends[index] ?? '', expr: call('ifs', isNull(h0), first, isNull(h1), last, literal('bool', true), inner) }
    }),
  )
  return { relation, bends }
}

/** From the first two steps and slopes of an end; the only slope where there is no second. */
function endSlope([h0, h1, m0, m1]: readonly [Expr, Expr, Expr, Expr]): Expr {
  const slope = over(minus(times(plus(times(number(2), h0), h1), m0), times(h0, m1)), plus(h0, h1))
  const overshoots = call(
    'and',
    call('less', times(m0, m1), number(0)),
    call('greater', call('absolute-value', slope), times(number(3), call('absolute-value', m0))),
  )
  return call(
    'ifs',
    isNull(m1),
    m0,
    call('less-or-equal', times(slope, m0), number(0)),
    number(0),
    overshoots,
    times(number(3), m0),
    literal('bool', true),
    slope,
  )
}

/** Steps of 1 to 32 knots: after them less than 1e-16 of a far knot is left, however the knots are spaced. */
const strides = [1, 2, 4, 8, 16, 32]

/**
 * Second derivatives of the natural cubic spline. Its equations, M[i] + a M[i-1] + c M[i+1] = d with a + c = 1/2, are solved by cyclic reduction:
 * each round puts in the equations of the neighbours, which doubles their distance and squares what they weigh.
 */
function moments(input: Relation, sides: readonly Side[], { free }: CurvePlace) {
  const names = sides.map(({ value }) => ({ a: free(`${value} a`), c: free(`${value} c`), d: free(`${value} d`) }))
  let relation = extend(
    input,
    sides.flatMap(({ before, after, rise, next }, index) => {
      const [h0, h1, m0, m1] = [before, after, rise, next].map(columnExpr) as [Expr, Expr, Expr, Expr]
      const whole = times(number(2), plus(h0, h1))
      const { a = '', c = '', d = '' } = names[index] ?? {}
      return [
        { name: a, expr: orNone(over(h0, whole)) },
        { name: c, expr: orNone(over(h1, whole)) },
        { name: d, expr: orNone(over(times(number(6), minus(m1, m0)), whole)) },
      ]
    }),
  )
  for (const stride of strides) {
    relation = extend(
      relation,
      sides.flatMap(({ near }, index) => {
        const { a: aName = '', c: cName = '', d: dName = '' } = names[index] ?? {}
        const [a, c, d] = [aName, cName, dName].map(columnExpr) as [Expr, Expr, Expr]
        const back = (name: string) => orNone(near('lag', name, stride))
        const on = (name: string) => orNone(near('lead', name, stride))
        const left = minus(minus(number(1), times(a, back(cName))), times(c, on(aName)))
        return [
          { name: aName, expr: over(times(number(-1), times(a, back(aName))), left) },
          { name: cName, expr: over(times(number(-1), times(c, on(cName))), left) },
          { name: dName, expr: over(minus(minus(d, times(a, back(dName))), times(c, on(dName))), left) },
        ]
      }),
    )
  }
  return { relation, bends: names.map(({ d }) => d) }
}

/** The two known values around a place, where they lie, and what `withBends` found there. */
export interface Around {
  readonly last: Expr
  readonly next: Expr
  readonly lastAt: Expr
  readonly nextAt: Expr
  readonly lastBend: Expr
  readonly nextBend: Expr
}

/** The value of the curve at a place between two known ones; missing where they lie at one place. */
export function onCurve({ last, next, lastAt, nextAt, lastBend, nextBend }: Around, where: Expr, curve: Curve): Expr {
  const step = minus(nextAt, lastAt)
  const [b, a] = [over(minus(where, lastAt), step), over(minus(nextAt, where), step)]
  const square = (x: Expr) => times(x, x)
  if (curve === 'spline') {
    const bent = (share: Expr, bend: Expr) => times(minus(times(square(share), share), share), bend)
    const curved = times(plus(bent(a, lastBend), bent(b, nextBend)), over(square(step), number(6)))
    return plus(plus(times(a, last), times(b, next)), curved)
  }
  // The cubic of Hermite.
  const value = (share: Expr) => times(square(share), minus(number(3), times(number(2), share)))
  const slope = minus(times(times(b, square(a)), lastBend), times(times(a, square(b)), nextBend))
  return plus(plus(times(value(a), last), times(value(b), next)), times(step, slope))
}
