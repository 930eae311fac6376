import type { ExampleTable } from '../define-node.ts'

const long = 'Überaus langer Spaltenname '.repeat(12).slice(0, 300)

/** Sets of column names that break careless SQL, JavaScript or JSON. Each set is used for one whole run. */
export const hostileNames: readonly (readonly string[])[] = [
  ['"; drop table t; --', "'); delete from t; --", '`${1}`', '\\', '/*', '*/'],
  ['🦊', '👩‍👩‍👧‍👦', 'é', 'e\u0301', '列', '\u202eabc'],
  [long, `${long.slice(0, 299)}!`, `${long.slice(0, 299)}?`, ' ', '  ', '\t'],
  ['name', 'Name', 'NAME', 'nAME', 'naMe', 'namE'],
  ['c0', 'c1', 'rn', 'e0', 'select', 'null'],
  ['[a]', ']', ']]', '[', '{0}', '{*, |@}'],
  ['__proto__', 'constructor', 'toString', 'length', 'hasOwnProperty', 'valueOf'],
]

/** New names for the columns of some tables; equal names stay equal across tables. */
export function renaming(tables: readonly ExampleTable[], names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Set(tables.flatMap((table) => table.columns.map((column) => column.name)))
  return new Map([...found].map((name, index) => [name, names[index] ?? `${names[index % names.length]} ${index}`]))
}

export function renameTable(table: ExampleTable, names: ReadonlyMap<string, string>): ExampleTable {
  return { ...table, columns: table.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name })) }
}

/** Params that mean the renamed columns: texts equal to a name, and names in square brackets inside formulas. */
export function renameInParams(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    const whole = names.get(value)
    if (whole !== undefined) return whole
    return value.replaceAll(/\[([^[\]]+)\]/g, (match, name: string) => {
      const other = names.get(name)
      return other === undefined ? match : `[${other.replaceAll(']', ']]')}]`
    })
  }
  if (Array.isArray(value)) return value.map((item) => renameInParams(item, names))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renameInParams(item, names)]))
  return value
}
