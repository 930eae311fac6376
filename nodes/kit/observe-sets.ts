import { distinct } from '../../engine/relation/build.ts'
import { column } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { roughly, rowsWord } from './count-words.ts'
import { fitOfKeys, readFit } from './join-fit.ts'
import type { KeyPair } from './join-keys.ts'
import type { Look, Observation } from './observation.ts'

const exactly = { ignoreCase: false, ignoreAccents: false, ignoreSpaces: false }
const fewestRows = 500

/** How many different rows two tables of the same columns share, as a Venn drawing; of long tables, of a share of their rows by hash. */
export function observeSets(left: Relation, right: Relation, look: Look): Observation {
  const pairs = left.columns.map((item): KeyPair => {
    const side = { column: item, value: column(item.name), compared: column(item.name) }
    return { left: side, right: side }
  })
  const fit = fitOfKeys({ left: distinct(left, []), right: distinct(right, []) }, pairs, {
    overlooked: exactly,
    nulls: true,
    share: look.share,
  })
  return {
    questions: { fit: { relation: fit, of: 'all-rows' } },
    enough: ({ fit: answer }) =>
      !answer || look.share >= 1 || Math.min(readFit(answer).left.seen, readFit(answer).right.seen) >= fewestRows,
    tell: ({ fit: answer }) => {
      if (!answer || (answer.from === 'first-rows' && !(look.whole('left') && look.whole('right')))) return { findings: [] }
      const { left: one, right: two } = readFit(answer)
      const shared = one.seen === 0 ? 0 : Math.round((one.matched / one.seen) * one.rows)
      const inBoth = Math.min(shared, two.rows)
      const rows = rowsWord(look.share >= 1 ? inBoth : roughly(inBoth))
      return {
        findings: [
          {
            tone: 'note',
            text: {
              en: `The tables share ${rows.en}, each counted once.`,
              fr: `Les tableaux partagent ${rows.fr}, chacune comptée une fois.`,
            },
          },
        ],
        venn: { left: one.rows - inBoth, both: inBoth, right: two.rows - inBoth },
      }
    },
  }
}
