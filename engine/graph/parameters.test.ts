import { describe, expect, it } from 'vitest'
import { documentSchema } from '../protocol/document.ts'
import { applyCommand } from './commands/apply-command.ts'
import { nameParameters } from './name-parameters.ts'
import { readParameterValue, withParameterValues } from './parameter-values.ts'

const document = documentSchema.parse({
  format: 'millrace/pipeline',
  version: 1,
  name: 'p',
  seed: 1,
  parameters: {
    rate: { type: 'number', default: 0.2 },
    since: { type: 'date', default: '2024-02-29' },
    who: { type: 'text', default: 'say "hi"' },
    on: { type: 'flag', default: true },
    size: { type: 'choice', default: 's', choices: ['s', 'm'] },
    by: { type: 'column', default: 'a]b' },
  },
  nodes: { n: { type: 'clean.sample-rows', version: 1, params: { share: 0.5 } } },
  wires: [],
})

describe('values', () => {
  it('are brought to their type, or are wrong', () => {
    const { parameters } = document
    const read = (name: string, given: unknown) => {
      const parameter = parameters[name]
      return parameter && readParameterValue(parameter, given)
    }
    expect(read('rate', ' 1e-3 ')).toEqual({ value: 0.001 })
    expect(read('rate', 'much')).toMatchObject({ wrong: { en: '“much” is not a number' } })
    expect(read('rate', '')).toHaveProperty('wrong')
    expect(read('since', '2023-02-29')).toHaveProperty('wrong')
    expect(read('since', '2023-02-28')).toEqual({ value: '2023-02-28' })
    expect(read('on', 'non')).toEqual({ value: false })
    expect(read('on', 'perhaps')).toHaveProperty('wrong')
    expect(read('size', 'm')).toEqual({ value: 'm' })
    expect(read('size', 'xl')).toMatchObject({ wrong: { en: '“xl” is not one of “s”, “m”' } })
    expect(read('who', ' as it is ')).toEqual({ value: ' as it is ' })
  })

  it('stand in for a run, all or none', () => {
    expect(withParameterValues(document, { rate: '3' }).document.parameters['rate']?.default).toBe(3)
    const wrong = withParameterValues(document, { rate: '3', size: 'xl', nope: 1 })
    expect(wrong.document).toBe(document)
    expect(wrong.problems.map((problem) => problem.parameter)).toEqual(['size', 'nope'])
  })

  it('that an older file held bare become parameters', () => {
    const old = documentSchema.parse({ ...document, parameters: { a: 3, b: 'x', c: false } })
    expect(Object.values(old.parameters).map(({ type }) => type)).toEqual(['number', 'text', 'flag'])
  })
})

describe('formulas', () => {
  it('name parameters outside of texts and columns', () => {
    const { text, unknown } = nameParameters('IF(@on, [@rate] * @rate, "@who") & @who & @by & @since & @nope', document.parameters)
    expect(text).toBe('IF(TRUE, [@rate] * 0.2, "@who") & "say ""hi""" & [a]]b] & #2024-02-29# & @nope')
    expect(unknown).toEqual([{ name: 'nope', from: 57, to: 62 }])
  })

  it('keep their places', () => {
    const formula = '1 + @since + x'
    const { text, typed, written } = nameParameters(formula, document.parameters)
    expect(formula.slice(typed(text.indexOf('x')))).toBe('x')
    expect(text.slice(written(formula.indexOf('x')))).toBe('x')
    expect(typed(text.indexOf('2024'))).toBe(4)
  })
})

describe('commands', () => {
  it('add, rename and remove a parameter; bindings follow, undo brings all back', () => {
    const bound = applyCommand(document, { type: 'bind-param', id: 'n', param: 'share', parameter: 'rate' }).document
    expect(bound.nodes['n']).toMatchObject({ bind: { share: 'rate' }, params: { share: 0.5 } })
    const renamed = applyCommand(bound, { type: 'set-parameter', name: 'rate', parameter: { type: 'number', default: 1 }, rename: 'part' })
    expect(Object.keys(renamed.document.parameters)[0]).toBe('part')
    expect(renamed.document.nodes['n']?.bind).toEqual({ share: 'part' })
    expect(applyCommand(renamed.document, renamed.inverse).document).toEqual(bound)
    const removed = applyCommand(bound, { type: 'set-parameter', name: 'rate', parameter: null })
    expect(removed.document.nodes['n']).toEqual({ ...document.nodes['n'], params: { share: 0.2 } })
    expect(applyCommand(removed.document, removed.inverse).document).toEqual(bound)
    const free = applyCommand(bound, { type: 'bind-param', id: 'n', param: 'share', parameter: null }).document
    expect(free.nodes['n']?.bind).toBeUndefined()
  })

  it('refuse a name that is taken, is no name or is not there', () => {
    const parameter = { type: 'number', default: 1 } as const
    expect(() => applyCommand(document, { type: 'set-parameter', name: 'a b', parameter })).toThrow(/cannot name/)
    expect(() => applyCommand(document, { type: 'set-parameter', name: 'rate', parameter, rename: 'who' })).toThrow(/taken/)
    expect(() => applyCommand(document, { type: 'set-parameter', name: 'nope', parameter: null })).toThrow(/no parameter/)
    expect(() => applyCommand(document, { type: 'bind-param', id: 'n', param: 'share', parameter: 'nope' })).toThrow(/no parameter/)
  })
})
