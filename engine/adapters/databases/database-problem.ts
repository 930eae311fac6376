import { NodeProblem, type NodeProblemData } from '../../../nodes/kit/problem.ts'

/** What was asked when a database failed: where the problem is shown, and what must not be in it. */
export interface Asked {
  /** The connection, or the file. */
  readonly name: string
  readonly param: 'connection' | 'table' | 'query' | 'path'
  readonly secret?: string | null
}

/** What a server or its driver says, as a problem. Passwords are taken out, whatever the message. */
export function databaseProblem(error: unknown, asked: Asked): NodeProblem {
  if (error instanceof NodeProblem) return error
  const raw = error instanceof Error ? error.message : String(error)
  const message = asked.secret ? raw.replaceAll(asked.secret, '…').replaceAll(asked.secret.replaceAll("'", "''"), '…') : raw
  return new NodeProblem(problemOf(message, asked))
}

/** The same for a message that came while rows were read, when only the message is known; undefined when it is not of a database. */
export function readingProblem(message: string): NodeProblemData | undefined {
  if (!/postgres|mysql|mariadb|libpq|sqlite|Failed to (prepare|execute|fetch)\b.*(COPY|query)/i.test(message)) return undefined
  return problemOf(message, { name: '', param: 'connection' })
}

function problemOf(message: string, { name, param }: Asked): NodeProblemData {
  const of = name === '' ? { en: 'The database', fr: 'La base de données' } : { en: `“${name}”`, fr: `« ${name} »` }
  const at = (code: string, text: { en: string; fr: string }, action?: { en: string; fr: string }, place: Asked['param'] = param) => ({
    code,
    param: place,
    text,
    ...(action && { action }),
  })
  const connection = param === 'path' ? 'path' : 'connection'
  if (
    /password authentication failed|no password supplied|Access denied for user '[^']*'@|role ".*" does not exist|no pg_hba.conf entry/i.test(
      message,
    ) &&
    !/to database/i.test(message)
  )
    return at(
      'database-refused',
      { en: `${of.en} refuses this user or password.`, fr: `${of.fr} refuse cet utilisateur ou ce mot de passe.` },
      { en: 'Open the connection and type them again.', fr: 'Ouvrez la connexion et saisissez-les à nouveau.' },
      connection,
    )
  if (/database ".*" does not exist|Unknown database|Access denied for user .* to database/i.test(message))
    return at(
      'database-missing',
      { en: `${of.en} has no such database, or not for this user.`, fr: `${of.fr} n’a pas cette base, ou pas pour cet utilisateur.` },
      { en: 'Open the connection and choose another database.', fr: 'Ouvrez la connexion et choisissez une autre base.' },
      connection,
    )
  if (/SSL|TLS/.test(message) && /require|not support|does not/i.test(message))
    return at(
      'database-not-encrypted',
      { en: `${of.en} offers no encrypted connection.`, fr: `${of.fr} n’offre pas de connexion chiffrée.` },
      {
        en: 'Ask who runs the server, or allow plain connections.',
        fr: 'Demandez à qui gère le serveur, ou permettez les connexions en clair.',
      },
      connection,
    )
  if (unreachable.test(message))
    return at(
      'database-unreachable',
      {
        en: `${of.en} does not answer: the server is down, or the network is.`,
        fr: `${of.fr} ne répond pas : le serveur ou le réseau est arrêté.`,
      },
      { en: 'Check host and port, then try again.', fr: 'Vérifiez l’hôte et le port, puis réessayez.' },
      connection,
    )
  if (/permission denied|command denied|SELECT command denied/i.test(message))
    return at(
      'database-forbidden',
      { en: `${of.en}: this user may not read that.`, fr: `${of.fr} : cet utilisateur n’a pas le droit de lire cela.` },
      { en: 'Choose another table, or ask for the right to read it.', fr: 'Choisissez une autre table, ou demandez le droit de la lire.' },
    )
  if (param === 'table' && /does not exist|not found/i.test(message))
    return at(
      'table-missing',
      { en: `${of.en} has no such table.`, fr: `${of.fr} n’a pas cette table.` },
      { en: 'Choose it from the list.', fr: 'Choisissez-la dans la liste.' },
    )
  if (/not a database|file is encrypted|malformed/i.test(message))
    return at(
      'database-unreadable',
      { en: 'This is no SQLite database, or it was damaged.', fr: 'Ce n’est pas une base SQLite, ou elle est endommagée.' },
      undefined,
      connection,
    )
  if (/Mismatch Type/i.test(message))
    return at(
      'database-types-mixed',
      {
        en: `A column holds values of other types than its own: ${said(message)}`,
        fr: `Une colonne contient des valeurs d’un autre type que le sien : ${said(message)}`,
      },
      { en: 'Read it by a query: SELECT CAST(x AS TEXT) AS x ...', fr: 'Lisez-la par une requête : SELECT CAST(x AS TEXT) AS x ...' },
    )
  return at('database-failed', { en: `${of.en} answers: ${said(message)}`, fr: `${of.fr} répond : ${said(message)}` })
}

const unreachable =
  /connection refused|could not connect|unable to connect|failed to connect|could not translate host|name or service not known|no route|timed? ?out|ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|server closed|connection (was )?(lost|terminated|closed|reset)|terminating connection|lost connection|gone away|unknown (mysql )?server host|can't connect|bad connection/i

/** The server's own words: the first line behind the drivers' preambles, without the SQL that was sent. */
function said(message: string): string {
  const own = /ERROR:\s+([^\n]+)/.exec(message)?.[1] ?? /query "[\s\S]*": ([^\n]+)/.exec(message)?.[1] ?? message.split('\n')[0] ?? ''
  return own.replace(/^[A-Za-z ]*Error: /, '').slice(0, 300)
}
