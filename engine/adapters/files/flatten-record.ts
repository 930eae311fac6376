import type { JsonValue, RecordShape } from './record-shape.ts'

/** A flattened record: its cells by column name. */
export type FlatRecord = ReadonlyMap<string, JsonValue>

/** Elements of an array that become columns at most; the rest stays together as JSON in the last one. */
const mostElements = 100

/**
 * The rows of one record. Objects down to `depth` become columns (`address.city`); arrays stay JSON, become columns (`tags.1`), or rows: several
 * arrays of a record then go side by side, the first with the first, and what is no array is repeated. No array at all is one row.
 */
export function flattenRecord(value: JsonValue, { depth, arrays }: Pick<RecordShape, 'depth' | 'arrays'>): readonly FlatRecord[] {
  const cells = new Map<string, JsonValue>()
  if (isObject(value)) spread(cells, '', value, { depth, arrays })
  else cells.set('value', value)
  if (arrays !== 'rows') return [cells]
  const lists = [...cells].filter((cell): cell is [string, readonly JsonValue[]] => Array.isArray(cell[1]))
  const rows = Math.max(1, ...lists.map(([, list]) => list.length))
  if (lists.length === 0) return [cells]
  return Array.from({ length: rows }, (_, index) => {
    const row = new Map<string, JsonValue>()
    for (const [name, cell] of cells) {
      if (!Array.isArray(cell)) row.set(name, cell)
      else {
        const element = (cell as readonly JsonValue[])[index] ?? null
        // An element is a record of its own: its first level is spread, what lies deeper stays JSON.
        if (isObject(element)) spread(row, name, element, { depth: Math.max(0, depth - 1), arrays: 'keep' })
        else row.set(name, element)
      }
    }
    return row
  })
}

function spread(
  into: Map<string, JsonValue>,
  prefix: string,
  value: { readonly [key: string]: JsonValue },
  shape: Pick<RecordShape, 'depth' | 'arrays'>,
): void {
  for (const [key, cell] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (isObject(cell) && shape.depth > 0) spread(into, name, cell, { ...shape, depth: shape.depth - 1 })
    else if (Array.isArray(cell) && shape.arrays === 'columns') spreadArray(into, name, cell as readonly JsonValue[], shape)
    else put(into, name, cell)
  }
}

function spreadArray(
  into: Map<string, JsonValue>,
  name: string,
  list: readonly JsonValue[],
  shape: Pick<RecordShape, 'depth' | 'arrays'>,
): void {
  list.slice(0, mostElements).forEach((element, index) => {
    const own = `${name}.${index + 1}`
    if (isObject(element) && shape.depth > 0) spread(into, own, element, { ...shape, depth: shape.depth - 1 })
    else put(into, own, element)
  })
  if (list.length > mostElements) put(into, `${name}.more`, list.slice(mostElements))
}

/** `{"a": {"b": 1}, "a.b": 2}` has the same name twice: the second one is numbered, so that none is lost. */
function put(into: Map<string, JsonValue>, name: string, value: JsonValue): void {
  let free = name
  for (let number = 2; into.has(free); number++) free = `${name}_${number}`
  into.set(free, value)
}

export function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
