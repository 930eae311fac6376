import { describe, expect, it } from 'vitest'
import { asRule, matchColumns, readRule, writeRule } from './match-columns.ts'
import { nearestName } from './nearest-name.ts'

const columns = [
  { name: 'age', type: 'int' },
  { name: 'income_yr', type: 'float' },
  { name: 'income_old', type: 'text' },
  { name: 'region', type: 'text' },
]
const names = (matched: ReturnType<typeof matchColumns>) => matched.chosen.map(({ name }) => name)

describe('matchColumns', () => {
  it('keeps the order of names, and tells the ones that are gone', () => {
    const matched = matchColumns({ by: 'names', names: ['region', 'gone', 'age'] }, columns, { accepts: ['int'] })
    expect(names(matched)).toEqual(['region', 'age'])
    expect(matched.missing).toEqual(['gone'])
  })
  it('matches by type, pattern and all, limited to what is accepted', () => {
    expect(names(matchColumns({ by: 'types', types: ['text'], except: ['region'] }, columns))).toEqual(['income_old'])
    expect(names(matchColumns({ by: 'pattern', pattern: '^income', except: [] }, columns, { accepts: ['float'] }))).toEqual(['income_yr'])
    expect(names(matchColumns({ by: 'all', except: ['age', 'gone'] }, columns))).toHaveLength(3)
    expect(matchColumns({ by: 'all', except: ['gone'] }, columns).missing).toEqual(['gone'])
  })
  it('leaves out roles that stay as they are and the column that another param names, but for names', () => {
    const withRoles = columns.map((column) => (column.name === 'age' ? { ...column, role: 'sensitive' as const } : column))
    const limits = { withheld: ['sensitive'], apart: 'region' }
    expect(names(matchColumns({ by: 'all', except: [] }, withRoles, limits))).toEqual(['income_yr', 'income_old'])
    expect(names(matchColumns({ by: 'names', names: ['age', 'region'] }, withRoles, limits))).toEqual(['age', 'region'])
  })
  it('says when a pattern cannot be read', () => {
    expect(matchColumns({ by: 'pattern', pattern: '(', except: [] }, columns)).toEqual({ chosen: [], missing: [], badPattern: true })
  })
})

describe('rules in params', () => {
  it('are read back as they were written', () => {
    for (const rule of [
      { by: 'names', names: ['a'] },
      { by: 'types', types: ['int'], except: ['a'] },
      { by: 'pattern', pattern: '^a', except: [] },
      { by: 'all', except: [] },
    ] as const)
      expect(readRule(writeRule(rule))).toEqual(rule)
  })
  it('read anything else as nothing chosen', () => {
    expect(readRule('x')).toEqual({ by: 'names', names: [] })
    expect(readRule({ by: 'types' })).toEqual({ by: 'types', types: [], except: [] })
  })
  it('keep their columns when the kind changes', () => {
    expect(asRule('names', { by: 'types', types: ['text'], except: [] }, columns)).toEqual({ by: 'names', names: ['income_old', 'region'] })
    expect(asRule('types', { by: 'names', names: ['age', 'region'] }, columns)).toEqual({ by: 'types', types: ['int', 'text'], except: [] })
  })
})

describe('nearestName', () => {
  const all = columns.map(({ name }) => name)
  it('finds what a name most likely became', () => {
    expect(nearestName('Income yr', all)).toBe('income_yr')
    expect(nearestName('regoin', all)).toBe('region')
    expect(nearestName('zzz', all)).toBeUndefined()
    expect(nearestName('', all)).toBeUndefined()
  })
})
