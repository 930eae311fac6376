import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue.ts'
import { problemOf } from '../kit/harness/compile-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
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
  'es-nif': { yes: ['12345678Z', '12345678-z', 'X1234567L', 'Y2345678Z'], no: ['12345678A', '1234567Z', 'X1234567A', 'W1234567L'] },
  'it-cf': { yes: ['RSSMRA85T10A562S', 'rss mra 85t10 a562 s'], no: ['RSSMRA85T10A562T', 'RSSMRA85X10A562S', 'RSSMRA85T10'] },
  'pl-pesel': { yes: ['44051401359', '02070803628'], no: ['44051401358', '44131401359', '4405140135'] },
  'de-tax': { yes: ['36574261809', '36 574 261 809'], no: ['36574261808', '06574261809'] },
  'nl-bsn': { yes: ['111222333', '123456782'], no: ['111252333', '000000000', '12345678'] },
  'in-aadhaar': { yes: ['2341 2341 2346', '234123412346'], no: ['234123412347', '134123412346'] },
  'br-cpf': { yes: ['390.533.447-05', '39053344705'], no: ['390.533.447-06', '390533447-05'] },
  'us-ssn': { yes: ['123-45-6789', '665-01-1000'], no: ['666-45-6789', '900-45-6789', '123-00-6789', '123-45-0000', '078-05-1120'] },
  coordinates: { yes: ['48.8584, 2.2945', '-33.9,151.2', '90,180'], no: ['91, 10', '10, 181', '48.8584'] },
  phone: {
    yes: ['+33 6 12 34 56 78', '06 12 34 56 78', '(415) 555-2671', '0049 30 123456', '030 1234567'],
    no: ['12', '1234567', '2024-01-31', '+1'],
  },
  bic: { yes: ['DEUTDEFF', 'DEUTDEFF500', 'BNPAFRPP2AB'], no: ['DEUTZZFF', 'deutdeff', 'DEUTDEF'] },
  vat: {
    yes: ['FR40303265045', 'DE 136.695.976', 'NL123456789B01', 'ATU12345678', 'el123456789'],
    no: ['FR4030326504', 'GR123456789', 'US123456789'],
  },
  currency: { yes: ['EUR', 'usd', 'CHF'], no: ['EURO', 'XYZ', '€'] },
  isbn: {
    yes: ['0-306-40615-2', '080442957X', '978-0-306-40615-7'],
    no: ['0-306-40615-3', '978-0-306-40615-8', '123-0-306-40615-7', '08044295X7'],
  },
  issn: { yes: ['0378-5955', '2434561X', '2434-561x'], no: ['0378-5954', '03785-955'] },
  ean: { yes: ['4006381333931', '73513537', '036000291452', '10012345678902'], no: ['4006381333932', '73513538', '12345'] },
  crypto: {
    yes: ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', '0x52908400098527886E0F7030069857D2E4169EE7'],
    no: ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0', '0x5290', 'bc1'],
  },
  language: { yes: ['en', 'FR', 'pt-BR', 'zh-Hant-TW', 'es_419'], no: ['xx', 'english', 'en-', 'e'] },
  month: { yes: ['January', 'févr.', 'MÄRZ', 'dicembre', 'sep', 'août'], no: ['13', 'Monday', 'Janu'] },
  weekday: { yes: ['Monday', 'lun.', 'Dienstag', 'miércoles', 'SÁB', 'zondag'], no: ['January', '1', 'Mond'] },
  'yes-no': { yes: ['Yes', 'non', 'TRUE', '0', 'Sí', 'nein'], no: ['maybe', '2'] },
  colour: { yes: ['#fff', '#1a2B3c', '#1a2b3c80', 'rgb(1, 2, 3)', 'rgba(0,0,0,0.5)'], no: ['fff', '#ggg', '#12345', 'red'] },
  'file-path': {
    yes: ['C:\\Users\\Ann\\a.txt', '\\\\server\\share\\x', '/var/log/syslog', '~/notes.md', './a/b', 'data/2024/sales.csv'],
    no: ['hello', 'https://example.org/x', 'a/b', 'C:'],
  },
  json: { yes: ['{"a": 1}', '[]'], no: ['{a: 1}', '1', '"x"', 'null'] },
  'country-2': { yes: ['FR', 'GB'], no: ['FRA', 'fr', 'XX'] },
  'country-3': { yes: ['FRA', 'GBR', 'ZWE', 'AND', 'TWN'], no: ['FR', 'XYZ'] },
  'country-number': { yes: ['250', '826', '004', '716'], no: ['4', '999', 'FRA'] },
  country: {
    yes: ['FR', 'FRA', '250', 'France', 'ÉTATS-UNIS', 'Czech Republic', 'Allemagne', 'Côte d’Ivoire'],
    no: ['fr', 'XX', 'Paris', 'Francia'],
  },
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

describe('before it runs', () => {
  const columns = [{ name: 'v', type: 'text' }] as const
  const told = async (values: readonly (string | null)[], kind = 'email') => {
    const rows = values.map((value) => [value])
    const params = { columns: { by: 'names', names: ['v'] }, kind }
    return (await observeTables(harness.db, checkKind, { params, tables: { table: { columns, rows } } })).findings
  }

  it('proposes what most values are', async () => {
    const [finding] = await told([' FR76 3000 6000 0112 3456 7890 189', 'DE89370400440532013000', 'none', null, ''])
    expect(finding).toMatchObject({ tone: 'note', share: 2 / 3, fix: { params: { kind: 'iban' } } })
  })

  it('has nothing to change where the kind is right, and says when it knows none', async () => {
    const [right] = await told(['a@example.org', 'b@example.org'])
    expect(right).toMatchObject({ tone: 'good', share: 1 })
    expect(right?.fix).toBeUndefined()
    expect(await told(['hello', 'world'])).toMatchObject([{ tone: 'note', text: { en: expect.stringContaining('no kind') as string } }])
    expect(await told([null])).toEqual([])
  })
})
