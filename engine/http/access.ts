import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface AccessRules {
  /** The secret of this start; null behind a socket, where the file system decides who may speak. */
  readonly token: string | null
  /** Hosts that a browser may have asked for, with port: `127.0.0.1:4567`. Null behind a socket. */
  readonly hosts: readonly string[] | null
}

export const sessionCookie = 'millrace_session'

export type Refusal = 'foreign-host' | 'foreign-origin' | 'no-session'

/**
 * Whether a request may be answered. A foreign Host means that another site's name points here (DNS rebinding); a foreign Origin that
 * another page is asking; without the cookie nobody proved to know the token.
 */
export function refusalOf(request: IncomingMessage, rules: AccessRules): Refusal | null {
  const { host, origin } = request.headers
  if (rules.hosts !== null && (host === undefined || !rules.hosts.includes(host))) return 'foreign-host'
  if (origin !== undefined && rules.hosts !== null && !rules.hosts.some((allowed) => origin === `http://${allowed}`))
    return 'foreign-origin'
  if (request.headers['sec-fetch-site'] === 'cross-site') return 'foreign-origin'
  if (rules.token === null) return null
  return sameSecret(cookieOf(request), rules.token) || sameSecret(bearerOf(request), rules.token) ? null : 'no-session'
}

export function sameSecret(given: string | undefined, secret: string): boolean {
  if (given === undefined) return false
  const a = Buffer.from(given)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}

function cookieOf(request: IncomingMessage): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=')
    if (name === sessionCookie) return value.join('=')
  }
  return undefined
}

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
}
