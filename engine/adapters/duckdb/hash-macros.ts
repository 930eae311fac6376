import { hashKeysIn, hashMacro } from '../../relation/print/hash-macro.ts'

/** Gives the secret key of that name. */
export type HashKey = (name: string) => Promise<Uint8Array>

/** Makes the macros that a query hashes with, before it runs; each once. They live as long as the database, which is in memory. */
export function hashMacros(keyOf: HashKey, execute: (sql: string) => Promise<unknown>): (sql: string) => Promise<void> {
  const made = new Map<string, Promise<unknown>>()
  const make = (name: string) => {
    const making = keyOf(name).then((key) => execute(hashMacro(name, key)))
    made.set(name, making)
    // A key that could not be read is tried again by the next query.
    making.catch(() => made.delete(name))
    return making
  }
  return async (sql) => {
    for (const name of hashKeysIn(sql)) await (made.get(name) ?? make(name))
  }
}
