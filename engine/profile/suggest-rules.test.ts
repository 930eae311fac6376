import { expect, test } from 'vitest'
import type { Profile, ProfiledColumn } from '../protocol/profile.ts'
import { suggestRules } from './suggest-rules.ts'

const column = (name: string, more: Partial<ProfiledColumn>): ProfiledColumn => ({
  name,
  type: 'text',
  missing: { total: 0, nulls: 0, empty: 0, blank: 0 },
  distinct: { values: 100, exact: true },
  min: null,
  max: null,
  ...more,
})
const text = (pattern: string, rows: number): NonNullable<ProfiledColumn['text']> => ({
  shortest: 1, longest: 9, mean: 5, numbers: 0, commaNumbers: 0, dates: 0, placeholders: [], patterns: [{ pattern, rows }],
}) // prettier-ignore

const profile = (columns: ProfiledColumn[]): Profile => ({
  rows: 100,
  columnsSeen: columns.length,
  columnsAll: columns.length,
  seconds: 1,
  basis: { patterns: { exact: true, rows: 100 } },
  duplicates: { rows: 0, groups: 0 },
  missingCells: 0,
  columns,
  missingness: { stripeRows: 1, stripes: [], together: [] },
  pairs: [],
  target: null,
  warnings: [],
})

const missing = { total: 3, nulls: 3, empty: 0, blank: 0 }

test('what the table keeps becomes a rule', () => {
  const top = { exact: true, values: [{ value: 'a', rows: 60 }, { value: 'b', rows: 40 }], once: 0, rare: 0, rareRows: 0 } // prettier-ignore
  const rules = suggestRules(
    profile([
      column('id', { text: text('AA-9999', 100) }),
      column('kind', { distinct: { values: 2, exact: true }, top, text: text('a', 100) }),
      column('note', { missing, distinct: { values: 90, exact: true }, text: text('Aaaaa', 97) }),
    ]),
  )
  expect(rules).toEqual([
    { kind: 'known', column: 'id' },
    { kind: 'unique', column: 'id' },
    { kind: 'pattern', column: 'id', pattern: '[A-Z]{2}-[0-9]{4,}' },
    { kind: 'known', column: 'kind' },
    { kind: 'one-of', column: 'kind', values: 'a\nb' },
    { kind: 'rows', low: '50' },
  ])
})

test('an estimate makes no rule', () => {
  const estimated = { ...profile([column('id', { distinct: { values: 100, exact: false }, text: text('99', 20) })]) }
  expect(suggestRules({ ...estimated, basis: { patterns: { exact: false, rows: 20 } } })).toEqual([
    { kind: 'known', column: 'id' },
    { kind: 'rows', low: '50' },
  ])
})
