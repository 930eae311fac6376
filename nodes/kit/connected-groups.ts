import { aggregate, join, project, union } from '../../engine/relation/build.ts'
import { call, column, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'

/** After this many rounds chains of hundreds of links are one group (connected-groups.integration.test.ts). */
const rounds = 6

const plain = (name: string): NamedExpr => ({ name, expr: column(name) })
const least = (name: string) => ({ name, fn: 'minimum', args: [column(name)] })

/**
 * What hangs together by pairs: columns id and group, the smallest id of the group, for each id that is in a pair. `pairs` has the whole numbers
 * a and b. Each round hangs ids and their groups onto the smallest group beside them, then follows groups twice (FastSV: Zhang, Azad, Hu 2020).
 */
export function connectedGroups(pairs: Relation): Relation {
  const both = union([
    project(pairs, [plain('a'), plain('b')]),
    project(pairs, [
      { name: 'a', expr: column('b') },
      { name: 'b', expr: column('a') },
    ]),
  ])
  let groups = aggregate(
    project(both, [
      { name: 'id', expr: column('a') },
      { name: 'group', expr: call('least', column('a'), column('b')) },
    ]),
    [plain('id')],
    [least('group')],
  )
  for (let round = 0; round < rounds; round++) groups = jumped(jumped(hooked(groups, both)))
  return groups
}

/** The smallest group of its neighbours for each id, and for the group that it had. */
function hooked(groups: Relation, both: Relation): Relation {
  const beside = join(both, groups, {
    how: 'inner',
    on: [{ left: column('b'), right: column('id') }],
    output: [
      { name: 'id', from: 'left', column: 'a' },
      { name: 'group', from: 'right', column: 'group' },
    ],
  })
  const roots = join(beside, groups, {
    how: 'inner',
    on: [{ left: column('id'), right: column('id') }],
    output: [
      { name: 'id', from: 'right', column: 'group' },
      { name: 'group', from: 'left', column: 'group' },
    ],
  })
  return aggregate(union([groups, beside, roots]), [plain('id')], [least('group')])
}

function jumped(groups: Relation): Relation {
  return join(groups, groups, {
    how: 'inner',
    on: [{ left: column('group'), right: column('id') }],
    output: [
      { name: 'id', from: 'left', column: 'id' },
      { name: 'group', from: 'right', column: 'group' },
    ],
  })
}
