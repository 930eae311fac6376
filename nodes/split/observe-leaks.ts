import { aggregate } from '../../engine/relation/build.ts'
import { call, column, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { rowsWord, shownShare } from '../kit/count-words.ts'
import type { Answer, Finding, Look, Observation, Question } from '../kit/observation.ts'
import { quoted } from '../kit/phrases.ts'
import type { NodeProblemData } from '../kit/problem.ts'
import { observeParts, type ObservedParts } from './observe-parts.ts'
import type { Draw } from './place-in-draw.ts'
import { rowKey } from './row-key.ts'

/** A smaller share of the rows that judge is chance, or too little to matter. */
const leastShare = 0.01
/** Rows of fewer columns are equal by nature. */
const fewestColumns = 3

/** All that can be said of a split: how its parts come out, and what they have in common. */
export function observeSplit(input: Relation, parts: ObservedParts, draw: Draw, look: Look): Observation {
  const [sizes, leaks] = [observeParts(parts, look), observeLeaks(input, parts, draw)]
  return {
    questions: { ...sizes.questions, ...leaks.questions },
    tell: (answers) => ({ findings: [...sizes.tell(answers).findings, ...leaks.tell(answers).findings] }),
  }
}

/** What the rows that judge have in common with those that are learned from: rows that are nearly equal, and rows of one identifier. */
function observeLeaks(input: Relation, { rows, part }: Pick<ObservedParts, 'rows' | 'part'>, draw: Draw): Observation {
  if (draw.method === 'time') return { questions: {}, tell: () => ({ findings: [] }) }
  const id = input.columns.find(({ role }) => role === 'id')?.name
  const compared = input.columns.filter(({ role }) => role !== 'id').length
  const isId = draw.method === 'group' && draw.group === id
  const questions: Record<string, Question> = {
    ...(draw.method !== 'equal' && compared >= fewestColumns && { equal: { relation: met(rows, part, rowKey(input)), of: 'all-rows' } }),
    ...(id !== undefined && !isId && { id: { relation: met(rows, part, column(id)), of: 'all-rows' } }),
  }
  return {
    questions,
    tell: ({ equal, id: ofId }) => ({ findings: [...equalFindings(equal), ...(id === undefined ? [] : idFindings(ofId, id))] }),
  }
}

/** Rows outside the first part whose key is there too, and all of them. */
function met(rows: Relation, part: Expr, key: Expr): Relation {
  const isFirst = call('equal', part, literal('int', 1))
  const counted = aggregate(
    rows,
    [{ name: 'key', expr: key }],
    [
      { name: 'first', fn: 'count-if', args: [isFirst] },
      { name: 'others', fn: 'count-if', args: [call('not', isFirst)] },
    ],
  )
  const others = call('int-to-float', column('others'))
  const inBoth = call('and', call('is-not-null', column('key')), call('greater', column('first'), literal('int', 0)))
  return aggregate(
    counted,
    [],
    [
      { name: 'met', fn: 'sum-if', args: [others, inBoth] },
      { name: 'all', fn: 'sum', args: [others] },
    ],
  )
}

function countsOf(answer: Answer | undefined): { readonly met: number; readonly share: number } {
  const [found, all] = (answer?.rows[0] ?? []).map(Number)
  const counted = Number.isFinite(found) ? (found ?? 0) : 0
  return { met: counted, share: all ? counted / all : 0 }
}

function equalFindings(answer: Answer | undefined): readonly Finding[] {
  const { met: count, share } = countsOf(answer)
  if (share < leastShare) return []
  const [rows, shown] = [rowsWord(count), shownShare(share)]
  return [
    {
      tone: 'warning',
      share,
      text: {
        en: `${rows.en} for testing (${shown.en}) ${count === 1 ? 'is' : 'are'} equal or nearly equal to rows for training: a model may know them by heart.`,
        fr: `${rows.fr} de test (${shown.fr}) ${count < 2 ? 'est égale ou presque' : 'sont égales ou presque'} à des lignes d’apprentissage : un modèle peut les savoir par cœur.`,
      },
      fix: { label: { en: 'Keep equal rows on one side', fr: 'Garder les lignes égales du même côté' }, params: { method: 'equal' } },
    },
  ]
}

function idFindings(answer: Answer | undefined, name: string): readonly Finding[] {
  const { met: count, share } = countsOf(answer)
  if (share < leastShare) return []
  const [rows, shown, column_] = [rowsWord(count), shownShare(share), quoted(name)]
  return [
    {
      tone: 'warning',
      share,
      text: {
        en: `${rows.en} for testing (${shown.en}) ${count === 1 ? 'has' : 'have'} a ${column_.en} that is also among the training rows.`,
        fr: `${rows.fr} de test (${shown.fr}) ${count < 2 ? 'a' : 'ont'} un ${column_.fr} qui est aussi parmi les lignes d’apprentissage.`,
      },
      fix: {
        label: { en: `Keep each ${column_.en} on one side`, fr: `Garder chaque ${column_.fr} du même côté` },
        params: { method: 'group', group: name },
      },
    },
  ]
}

/** What the roles of the columns say against a way to part rows. */
export function roleProblems(input: Relation, { method }: Draw): readonly NodeProblemData[] {
  if (method !== 'random' && method !== 'class') return []
  const group = input.columns.find(({ role }) => role === 'group')
  const time = input.columns.find(({ role, type }) => role === 'time' && type !== 'text')
  if (group) {
    const name = quoted(group.name)
    return [
      {
        code: 'split-parts-groups',
        severity: 'warning',
        param: 'method',
        column: group.name,
        text: {
          en: `Rows of one ${name.en} fall on both sides, so the test rows are of groups that the model has met.`,
          fr: `Les lignes d’un même ${name.fr} tombent des deux côtés : les lignes de test sont de groupes que le modèle connaît.`,
        },
        action: { en: 'Keep whole groups on one side.', fr: 'Gardez les groupes entiers du même côté.' },
        fixes: [{ label: { en: 'Split by whole groups', fr: 'Séparer par groupes entiers' }, params: { method: 'group', group: '' } }],
      },
    ]
  }
  if (!time) return []
  const name = quoted(time.name)
  return [
    {
      code: 'split-ignores-time',
      severity: 'warning',
      param: 'method',
      column: time.name,
      text: {
        en: `Rows have a time, ${name.en}, and are split at random: models learn from rows that are later than those they are tested on.`,
        fr: `Les lignes ont une date, ${name.fr}, et sont séparées au hasard : les modèles apprennent de lignes postérieures à celles du test.`,
      },
      action: { en: 'Test on the latest rows, as in real use.', fr: 'Testez sur les lignes les plus récentes, comme dans l’usage réel.' },
      fixes: [{ label: { en: 'Split by time', fr: 'Séparer par le temps' }, params: { method: 'time', time: '' } }],
    },
  ]
}
