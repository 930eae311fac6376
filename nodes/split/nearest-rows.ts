import type { ClassRows } from './synthetic-rows.ts'

/**
 * The k nearest of the candidates to a row of the class, itself left out, the nearest first; of equally near ones the first. Squared distance:
 * numbers in deviations, 1 for each category that differs (as SMOTE-NC has it for scaled numbers) and for one missing number.
 */
export function nearestRows(
  rows: ClassRows,
  spreads: readonly number[],
  candidates: Int32Array,
  k: number,
): (base: number) => readonly number[] {
  const [width, kinds] = [rows.numbers.length, rows.codes.length]
  // Row after row: a distance then reads one place of memory, and ends where it is too far.
  const scaled = (row: number, column: number) => (rows.numbers[column]?.[row] ?? Number.NaN) / (spreads[column] ?? 1)
  const numbers = Float64Array.from({ length: candidates.length * width }, (_, at) =>
    scaled(candidates[Math.floor(at / width)] ?? 0, at % width),
  )
  const codes = Int32Array.from(
    { length: candidates.length * kinds },
    (_, at) => rows.codes[at % kinds]?.[candidates[Math.floor(at / kinds)] ?? 0] ?? -1,
  )
  const own = new Float64Array(width)
  const ownCodes = new Int32Array(kinds)
  const near = new Int32Array(k)
  const far = new Float64Array(k)
  const distance = (candidate: number, most: number) => {
    let sum = 0
    for (let at = 0, from = candidate * width; at < width && sum < most; at++) {
      const [first, second] = [own[at] as number, numbers[from + at] as number]
      const gap = first - second
      if (!Number.isNaN(gap)) sum += gap * gap
      else if (Number.isNaN(first) !== Number.isNaN(second)) sum += 1
    }
    for (let at = 0, from = candidate * kinds; at < kinds && sum < most; at++) if (ownCodes[at] !== codes[from + at]) sum += 1
    return sum
  }
  return (base) => {
    for (let at = 0; at < width; at++) own[at] = scaled(base, at)
    for (let at = 0; at < kinds; at++) ownCodes[at] = rows.codes[at]?.[base] ?? -1
    let found = 0
    for (let candidate = 0; candidate < candidates.length; candidate++) {
      const row = candidates[candidate] as number
      if (row === base) continue
      const most = found < k ? Number.POSITIVE_INFINITY : (far[k - 1] as number)
      const one = distance(candidate, most)
      if (one >= most) continue
      let place = found < k ? found++ : k - 1
      for (; place > 0 && (far[place - 1] as number) > one; place--) {
        far[place] = far[place - 1] as number
        near[place] = near[place - 1] as number
      }
      far[place] = one
      near[place] = row
    }
    return [...near.subarray(0, found)]
  }
}
