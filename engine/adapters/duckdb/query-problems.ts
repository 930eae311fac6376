import type { QueryTable } from '../../../nodes/kit/context.ts'
import type { NodeProblemData } from '../../../nodes/kit/problem.ts'
import type { Text } from '../../protocol/text.ts'
import { nearestName } from '../../relation/formula/nearest-name.ts'
import type { QueryRefusal } from './query-rules.ts'

/** The letter at a byte of a text: DuckDB counts bytes, the studio letters. */
function letterAt(text: string, byte: number): number {
  return Buffer.from(text, 'utf8').subarray(0, byte).toString('utf8').length
}

/** From a place to the end of the word that begins there. */
function span(text: string, from: number): { readonly from: number; readonly to: number } {
  const start = Math.max(0, Math.min(from, text.length))
  const word = /^(?:"[^"]*"|[\p{L}\p{N}_$.]+|\S)/u.exec(text.slice(start))
  return { from: start, to: Math.max(start + 1, start + (word?.[0].length ?? 1)) }
}

const base = { code: 'sql-invalid' } as const

export function formProblem(statements: number): NodeProblemData {
  if (statements === 0) return { code: 'nothing-chosen', text: { en: 'There is no SQL yet.', fr: 'Il n’y a pas encore de SQL.' } }
  return {
    ...base,
    text: {
      en: `These are ${statements} statements; one SELECT is what fits.`,
      fr: `Ce sont ${statements} instructions ; il faut un seul SELECT.`,
    },
    action: { en: 'Keep one, or use a node for each.', fr: 'Gardez-en une, ou prenez un nœud pour chacune.' },
  }
}

/** What the parser says. */
export function syntaxProblem(error: Readonly<Record<string, unknown>>, text: string): NodeProblemData {
  if (text.trim() === '') return formProblem(0)
  const message = String(error['error_message'])
  // Unlike the places in the tree, this one counts letters.
  const letter = Number(error['position'])
  if (error['error_type'] !== 'parser')
    return {
      ...base,
      text: {
        en: 'Only a SELECT can stand here: it reads, and changes nothing.',
        fr: 'Seul un SELECT peut figurer ici : il lit et ne change rien.',
      },
      ...span(text, text.length - text.trimStart().length),
    }
  const near = /at or near "(.*)"/.exec(message)?.[1]
  return {
    ...base,
    text: near
      ? { en: `This is no SQL from “${near}” on.`, fr: `Ce n’est plus du SQL à partir de « ${near} ».` }
      : { en: `This is no SQL: ${plain(message)}.`, fr: `Ce n’est pas du SQL (${plain(message)}).` },
    ...(Number.isFinite(letter) && error['position'] !== undefined && span(text, letter)),
  }
}

const reasons: Readonly<Record<QueryRefusal['rule'], (name: string) => { readonly text: Text; readonly action?: Text }>> = {
  function: (name) => ({
    text: {
      en: `“${name}” is not among the functions that may be used here: those compute from their arguments alone and give the same every time.`,
      fr: `« ${name} » n’est pas une fonction permise ici : celles-ci calculent à partir de leurs seuls arguments et donnent toujours le même résultat.`,
    },
  }),
  table: (name) => ({
    text: {
      en: `“${name}” is none of the inputs. Files and tables of the system cannot be read from here.`,
      fr: `« ${name} » n’est aucune des entrées. On ne peut lire ici ni fichier ni table du système.`,
    },
    action: { en: 'Read a file with a source node, and connect it.', fr: 'Lisez un fichier avec un nœud source, puis reliez-le.' },
  }),
  'table-function': (name) => ({
    text: {
      en: `“${name}” cannot be used as a table here; unnest, range and generate_series can.`,
      fr: `« ${name} » ne peut servir de table ici ; unnest, range et generate_series le peuvent.`,
    },
    action: { en: 'Read a file with a source node, and connect it.', fr: 'Lisez un fichier avec un nœud source, puis reliez-le.' },
  }),
  sample: () => ({
    text: {
      en: 'A sample drawn by SQL has other rows in each run.',
      fr: 'Un échantillon tiré en SQL a d’autres lignes à chaque exécution.',
    },
    action: { en: 'Use the node “Sample rows”.', fr: 'Prenez le nœud « Échantillonner ».' },
  }),
  parameter: () => ({
    text: { en: 'A question mark stands for nothing here.', fr: 'Un point d’interrogation ne représente rien ici.' },
  }),
  name: (name) => ({
    text: {
      en: `A table of a WITH is called by letters, digits and _; “${name}” is not.`,
      fr: `Une table d’un WITH se nomme avec des lettres, des chiffres et _ ; pas « ${name} ».`,
    },
  }),
  form: (name) => ({
    text: { en: `${name} cannot stand in a pipeline.`, fr: `${name} ne peut figurer dans un pipeline.` },
  }),
}

/** Something that the rules do not allow. */
export function refusalProblem({ rule, name, byte }: QueryRefusal, text: string, tables: readonly string[]): NodeProblemData {
  const known = rule === 'table' ? tables.join(', ') : ''
  const { text: said, action } = reasons[rule](name)
  const at = byte === undefined ? text.toLowerCase().indexOf(name.toLowerCase()) : letterAt(text, byte)
  return {
    code: 'sql-refused',
    text: said,
    action:
      known === ''
        ? (action ?? { en: 'Write it in another way.', fr: 'Écrivez-le autrement.' })
        : { en: `The inputs are ${known}. ${action?.en ?? ''}`.trim(), fr: `Les entrées sont ${known}. ${action?.fr ?? ''}`.trim() },
    ...(at >= 0 && span(text, at)),
  }
}

/** What the database says of names and types. */
export function bindProblem(message: string, text: string, tables: readonly QueryTable[]): NodeProblemData {
  const place = placeIn(message, text)
  const column = /Referenced column "(.+?)" (?:not found|was not found)/.exec(message)?.[1]
  if (column !== undefined) {
    const near = nearestName(
      column,
      tables.flatMap((table) => table.relation.columns.map((item) => item.name)),
    )
    return {
      code: 'column-missing',
      column,
      text: { en: `There is no column “${column}”.`, fr: `Il n’y a pas de colonne « ${column} ».` },
      ...(near !== undefined && { action: { en: `Perhaps “${near}”?`, fr: `Peut-être « ${near} » ?` } }),
      ...place,
    }
  }
  const said = plain(message)
  return { ...base, text: { en: `The database says: ${said}.`, fr: `La base de données répond (en anglais) : ${said}.` }, ...place }
}

/** The message without the kind of the error and the drawing of its place. */
function plain(message: string): string {
  return message
    .replace(/\n+(?:LINE \d+:|Candidate|\tCandidate)[\s\S]*$/, '')
    .replace(/^[A-Z]\w+(?: \w+)* Error: /, '')
    .replace(/\s+/g, ' ')
    .replaceAll('!', '.')
    .replace(/\.+\s*$/, '')
    .trim()
}

/** DuckDB draws a caret under the place; long lines are cut with dots on either side. */
function placeIn(message: string, text: string): { readonly from?: number; readonly to?: number } {
  const drawn = /\nLINE (\d+): (.*)\n(\s*)\^/.exec(message)
  if (!drawn) return {}
  const lines = text.split('\n')
  const number = Number(drawn[1]) - 1
  const line = lines[number]
  if (line === undefined) return {}
  const shown = (drawn[2] ?? '').replace(/\.\.\.$/, '')
  const cut = shown.startsWith('...')
  const offset = cut ? Math.max(0, line.indexOf(shown.slice(3))) - 3 : 0
  const column = (drawn[3] ?? '').length - `LINE ${drawn[1] ?? ''}: `.length + offset
  const before = lines.slice(0, number).reduce((sum, item) => sum + item.length + 1, 0)
  return span(text, before + Math.max(0, column))
}
