import type { Column, LiteralValue } from '../types.ts'

/** A task as a person meets it: rows, the results typed for the first of them, and what the others must then be. */
export interface Task {
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly LiteralValue[])[]
  /** For all rows; null where there is none. Numbers are written as text. */
  readonly results: readonly (string | null)[]
  readonly typed: number
}

const text = (name: string, typed: number, pairs: Readonly<Record<string, string | null>>): Task => ({
  name,
  columns: [{ name: 't', type: 'text' }],
  rows: Object.keys(pairs).map((key) => [key]),
  results: Object.values(pairs),
  typed,
})

const table = (
  name: string,
  typed: number,
  columns: Readonly<Record<string, Column['type']>>,
  rows: readonly (readonly LiteralValue[])[],
): Task => ({
  name,
  columns: Object.entries(columns).map(([key, type]) => ({ name: key, type })),
  rows: rows.map((row) => row.slice(0, -1)),
  results: rows.map((row) => row.at(-1) as string | null),
  typed,
})

/** Own tasks, after the kinds that FlashFill (Gulwani 2011) is measured on. */
export const tasks: readonly Task[] = [
  text('year out of words', 2, { 'born 1967': '1967', 'born 1930': '1930', '1852–1911': '1852', 'active 1890s': '1890', unknown: null }),
  text('first name', 2, { 'Ada Lovelace': 'Ada', 'Grace Hopper': 'Grace', 'Emmy Noether': 'Emmy' }),
  text('last name', 2, { 'Ada Lovelace': 'Lovelace', 'Grace B. Hopper': 'Hopper', 'Emmy Noether': 'Noether' }),
  text('initials', 2, { 'Ada Lovelace': 'AL', 'Grace Hopper': 'GH', 'Emmy Noether': 'EN' }),
  text('initials with stops', 2, { 'Ada Lovelace': 'A.L.', 'Grace Hopper': 'G.H.', 'Emmy Noether': 'E.N.' }),
  text('turn a name round', 2, {
    'Abbey, Edwin Austin': 'Edwin Austin Abbey',
    'Adam, Robert': 'Robert Adam',
    'Agar, Eileen': 'Eileen Agar',
  }),
  text('initial and name', 2, { 'Abbey, Edwin': 'E. Abbey', 'Adam, Robert': 'R. Adam', 'Agar, Ike': 'I. Agar' }),
  text('country after the comma', 2, {
    'Lyon, France': 'France',
    'Bonn, Deutschland': 'Deutschland',
    'New York, United States': 'United States',
  }),
  text('country after the last comma', 2, { 'Lyon, Rhône, France': 'France', 'Bonn, Deutschland': 'Deutschland', 'A, B, C, D': 'D' }),
  text('country, even alone', 2, {
    Polska: 'Polska',
    'Lyon, France': 'France',
    'New York, United States': 'United States',
    Latvija: 'Latvija',
  }),
  text('all capitals', 2, { 'Ada B. Lovelace': 'ABL', 'Grace Hopper': 'GH', 'A. E. Noether': 'AEN' }),
  text('city before the comma', 2, { 'Lyon, France': 'Lyon', 'Bonn, Deutschland': 'Bonn', 'New York, United States': 'New York' }),
  text('domain of an address', 2, { 'ada@calc.org': 'calc.org', 'grace@navy.mil': 'navy.mil', 'emmy.n@uni.de': 'uni.de' }),
  text('name of an address, asked back', 3, {
    'ada@calc.org': 'ada',
    'grace@navy.mil': 'grace',
    'emmy.n@uni.de': 'emmy.n',
    'm.curie@x.fr': 'm.curie',
  }),
  text('host of a URL', 2, { 'http://a.org/x': 'a.org', 'https://tate.uk/art/9': 'tate.uk', 'http://b.com/': 'b.com' }),
  text('file ending', 2, { 'a.csv': 'csv', 'b.c.txt': 'txt', 'photo.jpeg': 'jpeg' }),
  text('file name of a path', 2, { '/home/ada/a.csv': 'a.csv', '/tmp/b.txt': 'b.txt', '/x/y/z/w.md': 'w.md' }),
  text('text in brackets', 2, { 'Rome (IT)': 'IT', 'New York (USA)': 'USA', 'Bonn (DE) west': 'DE' }),
  text('upper case', 1, { paris: 'PARIS', bonn: 'BONN', 'new york': 'NEW YORK' }),
  text('capital initials', 2, { 'NEW YORK': 'New York', 'LOS ANGELES': 'Los Angeles', BONN: 'Bonn' }),
  text('lower case code', 2, { 'AB-12': 'ab', 'XY-99': 'xy', 'QQ-7': 'qq' }),
  text('without dashes', 2, { '12-34-56': '123456', '98-76-54': '987654', '00-11-22': '001122' }),
  text('digits of a phone number', 2, { '(01) 23-45': '012345', '(09) 87-65': '098765', '(05) 55-55': '055555' }),
  text('phone number in another form', 2, {
    '0123456789': '01 23 45 67 89',
    '0987654321': '09 87 65 43 21',
    '0555000111': '05 55 00 01 11',
  }),
  text('dots for slashes', 2, { '31/12/2024': '31.12.2024', '01/02/2023': '01.02.2023', '05/06/2022': '05.06.2022' }),
  text('day and month change places', 2, { '12/31/2024': '31/12/2024', '02/01/2023': '01/02/2023', '06/05/2022': '05/06/2022' }),
  text('year first', 2, { '31.12.2024': '2024-12-31', '01.02.2023': '2023-02-01', '05.06.2022': '2022-06-05' }),
  text('first number', 2, { 'weighs 12 kg in 3 bags': '12', 'has 7 of 9': '7', 'about 150 or 160': '150' }),
  text('last number', 2, { 'weighs 12 kg in 3 bags': '3', 'has 7 of 9': '9', 'about 150 or 160': '160' }),
  text('decimal number', 2, { 'size 1.5 m': '1.5', 'size 22.75 m': '22.75', 'size 3.25 m': '3.25' }),
  text('unit', 2, { '12 kg': 'kg', '7 cm': 'cm', '150 miles': 'miles' }),
  text('first three letters, upper case', 2, { January: 'JAN', February: 'FEB', March: 'MAR' }),
  text('last four digits', 2, { '4971 0000 1234 5678': '5678', '4000 1111 2222 9999': '9999', '5100 0000 0000 0042': '0042' }),
  text('masked number', 2, { '4971000012345678': '**** 5678', '4000111122229999': '**** 9999', '5100000000000042': '**** 0042' }),
  text('between two marks', 2, { '[12:30] start': '12:30', '[09:05] stop': '09:05', '[23:59] end': '23:59' }),
  text('value of a pair', 2, { 'colour=red;size=3': 'red', 'colour=blue;size=12': 'blue', 'colour=green;size=9': 'green' }),
  text('second value of pairs', 2, { 'colour=red;size=3': '3', 'colour=blue;size=12': '12', 'colour=green;size=9': '9' }),
  text('second word', 2, { 'the red car': 'red', 'a blue bicycle': 'blue', 'my old ship': 'old' }),
  text('constant before', 2, { '12': 'No. 12', '7': 'No. 7', '150': 'No. 150' }),
  text('in quotation marks', 2, { abc: '"abc"', de: '"de"', 'f g': '"f g"' }),
  text('spaces at the ends', 2, { '  abc ': 'abc', ' de': 'de', 'f g  ': 'f g' }),
  text('underscores for spaces', 2, { 'new york': 'new_york', 'los angeles': 'los_angeles', 'a b c': 'a_b_c' }),
  text('user name', 2, { 'Ada Lovelace': 'alovelace', 'Grace Hopper': 'ghopper', 'Emmy Noether': 'enoether' }),
  text('price without its sign', 2, { '€12.50': '12.50', '€7.00': '7.00', '€150.99': '150.99' }),
  text('hour of a time', 2, { '12:30': '12', '09:05': '09', '23:59': '23' }),
  text('version without its patch', 2, { '1.2.3': '1.2', '10.0.7': '10.0', '3.14.15': '3.14' }),
  text('letter after the number', 2, { '12A': 'A', '7b': 'b', '150C': 'C' }),
  text('first letter', 2, { male: 'm', female: 'f', other: 'o' }),
  text('missing in a typed row', 3, { 'a (1)': '1', b: '', 'c (3)': '3', 'd (44)': '44', e: null }),
  table('two columns with a space', 2, { first: 'text', last: 'text' }, [
    ['Ada', 'Lovelace', 'Ada Lovelace'],
    ['Grace', 'Hopper', 'Grace Hopper'],
    ['Emmy', 'Noether', 'Emmy Noether'],
  ]),
  table('an address of two columns', 2, { first: 'text', last: 'text' }, [
    ['Ada', 'Lovelace', 'ada.lovelace@x.org'],
    ['Grace', 'Hopper', 'grace.hopper@x.org'],
    ['Emmy', 'Noether', 'emmy.noether@x.org'],
  ]),
  table('difference of years', 2, { born: 'int', died: 'int' }, [
    [1852, 1911, '59'],
    [1930, 2017, '87'],
    [1900, 1950, '50'],
  ]),
  table('product, rounded', 2, { price: 'float', pieces: 'int' }, [
    [2.499, 4, '10.00'],
    [1.256, 3, '3.77'],
    [10.5, 2, '21'],
  ]),
  table('a tenth more', 2, { price: 'float' }, [
    [100, '110'],
    [50, '55'],
    [20, '22'],
  ]),
  table('share in percent', 2, { part: 'int', whole: 'int' }, [
    [1, 4, '0.25'],
    [1, 2, '0.5'],
    [3, 4, '0.75'],
  ]),
  table('sum of two numbers', 2, { a: 'int', b: 'int' }, [
    [1, 4, '5'],
    [10, 2, '12'],
    [3, 40, '43'],
  ]),
  table('degrees', 2, { kelvin: 'float' }, [
    [300, '26.85'],
    [273.15, '0'],
    [283.15, '10'],
  ]),
  table('year of a date', 2, { day: 'date' }, [
    ['2024-12-31', '2024'],
    ['2023-02-01', '2023'],
    ['2022-06-05', '2022'],
  ]),
  table('month of a date, by name', 2, { day: 'date' }, [
    ['2024-12-31', 'December 2024'],
    ['2023-02-01', 'February 2023'],
    ['2022-06-05', 'June 2022'],
  ]),
  table('a date in another form', 2, { day: 'date' }, [
    ['2024-12-31', '31/12/2024'],
    ['2023-02-01', '01/02/2023'],
    ['2022-06-05', '05/06/2022'],
  ]),
  table('a quarter', 2, { day: 'date' }, [
    ['2024-12-31', '2024-Q4'],
    ['2023-02-01', '2023-Q1'],
    ['2022-06-05', '2022-Q2'],
  ]),
  table('days between dates', 2, { from: 'date', to: 'date' }, [
    ['2024-01-01', '2024-01-31', '30'],
    ['2024-02-01', '2024-03-01', '29'],
    ['2024-05-01', '2024-05-02', '1'],
  ]),
  table('a number with zeros in front', 2, { id: 'int' }, [
    [7, 'A-0007'],
    [42, 'A-0042'],
    [12345, 'A-12345'],
  ]),
  table('the right one of many columns', 2, { id: 'int', name: 'text', place: 'text' }, [
    [10093, 'Abakanowicz, Magdalena', 'Polska', 'Magdalena'],
    [0, 'Abbey, Edwin Austin', 'Philadelphia, United States', 'Edwin Austin'],
    [2756, 'Abbott, Berenice', 'Springfield, United States', 'Berenice'],
  ]),
]
