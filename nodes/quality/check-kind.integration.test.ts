import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue.ts'
import { problemOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { checkKind } from './check-kind.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

const vectors: Readonly<Record<string, { yes: readonly string[]; no: readonly string[] }>> = {
  email: { yes: ['a.b+c@example.co.uk', "o'neil@x.org"], no: ['a@b', 'a b@c.org', '@x.org', 'a@x..', 'a@@x.org'] },
  url: { yes: ['https://example.org/a?b=c#d', 'www.example.org/x'], no: ['example', 'http://', 'mailto:a@b.org'] },
  uuid: { yes: ['123e4567-e89b-12d3-a456-426614174000'], no: ['123e4567e89b12d3a456426614174000', '123e4567-e89b-12d3-a456-42661417400g'] },
  mac: { yes: ['00:1A:2b:3c:4D:5e', '00-1A-2B-3C-4D-5E'], no: ['00:1A:2B:3C:4D', '00:1A:2B:3C:4D:5G'] },
  ip: {
    yes: ['192.168.0.1', '255.255.255.255', '2001:db8::1', '::1', '::', 'fe80:0:0:0:1:2:3:4'],
    no: ['256.1.1.1', '1.2.3', '1.2.3.4.5', '2001:db8', '1:2:3:4:5:6:7:8:9', ':::'],
  },
  iban: {
    yes: ['GB82 WEST 1234 5698 7654 32', 'DE89370400440532013000', 'FR14 2004 1010 0505 0001 3M02 606', 'NL91ABNA0417164300'],
    no: ['GB82 WEST 1234 5698 7654 33', 'DE88370400440532013000', 'GB82', 'XX00'],
  },
  card: {
    yes: ['4111 1111 1111 1111', '5500005555555559', '378282246310005', '6011-1111-1111-1117'],
    no: ['4111 1111 1111 1112', '1234567890123', '4111', '79927398713'],
  },
  'fr-nir': { yes: ['2 55 08 14 168 025 38', '255081416802538'], no: ['2 55 08 14 168 025 39', '2 55 13 14 168 025 38'] },
  'uk-nhs': { yes: ['943 476 5919', '9434765919'], no: ['943 476 5918', '94347659'] },
  'es-nif': { yes: ['12345678Z', '12345678-z'], no: ['12345678A', '1234567Z'] },
  'us-ssn': { yes: ['123-45-6789', '665-01-1000'], no: ['666-45-6789', '900-45-6789', '123-00-6789', '123-45-0000', '078-05-1120'] },
  coordinates: { yes: ['48.8584, 2.2945', '-33.9,151.2', '90,180'], no: ['91, 10', '10, 181', '48.8584'] },
  phone: {
    yes: ['+33 6 12 34 56 78', '06 12 34 56 78', '(415) 555-2671', '0049 30 123456', '030 1234567'],
    no: ['12', '1234567', '2024-01-31', '+1'],
  },
  country: { yes: ['FR', 'France', 'ÉTATS-UNIS', 'Czech Republic', 'Allemagne', 'Côte d’Ivoire'], no: ['fr', 'XX', 'Paris', 'Francia'] },
}

describe('each kind knows its own and refuses what looks like it', () => {
  it.each(Object.entries(vectors))('%s', async (kind, { yes, no }) => {
    const rows = [...yes, ...no].map((value) => [value])
    const { tables } = await harness.run(
      checkKind,
      { columns: { by: 'names', names: ['v'] }, kind },
      { table: { columns: [{ name: 'v', type: 'text' }], rows } },
    )
    const valid = (tables['table']?.rows ?? []).map(([value, is]) => [value, is])
    expect(valid).toEqual([...yes.map((value) => [value, true]), ...no.map((value) => [value, false])])
  })
})

it('postcodes belong to a country', async () => {
  const check = async (country: string) => {
    const rows = [['75011'], ['SW1A 1AA'], ['99999-1234'], ['1234 AB']]
    const params = { columns: { by: 'names', names: ['v'] }, kind: 'postcode', country }
    const { tables } = await harness.run(checkKind, params, { table: { columns: [{ name: 'v', type: 'text' }], rows } })
    return tables['table']?.rows.map(([, is]) => is)
  }
  expect(await check('FR')).toEqual([true, false, false, false])
  expect(await check('GB')).toEqual([false, true, false, false])
  expect(await check('US')).toEqual([true, false, true, false])
  expect(await check('NL')).toEqual([false, false, false, true])
})

it('a pattern or a list of one’s own has to be there', async () => {
  const table = { columns: [{ name: 'v', type: 'text' }], rows: [['a']] } as const
  for (const kind of ['pattern', 'list'])
    expect(await problemOf(() => harness.run(checkKind, { columns: { by: 'names', names: ['v'] }, kind }, { table }))).toMatchObject({
      code: 'nothing-chosen',
      param: kind,
    })
})
