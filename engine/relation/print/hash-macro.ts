import { hmacPads } from '../closure/text/digest.ts'

const prefix = 'millrace_hash_'
const call = new RegExp(`${prefix}((?:[0-9a-f]{2})+)\\(`, 'g')

/** The macro of the database that hashes with the key of this name; macros are found whatever the case, names of keys are not. */
export function hashMacroName(key: string): string {
  return prefix + [...key].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

/** The names of the keys that a query hashes with. */
export function hashKeysIn(sql: string): readonly string[] {
  if (!sql.includes(prefix)) return []
  const names = [...sql.matchAll(call)].map(([, digits = '']) =>
    digits.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))),
  )
  return [...new Set(names)]
}

const blob = (bytes: Uint8Array) => `unhex('${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}')`

/** SQL that makes the macro: HMAC-SHA256 (RFC 2104) of a text in UTF-8, as hexadecimal digits. Holds the key. */
export function hashMacro(name: string, key: Uint8Array): string {
  const { inner, outer } = hmacPads(key)
  return `CREATE OR REPLACE MACRO ${hashMacroName(name)}(a) AS sha256(${blob(outer)} || unhex(sha256(${blob(inner)} || encode(a))))`
}
