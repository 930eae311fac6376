import { describe, expect, it } from 'vitest'
import { randomFrom } from '../learn/random.ts'
import { constants, mostTasks, roomFrom, soloCrews, type Task } from './crew.ts'
import { kernelModule, kernelsOver } from './kernels.ts'

const rows = 1_000
const bins = roomFrom
const pairs = bins + rows * 16
const index = pairs + rows * 4
const room = index + rows * 4
const histogram = room + 256 * 24
const more = histogram + 16 * 2048
const crew = soloCrews.open(more + 64_000 - roomFrom)
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
    crew.run([['clearPairs', histogram, 16 * 256]])
    crew.run([['sumRange', bins, pairs, 100, 900, histogram]])
    expect(found()).toEqual(expected(Array.from({ length: 800 }, (_, at) => 100 + at)))
    const chosen = Array.from({ length: 601 }, () => random.below(rows))
    new Uint32Array(buffer, index).set(chosen)
    crew.run([['clearPairs', histogram, 16 * 256]])
    crew.run([['sumRows', bins, pairs, index, chosen.length, histogram, room]])
    expect(found()).toEqual(expected(chosen))
  })

  it.each([0, 1])('split rows in their order; missing values go left: %i', (missingLeft) => {
    const column = bytes.subarray(more, more + rows)
    column.forEach((_, row) => (column[row] = row % 7 === 0 ? 255 : row % 100))
    const [left] = crew
      .run([
        ['countUp', index, 0, rows],
        ['splitRows', more, index, rows, more + rows * 2, 41, missingLeft],
      ])
      .slice(1)
    const goes = (row: number) => (column[row] === 255 ? missingLeft === 1 : column[row]! <= 41)
    const all = Array.from({ length: rows }, (_, row) => row)
    expect(left).toBe(all.filter(goes).length)
    expect(Array.from(new Uint32Array(buffer, index, rows))).toEqual([...all.filter(goes), ...all.filter((row) => !goes(row))])
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
    const tasks = Array.from({ length: mostTasks + 1 }, (): Task => ['clearPairs', more, 2])
    expect(() => crew.run(tasks)).toThrow(RangeError)
  })
})
