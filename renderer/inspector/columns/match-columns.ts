import type { TableColumn } from '../../../engine/protocol/table.ts'
import type { Json } from '../form-model.ts'

/** Which columns a node works on, as its params write it. */
export type ColumnsRule =
  | { readonly by: 'names'; readonly names: readonly string[] }
  | { readonly by: 'types'; readonly types: readonly string[]; readonly except: readonly string[] }
  | { readonly by: 'pattern'; readonly pattern: string; readonly except: readonly string[] }
  | { readonly by: 'all'; readonly except: readonly string[] }

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Reads a rule out of params; anything that is none chooses nothing by name. */
export function readRule(value: Json): ColumnsRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { by: 'names', names: [] }
  const except = texts(value['except'])
  switch (value['by']) {
    case 'types':
      return { by: 'types', types: texts(value['types']), except }
    case 'pattern':
      return { by: 'pattern', pattern: typeof value['pattern'] === 'string' ? value['pattern'] : '', except }
    case 'all':
      return { by: 'all', except }
    default:
      return { by: 'names', names: texts(value['names']) }
  }
}

/** The rule as params hold it. */
export function writeRule(rule: ColumnsRule): Json {
  switch (rule.by) {
    case 'names':
      return { by: 'names', names: [...rule.names] }
    case 'types':
      return { by: 'types', types: [...rule.types], except: [...rule.except] }
    case 'pattern':
      return { by: 'pattern', pattern: rule.pattern, except: [...rule.except] }
    case 'all':
      return { by: 'all', except: [...rule.except] }
  }
}

export interface Matched {
  readonly chosen: readonly TableColumn[]
  /** Named ones, also under `except`, that are not there. */
  readonly missing: readonly string[]
  /** The pattern is no regular expression. */
  readonly badPattern: boolean
}

/** What limits rules, but not names. */
export interface RuleLimits {
  readonly accepts?: readonly string[]
  /** Roles that rules leave out. */
  readonly withheld?: readonly string[]
  /** The column that another param names. */
  readonly apart?: string
}

/** What a rule means for the columns that there are. */
export function matchColumns(rule: ColumnsRule, columns: readonly TableColumn[], limits: RuleLimits = {}): Matched {
  const { accepts, withheld = [], apart } = limits
  const there = new Set(columns.map(({ name }) => name))
  if (rule.by === 'names') {
    const byName = new Map(columns.map((column) => [column.name, column]))
    return {
      chosen: rule.names.flatMap((name) => byName.get(name) ?? []),
      missing: rule.names.filter((name) => !there.has(name)),
      badPattern: false,
    }
  }
  const missing = rule.except.filter((name) => !there.has(name))
  const isApart = ({ name, role }: TableColumn) => name === apart || (role !== undefined && withheld.includes(role))
  const fits = (column: TableColumn) =>
    (!accepts || accepts.includes(column.type)) && !rule.except.includes(column.name) && !isApart(column)
  if (rule.by === 'all') return { chosen: columns.filter(fits), missing, badPattern: false }
  if (rule.by === 'types')
    return { chosen: columns.filter((column) => fits(column) && rule.types.includes(column.type)), missing, badPattern: false }
  const pattern = compile(rule.pattern)
  return pattern
    ? { chosen: columns.filter((column) => fits(column) && pattern.test(column.name)), missing, badPattern: false }
    : { chosen: [], missing, badPattern: true }
}

function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u')
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The same columns under another kind of rule, so that changing the kind loses as little as possible. */
export function asRule(by: ColumnsRule['by'], rule: ColumnsRule, columns: readonly TableColumn[], limits: RuleLimits = {}): ColumnsRule {
  if (by === rule.by) return rule
  const { chosen } = matchColumns(rule, columns, limits)
  const except = rule.by === 'names' ? [] : rule.except
  switch (by) {
    case 'names':
      return { by, names: chosen.map(({ name }) => name) }
    case 'types':
      return { by, types: [...new Set(chosen.map(({ type }) => type))].filter((type) => !type.startsWith('list<')), except }
    case 'pattern':
      return { by, pattern: '', except }
    case 'all':
      return { by, except }
  }
}
