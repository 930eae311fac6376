import { describe, expect, it } from 'vitest'
import { compileClosure } from '../closure/compile-closure.ts'
import { parseFormula } from '../formula/formula.ts'
import { literalValue } from '../literal-value.ts'
import type { Value } from '../types.ts'
import { tasks, type Task } from './benchmark.ts'
import { formulasByExample, type FoundFormulas } from './formulas-by-example.ts'

const always = () => Promise.resolve(true)

async function solve(
  { columns, rows, results, typed }: Task,
  language: 'en' | 'fr' = 'en',
): Promise<{ readonly found: FoundFormulas; readonly values: readonly (readonly Value[])[] }> {
  const values = rows.map((row) => row.map((cell, at) => literalValue(columns[at]?.type ?? 'text', cell)))
  const examples = values.slice(0, typed).map((row, at) => ({ row, result: results[at] ?? '' }))
  return { found: await formulasByExample(columns, examples, values, { pause: always, language }), values }
}

const equal = (output: string | null | undefined, wanted: string | null): boolean => {
  const [one, other] = [output ?? '', wanted ?? '']
  return one === other || (one !== '' && other !== '' && Math.abs(Number(one) - Number(other)) < 1e-9)
}

describe('formulas by example', () => {
  it.each(tasks.map((task) => [task.name, task] as const))('%s', async (_, task) => {
    const { found, values } = await solve(task)
    const [best] = found.formulas
    expect(best, 'nothing was found').toBeDefined()
    if (!best) return
    // What is offered is what the formula language makes of the text, not what the search thought of.
    for (const language of ['en', 'fr'] as const) {
      const [written] = (await solve(task, language)).found.formulas
      const parsed = parseFormula(written?.formula ?? '', { columns: task.columns, allow: 'row' })
      expect(parsed.ok, written?.formula).toBe(true)
      if (!parsed.ok) return
      expect(parsed.type).toBe(best.type)
      const closure = compileClosure(parsed.expr, task.columns)
      const outputs = values.map((row) => closure(row))
      for (const [at, wanted] of task.results.entries()) {
        const output = outputs[at]
        const shown = output === null || output === undefined ? null : String(output)
        expect(equal(shown, wanted), `${best.formula}: row ${at + 1} is ${shown}, not ${wanted}`).toBe(true)
      }
    }
  })

  it('has enough tasks', () => expect(tasks.length).toBeGreaterThanOrEqual(40))

  it('finds nothing where there is nothing to find', async () => {
    const columns = [{ name: 't', type: 'text' }] as const
    const ask = (...pairs: [string, string][]) =>
      formulasByExample(
        columns,
        pairs.map(([value, result]) => ({ row: [value], result })),
        [['other']],
        { pause: always, language: 'en' },
      )
    expect(await ask(['a', ''])).toEqual({ formulas: [], ask: null })
    expect((await ask(['a', 'x'], ['b', 'y'])).formulas).toEqual([])
    expect((await ask(['a', 'x'], ['a', 'y'])).formulas).toEqual([])
  })

  it('asks for the row in which the best formulas differ', async () => {
    const columns = [{ name: 't', type: 'text' }] as const
    const sample = ['ab 1', 'cd 2', 'ef 33 44'].map((value) => [value])
    const { formulas, ask } = await formulasByExample(columns, [{ row: ['ab 1'], result: '1' }], sample, { pause: always, language: 'en' })
    expect(formulas.length).toBeGreaterThan(1)
    expect(ask).toBe(2)
    const told = [
      { row: ['ab 1'], result: '1' },
      { row: ['ef 33 44'], result: '44' },
    ]
    const after = await formulasByExample(columns, told, sample, { pause: always, language: 'en' })
    expect(after.formulas[0]?.outputs).toEqual(['1', '2', '44'])
  })

  it('numbers come out as numbers, codes with zeros as text', async () => {
    const typeOf = async (name: string) => {
      const task = tasks.find((one) => one.name === name)
      return task && (await solve(task)).found.formulas[0]?.type
    }
    expect(await typeOf('year out of words')).toBe('int')
    expect(await typeOf('last four digits')).toBe('text')
  })

  it('ends when time is up', async () => {
    const columns = [{ name: 't', type: 'text' }] as const
    const example = { row: ['ab 1'], result: '1' }
    const { formulas } = await formulasByExample(columns, [example], [], { pause: () => Promise.resolve(false), language: 'en' })
    expect(formulas).toEqual([])
  })
})
