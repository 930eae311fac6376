import { classPower, type ClassCount } from '../../engine/profile/predictive-power.ts'
import { fewestToTell, suspectedLeaks, tellsByMissing, type SuspectedLeak } from '../../engine/profile/suspected-leaks.ts'
import { aggregate, extend, filter } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { convert } from './convert.ts'
import { shownCount, shownShare } from './count-words.ts'
import { numbered } from './first-appearance.ts'
import type { Answer, Answers, Finding, Question } from './observation.ts'
import { quoted } from './phrases.ts'
import { windowOver } from './window-over.ts'

/** Fewer rows say nothing of a column. */
const fewestRows = 60
/** A text with values of its own in so many rows is a name. */
const nameShare = 0.9
/** So many columns are looked at, one question each. */
const mostColumns = 40
const bins = 20

export interface ObservedPower {
  readonly target: Column
  readonly features: readonly Column[]
  drop(columns: readonly string[]): NonNullable<Finding['fix']>
}

export interface PowerObservation {
  readonly questions: Readonly<Record<string, Question>>
  /** What columns other than those of `known`, of which worse was said, tell by themselves. */
  tell(answers: Answers, known: ReadonlySet<string>): readonly Finding[]
}

const isNumber = ({ type }: Column) => type === 'int' || type === 'float'

/** Columns that give the target away by themselves (by their values, or by being empty), and texts that are names of their rows. */
export function observePower(table: Relation, { target, features, drop }: ObservedPower): PowerObservation {
  const parted = classesOf(table, target)
  if (!parted) return { questions: {}, tell: () => [] }
  const asked = features.slice(0, mostColumns)
  const different = aggregate(parted, [], [{ name: 'values', fn: 'count-distinct', args: [columnExpr(target.name)] }])
  return {
    questions: {
      ...(isNumber(target) && { values: { relation: different, of: 'first-rows' } }),
      ...Object.fromEntries(
        asked.map((feature, at): [string, Question] => [`power ${at}`, { relation: countsOf(parted, feature), of: 'first-rows' }]),
      ),
    },
    tell(answers, known) {
      const seen = asked
        .map((feature, at) => ({ feature, answer: answers[`power ${at}`], counts: classCounts(answers[`power ${at}`]) }))
        .filter(({ feature, counts }) => !known.has(feature.name) && rowsOf(counts) >= fewestRows)
      const empty = seen.flatMap(({ feature, counts }) => missingFindings(counts, { feature, target, drop }))
      const open = seen.filter((one) => !empty.some(({ column }) => column === one.feature.name))
      const powers = open.map(({ feature, counts }) => ({ column: feature.name, power: classPower(counts) ?? 0 }))
      // Of a number, halves are a rough measure: hours tell rented bicycles well, and honestly.
      const classes = !isNumber(target) || Number(answers['values']?.rows[0]?.[0]) === 2
      const leaks = suspectedLeaks(powers, 'classification').filter(({ certain }) => certain || classes)
      return [
        ...empty.map(({ finding }) => finding),
        ...leaks.map((leak) => powerFinding(leak, target, drop)),
        ...seen.flatMap(({ feature, answer }) => nameFindings(answer, { feature, drop })),
      ]
    },
  }
}

/** Rows whose target is known, with its class as text (numbers: in the upper half or not) and the half of the rows they fall into. */
function classesOf(table: Relation, target: Column): Relation | undefined {
  const value = columnExpr(target.name)
  const { rows, place } = numbered(filter(table, call('is-not-null', value)), ['class', 'half'])
  // The middle of the ranks that a value shares: two values, however uneven, are then two classes.
  const ranks = call('add', windowOver('percent-rank', [value]), windowOver('cumulative-distribution', [value]))
  const upper = convert(call('bool-to-int', call('greater', ranks, literal('float', 1))), 'int', 'text')
  const kind = isNumber(target) ? upper : convert(value, target.type, 'text')
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

/** The bin of missing values has the number 0. */
function classCounts(answer: Answer | undefined): readonly ClassCount[] {
  const places = [new Map<string, number>(), new Map<string, number>()] as const
  const place = (of: Map<string, number>, value: string) => {
    if (!of.has(value)) of.set(value, of.size + 1)
    return of.get(value) ?? 0
  }
  return (answer?.rows ?? []).map(([bin, half, kind, rows]) => ({
    bin: bin === null ? 0 : place(places[0], String(bin)),
    fold: Number(half),
    class: place(places[1], String(kind)),
    rows: Number(rows),
  }))
}

const rowsOf = (counts: readonly ClassCount[]) => counts.reduce((sum, { rows }) => sum + rows, 0)

function powerFinding({ column, power, certain, next }: SuspectedLeak, target: Column, drop: ObservedPower['drop']): Finding {
  const [own, of] = [quoted(column), quoted(target.name)]
  const auc = ((1 + power) / 2).toFixed(2)
  const [en, fr] = [`AUC ${auc}`, `AUC ${auc.replace('.', ',')}`]
  const times = (power / next).toFixed(1)
  return {
    tone: 'warning',
    share: power,
    text: certain
      ? {
          en: `${own.en} alone knows ${of.en} (${en}). Is it known when the model is asked?`,
          fr: `${own.fr} connaît à lui seul ${of.fr} (${fr}). Le connaît-on quand on interroge le modèle ?`,
        }
      : {
          en: `${own.en} may know ${of.en} beforehand: alone it reaches ${en}${next > 0 ? `, ${times} times the power of the next column` : ''}. Is it known when the model is asked?`,
          fr: `${own.fr} connaît peut-être ${of.fr} d’avance : à lui seul, ${fr}${next > 0 ? `, ${times.replace('.', ',')} fois le pouvoir de la colonne suivante` : ''}. Le connaît-on quand on interroge le modèle ?`,
        },
    fix: drop([column]),
  }
}

/** Being empty or filled tells the rarer of two classes. */
function missingFindings(
  counts: readonly ClassCount[],
  { feature, target, drop }: Pick<ObservedPower, 'target' | 'drop'> & { readonly feature: Column },
): readonly { readonly column: string; readonly finding: Finding }[] {
  const classes = new Set(counts.map((count) => count.class))
  if (classes.size !== 2) return []
  const share = (some: readonly ClassCount[]) => rowsOf(some.filter((count) => count.class === 1)) / rowsOf(some)
  const empty = counts.filter(({ bin }) => bin === 0)
  const filled = counts.filter(({ bin }) => bin !== 0)
  if (Math.min(rowsOf(empty), rowsOf(filled)) < fewestToTell) return []
  const [missing, present] = [share(empty), share(filled)]
  if (!tellsByMissing({ missing, present })) return []
  const [own, of] = [quoted(feature.name), quoted(target.name)]
  const apart = shownShare(Math.abs(missing - present))
  const finding: Finding = {
    tone: 'warning',
    share: Math.abs(missing - present),
    text: {
      en: `Whether ${own.en} is empty tells ${of.en}: the classes’ shares are ${apart.en} apart. It seems to be filled in afterwards.`,
      fr: `Que ${own.fr} soit vide ou non révèle ${of.fr} : les parts des classes diffèrent de ${apart.fr}. On semble le remplir après coup.`,
    },
    fix: drop([feature.name]),
  }
  return [{ column: feature.name, finding }]
}

/** A text whose values hardly ever come again: a model can only learn the rows by heart. */
function nameFindings(
  answer: Answer | undefined,
  { feature, drop }: Pick<ObservedPower, 'drop'> & { readonly feature: Column },
): readonly Finding[] {
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
