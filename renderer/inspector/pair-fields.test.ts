import { expect, it } from 'vitest'
import type { FieldKind } from '../../nodes/kit/fields.ts'
import type { FormField } from './form-model.ts'
import { pairs } from './pair-fields.ts'

const field = (name: string, kind: FieldKind, label = 'Rows'): FormField => ({
  name,
  meta: { kind, label: { en: label, fr: label } },
  fallback: null,
  integer: false,
  item: [],
})
const names = (fields: FormField[]) => pairs(fields).map(([a, b]) => (b ? `${a.name}+${b.name}` : a.name))

it('puts two narrow fields that follow each other side by side', () => {
  expect(names([field('a', 'number'), field('b', 'date'), field('c', 'number'), field('d', 'text')])).toEqual(['a+b', 'c', 'd'])
  expect(names([field('a', 'flag', 'Year'), field('b', 'flag', 'Month'), field('c', 'number')])).toEqual(['a+b', 'c'])
})

it('keeps what stands beside its label apart from what stands under it, and gives it more room', () => {
  expect(names([field('a', 'number'), field('b', 'flag'), field('c', 'number')])).toEqual(['a', 'b', 'c'])
  expect(names([field('a', 'flag', 'Remove letters'), field('b', 'flag', 'Remove digits')])).toEqual(['a', 'b'])
})

it('leaves long labels a row of their own', () => {
  expect(names([field('a', 'number', 'At most this many values in all'), field('b', 'number')])).toEqual(['a', 'b'])
})
