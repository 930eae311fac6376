import { freeName, project, select, union } from '../../engine/relation/build.ts'
import { column, literal, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue, ScalarType } from '../../engine/relation/types.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { convert } from './convert.ts'
import { NodeProblem } from './problem.ts'

/** A table and the values that say where it is from, by the names of their columns. */
export interface StackedTable {
  readonly relation: Relation
  readonly from: readonly { readonly name: string; readonly type: ScalarType; readonly value: LiteralValue }[]
}

/** Which columns the stack has: those of any table, those of all tables, or all tables must have the same. */
export type StackSchema = 'all' | 'common' | 'same'

/**
 * Tables one below the other, matched by column names, with columns that say where each is from at the end. A column that is a number in some
 * tables and something else in others becomes text, and a notice says so. Throws NodeProblem `columns-differ` when they should be the same.
 */
export function stackTables(tables: readonly StackedTable[], schema: StackSchema): { relation: Relation; notices: readonly Text[] } {
  const names = tables.map((table) => new Set(table.relation.columns.map((item) => item.name)))
  const every = [...new Set(tables.flatMap((table) => table.relation.columns.map((item) => item.name)))]
  const shared = every.filter((name) => names.every((set) => set.has(name)))
  if (schema === 'same' && shared.length < every.length) throw notTheSame(every.filter((name) => !shared.includes(name)))
  const kept = schema === 'common' ? shared : every
  const types = new Map(
    kept.map((name) => [name, commonType(tables.flatMap((table) => table.relation.columns.filter((item) => item.name === name)))]),
  )
  const taken = new Set(kept)
  const places = new Map<string, string>()
  for (const { name } of tables.flatMap((table) => table.from)) {
    if (places.has(name)) continue
    places.set(name, freeName(name, taken))
    taken.add(places.get(name) ?? name)
  }
  const parts = tables.map(({ relation, from }) => {
    const cells: NamedExpr[] = relation.columns
      .filter((item) => types.has(item.name))
      .map((item) => ({ name: item.name, expr: typed(item, types.get(item.name)?.type ?? item.type) }))
    return project(relation, [
      ...cells,
      ...from.map(({ name, type, value }) => ({ name: places.get(name) ?? name, expr: literal(type, value) })),
    ])
  })
  const mixed = [...types].flatMap(([name, { mixed: isMixed }]) => (isMixed ? [name] : []))
  const relation = select(union(parts), [...kept, ...places.values()])
  return { relation, notices: mixed.length === 0 ? [] : [readAsText(mixed)] }
}

function typed(item: Column, type: DataType) {
  const cell = column(item.name)
  return item.type === type ? cell : (convert(cell, item.type, type) ?? cell)
}

function commonType(columns: readonly Column[]): { readonly type: DataType; readonly mixed: boolean } {
  const types = new Set(columns.map((item) => item.type))
  const [only = 'text'] = types
  if (types.size <= 1) return { type: only, mixed: false }
  if ([...types].every((type) => type === 'int' || type === 'float')) return { type: 'float', mixed: false }
  if ([...types].every((type) => type === 'date' || type === 'timestamp')) return { type: 'timestamp', mixed: false }
  return { type: 'text', mixed: true }
}

function readAsText(names: readonly string[]): Text {
  const list = names.slice(0, 5).join(', ')
  return {
    en: `Columns whose types differ between the tables are text: ${list}.`,
    fr: `Les colonnes dont le type diffère d’un tableau à l’autre sont du texte : ${list}.`,
  }
}

function notTheSame(names: readonly string[]): NodeProblem {
  const list = names.slice(0, 5).join(', ')
  return new NodeProblem({
    code: 'columns-differ',
    param: 'schema',
    text: { en: `These columns are not in every table: ${list}.`, fr: `Ces colonnes ne sont pas dans tous les tableaux : ${list}.` },
    action: { en: 'Take all columns, or only the common ones.', fr: 'Prenez toutes les colonnes, ou seulement les communes.' },
    fixes: [
      { label: { en: 'Take all columns', fr: 'Prendre toutes les colonnes' }, params: { schema: 'all' } },
      { label: { en: 'Take the common ones', fr: 'Prendre les communes' }, params: { schema: 'common' } },
    ],
  })
}
