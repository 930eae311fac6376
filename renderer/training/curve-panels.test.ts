import { expect, it } from 'vitest'
import { curvePanels } from './curve-panels.ts'

const point = (name: string, step: number, value: number) => ({ name, step, value })

it('puts curves that measure the same on one axis: the loss first, the pace and the layers last', () => {
  const points = [
    point('rows per second', 1, 900),
    point('dead units 1', 1, 0.1),
    point('dead units 2', 1, 0.2),
    point('accuracy', 1, 0.7),
    point('loss', 2, 0.5),
    point('loss', 1, 0.7),
    point('validation loss', 1, 0.8),
  ]
  const panels = curvePanels([{ key: 'now', points }])
  expect(panels.map(({ name, curves }) => [name, curves.map((curve) => curve.name)])).toEqual([
    ['loss', ['loss', 'validation loss']],
    ['accuracy', ['accuracy']],
    ['rows per second', ['rows per second']],
    ['dead units', ['dead units 1', 'dead units 2']],
  ])
  expect(panels[0]?.curves.map(({ apart }) => apart)).toEqual([false, true])
  expect(panels[0]?.curves[0]?.points).toEqual([
    [1, 0.7],
    [2, 0.5],
  ])
})

it('keeps the runs apart and leaves out what is no number', () => {
  const panels = curvePanels([
    { key: 'a', points: [point('loss', 1, 0.7), point('loss', 2, Number.NaN)] },
    { key: 'b', points: [point('loss', 1, 0.6), point('broken', 1, Number.POSITIVE_INFINITY)] },
  ])
  expect(panels).toEqual([
    {
      name: 'loss',
      curves: [
        { run: 'a', name: 'loss', apart: false, points: [[1, 0.7]] },
        { run: 'b', name: 'loss', apart: false, points: [[1, 0.6]] },
      ],
    },
  ])
})

it('puts panels in the same order whichever point comes first', () => {
  const points = ['update ratio 1', 'other', 'learning rate', 'calibration error', 'another', 'loss', 'accuracy'].map((name) =>
    point(name, 1, 0.5),
  )
  const order = (some: typeof points) => curvePanels([{ key: 'now', points: some }]).map(({ name }) => name)
  expect(order(points)).toEqual(['loss', 'accuracy', 'calibration error', 'another', 'other', 'learning rate', 'update ratio'])
  expect(order(points.toReversed())).toEqual(order(points))
})

it('draws no more points than can be seen, the last one always', () => {
  const long = Array.from({ length: 1900 }, (_, i) => point('loss', i, i))
  const [panel] = curvePanels([{ key: 'now', points: long }])
  const drawn = panel?.curves[0]?.points ?? []
  expect(drawn.length).toBeLessThanOrEqual(301)
  expect(drawn[0]).toEqual([0, 0])
  expect(drawn.at(-1)).toEqual([1899, 1899])
})
