import { documentVersion, type Document } from '../protocol/document.ts'

const head = ['format', 'version', 'name', 'seed', 'parameters']
const body = ['nodes', 'wires', 'notes', 'frames', 'layout', 'components']

/**
 * The text of a pipeline file: keys in a fixed order, one line for each node, wire, note, frame and place, so that two versions compare
 * and merge line by line. Unknown keys are kept, after the known ones, in name order.
 */
export function writeDocument(document: Document): string {
  const known = { ...document, version: Math.max(document.version, documentVersion) } as Record<string, unknown>
  const others = Object.keys(known)
    .filter((key) => !head.includes(key) && !body.includes(key))
    .sort()
  const lines: string[] = []
  for (const key of [...head, ...body, ...others]) {
    const value = known[key]
    if (value === undefined) continue
    if (key === 'wires' && Array.isArray(value))
      lines.push(
        block(
          key,
          value.map((item) => canonical(item)),
          '[',
          ']',
        ),
      )
    else if (body.includes(key) && isRecord(value))
      lines.push(
        block(
          key,
          Object.entries(value).map(([id, item]) => `${JSON.stringify(id)}: ${canonical(item)}`),
          '{',
          '}',
        ),
      )
    else lines.push(`  ${JSON.stringify(key)}: ${canonical(value)}`)
  }
  return `{\n${lines.join(',\n')}\n}\n`
}

function block(key: string, items: readonly string[], open: string, close: string): string {
  return items.length === 0
    ? `  ${JSON.stringify(key)}: ${open}${close}`
    : `  ${JSON.stringify(key)}: ${open}\n${items.map((item) => `    ${item}`).join(',\n')}\n  ${close}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const first = ['type', 'version', 'title', 'from', 'to', 'text', 'x', 'y']

/** JSON on one line with keys in a fixed order: some first, then by name. The same value always gives the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(', ')}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null'
  const rank = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length)
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return `{ ${keys.map((key) => `${JSON.stringify(key)}: ${canonical(value[key])}`).join(', ')} }`.replace('{  }', '{}')
}
