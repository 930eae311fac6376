import { aggregate, extend, filter, limit, project, sort, union } from '../../engine/relation/build.ts'
import { explode } from '../../engine/relation/build-rows.ts'
import { call, column, literal, type Expr } from '../../engine/relation/expression.ts'
import type { JsonSteps } from '../../engine/relation/json/json-path.ts'
import { writeJsonPath } from '../../engine/relation/json/json-path.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { FitContext } from '../kit/context.ts'

/** What a part of the documents is in all of them: a type of columns, or what stays JSON (`array`, `mixed`). */
export type JsonKind = 'bool' | 'int' | 'float' | 'text' | 'array' | 'mixed'

export interface JsonLeaf {
  readonly steps: JsonSteps
  readonly kind: JsonKind
}

export interface JsonLimits {
  /** How many objects may lie inside each other before the rest stays JSON. */
  readonly depth: number
  readonly most: number
}

const text = (value: string) => literal('text', value)
const at = (fn: string, steps: JsonSteps): Expr => call(fn, column('doc'), text(writeJsonPath(steps)))

/** The names in the objects at these paths, as rows of: number of the path, name. In the order in which they stand in the objects. */
async function keysOf(ctx: FitContext, documents: Relation, paths: readonly JsonSteps[]): Promise<readonly (readonly [number, string])[]> {
  const exploded = paths.map((steps, index) => {
    const keyed = project(documents, [
      { name: 'object', expr: literal('int', index) },
      { name: 'key', expr: at('json-keys', steps) },
    ])
    return explode(keyed, { column: 'key', position: 'place', keepEmpty: false })
  })
  const keys = ['object', 'key'].map((name) => ({ name, expr: column(name) }))
  const grouped = aggregate(union(exploded), keys, [{ name: 'first', fn: 'minimum', args: [column('place')] }])
  const rows = await ctx.rows(
    limit(
      sort(
        grouped,
        ['object', 'first', 'key'].map((name) => ({ expr: column(name) })),
      ),
      20_000,
    ),
  )
  return rows.map((row) => [Number(row[0]), String(row[1])])
}

function kindOf(low: string | null, high: string | null): JsonKind | 'object' {
  if (low === null || high === null) return 'text'
  if (low === 'float' && high === 'int') return 'float'
  return low === high ? (low as JsonKind | 'object') : 'mixed'
}

/** What stands at these paths: the first and the last of the kinds by name say whether there is one, int and float, or a mixture. */
async function kindsOf(ctx: FitContext, documents: Relation, paths: readonly JsonSteps[]): Promise<readonly (JsonKind | 'object')[]> {
  const measures = paths.flatMap((steps, index) => {
    const kind = call('null-if', at('json-kind', steps), text('null'))
    return ['minimum', 'maximum'].map((fn) => ({ name: `${fn} ${index}`, fn, args: [kind] }))
  })
  const [row = []] = await ctx.rows(aggregate(documents, [], measures))
  const shown = row.map((value) => (value === null ? null : String(value)))
  return paths.map((_, index) => kindOf(shown[2 * index] ?? null, shown[2 * index + 1] ?? null))
}

/**
 * The parts of JSON documents that can be columns, in the order of the objects. What is an object in all documents is opened, as deep as
 * allowed; a document that is no object is one part with an empty path. `found` counts all parts, those beyond `most` too.
 */
export async function learnJson(
  ctx: FitContext,
  given: { readonly input: Relation; readonly document: Expr },
  limits: JsonLimits,
): Promise<readonly JsonLeaf[]> {
  const documents = filter(project(given.input, [{ name: 'doc', expr: given.document }]), call('is-not-null', at('json-kind', [])))
  const open = async (paths: readonly JsonSteps[], depth: number): Promise<readonly JsonLeaf[]> => {
    if (paths.length === 0) return []
    const kinds: (JsonKind | 'object')[] = []
    for (let from = 0; from < paths.length; from += 100) kinds.push(...(await kindsOf(ctx, documents, paths.slice(from, from + 100))))
    const objects = paths.filter((_, index) => kinds[index] === 'object' && depth < limits.depth)
    const keys = objects.length === 0 ? [] : await keysOf(ctx, documents, objects)
    const inside = keys.map(([object, key]) => ({ object, steps: [...(objects[object] ?? []), key] }))
    const allowed = inside.slice(0, limits.most)
    const below = await open(
      allowed.map((item) => item.steps),
      depth + 1,
    )
    return paths.flatMap((steps, index): readonly JsonLeaf[] => {
      const kind = kinds[index] ?? 'mixed'
      if (kind !== 'object') return [{ steps, kind }]
      const name = writeJsonPath(steps)
      const mine = below.filter((leaf) => steps.every((step, place) => leaf.steps[place] === step))
      return mine.length > 0 && objects.some((other) => writeJsonPath(other) === name) ? mine : [{ steps, kind: 'mixed' }]
    })
  }
  const leaves = await open([[]], 0)
  return leaves.slice(0, limits.most)
}

/** The documents of a column with one row for each item of the array at a path; a row without items stays once. */
export function itemRows(input: Relation, document: Expr, options: { readonly steps: JsonSteps; readonly name: string }): Relation {
  const items = call('json-items', document, text(writeJsonPath(options.steps)))
  return explode(extend(input, [{ name: options.name, expr: items }]), { column: options.name, keepEmpty: true })
}
