import { setRoles } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Role } from '../../engine/relation/types.ts'

/** Roles that one column of a table has at most. */
const singleRoles: readonly Role[] = ['target', 'time', 'weight']

/** The relation with single roles left to the first column that has them; for tables put together from several. */
export function keepSingleRoles(relation: Relation): Relation {
  const seen = new Set<Role>()
  const lost = relation.columns.filter(({ role }) => {
    if (role === undefined || !singleRoles.includes(role)) return false
    if (seen.has(role)) return true
    seen.add(role)
    return false
  })
  return setRoles(relation, new Map(lost.map((column) => [column.name, undefined])))
}
