import type { Text } from '../../engine/protocol/text.ts'
import { aggregate } from '../../engine/relation/build.ts'
import { call, column, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { rowsWord, shownCount, shownShare, type Noun } from '../kit/count-words.ts'
import type { Answer, Finding, Look, Observation } from '../kit/observation.ts'
import { listed, quoted } from '../kit/phrases.ts'
import type { SplitMethod } from './place-in-draw.ts'

export interface ObservedParts {
  readonly method: SplitMethod
  readonly rows: Relation
  /** The number of the part of a row, from 1. */
  readonly part: Expr
  /** What each part should get; together 1. */
  readonly shares: readonly number[]
  /** Points of a hundred by which whole groups may miss a share. */
  readonly tolerance: number
  readonly seed: number
  /** The column of the classes, where rows are drawn within these. */
  readonly classes: string
}

/** More classes than this are seldom classes at all. */
const mostClasses = 100

/** How well whole groups meet the shares, and whether classes have rows enough for all parts; nothing to say of other ways to part rows. */
export function observeParts(parts: ObservedParts, look: Look): Observation {
  const one = literal('int', 1)
  const counted = (of: Expr) => aggregate(parts.rows, [{ name: 'of', expr: of }], [{ name: 'rows', fn: 'count-rows', args: [one] }])
  const known = (answer: Answer | undefined) => (answer && (answer.from === 'all-rows' || look.whole('table')) ? answer : undefined)
  if (parts.method === 'group' || parts.method === 'equal')
    return {
      questions: { parts: { relation: counted(parts.part), of: 'all-rows' } },
      tell: ({ parts: answer }) => ({ findings: groupFindings(known(answer)?.rows ?? [], parts) }),
    }
  if (parts.method !== 'class') return { questions: {}, tell: () => ({ findings: [] }) }
  const small = call(
    'less',
    call('int-to-float', column('rows')),
    literal('float', 1 / Math.min(...parts.shares.filter((share) => share > 0))),
  )
  const summary = aggregate(
    counted(column(parts.classes)),
    [],
    [
      { name: 'classes', fn: 'count-rows', args: [one] },
      { name: 'rarest', fn: 'minimum', args: [column('rows')] },
      { name: 'small', fn: 'count-if', args: [small] },
    ],
  )
  return {
    questions: { classes: { relation: summary, of: 'all-rows' } },
    tell: ({ classes: answer }) => ({ findings: classFindings((known(answer)?.rows[0] ?? []).map(Number), parts.classes) }),
  }
}

function groupFindings(counts: Answer['rows'], { shares, tolerance, seed }: ObservedParts): readonly Finding[] {
  const rows = shares.map((_, at) => Number(counts.find(([part]) => Number(part) === at + 1)?.[1] ?? 0))
  const all = rows.reduce((sum, count) => sum + count, 0)
  if (all === 0) return []
  const got = rows.map((count) => count / all)
  const missed = Math.max(...got.map((share, at) => Math.abs(share - (shares[at] ?? 0)))) * 100
  const [found, wanted] = [together(got), together(shares)]
  // What is shown is rounded; a share that is met to the last bit is not missed.
  if (missed <= tolerance + 1e-9)
    return [{ tone: 'good', text: { en: `The parts get ${found.en} of the rows.`, fr: `Les parties reçoivent ${found.fr} des lignes.` } }]
  return [
    {
      tone: 'warning',
      text: {
        en: `Whole groups give the parts ${found.en} of the rows instead of ${wanted.en}: more than ${tolerance} ${tolerance === 1 ? 'point' : 'points'} off.`,
        fr: `Des groupes entiers donnent aux parties ${found.fr} des lignes au lieu de ${wanted.fr} : plus de ${String(tolerance).replace('.', ',')} ${tolerance < 2 ? 'point' : 'points'} d’écart.`,
      },
      fix: { label: { en: 'Draw again', fr: 'Tirer à nouveau' }, params: { seed: seed + 1 } },
    },
  ]
}

const together = (shares: readonly number[]): Text => listed(shares.map(shownShare), 6)

const classNoun: Noun = { one: { en: 'class', fr: 'classe' }, many: { en: 'classes', fr: 'classes' } }

function classFindings([classes = 0, rarest = 0, small = 0]: readonly number[], name: string): readonly Finding[] {
  if (classes === 0) return []
  const [shown, several, rows] = [quoted(name), rowsWord(classes, classNoun), rowsWord(rarest)]
  const found: Text = {
    en: `${shown.en} has ${several.en}, the rarest of ${rows.en}`,
    fr: `${shown.fr} a ${several.fr}, la plus rare de ${rows.fr}`,
  }
  const many: Finding = {
    tone: 'warning',
    text: {
      en: `${shown.en} has ${several.en}: more than ${mostClasses} are seldom classes. Shares are kept within each of them.`,
      fr: `${shown.fr} a ${several.fr} : plus de ${mostClasses}, ce sont rarement des classes. Les parts sont gardées dans chacune.`,
    },
  }
  if (small === 0) return [classes > mostClasses ? many : { tone: 'good', text: { en: `${found.en}.`, fr: `${found.fr}.` } }]
  const few = rowsWord(small, classNoun)
  const missing: Finding = {
    tone: 'warning',
    text: {
      en: `${few.en} of ${shownCount(classes)} ${small === 1 ? 'has' : 'have'} too few rows to be in every part.`,
      fr: `${few.fr} sur ${shownCount(classes)} ${small < 2 ? 'a' : 'ont'} trop peu de lignes pour être dans chaque partie.`,
    },
  }
  return classes > mostClasses ? [many, missing] : [missing]
}
