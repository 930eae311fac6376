import type { Value } from '../types.ts'
import type { RowFunction } from './row-function.ts'
import { hmacSha256 } from './text/digest.ts'

/** The secret keys that expressions name, by name. */
export type HashKeys = ReadonlyMap<string, Uint8Array>

export const noKeys: HashKeys = new Map()

/** The function that hashes with the key of that name. It throws when it is called and the key is not among those given. */
export function keyedHashWith(keys: HashKeys, name: Value | undefined): RowFunction {
  const key = keys.get(String(name))
  if (!key) {
    return () => {
      throw new Error(`the key ${JSON.stringify(name)} was not given`)
    }
  }
  return hmacSha256(key)
}
