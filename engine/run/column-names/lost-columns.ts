import { applyCommand } from '../../graph/commands/apply-command.ts'
import { writeParams, type WrittenParams } from '../../graph/write-params.ts'
import type { Document, Params } from '../../protocol/document.ts'
import type { LostColumn, RemapChoice } from '../../protocol/lost-columns.ts'
import { levenshtein } from '../../relation/closure/text/distance.ts'
import { foldToAscii } from '../../relation/closure/text/fold.ts'
import type { Column } from '../../relation/types.ts'
import type { Resolved, ResolvedNode } from '../resolve.ts'
import { downstreamOf } from './follow-renames.ts'
import { namingFields } from './param-fields.ts'
import { rewriteNames, type NamePlace } from './rewrite-names.ts'

const mostRounds = 10

/**
 * Names in the params of all nodes that are no column of the input they mean, each once per node and input, with the columns that there are, the
 * likeliest first. Behind a node that has lost one, columns are those that there would be with what is suggested for it; what cannot be known
 * even then is not lost.
 */
export async function lostColumns(document: Document, resolve: (document: Document) => Promise<Resolved>): Promise<readonly LostColumn[]> {
  const found: LostColumn[] = []
  let now = document
  for (let round = 0; round < mostRounds; round++) {
    const resolved = await resolve(now)
    const here = [...resolved.nodes.values()].flatMap(lostAt)
    const fresh = here.filter(
      (one) => !found.some((other) => other.node === one.node && other.port === one.port && other.name === one.name),
    )
    if (fresh.length === 0) break
    found.push(...fresh)
    const choices = fresh.flatMap(({ node, name, suggestion }) => (suggestion === null ? [] : [{ node, name, to: suggestion }]))
    const { commands } = remapColumns(now, resolved, choices)
    if (commands.length === 0) break
    now = applyCommand(now, { type: 'batch', commands: [...commands] }).document
  }
  return found
}

function lostAt(node: ResolvedNode): readonly LostColumn[] {
  // A name in a field that is not read now is not missed.
  if (!node.definition || node.node.disabled || !node.problems.some(({ severity }) => severity === 'error')) return []
  const named = new Map<string, Map<string, NamePlace[]>>()
  rewriteNames(namingFields(node.definition), node.node.params, (name, place) => {
    const names = named.get(place.port) ?? new Map<string, NamePlace[]>()
    named.set(place.port, names.set(name, [...(names.get(name) ?? []), place]))
    return name
  })
  return [...named].flatMap(([port, names]) => {
    const tables = node.inputs.get(port) ?? []
    const [first] = tables
    if (!first?.relation || tables.length !== 1) return []
    const { columns } = first.relation
    const there = new Set(columns.map(({ name }) => name))
    const free = columns.filter(({ name }) => !names.has(name))
    return [...names].flatMap(([name, places]): LostColumn[] => {
      if (there.has(name)) return []
      const fits = ({ type }: Column) => places.every(({ accepts }) => !accepts || accepts.includes(type))
      const likely = [...columns].filter(fits).toSorted((a, b) => likeness(b.name, name) - likeness(a.name, name))
      return [
        {
          node: node.id,
          port,
          name,
          settings: [...new Set(places.map(({ field }) => field.label))].map((label) => ({ ...label })),
          columns: likely.map(({ name: other, type }) => ({ name: other, type })),
          suggestion: suggested(name, likely, free.filter(fits)),
        },
      ]
    })
  })
}

/** The likeliest column when it is like enough, or the only one that nothing else of the node names. */
function suggested(name: string, likely: readonly Column[], free: readonly Column[]): string | null {
  const [best] = likely.filter((column) => free.includes(column))
  if (best && likeness(best.name, name) >= 0.6) return best.name
  return free.length === 1 && best ? best.name : null
}

/** How alike two names are, 0 to 1: letters and digits only, no case, no accents; parts of a name count as much as a few slips. */
function likeness(a: string, b: string): number {
  const fold = (name: string) =>
    foldToAscii(name)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .slice(0, 60)
  const [one, other] = [fold(a), fold(b)]
  if (one === '' || other === '') return 0
  const far = levenshtein(one, other)
  const edits = far === null ? 0 : 1 - far / Math.max(one.length, other.length)
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const within = short.length >= 3 && long.includes(short) ? 0.6 + (0.4 * short.length) / long.length : 0
  return Math.max(edits, within)
}

/**
 * The commands that put other names in the place of lost ones: at the node, and in what comes behind it until a node is known to have a column of
 * the old name.
 */
export function remapColumns(document: Document, { document: flat, nodes }: Resolved, choices: readonly RemapChoice[]): WrittenParams {
  const names = new Map<string, Map<string, string>>()
  for (const { node, name, to } of choices)
    for (const id of downstreamOf(flat, [node])) {
      const columns = [...(nodes.get(id)?.inputs.values() ?? [])].flat().flatMap(({ relation }) => relation?.columns ?? [])
      if (id !== node && columns.some((column) => column.name === name)) continue
      names.set(id, (names.get(id) ?? new Map<string, string>()).set(name, to))
    }
  const changes = [...names].flatMap(([id, renames]): [string, Params][] => {
    const node = nodes.get(id)
    if (!node?.definition) return []
    const params = rewriteNames(namingFields(node.definition), node.node.params, (name) => renames.get(name) ?? name)
    return Object.keys(params).length === 0 ? [] : [[id, params]]
  })
  return writeParams(document, new Map(changes))
}
