import { expect, it } from 'vitest'
import { boostedTreesClassifier, boostedTreesRegressor } from '../boosted-trees.ts'
import { quietControl, type FitControl, type KeptFit } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { randomFrom } from '../random.ts'

const random = randomFrom(8)
const columns = Array.from({ length: 5 }, () => Float64Array.from({ length: 400 }, random.normal))
const x: Matrix = { rows: 400, columns, names: ['a', 'b', 'c', 'd', 'e'] }
const y = columns[0]!.map((value, i) => value * columns[1]![i]! + random.normal() / 3)
const level = y.map((value) => (value > 0.4 ? 2 : value > -0.4 ? 1 : 0))

/** What is written is read again by a fit with the same mark. */
function keeper(): { readonly kept: KeptFit; readonly places: string[] } {
  let written: { readonly mark: number; readonly progress: unknown } | null = null
  const places: string[] = []
  return {
    places,
    kept: {
      read: (mark) => Promise.resolve(mark === written?.mark ? structuredClone(written.progress) : null),
      due: () => true,
      write(progress, { mark, place }) {
        written = { mark, progress: structuredClone(progress) }
        places.push(place.en)
        return Promise.resolve()
      },
    },
  }
}

function recorder(more: Partial<FitControl>): { readonly control: FitControl; readonly points: unknown[]; readonly notes: string[] } {
  const points: unknown[] = []
  const notes: string[] = []
  const progress: FitControl['progress'] = (_, note) => note && notes.push(note.en)
  return { points, notes, control: { ...quietControl, metric: (...point) => void points.push(point), progress, ...more } }
}

const shares = { seed: 5, trees: 12, leaves: 6, rowShare: 0.7, columnShare: 0.6, validationShare: 0.2, patience: 4 }
const fits = {
  squared: (control: FitControl, of = y) => boostedTreesRegressor.fit(x, of, shares, control),
  'three classes': (control: FitControl, of = level) =>
    boostedTreesClassifier.fit(x, of, { ...shares, classes: ['low', 'middle', 'high'] }, control),
}

it.each(['squared', 'three classes'] as const)('goes on where it was stopped, to the same trees and curves: %s', async (name) => {
  const fit = fits[name]
  const whole = recorder({})
  const expected = JSON.stringify((await fit(whole.control)).toJSON())
  const { kept, places } = keeper()
  let asked = 0
  // The columns are looked at first.
  await expect(fit({ ...quietControl, kept, cancelled: () => ++asked > columns.length + 4 })).rejects.toMatchObject({ code: 'cancelled' })
  expect(places).toEqual(['round 1 of 12', 'round 2 of 12', 'round 3 of 12', 'round 4 of 12'])
  const again = recorder({ kept })
  expect(JSON.stringify((await fit(again.control)).toJSON())).toBe(expected)
  expect(again.notes).toEqual(['Goes on from round 4 of 12'])
  expect(places[4]).toBe('round 5 of 12')
  expect(again.points).toEqual(whole.points)
})

it('does not go on with trees of other rows', async () => {
  const { kept } = keeper()
  await fits.squared({ ...quietControl, kept })
  const other = y.map((value) => 2 * value + 1)
  const again = recorder({ kept })
  expect((await fits.squared(again.control, other)).toJSON()).toEqual((await fits.squared(quietControl, other)).toJSON())
  expect(again.notes).toEqual([])
})
