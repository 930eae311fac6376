import { writeFile } from 'node:fs/promises'

export interface Person {
  readonly id: number
  readonly age: number
  readonly city: string
  readonly sex: string
  readonly income: number
  readonly debt: number
  readonly repaid: string
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const cities = ['Lyon', 'Paris', 'Nantes'] as const

/** Borrowers: who repays follows from income and debt, and at equal means women were judged more harshly. */
export function people(count: number, seed: number): readonly Person[] {
  const draw = chance(seed)
  return Array.from({ length: count }, (_, at) => {
    const age = 20 + Math.floor(draw() * 50)
    const sex = draw() < 0.5 ? 'f' : 'm'
    const income = Math.round(1200 + 3600 * draw())
    const debt = Math.round(1500 * draw())
    const city = cities[Math.floor(draw() * cities.length)] ?? 'Lyon'
    const merit = (income - 3000) / 500 - (debt - 750) / 300 - (sex === 'f' ? 0.8 : 0) + (draw() - 0.5) * 3
    return { id: at + 1, age, city, sex, income, debt, repaid: merit > 0 ? 'yes' : 'no' }
  })
}

/** Writes about 600 rows as people type them: cities in several spellings, missing incomes and ages, one row in thirty twice. */
export async function writeMessyFile(path: string, seed: number): Promise<{ readonly rows: number; readonly repeated: number }> {
  const draw = chance(seed + 1)
  const clean = people(580, seed)
  const spelled = ({ city }: Person) => {
    const way = draw()
    if (way < 0.2) return `  ${city}`
    if (way < 0.4) return city.toUpperCase()
    return way < 0.5 ? `${city.toLowerCase()} ` : city
  }
  const lines = clean.map((person) =>
    [
      person.id,
      draw() < 0.05 ? '' : person.age,
      spelled(person),
      person.sex,
      draw() < 0.1 ? '' : person.income,
      person.debt,
      person.repaid,
    ].join(','),
  )
  const repeated = lines.filter((_, at) => at % 30 === 0)
  await writeFile(path, ['id,age,city,sex,income,debt,repaid', ...lines, ...repeated, ''].join('\n'))
  return { rows: lines.length + repeated.length, repeated: repeated.length }
}
