import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { personalIn } from '../kit/personal/personal-data.ts'
import { findPersonal } from './find-personal.ts'
import { people as table } from './testing/people.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

describe('what is done about it', () => {
  const warned = (...columns: { name: string; kind: string }[]) => {
    if (!('warnings' in findPersonal)) throw new Error('no warnings')
    const found = { columns: columns.map((column) => ({ ...column, en: column.kind, fr: column.kind })) }
    return findPersonal.warnings?.(found as never, {} as never) ?? []
  }

  it('what identifies is protected in one act, each kind in its way', () => {
    const [warning] = warned(
      { name: 'mail', kind: 'email' },
      { name: 'nir', kind: 'fr-nir' },
      { name: 'card', kind: 'card' },
      { name: 'born', kind: 'birth' },
      { name: 'home', kind: 'address' },
      { name: 'race', kind: 'ethnicity' },
    )
    const named = (...names: string[]) => ({ by: 'names', names })
    const treatments = [
      { columns: named('mail', 'nir'), act: 'hash' },
      { columns: named('card'), act: 'mask' },
      { columns: named('born'), act: 'generalise' },
      { columns: named('home'), act: 'drop' },
    ]
    expect(warning?.fixes).toMatchObject([{ behind: { type: 'quality.protect-personal', params: { treatments } } }])
    expect(catalogue.get('quality.protect-personal')?.params.safeParse({ treatments }).success).toBe(true)
  })

  it('sensitive facts are left to the person', () => {
    const [warning] = warned({ name: 'race', kind: 'ethnicity' })
    expect(warning).toMatchObject({ code: 'personal-data' })
    expect(warning?.fixes).toBeUndefined()
  })
})

describe('finding', () => {
  it('tells phones by value and name, first names by name', async () => {
    const { tables } = await harness.run(findPersonal, {}, { table })
    expect(tables['report']?.rows).toEqual([
      ['Prénom', 'name of a person', 0.5, 0, 40, 'name'],
      ['tel', 'telephone number', 0.75, 1, 40, 'values and name'],
    ])
  })

  it.each([
    ['dateOfBirth', 'birth'],
    ['date_naissance', 'birth'],
    ['Vorname', 'name'],
    ['diagnostic', 'health'],
    ['ethnicity', 'ethnicity'],
    ['race', 'ethnicity'],
    ['customer_address', 'address'],
  ])('%s is called %s', (name, kind) => {
    expect(personalIn(name, new Map())[0]?.kind.id).toBe(kind)
  })

  it.each(['amount', 'nominal', 'viable', 'grace', 'parties', 'rank', 'hotel'])('%s is called nothing', (name) => {
    expect(personalIn(name, new Map())).toEqual([])
  })

  it('a few values that look like a kind are chance, unless the name speaks for them', () => {
    expect(personalIn('ref', new Map([['phone', 0.05]]))).toEqual([])
    expect(personalIn('phone', new Map([['phone', 0.05]]))[0]?.score).toBeGreaterThan(0.2)
  })
})

const data = resolve(import.meta.dirname, '../../../shared/data')
const real = existsSync(data)
if (!real) console.info(`skipped: no ${data}`)

describe.skipIf(!real)('in real files', () => {
  it.each([
    ['tate-artists.csv', ['name: name of a person', 'yearOfBirth: date or place of birth', 'placeOfBirth: date or place of birth']],
    ['bank-marketing.csv', []],
    ['bike-hourly.csv', []],
    ['compas-two-years.csv', ['race: ethnic origin']],
  ])('%s', async (name, wanted) => {
    const read = catalogue.get('source.file')
    if (!read) throw new Error('no source')
    const file = { node: 'source.file', port: 'table', params: { path: resolve(data, name) } }
    const { tables } = await harness.run(findPersonal, {}, { table: file })
    const report = tables['report']?.rows ?? []
    expect(report.map(([column, holds]) => `${String(column)}: ${String(holds)}`)).toEqual(wanted)
  })
})
