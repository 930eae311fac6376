import { expect, it } from 'vitest'
import type { Column } from '../../engine/relation/types.ts'
import { columnsRuleSchema, resolveColumns, withoutColumns, type ColumnsRule } from './columns-rule.ts'

const columns: readonly Column[] = [
  { name: 'id', type: 'int' },
  { name: 'Age', type: 'int' },
  { name: 'city', type: 'text' },
  { name: 'x_1', type: 'float' },
]
const chosen = (rule: ColumnsRule, accepts?: Column['type'][]) => resolveColumns(rule, columns, accepts).chosen.map((column) => column.name)

it('takes names in their order, once, and tells which are missing', () => {
  expect(chosen({ by: 'names', names: ['city', 'id', 'city'] })).toEqual(['city', 'id'])
  expect(resolveColumns({ by: 'names', names: ['age', 'id'] }, columns).missing).toEqual(['age'])
})

it('takes types and patterns in table order, less the exceptions', () => {
  expect(chosen({ by: 'types', types: ['int', 'float'], except: ['id'] })).toEqual(['Age', 'x_1'])
  expect(chosen({ by: 'pattern', pattern: '^[a-z]', except: [] })).toEqual(['id', 'city', 'x_1'])
  expect(resolveColumns({ by: 'pattern', pattern: '(', except: [] }, columns)).toEqual({ chosen: [], missing: [], badPattern: '(' })
})

it('limits rules, not names, to accepted types', () => {
  expect(chosen({ by: 'all', except: [] }, ['text'])).toEqual(['city'])
  expect(chosen({ by: 'names', names: ['id'] }, ['text'])).toEqual(['id'])
})

it('takes columns out of any rule', () => {
  expect(withoutColumns({ by: 'names', names: ['a', 'b'] }, ['a'])).toEqual({ by: 'names', names: ['b'] })
  expect(withoutColumns({ by: 'all', except: ['a'] }, ['a', 'b'])).toEqual({ by: 'all', except: ['a', 'b'] })
})

it('fills in what may be left out', () => {
  expect(columnsRuleSchema.parse({ by: 'all' })).toEqual({ by: 'all', except: [] })
})
