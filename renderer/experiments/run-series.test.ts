import { describe, expect, it } from 'vitest'
import type { RunRow } from '../../engine/protocol/experiment-methods.ts'
import { bestSoFar, seriesOf } from './run-series.ts'

const row = (id: string, pipeline: string, tags: readonly string[] = [], models: readonly string[] = []) =>
  ({ id, pipeline, tags, models }) as unknown as RunRow

describe('runs as series', () => {
  const rows = [row('1', 'a', ['good', 'old'], ['Tree']), row('2', 'b'), row('3', 'a', ['good']), row('4', 'c', [], ['Tree'])]

  it('are parted by what they are, the most frequent first', () => {
    expect(seriesOf(rows, 'pipeline').map(({ name, runs }) => [name, ...runs])).toEqual([
      ['a', '1', '3'],
      ['b', '2'],
      ['c', '4'],
    ])
    expect(seriesOf(rows, 'tag').map(({ name, runs }) => [name, ...runs])).toEqual([
      ['', '2', '4'],
      ['good', '1', '3'],
    ])
    expect(seriesOf(rows, 'model').map(({ name }) => name)).toEqual(['', 'Tree'])
  })

  it('beyond seven share one', () => {
    const many = Array.from({ length: 20 }, (_, i) => row(String(i), `p${String(i % 9)}`))
    const series = seriesOf(many, 'pipeline')
    expect(series).toHaveLength(7)
    expect(series.at(-1)?.name).toBeNull()
    expect(series.flatMap(({ runs }) => [...runs]).toSorted()).toEqual(many.map(({ id }) => id).toSorted())
  })
})

it('keeps the best up to each run', () => {
  expect(bestSoFar([0.5, 0.7, 0.6, 0.8], false)).toEqual([0.5, 0.7, 0.7, 0.8])
  expect(bestSoFar([5, 7, 4], true)).toEqual([5, 5, 4])
  expect(bestSoFar([], true)).toEqual([])
})
