import { forestSql } from './duckdb-forest.ts'
import {
  askedWidth,
  farthest,
  meeting,
  readLearntRows,
  type KernelSum,
  type LearntRows,
  type NearestValues,
  type OutlierFactor,
} from '../learnt/learnt-rows.ts'

type Numbers = readonly (number | null)[]

const list = (values: Numbers) => `[${values.map((value) => value ?? 'NULL').join(', ')}]`
const doubles = (values: Numbers) => `CAST('${list(values)}' AS DOUBLE[])`
const float = (value: number) => `CAST('${value}' AS DOUBLE)`
const infinity = float(Number.POSITIVE_INFINITY)

/** `body` with a value under a name: computed once for a row, where a list function would compute it for each element. */
const bind = (name: string, value: string, body: string) => `list_transform([${value}], lambda each_${name}: ${body})[1]`

/**
 * `body` with the places of the nearest of `count` rows as `each_i` and their distances as `each_f`; `each_e` is the distance of the last one.
 * All else is about these few: a step for each of a thousand elements costs more than a quantile of them.
 */
function bindNearest(distances: string, last: string, { count, body }: { readonly count: number; readonly body: string }): string {
  // Finite, so that what is infinitely far is not near.
  const to = `least(each_e * ${float(1 + meeting)} + ${float(meeting)}, ${float(Number.MAX_VALUE)})`
  const places = `list_filter(range(1, ${count + 1}), lambda each_j: ${distances}[each_j] <= each_h)`
  return bind('e', last, bind('h', to, bind('i', places, bind('f', `list_select(${distances}, each_i)`, body))))
}

/** The share of `count` values whose discrete quantile is the n-th of them. */
const shareOf = (nth: number, count: number) => float((Math.min(nth, count) - 0.5) / count)

/**
 * DuckDB SQL of the answer of learnt rows to the list `each_p`: the same as engine/relation/learnt/answer-by-rows.ts. Written for lists of a
 * thousand kept rows: inner products and quantiles of whole lists cost DuckDB a tenth of steps for each element.
 */
export function learntSql(text: string): string {
  const learnt = readLearntRows(text)
  return `CASE WHEN len(each_p) = ${askedWidth(learnt)} THEN ${answerSql(learnt)} END`
}

function answerSql(learnt: LearntRows): string {
  switch (learnt.kind) {
    case 'nearest':
      return nearestValues(learnt)
    case 'factor':
      return outlierFactor(learnt)
    case 'kernel':
      return kernelSum(learnt)
    case 'forest':
      return forestSql(learnt)
  }
}

/**
 * With 1 for what is known and 0 for what is missing (m of the point x, n of a row r), the sum of m n (x - r)² is the inner product of
 * (m x², -2 m x, m) and (n, n r, n r²).
 */
function nearestValues({ counts, rows, neighbours, weights, within, answers }: NearestValues): string {
  const width = counts.length
  const isComplete = rows.every((row) => row.every((value) => value !== null))
  const known = (row: Numbers) => row.map((value) => Number(value !== null))
  const counted = (row: Numbers) => row.map((value, at) => (value === null ? 0 : (counts[at] ?? 0)))
  const parts = (row: Numbers) => [...known(row), ...row.map((value) => value ?? 0), ...row.map((value) => (value ?? 0) ** 2)]
  const kept = rows.map((row) => `{p: ${list(parts(row))}${isComplete ? '' : `, n: ${list(counted(row))}`}}`)
  const table = `CAST('[${kept.join(', ')}]' AS STRUCT(p DOUBLE[]${isComplete ? '' : ', n DOUBLE[]'})[])`
  const common = isComplete ? 'each_c' : 'list_inner_product(each_r.n, each_m)'
  const far = `sqrt(greatest(list_inner_product(each_r.p, each_q), 0) * ${float(counts.reduce((all, one) => all + one, 0))} / nullif(${common}, 0))`
  const distances = `list_transform(${table}, lambda each_r: coalesce(${far}, ${infinity}))`
  const squares = 'list_transform(each_x, lambda each_v: coalesce(each_v * each_v, 0))'
  const doubled = 'list_transform(each_x, lambda each_v: coalesce(-2 * each_v, 0))'
  const answered = answers.map(
    ({ values, classes }, at) =>
      `CASE WHEN each_p[${width + at + 1}] IS NOT NULL THEN ${nearAnswer(values, classes, { neighbours, weights, ...(within !== undefined && { within }) })} END`,
  )
  const measured = bind('q', `list_concat(list_concat(${squares}, ${doubled}), each_m)`, bind('d', distances, `[${answered.join(', ')}]`))
  const compared = isComplete ? bind('c', `list_inner_product(each_m, ${doubles(counts)})`, measured) : measured
  const masked = bind('m', `list_transform(each_x, lambda each_v: CAST(each_v IS NOT NULL AS INT)::DOUBLE)`, compared)
  const clean = `list_transform(list_slice(each_p, 1, ${width}), lambda each_v: CASE WHEN abs(each_v) < ${float(farthest)} THEN each_v END)`
  const wanted = `list_count(list_slice(each_p, ${width + 1}, ${width + answers.length})) > 0`
  return `CASE WHEN ${wanted} THEN ${bind('x', clean, masked)} END`
}

/** One answer, from the distances `each_d` of all kept rows. */
function nearAnswer(values: Numbers, classes: number, how: Pick<NearestValues, 'neighbours' | 'weights' | 'within'>): string {
  const { neighbours, weights, within } = how
  const count = values.filter((value) => value !== null).length
  if (count === 0) return 'NULL::DOUBLE'
  const found = `list_select(${doubles(values)}, each_i)`
  const away = doubles(values.map((value) => (value === null ? Number.POSITIVE_INFINITY : 0)))
  // What does not know the value is infinitely far.
  const own = count === values.length ? 'each_d' : `list_transform(list_zip(each_d, ${away}), lambda each_v: each_v[1] + each_v[2])`
  const isNearer = `each_v < each_e * ${float(1 - meeting)} - ${float(meeting)}`
  const nearer = `len(list_filter(each_f, lambda each_v: ${isNearer}))`
  const part = `(${neighbours} - each_b) / (len(each_f) - each_b)`
  const met = `CAST(each_v < ${float(meeting)} AS INT)::DOUBLE`
  const close = `CASE WHEN list_min(each_f) < ${float(meeting)} THEN ${met} ELSE 1 / each_v END`
  const shares = `list_transform(each_f, lambda each_v: CASE WHEN ${isNearer} THEN 1 ELSE ${part} END * ${weights === 'equal' ? float(1) : close})`
  const mean = 'list_inner_product(each_t, each_w) / list_sum(each_w)'
  const votes = `list_transform(range(1, ${classes + 1}), lambda each_c: list_sum(list_transform(each_t, lambda each_v, each_j: CASE WHEN each_v = each_c THEN each_w[each_j] ELSE 0 END)))`
  const voted = bind('c', votes, 'CAST(list_position(each_c, list_max(each_c)) AS DOUBLE)')
  const weighted = bind('b', nearer, bind('w', shares, bind('t', found, classes > 0 ? voted : mean)))
  const last = `list_aggregate(each_o, 'quantile_disc', ${shareOf(Math.min(neighbours, count), values.length)})`
  const isNear = `len(each_f) > 0${within === undefined ? '' : ` AND each_e <= ${float(within)}`}`
  return bind('o', own, bindNearest('each_o', last, { count: values.length, body: `CASE WHEN ${isNear} THEN ${weighted} END` }))
}

/** A kept row is no neighbour of its own: where it is met, one neighbour more is looked for. */
function outlierFactor({ metric, rows, neighbours, radii, densities }: OutlierFactor): string {
  const shares = `[${shareOf(neighbours, rows.length)}, ${shareOf(neighbours + 1, rows.length)}]`
  const last = `list_aggregate(each_o, 'quantile_disc', ${shares})[1 + CAST(each_s > 0 AS INT)]`
  const others = 'list_filter(each_i, lambda each_j: each_j <> each_s)'
  const reached = `list_transform(each_n, lambda each_j: greatest(each_o[each_j], each_u[each_j]))`
  const thick = `list_avg(list_select(${doubles(densities)}, each_n))`
  const score = bind('u', doubles(radii), `[${thick} * (list_avg(${reached}) + ${float(1e-10)})]`)
  const near = bindNearest('each_o', last, { count: rows.length, body: bind('n', others, score) })
  return overComplete(bind('o', distancesSql(rows, metric), bind('s', `coalesce(list_position(each_o, ${float(0)}), 0)`, near)))
}

function kernelSum({ rows, weights, gamma }: KernelSum): string {
  const near = `list_transform(${distancesSql(rows, 'euclidean')}, lambda each_v: exp(${float(-gamma)} * each_v * each_v))`
  return overComplete(`[list_inner_product(${near}, ${doubles(weights)})]`)
}

/** `each_x` is the list `each_p` with 0 for what is missing: DuckDB measures distances even where their answer is not wanted. */
function overComplete(answer: string): string {
  const known = `list_bool_and(list_transform(each_p, lambda each_v: coalesce(abs(each_v) < ${float(farthest)}, false)))`
  const filled = `list_transform(each_p, lambda each_v: CASE WHEN abs(each_v) < ${float(farthest)} THEN each_v ELSE 0 END)`
  return `CASE WHEN ${known} THEN ${bind('x', filled, answer)} END`
}

/** Distances of `each_x` to complete rows. */
function distancesSql(rows: OutlierFactor['rows'], metric: OutlierFactor['metric']): string {
  if (metric === 'euclidean')
    return `list_transform(CAST('[${rows.map(list).join(', ')}]' AS DOUBLE[][]), lambda each_r: list_distance(each_r, each_x))`
  const places = Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => at)
  const table = `CAST('[${rows.map((row) => `{${row.map((value, at) => `c${at}: ${value}`).join(', ')}}`).join(', ')}]' AS STRUCT(${places.map((at) => `c${at} DOUBLE`).join(', ')})[])`
  const away = places.map((at) => `abs(each_r.c${at} - each_x_${at})`)
  return places.reduce(
    (body, at) => bind(`x_${at}`, `each_x[${at + 1}]`, body),
    `list_transform(${table}, lambda each_r: ${away.join(' + ')})`,
  )
}
