import { expect, it } from 'vitest'
import type { FieldMeta } from '../../../nodes/kit/fields.ts'
import { valueWords } from './param-words.ts'

const meta = (kind: FieldMeta['kind'], more: Partial<FieldMeta> = {}): FieldMeta => ({ kind, label: { en: 'X', fr: 'X' }, ...more })

it('columns, conditions and choices are said as on their nodes', () => {
  expect(valueWords({ by: 'all', except: ['duration'] }, meta('columns')).en).toBe('all columns except “duration”')
  expect(valueWords({ by: 'names', names: ['a', 'b'] }, meta('columns')).fr).toBe('« a » et « b »')
  expect(valueWords({ all: [{ column: 'age', is: 'greater', value: 18 }] }, meta('conditions')).en).toBe('age > 18')
  expect(valueWords('l2', meta('choice', { choices: [{ value: 'l2', label: { en: 'ridge', fr: 'ridge' } }] })).en).toBe('ridge')
})

it('numbers with their unit, yes and no, what lists hold, nothing as a dash', () => {
  expect(valueWords(0.5, meta('number', { unit: 's' }))).toEqual({ en: '0.5\u202fs', fr: '0,5\u202fs' })
  expect(valueWords(false).fr).toBe('non')
  expect(valueWords([]).en).toBe('–')
  expect(valueWords(undefined).en).toBe('–')
  expect(
    valueWords([
      { column: 'a', to: 'b' },
      { column: 'c', to: '' },
    ]).en,
  ).toBe('column: a, to: b; column: c, to: –')
  expect(valueWords('x'.repeat(300)).en).toHaveLength(120)
})
