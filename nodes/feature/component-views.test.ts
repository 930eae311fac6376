import { expect, it } from 'vitest'
import { componentViews } from './component-views.ts'

const [lead, spectrum, weights] = componentViews({
  names: ['a', 'b', 'c'],
  variances: [6, 3, 1],
  directions: [
    [0.1, -0.9, 0.4],
    [0.7, 0.3, 0.6],
  ],
})

it('says what is kept, and what the first component is made of', () => {
  expect(lead).toMatchObject({
    text: {
      en: '2 of 3 components are kept and hold 90\u202f% of the variance. The first alone has 60\u202f%, mostly of “b”, “c” and “a”.',
      fr: '2 composantes sur 3 sont gardées et portent 90\u202f% de la variance. La première à elle seule en a 60\u202f%, surtout de « b », « c » et « a ».',
    },
  })
})

it('draws the share of each component and their sum, those kept in full colour', () => {
  expect(spectrum).toMatchObject({
    spec: {
      data: {
        values: [
          { component: 1, share: 0.6, kept: true },
          { component: 2, share: 0.3, kept: true },
          { component: 3, share: 0.1, 'so far': expect.closeTo(1, 9) as number, kept: false },
        ],
      },
    },
  })
})

it('writes the weight of each column into each component, in the order of the table', () => {
  const { spec } = weights as unknown as { spec: { data: { values: { row: string; column: string; value: number }[] } } }
  expect(spec.data.values.map(({ row, column, value }) => `${row}${column} ${value}`)).toEqual([
    'a1 0.1',
    'a2 0.7',
    'b1 -0.9',
    'b2 0.3',
    'c1 0.4',
    'c2 0.6',
  ])
})
