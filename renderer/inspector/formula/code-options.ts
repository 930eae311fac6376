import { codeWords, type CodeLanguage } from './code-token.ts'

export interface CodeTable {
  readonly names: readonly string[]
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

export interface CodeOption {
  readonly label: string
  readonly insert: string
  readonly kind: 'table' | 'column' | 'word'
  readonly type?: string
}

export interface CodeOptions {
  readonly from: number
  readonly options: readonly CodeOption[]
  /** A dot or a quote stands before: the list opens by itself. */
  readonly after: boolean
}

/** What can stand at the end of this text. Null inside comments and texts, and where nothing is known. */
export function codeOptions(before: string, language: CodeLanguage, tables: readonly CodeTable[]): CodeOptions | null {
  if (language === 'sql') return sqlOptions(before, tables)
  if (language === 'javascript') return rowOptions(before, tables)
  return null
}

/** A name as SQL needs it: in quotes where letters, digits and _ in lower case do not do. */
const sqlName = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) && !codeWords.sql.has(name) ? name : `"${name.replaceAll('"', '""')}"`)

function sqlOptions(before: string, tables: readonly CodeTable[]): CodeOptions | null {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (line.includes('--') || (line.match(/'/g) ?? []).length % 2 === 1) return null
  const match = /(?:([\p{L}_][\p{L}\p{N}_]*)\.)?("?)([\p{L}\p{N}_]*)$/u.exec(before)
  const [, qualifier, quote = '', word = ''] = match ?? []
  const from = before.length - word.length - quote.length
  const column = ({ name, type }: CodeTable['columns'][number]): CodeOption => ({
    label: name,
    insert: quote === '' ? sqlName(name) : `"${name.replaceAll('"', '""')}"`,
    kind: 'column',
    type,
  })
  if (qualifier !== undefined) {
    // An alias is not followed up: any column may be meant.
    const own = tables.filter(({ names }) => names.some((name) => name.toLowerCase() === qualifier.toLowerCase()))
    return { from, after: true, options: distinct((own.length > 0 ? own : tables).flatMap((table) => table.columns.map(column))) }
  }
  const columns = tables.flatMap((table) => table.columns.map(column))
  const names = tables.flatMap((table) => table.names.map((name): CodeOption => ({ label: name, insert: sqlName(name), kind: 'table' })))
  const words = [...codeWords.sql].map((name): CodeOption => ({ label: name.toUpperCase(), insert: name.toUpperCase(), kind: 'word' }))
  if (/\b(?:from|join)\s+"?[\p{L}\p{N}_]*$/iu.test(before)) return { from, after: word === '', options: names }
  return { from, after: quote !== '', options: distinct([...columns, ...names, ...(quote === '' ? words : [])]) }
}

function rowOptions(before: string, tables: readonly CodeTable[]): CodeOptions | null {
  const match = /\brow\s*(\.|\[\s*["'])([\p{L}\p{N}_$ ]*)$/u.exec(before)
  const [, sign = '', word = ''] = match ?? []
  if (!match) return null
  const columns = tables.flatMap((table) => table.columns)
  if (sign === '.') {
    const place = before.length - word.length
    // `row.` stays before a name; another one needs brackets, which take the place of the dot.
    const options = columns
      .filter(({ name }) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name))
      .map(({ name, type }): CodeOption => ({ label: name, insert: name, kind: 'column', type }))
    return { from: place, after: true, options: distinct(options) }
  }
  const options = columns.map(({ name, type }): CodeOption => ({
    label: name,
    insert: escaped(name, sign.at(-1) ?? '"'),
    kind: 'column',
    type,
  }))
  return { from: before.length - word.length, after: true, options: distinct(options) }
}

const escaped = (name: string, quote: string) => {
  const inside = JSON.stringify(name).slice(1, -1)
  return quote === '"' ? inside : inside.replaceAll('\\"', '"').replaceAll("'", "\\'")
}

function distinct(options: readonly CodeOption[]): readonly CodeOption[] {
  const seen = new Set<string>()
  return options.filter(({ kind, label }) => {
    const key = `${kind} ${label}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
