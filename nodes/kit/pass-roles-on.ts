import { setRoles } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Role } from '../../engine/relation/types.ts'

const passedOn: ReadonlySet<Role | undefined> = new Set<Role>(['sensitive', 'ignore', 'group'])

/** Columns computed from a sensitive or ignored one are that too: `sources` says from which column of `before` each new column comes. */
export function passRolesOn(relation: Relation, before: Relation, sources: ReadonlyMap<string, string>): Relation {
  const roles = new Map(before.columns.map((column) => [column.name, column.role]))
  const found = [...sources].flatMap(([name, source]) => {
    const role = roles.get(source)
    return passedOn.has(role) ? [[name, role] as const] : []
  })
  return setRoles(relation, new Map(found))
}
