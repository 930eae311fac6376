import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { parseDate } from './parse-date.ts'

const table = {
  columns: [
    { name: 'd', type: 'text', role: 'sensitive' },
    { name: 'x', type: 'float' },
  ],
  rows: [],
} as const

const d = { by: 'names', names: ['d'] }
/** One shape: rows, first > 12, second > 12, first > 31, third > 31, either. */
const shape = (text: string, ...counts: readonly number[]) => [text, ...counts]
const fit = (params: object, ...shapes: readonly (readonly (string | number)[])[]) =>
  fitNode(parseDate, { columns: d, ...params }, table, [shapes])

describe('read dates', () => {
  it.each([
    ['D/M/YYYY', shape('99/99/9999', 10, 3, 0, 0, 10, 7)],
    ['M/D/YYYY', shape('99/99/9999', 10, 0, 3, 0, 10, 7)],
    ['D/M/YYYY', shape('99/99/9999', 10, 0, 0, 0, 10, 0)],
    ['YYYY-M-D', shape('9999-99-99', 10, 10, 4, 10, 2, 0)],
    ['YY.M.D', shape('99.99.99', 10, 10, 0, 4, 0, 0)],
    ['M D, YYYY', shape('m99 9, 9999', 10, 0, 0, 0, 10, 8)],
    ['YYYYMMDD', shape('99999999', 10, 0, 0, 0, 0, 0)],
  ])('finds %s', async (date, given) => {
    const { state } = await fit({}, given)
    expect(state).toMatchObject({ columns: [{ to: 'date', formats: [{ date }] }] })
  })

  it('asks where no value decides, with a button for each order', async () => {
    const problem = await problemOf(() => fit({}, shape('9/9/9999', 10, 0, 0, 0, 10, 8)))
    expect(problem).toMatchObject({
      code: 'date-order-unclear',
      fixes: [{ params: { order: 'day-first' } }, { params: { order: 'month-first' } }],
    })
    expect(problem.text.en).toContain('8 dates')
  })

  it('counts both sides where values contradict each other', async () => {
    const problem = await problemOf(() => fit({}, shape('99/99/9999', 30, 20, 3, 0, 30, 7)))
    expect(problem.text.en).toBe('In “d”, 20 dates have the day first, 3 have the month first, and 7 could be either.')
  })

  it('takes the answer for every row', async () => {
    const { state } = await fit({ order: 'month-first' }, shape('9/9/9999', 10, 0, 0, 0, 10, 8))
    expect(state).toMatchObject({ columns: [{ formats: [{ date: 'M/D/YYYY' }], ambiguous: 8 }] })
  })

  it('reads the format of most rows, or every one when asked to', async () => {
    const shapes = [shape('9999-99-99', 8, 8, 0, 8, 0, 0), shape('99/99/9999', 3, 1, 0, 0, 3, 1)]
    expect((await fit({}, ...shapes)).state).toMatchObject({ columns: [{ values: 11, fitting: 8, formats: [{ date: 'YYYY-M-D' }] }] })
    const all = await fit({ several: true }, ...shapes)
    expect(all.state).toMatchObject({ columns: [{ fitting: 11, formats: [{ date: 'YYYY-M-D' }, { date: 'D/M/YYYY' }] }] })
  })

  it('gives a time where there is one, and keeps the role', async () => {
    const { state, applied } = await fit({}, shape('9999-99-99 99:99', 5, 5, 0, 5, 0, 0), shape('9999-99-99', 5, 5, 0, 5, 0, 0))
    expect(state).toMatchObject({ columns: [{ to: 'timestamp', formats: [{ times: ['', ' h:mm'] }] }] })
    expect(columnsOf(applied)).toEqual(['d: timestamp (sensitive)', 'x: float'])
  })

  it('passes the role on to a new column', async () => {
    const { applied } = await fit({ place: 'add' }, shape('99999999', 5, 0, 0, 0, 0, 0))
    expect(columnsOf(applied)).toEqual(['d: text (sensitive)', 'x: float', 'd date: date (sensitive)'])
  })

  it.each([
    ['no-date-format', {}, shape('A-9', 5, 0, 0, 0, 0, 0)],
    ['nothing-chosen', { columns: { by: 'all' } }, shape('A-9', 5, 0, 0, 0, 0, 0)],
    ['nothing-chosen', { how: 'formats' }, shape('', 0)],
    ['wrong-type', { columns: { by: 'names', names: ['x'] } }, shape('', 0)],
    ['bad-constant', { how: 'formats', formats: 'DD/MM/jj' }, shape('', 0)],
  ])('objects: %s', async (code, params, given) => {
    expect(await problemOf(() => fit(params, given))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(parseDate, {})).toBe('read dates in text columns')
  })
})
