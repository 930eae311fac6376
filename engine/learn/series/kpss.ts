export interface Kpss {
  readonly statistic: number
  /** Between 0.01 and 0.1: the published table ends there. */
  readonly p: number
  /** Lags that the long-run variance takes in. */
  readonly lags: number
}

/** Critical values of the level test, from 10 to 1 % (Kwiatkowski, Phillips, Schmidt and Shin 1992, table 1). */
const table = [
  [0.347, 0.1],
  [0.463, 0.05],
  [0.574, 0.025],
  [0.739, 0.01],
] as const

/**
 * The KPSS test of a series that stays around one level: a small p speaks against it. The number of lags follows from the series (Hobijn, Franses
 * and Ooms 2004). Null where the series never varies.
 */
export function kpss(values: Float64Array): Kpss | null {
  const { length } = values
  const mean = values.reduce((sum, value) => sum + value, 0) / length
  const away = values.map((value) => value - mean)
  const product = (lag: number) => {
    let sum = 0
    for (let at = lag; at < length; at++) sum += away[at]! * away[at - lag]!
    return sum
  }
  const own = product(0)
  if (!(own > 0)) return null
  const lags = Math.min(usefulLags(length, product), length - 1)
  let variance = own / length
  for (let lag = 1; lag <= lags; lag++) variance += (2 * (1 - lag / (lags + 1)) * product(lag)) / length
  let walked = 0
  let squares = 0
  for (const value of away) {
    walked += value
    squares += walked * walked
  }
  const statistic = squares / (length * length * variance)
  return { statistic, p: pValue(statistic), lags }
}

function usefulLags(length: number, product: (lag: number) => number): number {
  const most = Math.floor(length ** (2 / 9))
  let level = product(0) / length
  let slope = 0
  for (let lag = 1; lag <= most; lag++) {
    const part = product(lag) / (length / 2)
    level += part
    slope += lag * part
  }
  return Math.floor(1.1447 * ((slope / level) ** 2) ** (1 / 3) * length ** (1 / 3))
}

function pValue(statistic: number): number {
  const above = table.findIndex(([limit]) => statistic < limit)
  if (above === 0) return table[0][1]
  if (above < 0) return table[3][1]
  const [low, high] = [table[above - 1]!, table[above]!]
  return low[1] + ((high[1] - low[1]) * (statistic - low[0])) / (high[0] - low[0])
}
