// Databases of servers and SQLite files: drivers, connections, what is in them. Rows come through DuckDB's own extensions.

import type { Text } from '../../protocol/text.ts'
import type { DatabasePlace } from '../../relation/relation.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'

/** Words that change something, leave the query, or lock rows. They may be names of columns when they are quoted. */
const refused = new Set(
  'insert update delete merge replace upsert create alter drop truncate grant revoke call exec execute do copy load into vacuum attach detach pragma set lock handler prepare deallocate'.split(
    ' ',
  ),
)

/**
 * Whether a text is one query that only reads, and what it is without its last semicolon. It is a first line: the connection is read-only
 * besides, and a query stands inside another SELECT, where nothing else is grammar. Throws NodeProblem `query-*` with its place.
 */
export function checkQuery(query: string, server: DatabasePlace['server']): string {
  const words: { readonly word: string; readonly at: number }[] = []
  let depth = 0
  let end = query.length
  for (let at = 0; at < query.length;) {
    const skipped = skip(query, at, server)
    if (skipped !== null) {
      at = skipped
      continue
    }
    const letter = query[at] ?? ''
    const word = /^[A-Za-z_][A-Za-z0-9_$]*/.exec(query.slice(at, at + 128))?.[0]
    if (word !== undefined) {
      words.push({ word: word.toLowerCase(), at })
      at += word.length
      continue
    }
    if (letter === '(') depth++
    if (letter === ')' && --depth < 0) throw refuse('query-brackets', at, 1, brackets)
    if (letter === ';') {
      if (restIsBlank(query, at + 1, server)) {
        end = at
        break
      }
      throw refuse('query-several', at, 1, { en: 'Only one query at a time.', fr: 'Une seule requête à la fois.' })
    }
    at++
  }
  const [first] = words
  if (!first)
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'query',
      text: { en: 'There is no query yet.', fr: 'Il n’y a pas encore de requête.' },
      action: { en: 'Write a SELECT.', fr: 'Écrivez un SELECT.' },
    })
  if (first.word !== 'select' && first.word !== 'with')
    throw refuse('query-not-select', first.at, first.word.length, {
      en: 'A query here begins with SELECT or WITH.',
      fr: 'Une requête commence ici par SELECT ou WITH.',
    })
  const bad = words.find(({ word, at }, index) => isRefused(word, words[index - 1], query, at))
  if (bad)
    throw refuse('query-writes', bad.at, bad.word.length, {
      en: `“${bad.word.toUpperCase()}” is not allowed: queries only read. If it is a name, put it in quotes.`,
      fr: `« ${bad.word.toUpperCase()} » n’est pas permis : les requêtes ne font que lire. S’il s’agit d’un nom, mettez-le entre guillemets.`,
    })
  if (depth !== 0) throw refuse('query-brackets', 0, 1, brackets)
  return query.slice(0, end)
}

const brackets: Text = { en: 'The brackets do not match.', fr: 'Les parenthèses ne correspondent pas.' }

/** `replace(name, ...)` and `t.set` are no statements; FOR UPDATE and FOR SHARE lock. */
function isRefused(word: string, before: { word: string; at: number } | undefined, query: string, at: number): boolean {
  if (before?.word === 'for' && (word === 'update' || word === 'share')) return true
  if (!refused.has(word)) return false
  if (query[at - 1] === '.') return false
  return !(/^(replace|insert|truncate)$/.test(word) && /^\s*\(/.test(query.slice(at + word.length)))
}

/** The place behind a text, a quoted name or a comment that begins here; null where none does. */
function skip(query: string, at: number, server: DatabasePlace['server']): number | null {
  const two = query.slice(at, at + 2)
  if (two === '--' || (query[at] === '#' && server === 'mysql')) {
    // MySQL takes -- for a comment only before a blank, and # as well: what differs between servers is refused.
    if (two !== '--' || !/^--(\s|$)/.test(query.slice(at, at + 3))) throw refuse('query-comment', at, 2, comment)
    const line = query.indexOf('\n', at)
    return line < 0 ? query.length : line + 1
  }
  if (two === '/*') {
    const close = query.indexOf('*/', at + 2)
    const body = close < 0 ? '' : query.slice(at + 2, close)
    // MySQL runs what stands in /*! */ and in MariaDB's /*M! */; nested comments end differently.
    if (close < 0 || /^M?!/.test(body) || body.includes('/*')) throw refuse('query-comment', at, 2, comment)
    return close + 2
  }
  const quote = query[at]
  if (quote === "'" || quote === '"' || quote === '`') {
    const close = closing(query, at, quote)
    if (close < 0) throw refuse('query-quote', at, 1, { en: 'This quote is not closed.', fr: 'Ce guillemet n’est pas fermé.' })
    // In MySQL, and after PostgreSQL's E, a backslash may escape the quote; where the text ends would hang on the server's settings.
    const escapes = server === 'mysql' || /[Ee]/.test(query[at - 1] ?? '')
    if (escapes && query.slice(at, close).includes('\\'))
      throw refuse('query-backslash', at, close - at, {
        en: 'A backslash inside these quotes depends on the settings of the server.',
        fr: 'Une barre oblique inverse entre ces guillemets dépend des réglages du serveur.',
      })
    return close
  }
  if (quote === '$' && /^\$\w*\$/.test(query.slice(at, at + 66)))
    throw refuse('query-quote', at, 1, { en: 'Write texts in single quotes.', fr: 'Écrivez les textes entre apostrophes.' })
  if (query[at] === '\0') throw refuse('query-quote', at, 1, { en: 'The query holds a NUL.', fr: 'La requête contient un caractère nul.' })
  return null
}

const comment: Text = {
  en: 'Write comments as “-- text” or “/* text */”.',
  fr: 'Écrivez les commentaires sous la forme « -- texte » ou « /* texte */ ».',
}

function closing(query: string, from: number, quote: string): number {
  for (let at = from + 1; at < query.length; at++) {
    if (query[at] !== quote) continue
    if (query[at + 1] !== quote) return at + 1
    at++
  }
  return -1
}

function restIsBlank(query: string, from: number, server: DatabasePlace['server']): boolean {
  for (let at = from; at < query.length;) {
    const skipped = /['"`]/.test(query[at] ?? '') ? null : skip(query, at, server)
    if (skipped !== null) at = skipped
    else if (/\s/.test(query[at] ?? '')) at++
    else return false
  }
  return true
}

function refuse(code: string, from: number, length: number, text: Text): NodeProblem {
  return new NodeProblem({ code, param: 'query', from, to: from + length, text })
}
