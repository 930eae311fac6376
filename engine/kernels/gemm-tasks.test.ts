import { expect, it } from 'vitest'
import { randomFrom } from '../learn/random.ts'
import { roomFrom, soloCrews } from './crew.ts'
import { gemmRoom, gemmTasks } from './gemm-tasks.ts'

const most = 400 * 300
const [atA, atB, atC] = [0, 1, 2].map((at) => roomFrom + at * most * 4) as [number, number, number]
const room = roomFrom + 3 * most * 4
const crew = soloCrews.open(3 * most * 4 + 5 * gemmRoom)
const floats = new Float32Array(crew.memory.buffer)

interface Shape {
  m: number
  n: number
  k: number
  turnedA: boolean
  turnedB: boolean
  add: boolean
}

/** Fills the operands anew, multiplies with the tasks of so many workers and gives C with two places beside each row. */
function multiplied({ m, n, k, turnedA, turnedB, add }: Shape, workers: number): Float32Array {
  const random = randomFrom(m * 7 + n * 3 + k)
  const [sizeA, sizeB] = [(turnedA ? k : m) * (Math.max(m, k) + 1), (turnedB ? n : k) * (Math.max(n, k) + 3)]
  for (let at = 0; at < sizeA; at++) floats[atA / 4 + at] = random.normal()
  for (let at = 0; at < sizeB; at++) floats[atB / 4 + at] = random.normal()
  floats.fill(2, atC / 4, atC / 4 + m * (n + 2))
  const product = {
    a: { at: atA, stride: turnedA ? m + 1 : k + 1, transposed: turnedA },
    b: { at: atB, stride: turnedB ? k + 3 : n + 3, transposed: turnedB },
    c: { at: atC, stride: n + 2, add },
    m,
    n,
    k,
  }
  crew.run(gemmTasks(product, workers, room))
  return floats.slice(atC / 4, atC / 4 + m * (n + 2))
}

function expected({ m, n, k, turnedA, turnedB, add }: Shape): number[] {
  const a = (i: number, p: number) => floats[atA / 4 + (turnedA ? p * (m + 1) + i : i * (k + 1) + p)]!
  const b = (p: number, j: number) => floats[atB / 4 + (turnedB ? j * (k + 3) + p : p * (n + 3) + j)]!
  return Array.from({ length: m * (n + 2) }, (_, at) => {
    const [i, j] = [Math.floor(at / (n + 2)), at % (n + 2)]
    if (j >= n) return 2
    let sum = add ? 2 : 0
    for (let p = 0; p < k; p++) sum += a(i, p) * b(p, j)
    return sum
  })
}

const sizes: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [4, 8, 16],
  [5, 9, 3],
  [61, 130, 300],
  [130, 61, 257],
  [3, 290, 64],
  [300, 2, 65],
]
const ways = [0, 1, 2, 3, 4, 5, 6, 7].map((way) => ({ turnedA: (way & 1) > 0, turnedB: (way & 2) > 0, add: (way & 4) > 0 }))

it.each(sizes)('multiplies as plain loops do, in every way, within its edges: %i x %i over %i', (m, n, k) => {
  for (const way of ways) {
    const shape = { m, n, k, ...way }
    const found = multiplied(shape, 1)
    const furthest = expected(shape).reduce((most, value, at) => Math.max(most, Math.abs(found[at]! - value)), 0)
    expect(furthest).toBeLessThan(2e-6 * (Math.sqrt(k) * 4 + 2))
  }
})

it('gives the same bits however many workers share it', () => {
  for (const [m, n, k] of sizes)
    for (const way of ways) {
      const shape = { m, n, k, ...way }
      expect(Buffer.from(multiplied(shape, 5).buffer).equals(Buffer.from(multiplied(shape, 1).buffer))).toBe(true)
    }
})
