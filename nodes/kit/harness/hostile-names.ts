import type { ExampleInputs, ExampleMade, ExampleTable } from '../define-node.ts'

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

/** New names for the columns of all tables of an example; equal names stay equal across tables. */
export function renaming(inputs: ExampleInputs, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Set(everyTable(inputs).flatMap((table) => table.columns.map((column) => column.name)))
  return new Map([...found].map((name, index) => [name, names[index] ?? `${names[index % names.length]} ${index}`]))
}

function everyTable(inputs: ExampleInputs = {}): readonly ExampleTable[] {
  return Object.values(inputs).flatMap((given) => [given].flat().flatMap((item) => ('columns' in item ? [item] : everyTable(item.inputs))))
}

/** The inputs with renamed columns, those of nodes that make inputs too. */
export function renameInputs(inputs: ExampleInputs, names: ReadonlyMap<string, string>): ExampleInputs {
  const rename = (item: ExampleTable | ExampleMade): ExampleTable | ExampleMade =>
    'columns' in item
      ? { ...item, columns: item.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name })) }
      : {
          ...item,
          params: renameInParams(item.params, names) as Readonly<Record<string, unknown>>,
          ...(item.inputs && { inputs: renameInputs(item.inputs, names) }),
        }
  return Object.fromEntries(Object.entries(inputs).map(([port, given]) => [port, [given].flat().map(rename)]))
}

/** Params that mean the renamed columns: texts equal to a name, and names in square brackets inside formulas, in double quotes inside SQL and JavaScript. */
export function renameInParams(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    const whole = names.get(value)
    if (whole !== undefined) return whole
    if (/^\s*(SELECT|WITH|FROM)\s/i.test(value)) return renameInSql(value, names)
    if (/\brow\["/.test(value)) return renameInScript(value, names)
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

function renameInSql(sql: string, names: ReadonlyMap<string, string>): string {
  return sql.replaceAll(/"([^"]+)"/g, (match, name: string) => {
    const other = names.get(name)
    return other === undefined ? match : `"${other.replaceAll('"', '""')}"`
  })
}

function renameInScript(code: string, names: ReadonlyMap<string, string>): string {
  return code.replaceAll(/row\["([^"]+)"\]/g, (match, name: string) => {
    const other = names.get(name)
    return other === undefined ? match : `row[${JSON.stringify(other)}]`
  })
}
