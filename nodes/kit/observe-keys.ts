import type { JoinKind, Relation } from '../../engine/relation/relation.ts'
import type { Overlooked } from './compared-text.ts'
import { shownCount } from './count-words.ts'
import {
  candidateFindings,
  likelyKeys,
  looserFindings,
  matchFindings,
  missingKeyFindings,
  sizeFindings,
  typeFindings,
} from './join-findings.ts'
import { fitOfKeys, readFit, type KeyFit } from './join-fit.ts'
import { readJoinKeys, type JoinKey } from './join-keys.ts'
import { keyCandidates, rankKeys } from './key-candidates.ts'
import type { Answers, Finding, Look, Observation, Told } from './observation.ts'

export interface ObservedKeys {
  readonly keys: readonly JoinKey[]
  readonly overlooked: Overlooked
  readonly nulls: boolean
  /** What is made of rows that match; `lookup`: one right row for each left row at most. */
  readonly how: JoinKind | 'cross' | 'lookup'
}

/** Fewer keys than this say nothing of the others. */
const fewestKeys = 500

/** How two tables fit by their keys, and which columns may be the keys. */
export function observeKeys(
  sides: { readonly left: Relation; readonly right: Relation },
  { keys, overlooked, nulls, how }: ObservedKeys,
  look: Look,
): Observation {
  const crossed = how === 'cross'
  const pairs = crossed ? [] : readJoinKeys(keys, sides, overlooked, true)
  const asked = pairs.length > 0 || crossed
  const candidates = crossed ? undefined : keyCandidates(sides.left, sides.right, overlooked)
  // A question about all keys at once cannot be asked of a share of them.
  const share = crossed ? 1 : look.share
  return {
    questions: {
      ...(asked && { fit: { relation: fitOfKeys(sides, pairs, { overlooked, nulls, share }), of: 'all-rows' } }),
      ...(candidates && { candidates: { relation: candidates, of: 'first-rows' } }),
    },
    enough: ({ fit }) => !fit || share >= 1 || Math.min(readFit(fit).left.keys, readFit(fit).right.keys) >= fewestKeys,
    tell: (answers) => {
      const found = answers['candidates'] ? rankKeys(sides.left, sides.right, answers['candidates']) : []
      if (!asked) return suggested(candidateFindings(likelyKeys(found)))
      if (!answers['fit']) return { findings: [tooLong] }
      const fit = readFit(answers['fit'])
      // The first rows of a table stand for all of them only where all rows of the other one are there to be met.
      const known = partsKnown(answers, look)
      const exact = known.left && known.right && (share >= 1 || fit.left.seen + fit.left.missing === fit.left.rows)
      const others = known.left && known.right ? better(found, keys, fit) : []
      return {
        findings: [
          ...typeFindings(pairs),
          ...(crossed ? [] : matchFindings(fit, how === 'lookup' ? { left: known.left, right: false } : known)),
          ...(crossed || !known.left ? [] : looserFindings(fit, overlooked)),
          ...(known.left && known.right ? sizeOrTwice(fit, how, exact) : [partly]),
          ...missingKeyFindings(fit),
          ...others,
        ],
      }
    },
  }
}

function partsKnown({ fit }: Answers, look: Look): { readonly left: boolean; readonly right: boolean } {
  const all = fit?.from === 'all-rows'
  return { left: all || look.whole('right'), right: all || look.whole('left') }
}

function sizeOrTwice(fit: KeyFit, how: ObservedKeys['how'], exact: boolean): readonly Finding[] {
  if (how !== 'lookup') return sizeFindings(fit, how, exact)
  if (fit.left.most <= 1) return []
  const most = shownCount(fit.left.most)
  return [
    {
      tone: 'note',
      text: {
        en: `A key comes up to ${most} times on the right; one row of it counts.`,
        fr: `Une clé vient jusqu’à ${most} fois à droite ; une seule de ses lignes compte.`,
      },
    },
  ]
}

/** Other columns that fit far better than the chosen ones. */
function better(found: ReturnType<typeof rankKeys>, keys: readonly JoinKey[], fit: KeyFit): readonly Finding[] {
  const share = fit.left.seen === 0 ? 0 : fit.left.matched / fit.left.seen
  const others = found.filter(({ left, right }) => !keys.some((key) => key.left === left && key.right === right))
  return candidateFindings(likelyKeys(others, 0.5).filter((candidate) => candidate.found > share + 0.3)).slice(0, 1)
}

function suggested(findings: readonly Finding[]): Told {
  return { findings: findings.length > 0 ? findings : [nothingAlike] }
}

const nothingAlike: Finding = {
  tone: 'note',
  text: { en: 'No two columns have values in common.', fr: 'Aucune paire de colonnes n’a de valeurs communes.' },
}

const tooLong: Finding = {
  tone: 'note',
  text: {
    en: 'Counting takes too long to be done while you edit; the output “How they fit” tells after a run.',
    fr: 'Le comptage est trop long pendant la saisie ; la sortie « Leur accord » le dira après une exécution.',
  },
}

const partly: Finding = {
  tone: 'note',
  text: {
    en: 'The tables are too long to count rows out while you edit.',
    fr: 'Les tableaux sont trop longs pour compter les lignes produites pendant la saisie.',
  },
}
