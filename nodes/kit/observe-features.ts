import { aggregate } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { withoutColumns, type ColumnsRule } from './columns-rule.ts'
import { shownShare } from './count-words.ts'
import type { Relations } from './define-node.ts'
import { featureColumns, targetColumn } from './learner-columns.ts'
import type { Answer, Finding, Observation } from './observation.ts'
import { observePower } from './observe-power.ts'
import { observeSum } from './observe-sum.ts'
import { quoted, quotedNames } from './phrases.ts'

/** A column whose values are later than the row's own time in so many rows is not known then. */
const leastFuture = 0.05

interface Learner {
  readonly target: string
  readonly features: ColumnsRule
}

/** What columns to learn from know that they cannot know when the model is used (the answer itself, or what happens later), and which are names. */
export function observeFeatures({ target: name, features: rule }: Learner, inputs: Relations): Observation {
  const table = inputs.one('table')
  const target = targetColumn(table, name)
  const features = featureColumns(table, rule, target)
  const time = table.columns.find(({ role, type }) => role === 'time' && (type === 'date' || type === 'timestamp'))
  const dated = time ? features.filter(({ name: own, type }) => own !== time.name && type === time.type) : []
  const drop = (names: readonly string[]) => {
    const shown = quotedNames(names)
    return {
      label: { en: `Learn without ${shown.en}`, fr: `Apprendre sans ${shown.fr}` },
      params: { features: withoutColumns(rule, names) },
    }
  }
  const total = observeSum(table, { target, features, drop })
  const power = observePower(table, { target, features, drop })
  const questions: Observation['questions'] = {
    ...total.questions,
    ...(time && dated.length > 0 && { later: { relation: laterThan(table, dated, time), of: 'first-rows' } }),
    ...power.questions,
  }
  return {
    questions,
    tell(answers) {
      const findings = [
        ...total.tell(answers).findings,
        ...laterFindings(answers['later'], { dated, time, drop }),
        ...power.tell(answers, new Set(total.parts(answers))),
      ]
      return { findings }
    },
  }
}

function laterThan(table: Relation, dated: readonly Column[], time: Column): Relation {
  return aggregate(
    table,
    [],
    dated.flatMap(({ name }, at) => [
      { name: `later ${at}`, fn: 'count-if', args: [call('greater', columnExpr(name), columnExpr(time.name))] },
      { name: `known ${at}`, fn: 'count', args: [columnExpr(name)] },
    ]),
  )
}

interface Dropping {
  drop(columns: readonly string[]): NonNullable<Finding['fix']>
}

function laterFindings(
  answer: Answer | undefined,
  { dated, time, drop }: Dropping & { readonly dated: readonly Column[]; readonly time: Column | undefined },
): readonly Finding[] {
  const counts = (answer?.rows[0] ?? []).map(Number)
  return dated.flatMap(({ name }, at): Finding[] => {
    const share = (counts[2 * at] ?? 0) / Math.max(1, counts[2 * at + 1] ?? 0)
    if (share < leastFuture || !time) return []
    const [shown, own, of] = [shownShare(share), quoted(name), quoted(time.name)]
    return [
      {
        tone: 'warning',
        share,
        text: {
          en: `${own.en} is later than ${of.en} in ${shown.en} of the rows: it is not known yet when the model is asked.`,
          fr: `${own.fr} est postérieur à ${of.fr} dans ${shown.fr} des lignes : on ne le connaît pas encore quand on interroge le modèle.`,
        },
        fix: drop([name]),
      },
    ]
  })
}
