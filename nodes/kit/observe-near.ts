import { aggregate, join, limit, project, union } from '../../engine/relation/build.ts'
import { call, column, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { roughly, shownCount, shownShare } from './count-words.ts'
import type { NearPairs } from './near-pairs.ts'
import type { Answer, Finding, Look, Observation, Question } from './observation.ts'
import { listed, quoted } from './phrases.ts'

export interface ObservedNear {
  /** Left rows, and how they meet the pairs that are taken. */
  readonly rows: Relation
  readonly on: readonly { readonly left: Expr; readonly right: Expr }[]
  readonly chosen: Relation
  readonly pairs: NearPairs
  readonly threshold: number
}

/** More pairs than this take longer than a person waits. */
const manyPairs = 20_000_000

/** How many rows find one that is alike, and whether comparing them is too much work. */
export function observeNear({ rows, on, chosen, pairs, threshold }: ObservedNear, look: Look): Observation {
  const best = aggregate(
    chosen,
    chosen.columns.filter(({ name }) => /^(k\d+|l)$/.test(name)).map(({ name }) => ({ name, expr: column(name) })),
    [{ name: 'score', fn: 'maximum', args: [column('score')] }],
  )
  const met = join(rows, best, { how: 'left', on, output: [{ name: 'score', from: 'right', column: 'score' }] })
  const counted = aggregate(
    met,
    [],
    [
      { name: 'rows', fn: 'count-rows', args: [literal('int', 1)] },
      { name: 'found', fn: 'count', args: [column('score')] },
      { name: 'equal', fn: 'count-if', args: [call('equal', column('score'), literal('float', 1))] },
    ],
  )
  return {
    questions: { alike: nearQuestion(counted, pairs) },
    tell: ({ alike }) => {
      if (!alike) return { findings: [] }
      const { counts, work, skipped } = readNear(alike)
      const known = alike.from === 'all-rows' || look.whole('right')
      return { findings: [...(known ? found(counts) : []), ...workFindings(work), ...skippedFindings(skipped, threshold)] }
    },
  }
}

const figures = ['n0', 'n1', 'n2', 'n3'] as const
/** Parts that are left out which are named; the others are not counted. */
const mostNamed = 20

/** One row of at most four counts, with the pairs to compare and the parts left out: asked at once, what they have in common is computed once. */
export function nearQuestion(counts: Relation, { work, skipped }: NearPairs): Question {
  const line = (rows: Relation, what: string, part: Expr, names: readonly string[]) =>
    project(rows, [
      { name: 'what', expr: literal('text', what) },
      { name: 'part', expr: part },
      ...figures.map((name, index) => {
        const of = names[index]
        return { name, expr: of === undefined ? literal('int', null) : column(of) }
      }),
    ])
  const none = literal('text', null)
  return {
    of: 'all-rows',
    relation: union([
      line(
        counts,
        'counts',
        none,
        counts.columns.map(({ name }) => name),
      ),
      line(work, 'work', none, ['pairs']),
      line(limit(skipped, mostNamed), 'skipped', column('part'), []),
    ]),
  }
}

/** The answer to `nearQuestion`. */
export function readNear({ rows }: Answer): {
  readonly counts: readonly number[]
  readonly work: number
  readonly skipped: readonly string[]
} {
  const of = (what: string) => rows.filter(([name]) => name === what)
  return {
    counts: (of('counts')[0] ?? []).slice(2).map(Number),
    work: Number(of('work')[0]?.[2] ?? 0),
    skipped: of('skipped').map(([, part]) => String(part)),
  }
}

function found([rows = 0, matched = 0, equal = 0]: readonly number[]): readonly Finding[] {
  if (rows === 0) return []
  const [share, some, all] = [shownShare(matched / rows), shownCount(matched), shownCount(rows)]
  const near = shownCount(matched - equal)
  return [
    {
      tone: matched / rows >= 0.95 ? 'good' : matched / rows < 0.5 ? 'warning' : 'note',
      share: matched / rows,
      text: {
        en: `${share.en} of the left rows find a match: ${some} of ${all}; ${near} of them are alike, not equal.`,
        fr: `${share.fr} des lignes de gauche trouvent une correspondance : ${some} sur ${all} ; ${near} par ressemblance, sans être égales.`,
      },
    },
  ]
}

/** A warning where comparing takes minutes. */
export function workFindings(pairs: number): readonly Finding[] {
  if (pairs <= manyPairs) return []
  const shown = shownCount(roughly(pairs))
  return [
    {
      tone: 'warning',
      text: {
        en: `About ${shown} pairs would be compared, which takes minutes. A column that must be equal makes it fewer.`,
        fr: `Environ ${shown} paires seraient comparées, ce qui prend des minutes. Une colonne qui doit être égale en réduit le nombre.`,
      },
    },
  ]
}

/** A warning where parts were left out, with a button that asks for more likeness. */
export function skippedFindings(parts: readonly string[], threshold: number): readonly Finding[] {
  if (parts.length === 0) return []
  const what = listed(parts.slice(0, 3).map(quoted))
  const higher = Math.min(0.95, Math.round((threshold + 0.1) * 100) / 100)
  const fix = { label: { en: `Ask for ${higher}`, fr: `Exiger ${String(higher).replace('.', ',')}` }, params: { threshold: higher } }
  return [
    {
      tone: 'warning',
      text: {
        en: `Parts that too many texts share are left out, such as ${what.en}: texts that share nothing rarer are not found. A column that must be equal helps, or more likeness.`,
        fr: `Des parties communes à trop de textes sont écartées, comme ${what.fr} : les textes qui ne partagent rien de plus rare échappent. Une colonne qui doit être égale aide, ou plus de ressemblance.`,
      },
      ...(higher > threshold && { fix }),
    },
  ]
}
