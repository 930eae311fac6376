import { describe, expect, it } from 'vitest'
import { isPostalAddress } from './postal-address.ts'
import { personalIn } from './personal-data.ts'
import { tellsOf } from './sensitive-words.ts'

const addresses = {
  English: [
    '221b Baker Street',
    '1600 Pennsylvania Avenue NW, Washington, DC 20500',
    'Flat 3, 12 High St',
    '10 Downing Street, London',
    'PO Box 1234',
    'Apt 5, 4-6 St. Mary’s Road',
  ],
  French: [
    '12 bis, rue de la Paix',
    '5 avenue de la République, 75011 Paris',
    '8 Bd Saint-Germain',
    'Rue Victor Hugo 14',
    'BP 123',
    '3 allée des Chênes',
  ],
  German: [
    'Hauptstraße 5',
    'Unter den Linden 77',
    'Karl-Marx-Allee 12 a',
    'Am Alten Markt 3',
    'Berliner Str. 17',
    'Postfach 10 20 30',
    'Große Elbstr. 9, 22767 Hamburg',
  ],
  Spanish: [
    'Calle Mayor, 5',
    'C/ Alcalá 42',
    'Avda. de la Constitución 12',
    'Plaza de España, n.º 3',
    'Paseo de Gracia 92',
    'Rua Augusta 100',
  ],
  Italian: ['Via Roma 12', 'Viale dei Mille, 3', 'P.za del Duomo, 1', 'Corso Vittorio Emanuele II 45', 'Lungotevere Marzio 11'],
  Dutch: ['Keizersgracht 123', 'Kerkstraat 8-B', 'Lange Voorhout 9', 'Van Baerlestraat 14 a', 'Postbus 50'],
}
const others = [
  'Paris', 'London, United Kingdom', '75011', '12 boxes', 'Street art', 'Rue', 'Via', 'Main problem 3', 'Version 5', 'iPhone 12', 'Ring 3', 'Windows 11', 'Oak Table 120', 'Chapter 7',
  'Grand Theft in the 3rd Degree', 'Felony Battery (Dom Strang)', 'born 1930', '1852–1911', 'http://www.tate.org.uk/art/artists/edwin-austin-abbey-0', '2 eggs a day', 'Markt', 'Market 24 hours',
] // prettier-ignore

describe('postal addresses', () => {
  it.each(Object.entries(addresses))('%s', (_, values) => {
    expect(values.filter((value) => !isPostalAddress(value))).toEqual([])
  })

  it('are not seen in other texts', () => {
    expect(others.filter(isPostalAddress)).toEqual([])
  })

  it('long texts take no long time', () => {
    const before = process.cpuUsage()
    for (const text of [
      `1 ${'a '.repeat(5000)}`,
      '1 '.repeat(70),
      `${'a'.repeat(140)} 1`,
      'rue '.repeat(37),
      '-'.repeat(150),
      `${'ab '.repeat(48)}1`,
    ])
      expect(isPostalAddress(text)).toBe(false)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500)
  })
})

describe('sensitive facts', () => {
  it.each([
    ['health', ['Type 2 diabetes', 'Asthme', 'Krebs', 'AB+', 'O neg', 'embarazada']],
    ['religion', ['Catholic', 'Musulman', 'evangelisch', 'judío', 'Hindou']],
    ['ethnicity', ['African-American', 'Caucasian', 'Hispanic']],
    ['politics', ['Labour', 'CDU', 'Syndiqué', 'Democrat']],
    ['sex-life', ['Bisexual', 'homosexuelle', 'Gay']],
  ])('%s', (id, values) => {
    expect(values.filter((value) => !tellsOf(id, value))).toEqual([])
    expect(personalIn('column 1', new Map([[id, 0.9]]))[0]?.kind.id).toBe(id)
  })

  it('are not seen in other words', () => {
    const words = ['A', 'B', 'blue', 'Paris', 'Female', 'management', 'Christine', 'Gayle', 'low', 'a+b', 'party', 'green']
    for (const id of ['health', 'religion', 'ethnicity', 'politics', 'sex-life'])
      expect(words.filter((word) => tellsOf(id, word))).toEqual([])
  })
})
