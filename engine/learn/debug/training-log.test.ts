import { describe, expect, it } from 'vitest'
import { thinPoints } from './thin-points.ts'
import { TrainingLog } from './training-log.ts'

function listener(times: readonly number[]) {
  const told: [string, number, number][] = []
  let at = 0
  const log = new TrainingLog(1000, { seconds: () => times[at++] ?? 0, tell: (...point) => told.push(point) })
  return { log, told }
}

describe('the log of a training', () => {
  it('keeps curves and pace, and tells how many rows a second it learns', () => {
    const { log, told } = listener([1, 1.5, 3.5])
    log.metric('loss', 1, 0.7)
    log.metric('validation loss', 1, 0.8)
    log.metric('loss', 2, 0.6)
    log.metric('loss', 4, 0.5)
    expect(told).toEqual([
      ['loss', 1, 0.7],
      ['validation loss', 1, 0.8],
      ['loss', 2, 0.6],
      ['rows per second', 2, 2000],
      ['loss', 4, 0.5],
      ['rows per second', 4, 1000],
    ])
    expect(log.left()).toEqual({
      points: [
        { name: 'loss', step: 1, value: 0.7 },
        { name: 'validation loss', step: 1, value: 0.8 },
        { name: 'loss', step: 2, value: 0.6 },
        { name: 'loss', step: 4, value: 0.5 },
      ],
      broken: [],
      pace: [
        { step: 1, seconds: 1 },
        { step: 2, seconds: 1.5 },
        { step: 4, seconds: 3.5 },
      ],
      device: null,
      stopped: false,
    })
  })

  it('leaves the rate to a learner that tells it, and keeps none of it: it is no result', () => {
    const { log, told } = listener([1, 2])
    log.metric('rows per second', 1, 5)
    log.metric('loss', 1, 0.7)
    log.metric('loss', 2, 0.6)
    expect(told.filter(([name]) => name === 'rows per second')).toEqual([['rows per second', 1, 5]])
    expect(log.left().points.map(({ name }) => name)).toEqual(['loss', 'loss'])
  })

  it('keeps values that are no numbers apart, where it ran, and that it was ended', () => {
    const { log } = listener([1])
    log.metric('gradient norm', 3, Number.NaN)
    log.ranOn('wasm')
    log.wasStopped()
    expect(log.left()).toMatchObject({ points: [], broken: [{ name: 'gradient norm', step: 3 }], device: 'wasm', stopped: true })
  })
})

it('thins long curves, never their ends and extremes', () => {
  const long = Array.from({ length: 1001 }, (_, i) => ({ name: 'loss', step: i, value: i === 333 ? -5 : i === 777 ? 5 : 1 / (i + 1) }))
  const short = [{ name: 'rate', step: 0, value: 0.1 }]
  const kept = thinPoints([...long, ...short], 100)
  expect(kept.length).toBeLessThanOrEqual(105)
  expect(kept.map(({ step }) => step)).toEqual(expect.arrayContaining([0, 333, 777, 1000]))
  expect(kept.at(-1)).toEqual(short[0])
  expect(thinPoints(short, 100)).toBe(short)
})
