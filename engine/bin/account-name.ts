import { userInfo } from 'node:os'

/** Who acts here; an account without a name has none. */
export function accountName(): string {
  try {
    return userInfo().username
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR') return ''
    throw error
  }
}
