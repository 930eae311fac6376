import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { filterRows } from './filter-rows.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const table = {
  columns: [
    { name: 'row', type: 'int' },
    { name: 'n', type: 'float' },
    { name: 't', type: 'text' },
    { name: 'b', type: 'bool' },
  ],
  rows: [
    [1, 1, 'apple', true],
    [2, 2, 'Apple', false],
    [3, 'NaN', '', null],
    [4, null, null, true],
    [5, -1, 'pear apple', false],
  ],
} as const

it.each([
  [{ column: 'n', is: 'greater', value: 1 }, [2, 3]],
  [{ column: 'n', is: 'between', values: [-1, 1] }, [1, 5]],
  [{ column: 'n', is: 'is-missing' }, [4]],
  [{ column: 'n', is: 'is-not-missing' }, [1, 2, 3, 5]],
  [{ column: 'n', is: 'none-of', values: [1, 2] }, [3, 5]],
  [{ column: 't', is: 'equal', value: '' }, [3]],
  [{ column: 't', is: 'not-equal', value: 'apple' }, [2, 3, 5]],
  [{ column: 't', is: 'one-of', values: ['apple', 'Apple'] }, [1, 2]],
  [{ column: 't', is: 'contains', value: 'apple' }, [1, 5]],
  [{ column: 't', is: 'not-contains', value: 'apple' }, [2, 3]],
  [{ column: 't', is: 'starts-with', value: 'a' }, [1]],
  [{ column: 't', is: 'ends-with', value: 'apple' }, [1, 5]],
  [{ column: 't', is: 'matches', value: '^[A-Z]' }, [2]],
  [{ column: 'b', is: 'is-true' }, [1, 4]],
  [{ column: 'b', is: 'is-false' }, [2, 5]],
  [{ column: 'b', is: 'equal', value: 'no' }, [2, 5]],
  [
    {
      any: [
        { column: 'b', is: 'is-true' },
        { column: 'n', is: 'less', value: 0 },
      ],
    },
    [1, 4, 5],
  ],
])('%j keeps rows %j, and the rest is the rest', async (conditions, kept) => {
  const { tables } = await harness.run(filterRows, { conditions }, { table })
  const rows = (port: string) => tables[port]?.rows.map((row) => row[0])
  expect(rows('table')).toEqual(kept)
  expect(rows('rest')).toEqual([1, 2, 3, 4, 5].filter((row) => !kept.includes(row)))
})
