import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue.ts'
import { fitAndApply } from '../kit/harness/fit-and-apply.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { learnPatterns } from './learn-patterns.ts'
import { patternsOf } from './text-shapes.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

const columns = [{ name: 'code', type: 'text' }] as const
const many = (value: (i: number) => string, count: number) => Array.from({ length: count }, (_, i) => [value(i)])
const code = (i: number) => `AB-${'1234567'.slice(0, 4 + (i % 4))}`
const params = { columns: { by: 'names', names: ['code'] } }

describe('learning patterns', () => {
  it('tells 4 to 7 digits from a typing error, in both engines', async () => {
    const training = { columns, rows: [...many(code, 995), ['AB-123'], ['ab-1234'], ['AB1234'], [null], ['']] }
    const others = ['XY-1234567', 'XY-123', 'XY-12345678', 'xy-1234', 'XYZ-1234', ' XY-1234 ', null, ''].map((value) => [value])
    const { state, rows, served } = await fitAndApply(harness, learnPatterns, params, { training, others })
    expect(state).toMatchObject({ columns: [{ patterns: [{ shown: 'A{2}-9{4,7}' }] }] })
    const wanted = [true, false, false, false, false, true, true, true]
    expect(rows.map(([, valid]) => valid)).toEqual(wanted)
    expect(served.map(([, valid]) => valid)).toEqual(wanted)
  })

  it.each([
    [{ withCase: true }, ['Aa', 'a{2}']],
    [{ withCase: false }, ['b{2}']],
  ])('capitals count or not: %o', async (more, shown) => {
    const training = { columns, rows: [['Ab'], ['Cd'], ['ef'], ['Éà']] }
    const { state } = await fitAndApply(harness, learnPatterns, { ...params, ...more }, { training, others: [['x']] })
    const [learnt] = (state as { columns: { patterns: { shown: string }[] }[] }).columns
    expect(learnt?.patterns.map((pattern) => pattern.shown)).toEqual(shown)
  })

  it('a column of sentences has none, which is a warning, and nothing is flagged', async () => {
    const words = ['one', 'Two', 'THREE', '4', 'five5', '(six)', 'sev-en', 'eight.']
    const sentence = (i: number) => Array.from({ length: 5 }, (_, k) => words[(i * 7 + k * (i + 3) + (i >> 3)) % words.length]).join(k(i))
    const k = (i: number) => [' ', ', ', '/', ' - '][i % 4] ?? ' '
    const training = { columns, rows: many(sentence, 400) }
    const { state, rows } = await fitAndApply(harness, learnPatterns, params, { training, others: [['anything 1']] })
    expect(rows).toEqual([['anything 1']])
    if (!('warnings' in learnPatterns)) throw new Error('no warnings')
    expect(learnPatterns.warnings?.(state as never, learnPatterns.params.parse(params) as never)).toMatchObject([{ code: 'no-pattern' }])
  })

  it('signs that mean something in expressions are themselves', async () => {
    const training = { columns, rows: many((i) => `${i % 10}.5*(x)[y]^$|?+{}\\`, 50) }
    const { rows } = await fitAndApply(harness, learnPatterns, params, {
      training,
      others: [['7.5*(a)[b]^$|?+{}\\'], ['7,5*(a)[b]^$|?+{}\\']],
    })
    expect(rows.map(([, valid]) => valid)).toEqual([true, false])
  })

  it('says before a run what it will learn', async () => {
    const { findings } = await observeTables(harness.db, learnPatterns, { params, tables: { table: { columns, rows: many(code, 40) } } })
    expect(findings).toMatchObject([{ share: 1, text: { en: '“code”: A{2}-9{4,7}' } }])
  })
})

it('rare counts within a pattern are left out, however many shapes there are', () => {
  const shapes = [
    ['9999', 600, 1000],
    ['99999', 390, 1000],
    ['9', 5, 1000],
    ['999999999', 5, 1000],
  ]
  expect(patternsOf(shapes, 0.01)).toEqual([{ pattern: '[0-9]{4,5}', shown: '9{4,5}', share: 1 }])
  expect(patternsOf([], 0.01)).toEqual([])
})
