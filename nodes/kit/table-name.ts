/** A table as a param names it: `orders`, `sales.orders`, or `"my.schema"."orders"` where a name holds a dot or a quote. */
export function writeTableName(schema: string, table: string): string {
  return [schema, table].map((part) => (/^[^".\s][^".]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`)).join('.')
}

/** The parts of such a name; null where it is none. `schema` null: the usual one of the server. */
export function readTableName(name: string): { readonly schema: string | null; readonly table: string } | null {
  const parts: string[] = []
  const text = name.trim()
  let at = 0
  do {
    const quoted = /^"((?:[^"]|"")+)"/.exec(text.slice(at))
    const plain = quoted ? null : /^[^".]+/.exec(text.slice(at))
    const found = quoted ?? plain
    if (!found) return null
    parts.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : found[0])
    at += found[0].length
  } while (text[at++] === '.')
  if (at <= text.length || parts.length > 2) return null
  const [first = '', second] = parts
  return second === undefined ? { schema: null, table: first } : { schema: first, table: second }
}
