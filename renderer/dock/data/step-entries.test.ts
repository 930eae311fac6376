import { expect, test } from 'vitest'
import type { ColumnStep } from '../../../engine/protocol/catalogue.ts'
import type { ColumnStatistics } from '../../../engine/protocol/table.ts'
import { stepEntries, type Pointed } from './step-entries.ts'

const step = (id: string, more: Partial<ColumnStep> = {}): ColumnStep => ({
  id,
  node: `clean.${id}`,
  label: { en: id, fr: id },
  group: { en: 'Group', fr: 'Groupe' },
  at: 'column',
  params: {},
  ...more,
})
const steps = [
  step('any'),
  step('text', { accepts: ['text'] }),
  step('fill', { ifMissing: true, group: { en: 'Missing', fr: 'Manquant' } }),
  step('keep', { at: 'value' }),
  step('drop', { at: 'missing' }),
]
const statistics = (missing: number) =>
  ({ name: 'a', rows: 10, missing, distinct: 2, min: null, max: null, mean: null }) as ColumnStatistics
const taken: unknown[] = []
const entries = (pointed: Partial<Pointed>) =>
  stepEntries(
    { column: { name: 'a', type: 'text' }, statistics: undefined, cell: undefined, ...pointed },
    { steps, text: ({ en }) => en, icon: (type) => type, onStep: (one, at) => taken.push([one.id, at]) },
  )
const words = (pointed: Partial<Pointed>) =>
  entries(pointed).map((entry) => (entry === 'separator' ? entry : 'heading' in entry ? `# ${entry.heading}` : entry.label))

test('the head of a column offers what fits its type, under one heading for each group', () => {
  expect(words({})).toEqual(['# Group', 'any', 'text', '# Missing', 'fill'])
  expect(words({ column: { name: 'a', type: 'int' } })).toEqual(['# Group', 'any', '# Missing', 'fill'])
})

test('steps against missing values are left out where none is missing', () => {
  expect(words({ statistics: statistics(3) })).toContain('fill')
  expect(words({ statistics: statistics(0) })).not.toContain('fill')
})

test('a cell offers steps for its value, or for its absence; a list none', () => {
  expect(words({ cell: 'x' })).toEqual(['# Group', 'keep'])
  expect(words({ cell: false })).toEqual(['# Group', 'keep'])
  expect(words({ cell: null })).toEqual(['# Group', 'drop'])
  expect(words({ cell: ['x'] })).toEqual([])
})

test('a step is told the column and the value', () => {
  const [, entry] = entries({ cell: 0 })
  if (!entry || entry === 'separator' || 'heading' in entry) throw new Error('no entry')
  entry.onSelect()
  expect(taken).toEqual([['keep', { column: 'a', value: 0 }]])
})
