import { aggregate, filter, limit } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Role } from '../../engine/relation/types.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { ShuffledColumn, StudyContext } from '../kit/study.ts'
import { targetName } from '../kit/study-folds.ts'

export interface WithinSettings {
  readonly within: 'auto' | 'all' | 'group' | 'time'
  readonly column: string
  readonly blocks: number
}

/**
 * The target of a study's model, and among which rows its values change places. Throws NodeProblem: no target where the rows are parted
 * (`shuffle-no-target`), no column to go by (`shuffle-no-column`), groups of one answer each (`shuffle-nothing`).
 */
export async function shuffledWithin(settings: WithinSettings, ctx: StudyContext): Promise<Pick<ShuffledColumn, 'column' | 'within'>> {
  const table = await ctx.table()
  const column = targetName(table, ctx)
  if (column === '') throw new NodeProblem(noTarget)
  const ofRole = (role: Role) => table.columns.find((other) => other.role === role && other.name !== column)?.name
  const { within, blocks } = settings
  const byRole = ofRole('group') !== undefined ? 'group' : ofRole('time') !== undefined ? 'time' : 'all'
  const how = within === 'auto' ? byRole : within
  if (how === 'all') return { column }
  const asked = within === 'auto' ? '' : settings.column.trim()
  const name = asked === '' ? ofRole(how) : table.columns.find((other) => other.name === asked)?.name
  if (name === undefined) throw noColumn(asked, how)
  if (how === 'group' && !(await varies(table, column, { group: name, ctx }))) throw oneAnswer(name)
  return { column, within: how === 'group' ? { column: name } : { column: name, blocks } }
}

/** Whether any group has two values of the target. */
async function varies(table: Relation, column: string, { group, ctx }: { readonly group: string; readonly ctx: StudyContext }) {
  const counted = aggregate(
    table,
    [{ name: 'group', expr: columnExpr(group) }],
    [{ name: 'values', fn: 'count-distinct', args: [columnExpr(column)] }],
  )
  return (await ctx.rows(limit(filter(counted, call('greater', columnExpr('values'), literal('int', 1))), 1))).length > 0
}

const noTarget = {
  code: 'shuffle-no-target',
  port: 'models',
  text: {
    en: 'The target is made below something that learns, so the rows that are parted do not have it yet.',
    fr: 'La cible naît en aval d’un nœud qui apprend : les lignes que l’on répartit ne l’ont pas encore.',
  },
  action: { en: 'Make the target first, then what learns.', fr: 'Calculez d’abord la cible, puis ce qui apprend.' },
} as const

const amongAll = { label: { en: 'Shuffle among all rows', fr: 'Mélanger entre toutes les lignes' }, params: { within: 'all' } }

function noColumn(asked: string, how: 'group' | 'time'): NodeProblem {
  const name = quoted(asked)
  const role = how === 'group' ? { en: 'group', fr: 'groupe' } : { en: 'time', fr: 'temps' }
  return new NodeProblem({
    code: 'shuffle-no-column',
    param: 'column',
    text:
      asked === ''
        ? { en: `No column has the role ${role.en}.`, fr: `Aucune colonne n’a le rôle « ${role.fr} ».` }
        : { en: `The rows have no column ${name.en}.`, fr: `Les lignes n’ont pas de colonne ${name.fr}.` },
    fixes: [amongAll],
  })
}

function oneAnswer(group: string): NodeProblem {
  const name = quoted(group)
  return new NodeProblem({
    code: 'shuffle-nothing',
    param: 'within',
    text: {
      en: `Within each ${name.en} the target is always the same: there is nothing to shuffle.`,
      fr: `Dans chaque ${name.fr}, la cible est toujours la même : il n’y a rien à mélanger.`,
    },
    action: {
      en: 'Shuffle among all rows, and judge by whole groups.',
      fr: 'Mélangez entre toutes les lignes, et jugez par groupes entiers.',
    },
    fixes: [amongAll],
  })
}
