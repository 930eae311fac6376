import { expect, test } from 'vitest'
import type { ProfileFurther } from './profile-further.ts'
import type { Profile, ProfileWarning } from './profile.ts'
import { withFurther } from './with-further.ts'

const text = { en: 'x', fr: 'x' }
const warning = (code: string, severity: ProfileWarning['severity']): ProfileWarning => ({
  code,
  severity,
  columns: [],
  title: text,
  text,
  share: 1,
  remedy: { label: text, type: 'a.b', params: {} },
})
const profile: Profile = {
  rows: 10,
  columnsSeen: 0,
  columnsAll: 0,
  seconds: 1,
  basis: {},
  duplicates: { rows: 0, groups: 0 },
  missingCells: 0,
  columns: [],
  missingness: { stripeRows: 1, stripes: [], together: [] },
  pairs: [],
  target: null,
  warnings: [warning('leak', 'error'), warning('missing', 'warning'), warning('outliers', 'notice')],
}
const further: ProfileFurther = { basis: { exact: true, rows: 10 }, model: null, noModel: null, unusual: null, series: null, seconds: 1 }

test('what comes later takes its place among the warnings', () => {
  const found = withFurther(profile, { further, warnings: [warning('seasonal', 'notice'), warning('leak-model', 'warning')] })
  expect(found.warnings.map(({ code }) => code)).toEqual(['leak', 'leak-model', 'missing', 'outliers', 'seasonal'])
  expect(found.further).toBe(further)
})

test('nothing more leaves the profile as it is', () => {
  expect(withFurther(profile, null)).toBe(profile)
})
