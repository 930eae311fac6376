import { aggregate } from '../../engine/relation/build.ts'
import { call, column, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { rowsWord, shownCount, type Noun } from './count-words.ts'
import type { NearPairs } from './near-pairs.ts'
import { nearQuestion, readNear, skippedFindings, workFindings } from './observe-near.ts'
import type { Finding, Look, Observation } from './observation.ts'

export interface ObservedGroups {
  /** All rows, with the number of their group in the column `label`. */
  readonly rows: Relation
  readonly label: string
  readonly pairs: NearPairs
  readonly threshold: number
}

/** How many rows are near duplicates, in how many groups. */
export function observeNearGroups({ rows, label, pairs, threshold }: ObservedGroups, look: Look): Observation {
  const sizes = aggregate(rows, [{ name: 'group', expr: column(label) }], [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }])
  const several = call('if', call('greater', column('rows'), literal('int', 1)), column('rows'), literal('int', null))
  const counted = aggregate(
    sizes,
    [],
    [
      { name: 'all', fn: 'sum-int', args: [column('rows')] },
      { name: 'groups', fn: 'count', args: [several] },
      { name: 'alike', fn: 'sum-int', args: [several] },
      { name: 'largest', fn: 'maximum', args: [column('rows')] },
    ],
  )
  return {
    questions: { alike: nearQuestion(counted, pairs) },
    tell: ({ alike: answer }) => {
      if (!answer) return { findings: [] }
      const { counts, work, skipped } = readNear(answer)
      const known = answer.from === 'all-rows' || look.whole('table')
      return { findings: [...(known ? groupFindings(counts) : []), ...workFindings(work), ...skippedFindings(skipped, threshold)] }
    },
  }
}

const group: Noun = { one: { en: 'group', fr: 'groupe' }, many: { en: 'groups', fr: 'groupes' } }

function groupFindings([all = 0, groups = 0, alike = 0, largest = 0]: readonly number[]): readonly Finding[] {
  if (all === 0) return []
  if (groups === 0)
    return [{ tone: 'good', text: { en: 'No two rows are this much alike.', fr: 'Aucune paire de lignes ne se ressemble autant.' } }]
  const [rows, gone] = [rowsWord(alike), rowsWord(alike - groups)]
  const [several, most] = [rowsWord(groups, group), shownCount(largest)]
  return [
    {
      tone: largest > 50 ? 'warning' : 'note',
      share: alike / all,
      text: {
        en: `${rows.en} have a near duplicate, in ${several.en}, the largest of ${most}. One of each kept, ${gone.en} would go.`,
        fr: `${rows.fr} ont un quasi-doublon, en ${several.fr}, le plus grand de ${most}. En garder une par groupe retirerait ${gone.fr}.`,
      },
    },
  ]
}
