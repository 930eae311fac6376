import { expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { searchColumns } from './search-columns.ts'

const table = {
  columns: [
    { name: 'a', type: 'float' },
    { name: 'b', type: 'float' },
    { name: 'y', type: 'float', role: 'target' },
  ],
  rows: [],
} as const
const rows = Array.from({ length: 80 }, (_, at) => [at, (at * 31) % 17, at * 2])

it('keeps what helps to tell the target', async () => {
  const { state, applied } = await fitNode(searchColumns, { task: 'regression' }, table, [[[80]], rows])
  expect(columnsOf(applied)).toEqual(['a: float', 'y: float (target)'])
  expect(state).toMatchObject({ kept: ['a'], dropped: ['b'], learnt: { rows: 80, complete: 80 } })
})

it('refuses too many columns and too few rows', async () => {
  const wide = {
    columns: [...Array.from({ length: 61 }, (_, at) => ({ name: `x${at}`, type: 'float' as const })), table.columns[2]],
    rows: [],
  }
  const many = fitNode(searchColumns, { task: 'regression' }, wide, [[[2]], [0, 1].map((value) => Array.from({ length: 62 }, () => value))])
  expect(await problemOf(() => many)).toMatchObject({ code: 'too-many-columns', param: 'features' })
  const few = fitNode(searchColumns, { task: 'regression' }, table, [[[3]], rows.slice(0, 3)])
  expect(await problemOf(() => few)).toMatchObject({ code: 'too-few-rows' })
})

it('says what it does', () => {
  expect(sentenceOf(searchColumns, { target: 'y' })).toBe('add up to 10 columns for “y”')
  expect(sentenceOf(searchColumns, { direction: 'backward' })).toBe('leave out columns for the target, keep at most 10')
})

it('breeds sets, tells how many were tried, and draws the way', async () => {
  const noisy = Array.from({ length: 80 }, (_, at) => [at, (at * 31) % 17, at * 2])
  const { state, outputs } = await fitNode(
    searchColumns,
    { task: 'regression', direction: 'genetic', learner: 'linear', population: 4 },
    table,
    [[[80]], noisy],
  )
  expect(state).toMatchObject({ kept: ['a'], dropped: ['b'], of: 'regression' })
  const { steps } = state as { readonly steps: readonly { readonly tried: number }[] }
  expect(steps.at(-1)?.tried).toBeLessThanOrEqual(3)
  expect(outputs['steps']?.columns.map(({ name }) => name)).toEqual(['step', 'column', 'columns', 'sets tried', 'score', 'kept'])
  const [first] = 'reports' in searchColumns ? (searchColumns.reports?.(state as never)['report'] ?? []) : []
  expect(first).toMatchObject({ text: { en: expect.stringMatching(/^1 of 2 columns stays: “a”\./) as string } })
})

it('refuses naive Bayes for numbers, with a button', async () => {
  const asked = fitNode(searchColumns, { task: 'regression', learner: 'bayes' }, table, [[[80]], rows])
  expect(await problemOf(() => asked)).toMatchObject({ code: 'learner-unfit', param: 'learner', fixes: [{ params: { learner: 'tree' } }] })
})
