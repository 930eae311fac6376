// Rows to learn from, made from a seed: the same numbers for Millrace and for its peers, as files of little-endian numbers.
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom } from '../engine/learn/random.ts'

const features = 28

/**
 * synth-H: 28 numbers and two classes, with linear, product, sine, step and logarithmic effects under logistic noise. Writes `x.bin`, a column after
 * the other as 64-bit numbers, and `y.bin`, 0 or 1. Rows of the same seed are those of a longer table's beginning.
 */
export function writeSynthH(folder, rows, seed = 7) {
  const random = randomFrom(seed)
  const columns = Array.from({ length: features }, () => new Float64Array(rows))
  const y = new Float64Array(rows)
  const x = new Float64Array(features)
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < features; at++) x[at] = random.normal()
    x[5] = Math.abs(x[5])
    x[6] = Math.exp(0.7 * x[6])
    for (let at = 20; at < features; at++) x[at] = Math.abs(x[at] * x[at - 20])
    const linear = 0.5 * x[0] - 0.4 * x[3] + 0.25 * x[5] - 0.3 * x[10]
    const products = 0.6 * x[1] * x[2] + 0.4 * x[7] * x[24] + (x[8] * x[9] > 0.5 ? 0.8 : 0)
    const bent = 0.5 * Math.sin(2 * x[4]) + (x[11] > 0.3 ? 0.5 : -0.2) + 0.4 * Math.log(x[6] + 0.1)
    const chance = random.next()
    const noise = 1.2 * Math.log((chance + 1e-12) / (1 - chance + 1e-12))
    y[row] = linear + products + bent + noise > 0.4 ? 1 : 0
    for (let at = 0; at < features; at++) columns[at][row] = x[at]
  }
  writeColumns(join(folder, 'x.bin'), columns)
  writeColumns(join(folder, 'y.bin'), [y])
  return { rows, features }
}

/** synth-M: 50 normal numbers and seven classes, each with a score of linear and product effects under noise. Files as above; `y.bin` holds 0 to 6. */
export function writeSynthM(folder, rows, seed = 9) {
  const random = randomFrom(seed)
  const columns = Array.from({ length: 50 }, () => new Float64Array(rows))
  const y = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    for (const column of columns) column[row] = random.normal()
    const x = (at) => columns[at % 50][row]
    let best = Number.NEGATIVE_INFINITY
    for (let k = 0; k < 7; k++) {
      const score = x(k) - 0.7 * x(k + 7) + 0.8 * x(k + 14) * x(k + 21) + Math.sin(2 * x(k + 28)) + 0.7 * random.normal()
      if (score > best) {
        best = score
        y[row] = k
      }
    }
  }
  writeColumns(join(folder, 'x.bin'), columns)
  writeColumns(join(folder, 'y.bin'), [y])
}

/**
 * synth-A: 20 normal numbers and amounts above 0, whose mean is the exponential of linear, product, sine and step effects; an amount is a mean times a
 * gamma number of shape 3. Files as above.
 */
export function writeSynthA(folder, rows, seed = 11) {
  const random = randomFrom(seed)
  const columns = Array.from({ length: 20 }, () => new Float64Array(rows))
  const y = new Float64Array(rows)
  const exponential = () => -Math.log(1 - random.next())
  for (let row = 0; row < rows; row++) {
    for (const column of columns) column[row] = random.normal()
    const x = (at) => columns[at][row]
    const log = 0.3 * x(0) - 0.2 * x(1) + 0.15 * x(2) + 0.25 * Math.sin(2 * x(3)) + 0.2 * x(4) * x(5) + (x(6) > 0.5 ? 0.4 : 0)
    y[row] = (100 * Math.exp(log) * (exponential() + exponential() + exponential())) / 3
  }
  writeColumns(join(folder, 'x.bin'), columns)
  writeColumns(join(folder, 'y.bin'), [y])
  return { rows, features: columns.length }
}

function writeColumns(path, columns) {
  const file = openSync(path, 'w')
  for (const column of columns) writeSync(file, new Uint8Array(column.buffer))
  closeSync(file)
}
