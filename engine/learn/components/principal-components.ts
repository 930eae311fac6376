import type { CrewMaker } from '../../kernels/crew.ts'
import type { FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { covarianceOf } from './covariance.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

export interface PrincipalComponents {
  /** What is taken from each column, and what it is divided by then. */
  readonly centers: readonly number[]
  readonly spreads: readonly number[]
  /** One for each direction, in descending order (over rows - 1, as scikit-learn); as many as columns. */
  readonly variances: readonly number[]
  /** One number a column for each direction. */
  readonly directions: readonly (readonly number[])[]
}

/**
 * The directions of largest variance, from the covariance of the columns (`scale`: of the columns over their deviations). Rows complete and
 * finite. Without `center` squares are about 0.
 */
export async function principalComponents(
  x: Matrix,
  { center, scale, crews }: { readonly center: boolean; readonly scale: boolean; readonly crews: CrewMaker },
  control: FitControl,
): Promise<PrincipalComponents> {
  const width = x.columns.length
  const { means, products } = await covarianceOf(x, { centred: center, crews }, control)
  const spreads = Float64Array.from({ length: width }, (_, j) => {
    const square = (products[j * width + j]! * Math.max(1, x.rows - 1)) / x.rows - (center ? 0 : means[j]! ** 2)
    // What is left of a constant column is rounding.
    return scale && square > 1e-24 * means[j]! ** 2 && square > 0 ? Math.sqrt(square) : 1
  })
  for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) products[i * width + j]! /= spreads[i]! * spreads[j]!
  const { values, vectors } = symmetricEigen(products, width)
  return {
    centers: Array.from(means, (mean) => (center ? mean : 0)),
    spreads: [...spreads],
    variances: Array.from(values, (value) => Math.max(0, value)),
    directions: vectors.map((vector) => [...vector]),
  }
}
