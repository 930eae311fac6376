// For tests only: tables that spoil a training, and what every learner of the catalogue must make of each.

import type { Column, LiteralValue, ScalarType } from '../../../engine/relation/types.ts'
import type { ExampleTable } from '../../kit/define-node.ts'

/** What a learner is asked for. Those without a target get the tables of classes. */
export type Asked = 'class' | 'number'

type Cell = (row: number) => LiteralValue
type Role = NonNullable<Column['role']>

const rows = 48
const hostile = ['__proto__', '"; drop table t; --\n🦊', ` ${'long '.repeat(60)}`]

/** Two numbers and a text that tell something of y, never all of it. */
function soundColumns(asked: Asked): Record<string, Cell> {
  return {
    a: (row) => Math.round(1000 * Math.sin(row * 1.7)) / 100 + (row < rows / 2 ? 0 : 12),
    b: (row) => (row * 7) % 11,
    t: (row) => ['red', 'green', 'blue'][(row * 5 + (row >> 3)) % 3] ?? null,
    y: (row) => target(asked, row),
  }
}

function target(asked: Asked, row: number): LiteralValue {
  const late = row >= rows / 2
  if (asked === 'number') return 3 + (late ? 5 : 0) + ((row * 7) % 11) / 4
  return late === (row % 9 === 4) ? 'no' : 'yes'
}

interface More {
  readonly types?: Readonly<Record<string, ScalarType>>
  readonly roles?: Readonly<Record<string, Role>>
  readonly count?: number
}

function tableOf(asked: Asked, columns: Readonly<Record<string, Cell>>, { types = {}, roles = {}, count = rows }: More = {}): ExampleTable {
  const known: Readonly<Record<string, ScalarType>> = { t: 'text', y: asked === 'class' ? 'text' : 'float', ...types }
  const role = (name: string) => roles[name] && { role: roles[name] }
  return {
    columns: Object.keys(columns).map((name) => ({ name, type: known[name] ?? 'float', ...role(name) })),
    rows: Array.from({ length: count }, (_, row) => Object.values(columns).map((cell) => cell(row))),
  }
}

/** Tables by what is wrong with them. */
export function spoiledTables(asked: Asked): Readonly<Record<string, ExampleTable>> {
  const sound = soundColumns(asked)
  const y = { y: (row: number) => target(asked, row) }
  const changed = (columns: Readonly<Record<string, Cell>>, more?: More) => tableOf(asked, { ...sound, ...columns }, more)
  const weighted = (weight: Cell) => changed({ w: weight }, { roles: { w: 'weight' } })
  const many = Array.from({ length: 44 }, (_, at) => [`w${at}`, (row: number) => Math.sin(row * (at + 2) + at)] as const)
  const whole = changed({})
  return {
    'nothing wrong': whole,
    'one class or value': changed({ y: () => (asked === 'class' ? 'no' : 3) }),
    'a column without any value': changed({ empty: () => null, blank: () => null }, { types: { blank: 'text' } }),
    'only columns without any value': tableOf(asked, { a: () => null, b: () => null, t: () => null, ...y }),
    'only columns of one value': tableOf(asked, { a: () => 2, b: () => 3, t: () => 'red', ...y }),
    'a text of its own in each row': changed({ t: (row) => `n${row}` }),
    'more columns than rows': changed(Object.fromEntries(many), { count: 20 }),
    'columns that say the same': changed({ again: (row) => 2 * Number(sound['a']?.(row)) - 1, b2: (row) => (row * 7) % 11 }),
    'an infinite value': changed({ a: (row) => (row === 7 ? 'Infinity' : row) }),
    'values of 1e300': changed({ a: (row) => [1e300, -1e300, row][row % 3] ?? null }),
    'values of 1e-300': changed({ a: (row) => row * 1e-300 }),
    'no row': changed({}, { count: 0 }),
    'one row': changed({}, { count: 1 }),
    'two rows': changed({ y: (row) => (asked === 'class' ? `c${row}` : row) }, { count: 2 }),
    'no known target': changed({ y: () => null }),
    'no target': { columns: whole.columns.slice(0, -1), rows: whole.rows.map((row) => row.slice(0, -1)) },
    'a negative weight': weighted((row) => (row === 3 ? -1 : 1)),
    'weights of 0': weighted(() => 0),
    'a weight without a value': weighted((row) => (row === 3 ? null : 1)),
    'hostile names': {
      columns: whole.columns.map((column, at) => ({ ...column, name: hostile[at] ?? column.name })),
      rows: whole.rows,
    },
    'dates, yes or no': changed(
      {
        day: (row) => `2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
        at: (row) => `2024-01-01 00:${String(row).padStart(2, '0')}:00`,
        flag: (row) => row % 2 === 0,
      },
      { types: { day: 'date', at: 'timestamp', flag: 'bool' } },
    ),
    ...(asked === 'class'
      ? {
          'a class of its own in each row': changed({ y: (row) => `c${row}` }),
          'a class seen once': changed({ y: (row) => (row === 30 ? 'rare' : target(asked, row)) }),
          'a weight for one class alone': weighted((row) => (target(asked, row) === 'no' ? 1 : 0)),
        }
      : {
          'a target of 1e300': changed({ y: (row) => (row % 5 === 0 ? 1e300 : row) }),
          'an infinite target': changed({ y: (row) => (row === 7 ? '-Infinity' : row) }),
          'a target below 0': changed({ y: (row) => row - 20 }),
          'a target of zeros but one': changed({ y: (row) => (row === 5 ? 1 : 0) }),
        }),
  }
}

/** Tables to be answered by a model that learned from the table in which nothing is wrong. */
export function oddTables(asked: Asked): Readonly<Record<string, ExampleTable>> {
  const { columns, rows: given } = tableOf(asked, soundColumns(asked))
  const retyped = (name: string, type: ScalarType, cell: Cell): ExampleTable => ({
    columns: columns.map((column) => (column.name === name ? { ...column, type } : column)),
    rows: given.map((row, at) => row.map((value, place) => (columns[place]?.name === name ? cell(at) : value))),
  })
  return {
    'an unknown level, nothing, infinity, 1e300, and a column too many': {
      columns: [{ name: 'extra', type: 'text' }, ...columns],
      rows: [
        ['x', 1, 2, 'violet', null],
        ['x', null, null, null, null],
        ['x', 'Infinity', 2, 'red', null],
        ['x', 1e300, -1e300, 'red', null],
        ['x', 1, 2, 'red', null],
      ],
    },
    'no row': { columns, rows: [] },
    'a missing column': { columns: columns.slice(1), rows: given.map((row) => row.slice(1)) },
    'text for a number': retyped('a', 'text', (row) => `x${row}`),
    'a number for text': retyped('t', 'float', (row) => row),
    'whole numbers for numbers': retyped('a', 'int', (row) => row),
  }
}
