import { expect, it } from 'vitest'
import { createTextCodes } from './text-codes.ts'

it('codes texts by their hashes, reads each once, and sorts', () => {
  const texts = ['pear', null, 'apple', 'pear', 'fig', null, 'apple', 'Zoë']
  const known = createTextCodes()
  const codes = new Int32Array(texts.length)
  const read: number[] = []
  // Hashes that differ in one half only, and all begin at the same place of a table.
  const words = new Map<string | null, [number, number]>([
    ['pear', [256, 0]],
    ['apple', [512, 0]],
    ['fig', [512, 7]],
    ['Zoë', [0, 256]],
    [null, [0, 0]],
  ])
  const hashes = Uint32Array.from(texts.flatMap((text) => words.get(text) ?? []))
  for (const [at, rows] of [
    [0, 5],
    [5, 3],
  ] as const)
    known.add(hashes.subarray(at * 2, (at + rows) * 2), codes, { at, rows }, (row) => {
      read.push(at + row)
      return texts[at + row] ?? null
    })
  expect(read).toEqual([0, 1, 2, 4, 7])
  expect(known.sort(codes)).toEqual(['Zoë', 'apple', 'fig', 'pear'])
  expect([...codes]).toEqual([3, -1, 1, 3, 2, -1, 1, 0])
})

it('grows with the levels', () => {
  const rows = 5000
  const known = createTextCodes()
  const codes = new Int32Array(rows * 2)
  const hashes = Uint32Array.from({ length: rows * 2 }, (_, at) => (at % 2 === 0 ? (at / 2) % 64 : at >> 1))
  for (const at of [0, rows]) known.add(hashes, codes, { at, rows }, (row) => String(row).padStart(4, '0'))
  expect(known.sort(codes)).toHaveLength(rows)
  expect([...codes]).toEqual([0, 1].flatMap(() => Array.from({ length: rows }, (_, row) => row)))
})
