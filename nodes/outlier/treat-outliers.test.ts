import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { treatOutliers } from './treat-outliers.ts'

const table = {
  columns: [
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 'x', type: 'float' },
    { name: 'y', type: 'float', role: 'target' },
  ],
  rows: [],
} as const

const x = { by: 'names', names: ['x'] }
const fit = (params: unknown, ...answers: readonly (readonly (number | null)[])[]) =>
  fitNode(
    treatOutliers,
    params,
    table,
    answers.map((row) => [row]),
  )

describe('treat outliers', () => {
  it('learns all columns in one question and leaves the target alone', async () => {
    const { state, applied } = await fit({}, [1, 3, 10, 20])
    expect(state).toEqual({
      columns: [
        { name: 'n', low: -2, high: 6, center: null },
        { name: 'x', low: -5, high: 35, center: null },
      ],
    })
    expect(columnsOf(applied)).toEqual(['n: float (sensitive)', 'x: float', 'y: float (target)'])
  })

  it('takes the mean distance where the median one is 0', async () => {
    const { state } = await fit({ columns: x, method: 'mad', deviations: 1 }, [5], [0, 2])
    expect(state).toMatchObject({ columns: [{ low: 5 - 2 * 1.2533141373155003 }] })
  })

  it('keeps whole numbers where only missing ones are added', async () => {
    expect(columnsOf((await fit({ act: 'missing' }, [1, 3, 10, 20])).applied)[0]).toBe('n: int (sensitive)')
    expect(columnsOf((await fit({ act: 'remove' }, [1, 3, 10, 20])).applied)).toHaveLength(3)
  })

  it('leaves a column without values in peace', async () => {
    const { state } = await fit({ columns: x, act: 'median' }, [null, null, null])
    expect(state).toEqual({ columns: [{ name: 'x', low: null, high: null, center: null }] })
  })

  it('learns nothing for limits that were typed in', async () => {
    const { state } = await fit({ columns: x, method: 'limits', low: 0 })
    expect(state).toEqual({ columns: [{ name: 'x', low: 0, high: null, center: null }] })
    if (!('fit' in treatOutliers)) throw new Error('no fit body')
    expect(treatOutliers.learns?.(treatOutliers.params.parse({ method: 'limits' }) as never)).toBe(false)
    expect(treatOutliers.learns?.(treatOutliers.params.parse({ method: 'limits', act: 'mean' }) as never)).toBe(true)
  })

  it.each([
    ['nothing-chosen', { columns: x, method: 'limits' }],
    ['limits-crossed', { columns: x, method: 'limits', low: 3, high: 1 }],
    ['limits-crossed', { columns: x, method: 'quantile', lower: 0.9, upper: 0.1 }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => fit(params, [1, 2]))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(treatOutliers, { columns: x })).toBe('clip values beyond 1.5 quartile distances: “x”')
  })
})
