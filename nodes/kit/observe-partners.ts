import { aggregate } from '../../engine/relation/build.ts'
import { column, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { shownCount, shownShare } from './count-words.ts'
import type { Look, Observation } from './observation.ts'

/** The share of left rows that found a partner, told from the partner's column, which is missing in rows without one. */
export function observePartners(joined: Relation, look: Look): Observation {
  const [partner] = joined.columns
  const counted = aggregate(
    joined,
    [],
    [
      { name: 'rows', fn: 'count-rows', args: [literal('int', 1)] },
      { name: 'found', fn: 'count', args: [column(partner?.name ?? '')] },
    ],
  )
  return {
    questions: { partners: { relation: counted, of: 'all-rows' } },
    tell: ({ partners }) => {
      // The first rows of the right table would leave out partners that are there.
      if (!partners || (partners.from === 'first-rows' && !look.whole('right'))) return { findings: [] }
      const [rows = 0, found = 0] = (partners.rows[0] ?? []).map(Number)
      if (rows === 0) return { findings: [] }
      const [share, matched, all] = [shownShare(found / rows), shownCount(found), shownCount(rows)]
      return {
        findings: [
          {
            tone: found / rows >= 0.95 ? 'good' : found / rows < 0.5 ? 'warning' : 'note',
            share: found / rows,
            text: {
              en: `${share.en} of the left rows find a partner: ${matched} of ${all}.`,
              fr: `${share.fr} des lignes de gauche trouvent une correspondance : ${matched} sur ${all}.`,
            },
          },
        ],
      }
    },
  }
}
