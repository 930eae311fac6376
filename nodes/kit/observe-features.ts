import { classPower, type ClassCount } from '../../engine/profile/predictive-power.ts'
import { aggregate, extend, filter } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { withoutColumns, type ColumnsRule } from './columns-rule.ts'
import { convert } from './convert.ts'
import { shownCount, shownShare } from './count-words.ts'
import type { Relations } from './define-node.ts'
import { numbered } from './first-appearance.ts'
import { featureColumns, targetColumn } from './learner-columns.ts'
import type { Answer, Finding, Observation, Question } from './observation.ts'
import { observeSum } from './observe-sum.ts'
import { quoted, quotedNames } from './phrases.ts'
import { windowOver } from './window-over.ts'

/** A column that alone tells so much (2 AUC - 1) knows the answer; the limit of the profile's warning. */
const everything = 0.9
/** Fewer rows say nothing of a column. */
const fewestRows = 60
/** A text with values of its own in so many rows is a name. */
const nameShare = 0.9
/** So many columns are looked at, one question each. */
const mostColumns = 40
const bins = 20
/** A column whose values are later than the row's own time in so many rows is not known then. */
const leastFuture = 0.05

interface Learner {
  readonly target: string
  readonly features: ColumnsRule
}

const nothing: Observation = { questions: {}, tell: () => ({ findings: [] }) }

/** What columns to learn from know that they cannot know when the model is used (the answer itself, or what happens later), and which are names. */
export function observeFeatures({ target: name, features: rule }: Learner, inputs: Relations): Observation {
  const table = inputs.one('table')
  const target = targetColumn(table, name)
  const features = featureColumns(table, rule, target)
  const time = table.columns.find(({ role, type }) => role === 'time' && (type === 'date' || type === 'timestamp'))
  const dated = time ? features.filter(({ name: own, type }) => own !== time.name && type === time.type) : []
  const asked = features.slice(0, mostColumns)
  const parted = classesOf(table, target)
  if (!parted) return nothing
  const drop = (names: readonly string[]) => {
    const shown = quotedNames(names)
    return {
      label: { en: `Learn without ${shown.en}`, fr: `Apprendre sans ${shown.fr}` },
      params: { features: withoutColumns(rule, names) },
    }
  }
  const total = observeSum(table, { target, features, drop })
  const questions: Record<string, Question> = {
    ...total.questions,
    ...(time && dated.length > 0 && { later: { relation: laterThan(table, dated, time), of: 'first-rows' } }),
    ...Object.fromEntries(
      asked.map((feature, at): [string, Question] => [`power ${at}`, { relation: countsOf(parted, feature), of: 'first-rows' }]),
    ),
  }
  return {
    questions,
    tell(answers) {
      const parts = new Set(total.parts(answers))
      const others = asked
        .map((feature, at) => ({ feature, answer: answers[`power ${at}`] }))
        .filter(({ feature }) => !parts.has(feature.name))
      const findings = [
        ...total.tell(answers).findings,
        ...laterFindings(answers['later'], { dated, time, drop }),
        ...others.flatMap(({ feature, answer }) => powerFindings(answer, { feature, target, drop })),
        ...others.flatMap(({ feature, answer }) => nameFindings(answer, { feature, drop })),
      ]
      return { findings }
    },
  }
}

/** Rows whose target is known, with its class as text (numbers: above the median or not) and the half they fall into. */
function classesOf(table: Relation, target: Column): Relation | undefined {
  const value = columnExpr(target.name)
  const { rows, place } = numbered(filter(table, call('is-not-null', value)), ['class', 'half'])
  const isNumber = target.type === 'float' || target.type === 'int'
  const above = call('less-or-equal', windowOver('cumulative-distribution', [value]), literal('float', 0.5))
  const kind = isNumber ? convert(call('bool-to-int', above), 'int', 'text') : convert(value, target.type, 'text')
  if (!kind) return undefined
  return extend(rows, [
    { name: 'class', expr: kind },
    { name: 'half', expr: call('modulo-int', columnExpr(place), literal('int', 2)) },
  ])
}

/** Rows by value of a column (numbers and dates: by twentieth), half and class. */
function countsOf(parted: Relation, { name, type }: Column): Relation {
  const value = columnExpr(name)
  const step = call('ceiling', call('multiply', windowOver('cumulative-distribution', [value]), literal('float', bins)))
  const bin: Expr | undefined = type === 'text' || type === 'bool' ? convert(value, type, 'text') : convert(step, 'float', 'text')
  const known = call('if', call('is-null', value), literal('text', null), bin ?? literal('text', null))
  const marked = extend(parted, [{ name: 'bin', expr: known }])
  return aggregate(
    marked,
    ['bin', 'half', 'class'].map((key) => ({ name: key, expr: columnExpr(key) })),
    [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }],
  )
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

function powerFindings(
  answer: Answer | undefined,
  { feature, target, drop }: Dropping & { readonly feature: Column; readonly target: Column },
): readonly Finding[] {
  const places = new Map<string, number>()
  const place = (value: string) => {
    if (!places.has(value)) places.set(value, places.size)
    return places.get(value) as number
  }
  const counts = (answer?.rows ?? []).map(([bin, half, kind, rows]): ClassCount => ({
    bin: place(`bin ${String(bin)}`),
    fold: Number(half),
    class: place(`class ${String(kind)}`),
    rows: Number(rows),
  }))
  if (counts.reduce((sum, { rows }) => sum + rows, 0) < fewestRows) return []
  const power = classPower(counts) ?? 0
  if (power < everything) return []
  const [own, of] = [quoted(feature.name), quoted(target.name)]
  const auc = ((1 + power) / 2).toFixed(2)
  return [
    {
      tone: 'warning',
      share: power,
      text: {
        en: `${own.en} alone knows ${of.en} (AUC ${auc}). Is it known when the model is asked?`,
        fr: `${own.fr} connaît à lui seul ${of.fr} (AUC ${auc.replace('.', ',')}). Le connaît-on quand on interroge le modèle ?`,
      },
      fix: drop([feature.name]),
    },
  ]
}

/** A text whose values hardly ever come again: a model can only learn the rows by heart. */
function nameFindings(answer: Answer | undefined, { feature, drop }: Dropping & { readonly feature: Column }): readonly Finding[] {
  if (feature.type !== 'text') return []
  const known = (answer?.rows ?? []).filter(([value]) => value !== null)
  const rows = known.reduce((sum, [, , , count]) => sum + Number(count), 0)
  const values = new Set(known.map(([value]) => value)).size
  if (rows < fewestRows || values < nameShare * rows) return []
  const own = quoted(feature.name)
  return [
    {
      tone: 'warning',
      share: values / rows,
      text: {
        en: `${own.en} has ${shownCount(values)} different values in ${shownCount(rows)} rows: like a name, it tells nothing of other rows.`,
        fr: `${own.fr} a ${shownCount(values)} valeurs différentes sur ${shownCount(rows)} lignes : comme un nom, elle ne dit rien d’autres lignes.`,
      },
      fix: drop([feature.name]),
    },
  ]
}
