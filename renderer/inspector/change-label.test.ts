import { expect, it } from 'vitest'
import type { FieldKind, FieldMeta } from '../../nodes/kit/fields.ts'
import { changeLabel, resetLabel, valueText } from './change-label.ts'
import type { FormField, Json } from './form-model.ts'

const field = (kind: FieldKind, more: Partial<FieldMeta> = {}): FormField => ({
  name: 'x',
  meta: { kind, label: { en: 'Cap', fr: 'Plafond' }, ...more },
  fallback: null,
  integer: false,
  item: [],
})
const words = (kind: FieldKind, value: Json, more: Partial<FieldMeta> = {}) => valueText(field(kind, more), value)

it('says values in a few words', () => {
  expect(words('flag', true).fr).toBe('oui')
  expect(words('number', 99.5, { unit: '%' })).toEqual({ en: '99.5 %', fr: '99,5 %' })
  expect(words('number', null).en).toBe('open')
  expect(words('choice', 'b', { choices: [{ value: 'b', label: { en: 'B', fr: 'Bé' } }] }).fr).toBe('Bé')
  expect(words('text', '').en).toBe('empty')
  expect(words('formula', 'x'.repeat(90)).en).toHaveLength(40)
})

it('counts what is too long to be said', () => {
  expect(words('columns', { by: 'names', names: ['a', 'b'] }).en).toBe('2 columns')
  expect(words('columns', { by: 'all', except: ['a'] }).fr).toBe('toutes les colonnes sauf 1 colonne')
  expect(words('conditions', { all: [{ column: 'a', is: 'equal' }, { any: [{ column: 'b', is: 'equal' }] }] }).en).toBe('2 conditions')
  expect(words('list', []).fr).toBe('aucun')
  expect(words('list', [{}]).fr).toBe('1 élément')
})

it('names node and field', () => {
  const node = { en: 'Clean', fr: 'Nettoyer' }
  expect(changeLabel(node, field('number', { unit: '%' }), 99.5).en).toBe('Clean, Cap: 99.5 %')
  expect(resetLabel(node, field('number')).fr).toBe('Nettoyer, Plafond : valeur par défaut')
})
