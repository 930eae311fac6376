import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { BindQuery, QueryTable } from '../../../nodes/kit/context.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { distinctNames } from '../../relation/print/distinct-names.ts'
import { quoteIdentifier, quoteText } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import type { QueryRelation } from '../../relation/relation.ts'
import type { Column, DataType, Part } from '../../relation/types.ts'
import { fromPhysical } from '../../relation/physical-type.ts'
import { bindProblem, formProblem, refusalProblem, syntaxProblem } from './query-problems.ts'
import { queryFacts, type QueryFacts } from './query-rules.ts'

type Tree = Record<string, unknown>

/**
 * Where SQL that a person typed is read: a database with nothing in it, whose doors to files, networks, extensions and settings are shut for
 * good. It parses the text, holds the tree against query-rules.ts, and finds names and types against empty tables with the inputs' columns.
 * What comes out is written anew from the checked tree, so that the text itself never reaches the database with the data.
 */
export function createQuerySandbox(): BindQuery {
  let opened: Promise<DuckDBInstance> | undefined
  const open = () => {
    opened ??= DuckDBInstance.create(':memory:', {
      enable_external_access: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      memory_limit: '256MiB',
      threads: '1',
      lock_configuration: 'true',
    })
    return opened
  }
  return async (text, tables) => {
    const connection = await (await open()).connect()
    try {
      return await bind(connection, text, tables)
    } finally {
      connection.closeSync()
    }
  }
}

async function bind(connection: DuckDBConnection, text: string, tables: readonly QueryTable[]): Promise<QueryRelation> {
  const names = tables.flatMap((table) => table.names)
  const { root, json } = await parse(connection, text)
  const facts = queryFacts(root, names, new Set(tables.flatMap((table) => table.relation.columns.map((column) => column.name))))
  const [refusal] = facts.refusals
  if (refusal) throw new NodeProblem(refusalProblem(refusal, text, names))
  for (const table of tables) {
    const columns = distinctNames(table.relation.columns).map(
      (name, index) => `${quoteIdentifier(name)} ${duckdbType(table.relation.columns[index]?.type ?? 'text')}`,
    )
    for (const name of table.names) await connection.run(`CREATE TEMP TABLE ${quoteIdentifier(name)} (${columns.join(', ')})`)
  }
  const twins = twinNames(tables)
  const tree = read(twins.size > 0 ? rename(read(json), twins) : read(json))
  const unordered = await write(connection, tree)
  const prepared = await prepare(connection, unordered, text, tables)
  const found = Array.from({ length: prepared.columnCount }, (_, index) => ({
    name: prepared.columnName(index),
    duckdb: String(prepared.columnType(index)),
  }))
  const settled = facts.keepsOrder ? unordered : await write(connection, withOrder(tree, found.length, facts))
  if (settled !== unordered) await prepare(connection, settled, text, tables)
  const columns = outputColumns(found, tables, facts)
  const part = partOf(tables)
  return {
    op: 'query',
    inputs: tables.map((table) => table.relation),
    names: tables.map((table) => table.names),
    ordered: settled,
    // The first rows of an order are others than the first rows of any.
    unordered: facts.limited ? settled : unordered,
    columns,
    ...(part && { part }),
  }
}

async function parse(connection: DuckDBConnection, text: string): Promise<{ readonly root: Tree; readonly json: string }> {
  const reader = await connection.runAndReadAll(`SELECT CAST(json_serialize_sql(${quoteText(text)}) AS VARCHAR)`)
  const json = String(reader.getRows()[0]?.[0])
  const parsed = JSON.parse(json) as Tree
  if (parsed['error'] === true) throw new NodeProblem(syntaxProblem(parsed, text))
  const statements = parsed['statements'] as readonly { readonly node: Tree; readonly named_param_map?: readonly unknown[] }[]
  const [statement] = statements
  if (!statement || statements.length !== 1) throw new NodeProblem(formProblem(statements.length))
  return { root: statement.node, json }
}

async function write(connection: DuckDBConnection, tree: unknown): Promise<string> {
  const reader = await connection.runAndReadAll(`SELECT json_deserialize_sql(${quoteText(JSON.stringify(tree))}::JSON)`)
  return String(reader.getRows()[0]?.[0])
}

async function prepare(connection: DuckDBConnection, sql: string, text: string, tables: readonly QueryTable[]) {
  try {
    return await connection.prepare(sql)
  } catch (error) {
    // The places in the message are those of the rewritten text; the typed one was checked just the same.
    const typed = await connection.prepare(text).then(
      () => error,
      (own: unknown) => own,
    )
    throw new NodeProblem(bindProblem(typed instanceof Error ? typed.message : String(typed), text, tables))
  }
}

/** Numbers that JavaScript would round stay as the parser wrote them. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON
function read(json: unknown): unknown {
  if (typeof json !== 'string') return json
  return JSON.parse(json, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && String(value) !== context.source ? rawJson(context.source) : value,
  ) as unknown
}

/** Names of columns that differ from another of their table by case alone, and what they are called inside the query. */
function twinNames(tables: readonly QueryTable[]): ReadonlyMap<string, string> {
  return new Map(
    tables.flatMap(({ relation }) => {
      const inside = distinctNames(relation.columns)
      return relation.columns.flatMap(({ name }, index) => (inside[index] === name ? [] : [[name, inside[index] ?? name] as const]))
    }),
  )
}

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, names))
  if (typeof value !== 'object' || value === null || JSON.stringify(value)?.startsWith('{') !== true) return value
  const part = value as Tree
  const written = part['column_names']
  if (part['class'] === 'COLUMN_REF' && Array.isArray(written)) {
    const parts = written.map(String)
    const last = parts.at(-1) ?? ''
    return { ...part, column_names: [...parts.slice(0, -1), names.get(last) ?? last] }
  }
  return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, rename(item, names)]))
}

/** Sorts by all columns, after the person's own keys: threads must not decide which of equal rows comes first. */
function withOrder(tree: unknown, width: number, facts: QueryFacts): unknown {
  const statement = (tree as { statements: { node: { modifiers: Tree[] } }[] }).statements[0]
  if (!statement) return tree
  const orders = Array.from({ length: width }, (_, index) => ({
    type: 'ORDER_DEFAULT',
    null_order: 'ORDER_DEFAULT',
    expression: {
      class: 'CONSTANT',
      type: 'VALUE_CONSTANT',
      alias: '',
      query_location: 0,
      value: { type: { id: 'INTEGER', type_info: null }, is_null: false, value: index + 1 },
    },
  }))
  const { modifiers } = statement.node
  const at = modifiers.findIndex((modifier) => modifier['type'] === 'ORDER_MODIFIER')
  const limitAt = modifiers.findIndex((modifier) => /LIMIT/.test(String(modifier['type'])))
  const sorted = facts.sorted
    ? modifiers.map((modifier, index) =>
        index === at ? { ...modifier, orders: [...(modifier['orders'] as unknown[]), ...orders] } : modifier,
      )
    : modifiers.toSpliced(limitAt < 0 ? modifiers.length : limitAt, 0, { type: 'ORDER_MODIFIER', orders })
  return { ...(tree as Tree), statements: [{ ...statement, node: { ...statement.node, modifiers: sorted } }] }
}

function outputColumns(
  found: readonly { readonly name: string; readonly duckdb: string }[],
  tables: readonly QueryTable[],
  facts: QueryFacts,
): readonly Column[] {
  const own = tables.flatMap(({ relation }) => relation.columns)
  const roleOf = new Map(own.toReversed().map((column) => [column.name, column.role]))
  // What is computed from a sensitive column is sensitive; which result comes of which column is not worked out, so all of them are.
  const written = new Set([...facts.columns].map((name) => name.toLowerCase()))
  const sensitive = own.some((column) => column.role === 'sensitive' && written.has(column.name.toLowerCase()))
  const taken = new Set<string>()
  const single = new Set<string>()
  return found.map(({ name, duckdb }) => {
    let free = name === '' ? 'column' : name
    for (let number = 2; taken.has(free); number++) free = `${name}_${number}`
    taken.add(free)
    const known = roleOf.get(free) ?? (roleOf.has(free) || !sensitive ? undefined : 'sensitive')
    const role = known !== undefined && ['target', 'time', 'weight'].includes(known) && single.has(known) ? undefined : known
    if (role) single.add(role)
    return { name: free, type: typeOf(name, duckdb), ...(role && { role }) }
  })
}

function typeOf(name: string, duckdb: string): DataType {
  // Sums of whole numbers are whole.
  return duckdb === 'HUGEINT' || duckdb === 'UBIGINT' ? 'int' : fromPhysical(name, duckdb).type
}

function partOf(tables: readonly QueryTable[]): Part | undefined {
  const parts = [...new Set(tables.flatMap(({ relation }) => relation.part ?? []))]
  return parts.length > 1 ? 'mixed' : parts[0]
}
