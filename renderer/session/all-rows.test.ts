import { expect, test } from 'vitest'
import { allRows } from './all-rows.ts'

test.each([
  [0, false, 'no rows', 'aucune ligne'],
  [1, false, 'the only row', 'la seule ligne'],
  [1200, false, 'all 1\u202f200 rows', 'les 1\u202f200 lignes'],
  [1200, true, 'all about 1\u202f200 rows', 'les environ 1\u202f200 lignes'],
])('all rows of %s, about: %s', (rows, about, en, fr) => expect(allRows(rows, about)).toEqual({ en, fr }))
