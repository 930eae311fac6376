import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashKeyName } from '../relation/functions/hash-key-name.ts'
import { readOrMakeKey } from './secret-box.ts'
import { userFolder } from './user-folder.ts'

/** The file of a key of hashes in the folder of the account. */
function keyFile(name: string): string {
  if (!hashKeyName.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a key`)
  return join(userFolder(), 'keys', `${name}.key`)
}

/** The 32 bytes of the account's key of that name, which is made at its first use. */
export async function accountHashKey(name: string): Promise<Buffer> {
  return readOrMakeKey(keyFile(name))
}

/** The same, but null where there is no such key yet: a new one would make other hashes than those that a model has learnt. */
export async function existingHashKey(name: string): Promise<Buffer | null> {
  return existsSync(keyFile(name)) ? accountHashKey(name) : null
}
