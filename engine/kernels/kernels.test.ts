import { describe, expect, it } from 'vitest'
import { randomFrom } from '../learn/random.ts'
import { constants, mostTasks, roomFrom, soloCrews, type Task } from './crew.ts'
import { kernelModule, kernelsOver } from './kernels.ts'

const rows = 1_000
const bins = roomFrom
const pairs = bins + rows * 16
const index = pairs + rows * 4
const room = index + rows * 4
const histogram = room + 512 * 68
const more = histogram + 16 * 2048
const crew = soloCrews.open(more + 160_000 - roomFrom)
const { buffer } = crew.memory
const bytes = new Uint8Array(buffer)
const words = new Int32Array(buffer)

describe('kernels', () => {
  const random = randomFrom(1)
  for (let at = 0; at < rows * 16; at++) bytes[bins + at] = random.below(256)
  const gradients = Array.from({ length: rows }, () => random.below(2000) - 1000)
  const hessians = Array.from({ length: rows }, () => random.below(65_000))
  gradients.forEach((gradient, row) => (words[pairs / 4 + row] = (gradient << 16) | hessians[row]!))

  const expected = (wanted: readonly number[]) => {
    const sums = new Map<string, [number, number]>()
    for (const row of wanted)
      for (let feature = 0; feature < 16; feature++) {
        const key = `${feature}.${bytes[bins + row * 16 + feature]}`
        const [g, h] = sums.get(key) ?? [0, 0]
        sums.set(key, [g + gradients[row]!, h + hessians[row]!])
      }
    return sums
  }
  const found = () => {
    const sums = new Map<string, [number, number]>()
    new BigInt64Array(buffer, histogram, 16 * 256).forEach((pair, at) => {
      if (pair !== 0n) sums.set(`${at >> 8}.${at & 255}`, [Number(pair >> 32n), Number(pair & 0xffff_ffffn)])
    })
    return sums
  }

  it('sum up pairs by feature and bin, of a range and of chosen rows', () => {
    const clear = () => bytes.fill(0, histogram, histogram + 16 * 2048)
    clear()
    crew.run([['sumRange', bins, 16, 16, pairs, 100, 900, histogram]])
    expect(found()).toEqual(expected(Array.from({ length: 800 }, (_, at) => 100 + at)))
    const chosen = Array.from({ length: 601 }, () => random.below(rows))
    new Uint32Array(buffer, index).set(chosen)
    clear()
    crew.run([['sumChosen', bins, 16, 16, pairs, index, chosen.length, histogram, room]])
    expect(found()).toEqual(expected(chosen))
  })

  it.each([3, 254, 255])('bring together what workers summed up of %i bins and of missing values, and what is left of a leaf', (used) => {
    const [two, leaf, small, took] = [0, 2, 3, 4].map((at) => more + at * 2048) as [number, number, number, number]
    const pairsAt = (at: number) => new BigInt64Array(buffer, at, 256)
    const places = [...Array.from({ length: used }, (_, bin) => bin), 255]
    for (const bin of places) {
      pairsAt(two)[bin] = BigInt(bin + 1)
      pairsAt(two + 2048)[bin] = 7n << 32n
      pairsAt(leaf)[bin] = (9n << 32n) + 1000n
    }
    new Int32Array(buffer, took, 3).set([1, 1, 0])
    crew.run([['combine', two, 2048, 3, took, used, small, leaf]])
    for (const bin of places) {
      expect(pairsAt(small)[bin]).toBe((7n << 32n) + BigInt(bin + 1))
      expect(pairsAt(leaf)[bin]).toBe((2n << 32n) + BigInt(999 - bin))
    }
    expect([...pairsAt(two), ...pairsAt(two + 2048)].every((pair) => pair === 0n)).toBe(true)
  })

  it.each([0, 1])('split rows in their order; missing values go left: %i', (missingLeft) => {
    const column = bytes.subarray(more, more + rows)
    column.forEach((_, row) => (column[row] = row % 7 === 0 ? 255 : row % 100))
    const all = Array.from({ length: rows }, (_, row) => row)
    const goes = (row: number) => (column[row] === 255 ? missingLeft === 1 : column[row]! <= 41)
    const side = (at: number, count: number) => Array.from(new Uint32Array(buffer, at, count))
    const set = more + rows * 6
    bytes.fill(0, set, set + 32)
    for (const bin of [...Array.from({ length: 42 }, (_, bin) => bin), ...(missingLeft === 1 ? [255] : [])])
      bytes[set + (bin >> 3)]! |= 1 << (bin & 7)
    const other = more + rows * 2
    for (const [numbers, bits] of [
      [index, 0],
      [0, 0],
      [index, set],
    ] as const) {
      crew.run([['countUp', index, 0, rows]])
      const [left = 0] = crew.run([['splitRows', more, numbers, 0, rows, index, other, 41, missingLeft, bits]])
      expect(side(index, left)).toEqual(all.filter(goes))
      expect(side(other, rows - left)).toEqual(all.filter((row) => !goes(row)))
    }
  })

  it('find limits halfway between values, equal ones together, as many bins as fit', () => {
    const numbers = new Float64Array(buffer)
    const limitsOf = (values: readonly number[], most: number) => {
      numbers.set(values, more / 8)
      const sorting = more + values.length * 8
      const out = sorting + values.length * 8 + 98_304
      const [count = 0] = crew.run([['columnLimits', more, values.length, sorting, most, out]])
      return Array.from(numbers.subarray(out / 8, out / 8 + count))
    }
    expect(limitsOf([3, -1, Number.NaN, 3, 7, -1], 255)).toEqual([1, 5])
    expect(limitsOf([-0, 0, Number.NaN], 255)).toEqual([])
    expect(limitsOf([], 255)).toEqual([])
    expect(limitsOf([1e300, -1e300, Number.NEGATIVE_INFINITY, 2 ** -1074], 255)).toHaveLength(3)
    const values = Array.from({ length: 700 }, () => Math.round(random.normal() * 80) / 8)
    const limits = limitsOf(values, 10)
    expect(limits).toHaveLength(9)
    expect(limits).toEqual(limits.toSorted((a, b) => a - b))
    const shares = [...limits, Number.POSITIVE_INFINITY].map(
      (limit, at) => values.filter((v) => v <= limit && v > (limits[at - 1] ?? -1e9)).length,
    )
    expect(Math.min(...shares)).toBeGreaterThan(50)
    expect(limits.every((limit) => !values.includes(limit) && values.some((v) => v < limit))).toBe(true)
  })

  it('add up the log loss of two classes', () => {
    const count = 2_501
    const floats = new Float32Array(buffer)
    const labels = more + 4 * (count + 3)
    let sum = 0
    for (let row = 0; row < count; row++) {
      const [score, label] = [Math.fround(random.normal() * 30), random.below(2)]
      floats[more / 4 + row] = score
      floats[labels / 4 + row] = label
      if (row >= 7) sum += Math.log1p(Math.exp(-Math.abs(score))) + Math.max(score, 0) - label * score
    }
    expect(crew.run([['logisticLoss', more, labels, 7, count]])[0]! / sum).toBeCloseTo(1, 6)
  })

  it('find the bin of a value by the limits below it', () => {
    const limits = Float64Array.from({ length: 254 }, (_, at) => at * 2)
    const values = [-1e300, -1, 0, 0.1, 1, 2, 2.000_001, 505, 506, 507, 1e300, Number.NaN]
    const numbers = new Float64Array(buffer)
    numbers.fill(Number.POSITIVE_INFINITY, more / 8, more / 8 + 256)
    numbers.set(limits, more / 8)
    numbers.set(values, more / 8 + 256)
    crew.run([['binColumn', more + 2048, values.length, more, index]])
    const count = (value: number) => (Number.isNaN(value) ? 255 : limits.filter((limit) => limit < value).length)
    expect(Array.from(bytes.subarray(index, index + values.length))).toEqual(values.map(count))
  })

  it('compute the gradients of log loss, rounded by chance and right on average', () => {
    const count = 4_000
    const floats = new Float32Array(buffer)
    const [scores, labels, weights, made] = [0, 1, 2, 3].map((at) => more + at * count * 4) as [number, number, number, number]
    const values = [-90, -8, -1, -0.01, 0, 0.5, 3, 90]
    for (let row = 0; row < count; row++) {
      floats[scores / 4 + row] = values[row % 8]!
      floats[labels / 4 + row] = 1
      floats[weights / 4 + row] = 2
    }
    crew.run([['logisticPairs', scores, labels, weights, made, 0, count, 7, 100, 400]])
    values.forEach((score, at) => {
      const p = 1 / (1 + Math.exp(-score))
      const own = Array.from({ length: count / 8 }, (_, group) => words[made / 4 + group * 8 + at]!)
      const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
      const [exact, steep] = [2 * (p - 1) * 100, 2 * p * (1 - p) * 400]
      expect(own.every((pair) => Math.abs((pair >> 16) - exact) <= 1.001)).toBe(true)
      expect(mean(own.map((pair) => pair >> 16))).toBeCloseTo(exact, 0)
      expect(mean(own.map((pair) => pair & 0xffff))).toBeCloseTo(steep, 0)
    })
  })

  it('write their constants beside what a crew works on, when a thread begins late', () => {
    const { memory } = soloCrews.open(4096)
    const all = new Uint8Array(memory.buffer).fill(7)
    kernelsOver(kernelModule(), memory)
    expect(all.subarray(0, constants.from).every((byte) => byte === 7)).toBe(true)
    expect(all.subarray(roomFrom).every((byte) => byte === 7)).toBe(true)
  })

  it('refuse more tasks than there is room for, and memory beyond what they can address', () => {
    expect(() => soloCrews.open(5 * 1024 ** 3)).toThrow(RangeError)
    const tasks = Array.from({ length: mostTasks + 1 }, (): Task => ['countUp', more, 0, 2])
    expect(() => crew.run(tasks)).toThrow(RangeError)
  })
})
