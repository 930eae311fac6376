import allowed from './query-functions.json' with { type: 'json' }

/** Why a statement may not stand in a pipeline, and where: the byte of the text, when the parser says it. */
export interface QueryRefusal {
  readonly rule: 'function' | 'table' | 'table-function' | 'sample' | 'parameter' | 'name' | 'form'
  readonly name: string
  readonly byte?: number
}

export interface QueryFacts {
  readonly refusals: readonly QueryRefusal[]
  /** Rows come in the order of the one table that is read: no grouping, joining or sorting stands between. */
  readonly keepsOrder: boolean
  readonly sorted: boolean
  readonly limited: boolean
  /** Columns by the names that are written, for what is passed on with them. */
  readonly columns: ReadonlySet<string>
}

type Tree = Readonly<Record<string, unknown>>

const aggregates: ReadonlySet<string> = new Set(allowed.aggregate)
const functions: ReadonlySet<string> = new Set([...allowed.rowwise, ...allowed.aggregate])
/** Functions that give rows and look at nothing but their arguments. */
const tableFunctions: ReadonlySet<string> = new Set(['unnest', 'range', 'generate_series'])
/** Words that stand where a column would, and give the time or the user when there is no such column. */
const valueWords: ReadonlySet<string> = new Set(
  'current_catalog current_date current_role current_schema current_time current_timestamp current_user localtime localtimestamp session_user user'.split(
    ' ',
  ),
)
const tableKinds: ReadonlySet<unknown> = new Set(['BASE_TABLE', 'TABLE_FUNCTION', 'SUBQUERY', 'JOIN', 'EMPTY', 'EXPRESSION_LIST', 'PIVOT'])
const nodeKinds: ReadonlySet<unknown> = new Set(['SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE'])

/**
 * Reads the tree that DuckDB's parser made of one SELECT. Lists of what is allowed, never of what is forbidden: tables are the inputs and the
 * statement's own WITH, functions are those of query-functions.json, which compute from their arguments and give the same every time.
 */
export function queryFacts(node: Tree, inputs: readonly string[], inputColumns: ReadonlySet<string>): QueryFacts {
  const refusals: QueryRefusal[] = []
  const columns = new Set<string>()
  const known = new Set(inputs.map((name) => name.toLowerCase()))
  walk(node, (part) => {
    for (const { key } of cteEntries(part)) {
      // A name that could be a path must never become a table: outside the WITH it would be read as a file.
      if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key)) known.add(key.toLowerCase())
      else refusals.push({ rule: 'name', name: key })
    }
  })
  walk(node, (part) => {
    const refuse = (rule: QueryRefusal['rule'], name: string) => refusals.push({ rule, name, ...placeOf(part) })
    if (isKind(part, 'select_list') && !nodeKinds.has(part['type'])) refuse('form', String(part['type']))
    if (part['sample'] !== undefined && part['sample'] !== null) refuse('sample', 'SAMPLE')
    if ('alias' in part && 'sample' in part && !tableKinds.has(part['type'])) refuse('form', String(part['type']))
    if (part['type'] === 'BASE_TABLE') {
      const name = String(part['table_name'])
      const plain = part['schema_name'] === '' && part['catalog_name'] === '' && !part['at_clause']
      if (!plain || !known.has(name.toLowerCase())) refuse('table', name)
    }
    if (part['type'] === 'SHOW_REF') refuse('form', 'DESCRIBE, SHOW')
    if (part['class'] === 'PARAMETER') refuse('parameter', '?')
    if (part['class'] === 'COLUMN_REF' && Array.isArray(part['column_names'])) {
      const name = String(part['column_names'].at(-1))
      columns.add(name)
      if (valueWords.has(name.toLowerCase()) && !inputColumns.has(name)) refuse('function', name)
    }
    if (part['class'] === 'FUNCTION' || part['class'] === 'WINDOW') {
      const name = String(part['function_name']).toLowerCase()
      // EXTRACT and its like are written by the parser with their schema.
      const qualified = part['schema'] !== '' && part['schema'] !== 'pg_catalog' && part['schema'] !== 'main'
      if (qualified || !(functions.has(name) || tableFunctions.has(name))) refuse('function', name)
    }
    if (part['type'] === 'TABLE_FUNCTION') {
      const name = String((part['function'] as Tree | undefined)?.['function_name']).toLowerCase()
      if (!tableFunctions.has(name)) refuse('table-function', name)
    }
  })
  const modifiers = (Array.isArray(node['modifiers']) ? node['modifiers'] : []) as readonly Tree[]
  return {
    refusals,
    columns,
    keepsOrder: keepsOrder(node, modifiers, inputs),
    sorted: modifiers.some((modifier) => modifier['type'] === 'ORDER_MODIFIER'),
    limited: modifiers.some((modifier) => /LIMIT/.test(String(modifier['type']))),
  }
}

function keepsOrder(node: Tree, modifiers: readonly Tree[], inputs: readonly string[]): boolean {
  const from = node['from_table'] as Tree | undefined
  if (node['type'] !== 'SELECT_NODE' || from?.['type'] !== 'BASE_TABLE') return false
  if (!inputs.some((name) => name.toLowerCase() === String(from['table_name']).toLowerCase())) return false
  if (modifiers.some((modifier) => !/LIMIT/.test(String(modifier['type'])))) return false
  if ((node['group_expressions'] as readonly unknown[]).length > 0 || node['qualify'] || node['having']) return false
  if (node['aggregate_handling'] !== 'STANDARD_HANDLING') return false
  let plain = true
  walk([node['select_list'], node['where_clause']], (part) => {
    if (part['class'] === 'WINDOW' || part['class'] === 'SUBQUERY') plain = false
    if (part['class'] === 'FUNCTION' && aggregates.has(String(part['function_name']).toLowerCase())) plain = false
  })
  return plain
}

const isKind = (part: Tree, key: string) => key in part && 'from_table' in part

function cteEntries(part: Tree): readonly { readonly key: string }[] {
  const map = part['cte_map'] as { readonly map?: readonly { readonly key: string }[] } | undefined
  const own =
    typeof part['cte_name'] === 'string'
      ? [{ key: part['cte_name'] }]
      : typeof part['ctename'] === 'string'
        ? [{ key: part['ctename'] }]
        : []
  return [...(map?.map ?? []), ...own]
}

function placeOf(part: Tree): { readonly byte?: number } {
  const at = part['query_location']
  return typeof at === 'number' && Number.isSafeInteger(at) ? { byte: at } : {}
}

function walk(value: unknown, visit: (part: Tree) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as Tree)
    for (const item of Object.values(value)) walk(item, visit)
  }
}
