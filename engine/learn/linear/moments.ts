/** Means and products of columns over some rows, each row by its weight; y is the last of them. */
export interface Moments {
  readonly weight: number
  readonly size: number
  /** Of the columns, then of y; 0 without an intercept. */
  readonly means: Float64Array
  /** Mean products about the means: size x size, row after row. */
  readonly products: Float64Array
  /** Mean products with y, about the means. */
  readonly cross: Float64Array
  /** Mean square of y about its mean. */
  readonly spread: number
}

/**
 * The moments out of X'WX over the columns, a column of ones and y, in this order (`width`: entries of a row of it). Without an intercept they are
 * about 0.
 */
export function momentsOf(gram: Float64Array, width: number, size: number, intercept: boolean): Moments {
  const [one, y] = [size, size + 1]
  const weight = gram[one * width + one]!
  const at = (i: number, j: number) => gram[i * width + j]! / weight
  const means = new Float64Array(size + 1)
  if (intercept) for (let j = 0; j <= size; j++) means[j] = at(one, j === size ? y : j)
  const products = new Float64Array(size * size)
  const cross = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) products[i * size + j] = at(i, j) - means[i]! * means[j]!
    cross[i] = at(i, y) - means[i]! * means[size]!
  }
  return { weight, size, means, products, cross, spread: at(y, y) - means[size]! ** 2 }
}

/** Mean squared error over the rows of `held` of the line with these coefficients that goes through the means of `taught`. */
export function meanSquare(held: Moments, taught: Moments, coefficients: Float64Array): number {
  const { size, products, cross, means } = held
  let sum = held.spread
  for (let i = 0; i < size; i++) {
    const own = coefficients[i]!
    if (own === 0) continue
    let row = -2 * cross[i]!
    for (let j = 0; j < size; j++) row += products[i * size + j]! * coefficients[j]!
    sum += own * row
  }
  let off = means[size]! - taught.means[size]!
  for (let j = 0; j < size; j++) off -= coefficients[j]! * (means[j]! - taught.means[j]!)
  return Math.max(0, sum + off * off)
}

/** What is left of sums when some of them are taken away. */
export function withoutSums(all: Float64Array, some: Float64Array): Float64Array {
  return all.map((value, at) => value - some[at]!)
}
