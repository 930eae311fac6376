/** How numbers are brought to 32 bits: less the middle of their column, times a factor after which the kernel is exp(-d²). */
export interface Frame {
  readonly middle: Float64Array
  readonly factor: number
}

/** The square of a larger number would leave 32 bits; the kernel is 0 long before. */
const largest = 1e17

/** The frame of rows of `width` numbers, one after the other, for the kernel exp(-gamma d²). */
export function frameOf(points: Float64Array, width: number, gamma: number): Frame {
  const middle = new Float64Array(width)
  const rows = points.length / width
  for (let row = 0, at = 0; row < rows; row++) for (let j = 0; j < width; j++, at++) middle[j]! += points[at]! / rows
  return { middle, factor: Math.sqrt(gamma) }
}

function framed(value: number, j: number, { middle, factor }: Frame): number {
  return Math.max(-largest, Math.min(largest, (value - middle[j]!) * factor))
}

/** Rows in blocks of 8 as engine/kernels/assembly/gaussian.ts reads them, column by column; those that fill up are 0. */
export function fillOctets(into: Float32Array, points: Float64Array, frame: Frame): void {
  const width = frame.middle.length
  const rows = points.length / width
  into.fill(0, (rows >> 3) * width * 8)
  for (let row = 0, at = 0; row < rows; row++)
    for (let j = 0; j < width; j++, at++) into[((row >> 3) * width + j) * 8 + (row & 7)] = framed(points[at]!, j, frame)
}

/** Bytes of a point: each of its numbers four times over. */
export const pointRoom = (width: number): number => width * 16

export function writePoint(into: Float32Array, point: Float64Array, frame: Frame): void {
  for (let j = 0; j < point.length; j++) into.fill(framed(point[j]!, j, frame), j * 4, j * 4 + 4)
}
