import { describe, expect, it } from 'vitest'
import { randomFrom, type Random } from '../random.ts'
import { findSlices, type SliceSearch } from './find-slices.ts'
import { categorySlices, flagSlices, numberSlices, type SliceColumn } from './slice-column.ts'

const jobs = ['clerk', 'farmer', 'nurse', 'student', 'teacher']

interface Person {
  readonly age: number
  readonly job: number
  readonly income: number
}

function people(count: number, random: Random): Person[] {
  return Array.from({ length: count }, () => ({
    age: 18 + random.below(60),
    job: random.below(jobs.length),
    income: Math.exp(8 + random.normal()),
  }))
}

function columnsOf(table: readonly Person[], random: Random): SliceColumn[] {
  const made = [
    numberSlices({ name: 'age', values: Float64Array.from(table, ({ age }) => age), unit: 1, write: (value) => value }, 30),
    categorySlices('job', { codes: Int32Array.from(table, ({ job }) => job), levels: jobs }, 30),
    numberSlices({ name: 'income', values: Float64Array.from(table, ({ income }) => income), unit: 0, write: (value) => value }, 30),
    flagSlices(
      'owner',
      Float64Array.from(table, () => random.below(2)),
      30,
    ),
  ]
  return made.filter((column) => column !== null)
}

function searchFor(columns: readonly SliceColumn[], tested: Float64Array, more: Partial<SliceSearch> = {}): SliceSearch {
  return { columns, kind: 'share', tested, weights: new Float64Array(tested.length).fill(1), efficiency: 1, fewest: 30, ...more }
}

const still = () => Promise.resolve()
const said = (found: Awaited<ReturnType<typeof findSlices>>) =>
  found.map(({ conditions }) =>
    conditions
      .map(({ column, is, value }) => `${column} ${is} ${value ?? ''}`.trim())
      .toSorted()
      .join(' & '),
  )

describe('findSlices', () => {
  it('finds a planted group of two columns, and only that', async () => {
    const random = randomFrom(4)
    const table = people(8000, random)
    const hit = ({ age, job }: Person) => jobs[job] === 'student' && age < 33
    const wrong = Float64Array.from(table, (person) => (random.next() < (hit(person) ? 0.35 : 0.1) ? 1 : 0))
    const found = await findSlices(searchFor(columnsOf(table, random), wrong), still)
    expect(said(found)).toHaveLength(1)
    expect(said(found)[0]).toMatch(/^age less 3[2-4] & job equal student$/)
    const [worst] = found
    const agreed = table.filter((person, i) => hit(person) === (worst!.member[i] === 1)).length
    expect(agreed / table.length).toBeGreaterThan(0.99)
    expect(worst!.pValue).toBeLessThan(1e-6)
  })

  it('finds two planted groups one after the other, the one of a single column said by it alone', async () => {
    const random = randomFrom(9)
    const table = people(8000, random)
    const wrong = Float64Array.from(table, ({ age, job, income }) =>
      random.next() < (jobs[job] === 'nurse' ? 0.4 : age >= 70 && income > 5000 ? 0.45 : 0.1) ? 1 : 0,
    )
    const found = said(await findSlices(searchFor(columnsOf(table, random), wrong), still))
    expect(found[0]).toBe('job equal nurse')
    expect(found[1]).toMatch(/^age greater-or-equal (69|70|71|72) & income greater-or-equal /)
  })

  it('names a group once, not again by its neighbours, and none that holds most rows', async () => {
    const random = randomFrom(12)
    const table = people(8000, random)
    // Worse the nearer to forty, and better for clerks: everybody else is no group.
    const wrong = Float64Array.from(table, ({ age, job }) =>
      random.next() < Math.max(0.05, 0.5 - Math.abs(age - 40) / 60) * (jobs[job] === 'clerk' ? 0.2 : 1) ? 1 : 0,
    )
    const found = await findSlices(searchFor(columnsOf(table, random), wrong), still)
    expect(found.length).toBeGreaterThan(0)
    const before = new Uint8Array(table.length)
    for (const { member } of found) {
      const rows = member.reduce((sum, one) => sum + one, 0)
      expect(rows).toBeLessThanOrEqual(4000)
      expect(member.reduce((sum, one, i) => sum + (one === 1 && before[i] === 0 ? 1 : 0), 0)).toBeGreaterThanOrEqual(rows / 2)
      member.forEach((one, i) => (before[i]! |= one))
    }
  })

  it('names none in clean tables, but for the rare one that chance allows', async () => {
    let tables = 0
    for (let seed = 0; seed < 30; seed++) {
      const random = randomFrom(1000 + seed)
      const table = people(2000, random)
      const wrong = Float64Array.from(table, () => (random.next() < 0.08 ? 1 : 0))
      const found = await findSlices(searchFor(columnsOf(table, random), wrong), still)
      if (found.length > 0) tables++
    }
    expect(tables).toBeLessThanOrEqual(2)
  })

  it('judges errors of numbers by their places', async () => {
    const random = randomFrom(3)
    const table = people(4000, random)
    const errors = Float64Array.from(table, ({ job }) => Math.abs(random.normal()) * (jobs[job] === 'farmer' ? 3 : 1))
    const order = Array.from(errors.keys()).toSorted((a, b) => errors[a]! - errors[b]!)
    const places = new Float64Array(errors.length)
    order.forEach((row, k) => (places[row] = (k + 0.5) / errors.length))
    const found = await findSlices(searchFor(columnsOf(table, random), places, { kind: 'rank' }), still)
    expect(said(found)).toEqual(['job equal farmer'])
  })

  it('counts rows by what they say where weights differ', async () => {
    const random = randomFrom(6)
    const table = people(4000, random)
    const columns = columnsOf(table, random)
    const wrong = Float64Array.from(table, ({ job }) => (random.next() < (jobs[job] === 'clerk' ? 0.2 : 0.1) ? 1 : 0))
    const sure = await findSlices(searchFor(columns, wrong), still)
    const unsure = await findSlices(searchFor(columns, wrong, { efficiency: 0.05 }), still)
    expect([said(sure), said(unsure)]).toEqual([['job equal clerk'], []])
  })
})

describe('columns in groups', () => {
  it('cuts numbers at round edges, and says single whole numbers by themselves', () => {
    const children = Float64Array.from({ length: 400 }, (_, i) => i % 4)
    const groups = numberSlices({ name: 'children', values: children, unit: 1, write: (value) => value }, 30)!.groups
    expect(groups.map(({ conditions }) => conditions)).toContainEqual([{ column: 'children', is: 'equal', value: 2 }])
    const incomes = Float64Array.from({ length: 4000 }, (_, i) => 20_000.37 + i * 11.13)
    const edges = numberSlices({ name: 'income', values: incomes, unit: 0, write: (value) => value }, 30)!.groups.flatMap(
      ({ conditions }) => conditions.map(({ value }) => value as number),
    )
    for (const edge of edges) expect(edge % 1000).toBe(0)
  })

  it('has a group for what is missing, none of what fills all rows or none', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => (i < 50 ? Number.NaN : i))
    const groups = numberSlices({ name: 'x', values, unit: 1, write: (value) => value }, 30)!.groups
    expect(groups.at(-1)!.conditions).toEqual([{ column: 'x', is: 'is-missing' }])
    expect(numberSlices({ name: 'x', values: new Float64Array(9).fill(3), unit: 0, write: (value) => value }, 3)).toBeNull()
    expect(categorySlices('c', { codes: new Int32Array(9), levels: ['a'] }, 3)).toBeNull()
    expect(flagSlices('f', new Float64Array(9), 3)).toBeNull()
  })
})
