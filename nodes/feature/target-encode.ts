import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { categories } from '../kit/learn-levels.ts'
import { rejectPorts, settleErrors } from '../kit/on-error.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { encoded, errorPolicy, unseenField } from '../kit/unseen-values.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { foldNumber } from './fold-number.ts'
import { learnMeans, type LevelCounts } from './learn-means.ts'
import { targetEncodeExamples } from './target-encode-examples.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: categories,
    default: { by: 'types', types: ['text'], except: [] },
  }),
  method: field.choice({
    label: { en: 'Put', fr: 'Mettre' },
    choices: [
      { value: 'mean', label: { en: 'the mean of the target', fr: 'la moyenne de la cible' } },
      { value: 'woe', label: { en: 'the weight of evidence', fr: 'le poids de la preuve (WoE)' } },
      { value: 'share', label: { en: 'the share of the rows', fr: 'la part des lignes' } },
      { value: 'count', label: { en: 'the number of rows', fr: 'le nombre de lignes' } },
    ],
    default: 'mean',
  }),
  target: field.column({
    label: { en: 'Target', fr: 'Cible' },
    help: { en: 'The column with that role when nothing is chosen.', fr: 'La colonne de ce rôle si rien n’est choisi.' },
    accepts: ['bool', 'int', 'float', 'text'],
    optional: true,
    when: { param: 'method', in: ['mean', 'woe'] },
  }),
  event: field.text({
    label: { en: 'Value that counts as yes', fr: 'Valeur qui compte comme oui' },
    help: { en: 'For a target of texts.', fr: 'Pour une cible de textes.' },
    optional: true,
    when: { param: 'method', in: ['mean', 'woe'] },
  }),
  folds: field.number({
    label: { en: 'Parts for encoding out of fold', fr: 'Parts pour l’encodage hors pli' },
    help: { en: '0: each row is encoded with its own target too.', fr: '0 : chaque ligne est encodée aussi avec sa propre cible.' },
    default: 5,
    min: 0,
    max: 20,
    integer: true,
    when: { param: 'method', in: ['mean', 'woe'] },
  }),
  by: field.columns({
    label: { en: 'Columns that put a row into its part', fr: 'Colonnes qui placent une ligne dans sa part' },
    help: {
      en: 'Never the target. Best an identifier, or what differs from row to row.',
      fr: 'Jamais la cible. De préférence un identifiant, ou ce qui diffère d’une ligne à l’autre.',
    },
    default: { by: 'all', except: [] },
    accepts: ['text', 'int', 'float', 'bool', 'date', 'timestamp'],
    withheld: ['target', 'weight', 'ignore'],
    when: { param: 'method', in: ['mean', 'woe'] },
    group: 'advanced',
  }),
  smoothing: field.number({
    label: { en: 'Smoothing, in rows', fr: 'Lissage, en lignes' },
    help: {
      en: 'A value counts as if it had this many more rows with the mean of all.',
      fr: 'Une valeur compte comme si elle avait autant de lignes de plus, à la moyenne générale.',
    },
    default: 10,
    tune: { from: 1, to: 300, log: true },
    min: 0,
    when: { param: 'method', in: ['mean', 'woe'] },
  }),
  noise: field.number({
    label: { en: 'Noise', fr: 'Bruit' },
    help: {
      en: 'Up to this much is added or taken, the same for the same row. Needs parts; rows that a model answers later get none.',
      fr: 'Jusqu’à cette quantité est ajoutée ou retirée, la même pour la même ligne. Demande des parts ; les lignes auxquelles un modèle répond ensuite n’en reçoivent pas.',
    },
    default: 0,
    min: 0,
    when: { param: 'method', in: ['mean', 'woe'] },
    group: 'advanced',
  }),
  unseen: unseenField({ en: 'get the value of all rows', fr: 'reçoivent la valeur de l’ensemble' }),
  ...resultPlaceFields({ ending: ' encoded' }),
  most: field.number({
    label: { en: 'At most this many values', fr: 'Au plus tant de valeurs' },
    help: { en: 'The most frequent ones of each column.', fr: 'Les plus fréquentes de chaque colonne.' },
    default: 200,
    min: 1,
    max: 1000,
    integer: true,
    group: 'advanced',
  }),
  seed: field.seed({}),
})

type Params = z.output<typeof params>

/** Numbers for each value, one for each part that is left out (a single one without parts), and those of all rows; `later`: those that all parts together taught. */
interface State {
  readonly by: readonly string[]
  readonly columns: readonly {
    readonly name: string
    readonly type: DataType
    readonly levels: readonly { readonly value: LiteralValue; readonly numbers: readonly number[]; readonly later: number }[]
    readonly all: readonly number[]
    readonly later: number
  }[]
}

export const targetEncode = defineNode<typeof params, State>({
  id: 'feature.target-encode',
  version: 2,
  icon: 'target',
  title: { en: 'Encode by target or frequency', fr: 'Encoder par la cible ou la fréquence' },
  summary: {
    en: 'Puts a number for each category: the mean of the target, the weight of evidence, the share or the count.',
    fr: 'Met un nombre par catégorie : moyenne de la cible, poids de la preuve, part ou nombre de lignes.',
  },
  help: {
    en: `For categories with many values, such as postcodes, one number says more than hundreds of columns. The mean of the target is smoothed: a value with n rows and a sum s gets (s + m · mean of all) / (n + m), where m is the smoothing. The weight of evidence is the natural logarithm of the odds of yes, smoothed in the same way, minus that of all rows.

A row must not be encoded with its own target, or a model reads the answer. So the rows are cut into parts by a hash of the columns under “advanced”, and each row gets the numbers learnt from the other parts. Rows that a model answers later get the numbers of all rows, as no target of theirs is in them. With 0 parts one number per value is used, and smoothing alone protects.

Everything is learnt once from the rows that reach this node; so place it behind the split, on the training rows. Missing values stay missing. Rows without a target are not learnt from. Values that were not learnt get the number of all rows, become missing, take their row out or stop the run.`,
    fr: `Pour des catégories aux nombreuses valeurs, comme des codes postaux, un nombre dit plus que des centaines de colonnes. La moyenne de la cible est lissée : une valeur de n lignes et de somme s reçoit (s + m · moyenne générale) / (n + m), où m est le lissage. Le poids de la preuve est le logarithme naturel de la cote du oui, lissée de même, moins celle de toutes les lignes.

Une ligne ne doit pas être encodée avec sa propre cible, sinon le modèle lit la réponse. Les lignes sont donc réparties en parts par une empreinte des colonnes sous « avancé », et chacune reçoit les nombres appris sur les autres parts. Les lignes auxquelles un modèle répond ensuite reçoivent les nombres de toutes, puisqu’aucune cible à elles n’y entre. Avec 0 part, un seul nombre par valeur est utilisé, et seul le lissage protège.

Tout s’apprend une fois sur les lignes qui arrivent ici ; placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Les valeurs manquantes restent manquantes. Les lignes sans cible n’apprennent rien. Les valeurs non apprises reçoivent le nombre de l’ensemble, deviennent manquantes, écartent leur ligne ou arrêtent l’exécution.`,
  },
  keywords: {
    en: [
      'target encoding',
      'mean encoding',
      'weight of evidence',
      'frequency encoding',
      'count encoding',
      'impact coding',
      'high cardinality',
    ],
    fr: ['encodage par la cible', 'poids de la preuve', 'fréquence', 'comptage', 'cardinalité', 'moyenne'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: categories, withheld: keptAsTheyAre })
    const wanted = usesTarget(settings)
    const target = wanted ? targetOf(settings, input) : undefined
    const by = foldColumns(settings, input, target?.column.name)
    const fold = by.length === 0 ? literal('int', 0) : foldNumber(input, by, settings)
    const learnt: State['columns'][number][] = []
    for (const column of columns) {
      const counts = await learnMeans(ctx, input, { column, target: target?.value, fold, most: settings.most })
      if (counts.levels.length === 0) throw nothingToLearn(column)
      const parts = by.length === 0 ? [0] : Array.from({ length: settings.folds }, (_, part) => part)
      const left = (level: LevelCounts) => parts.map((part) => (by.length === 0 ? level.all : without(level, part)))
      const whole = left(counts.whole)
      learnt.push({
        name: column.name,
        type: column.type,
        levels: counts.levels.map(({ value, counts: level }) => ({
          value,
          numbers: left(level).map((count, part) => numberOf(count, whole[part] ?? count, settings)),
          later: numberOf(level.all, counts.whole.all, settings),
        })),
        all: whole.map((count) => numberOf(count, count, settings)),
        later: numberOf(counts.whole.all, counts.whole.all, settings),
      })
    }
    return { by, columns: learnt }
  },
  apply(state, settings, input) {
    for (const name of state.by) chooseColumn(input, name, { param: 'by', replace: null })
    const fold = state.by.length === 0 ? undefined : call('add-int', foldNumber(input, state.by, settings), literal('int', 1))
    const attempts = state.columns.map(({ name, type, levels, all, later }) => {
      const column = chooseColumn(input, name, { param: 'columns', accepts: [type], replace: null })
      const other = (number: number | null) => (settings.unseen !== 'own' ? null : usesTarget(settings) ? number : 0)
      const numbered = (unknown: number | null, numberFor: (level: (typeof levels)[number]) => number | null) =>
        call(
          'switch',
          columnExpr(name),
          literal('float', other(unknown)),
          ...levels.flatMap((level) => [literal(type, level.value), literal('float', numberFor(level))]),
        )
      const whole = numbered(later, (level) => level.later)
      const outOfFold = () => all.map((unknown, part) => numbered(unknown, ({ numbers }) => numbers[part] ?? null))
      const number = fold ? call('for-later-rows', noisy(call('choose', fold, ...outOfFold()), state, settings, input), whole) : whole
      const expr = call('if', call('is-null', columnExpr(name)), literal('float', null), number)
      return encoded(column, expr, 'float', { levels: levels.map((level) => level.value), unseen: settings.unseen })
    })
    return settleErrors(input, attempts, errorPolicy(settings.unseen), (rows, results) => placeResults(rows, results, settings))
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const words = {
      mean: { en: 'mean of the target', fr: 'moyenne de la cible' },
      woe: { en: 'weight of evidence', fr: 'poids de la preuve' },
      share: { en: 'share of rows', fr: 'part des lignes' },
      count: { en: 'number of rows', fr: 'nombre de lignes' },
    }[settings.method]
    return { en: `${words.en} for each value of ${what.en}`, fr: `${words.fr} par valeur : ${what.fr}` }
  },
  examples: targetEncodeExamples,
  migrate: { 1: (params) => params },
})

const usesTarget = ({ method }: Params) => method === 'mean' || method === 'woe'

function without(level: LevelCounts, part: number) {
  const gone = level.parts[part] ?? { rows: 0, sum: 0 }
  return { rows: level.all.rows - gone.rows, sum: level.all.sum - gone.sum }
}

/** The number for rows and a sum of the target, beside those of all rows. */
function numberOf(count: LevelCounts['all'], whole: LevelCounts['all'], { method, smoothing }: Params): number {
  if (method === 'count') return count.rows
  if (method === 'share') return whole.rows === 0 ? 0 : count.rows / whole.rows
  const mean = whole.rows === 0 ? 0 : whole.sum / whole.rows
  const smoothed = count.rows + smoothing === 0 ? mean : (count.sum + smoothing * mean) / (count.rows + smoothing)
  if (method === 'mean') return smoothed
  // A value of yes or no alone has endless odds; half a row of each keeps them finite.
  const odds = (share: number, rows: number) => Math.log((share * rows + 0.5) / ((1 - share) * rows + 0.5))
  return odds(smoothed, count.rows + smoothing) - odds(mean, whole.rows)
}

function noisy(number: Expr, state: State, settings: Params, input: Relation): Expr {
  if (settings.noise === 0) return number
  const place = foldNumber(input, state.by, { folds: 4096, seed: settings.seed + 1 })
  const share = call('subtract', call('divide', place, literal('float', 2047.5)), literal('float', 1))
  return call('add', number, call('multiply', share, literal('float', settings.noise)))
}

function foldColumns(settings: Params, input: Relation, target: string | undefined): readonly string[] {
  if (!usesTarget(settings) || settings.folds < 2) return []
  const rule =
    settings.by.by === 'names' || target === undefined ? settings.by : { ...settings.by, except: [...settings.by.except, target] }
  const accepts: readonly DataType[] = ['text', 'int', 'float', 'bool', 'date', 'timestamp']
  const chosen = chooseColumns(input, rule, { param: 'by', accepts, withheld: ['target', 'weight', 'ignore'] })
  if (chosen.some((column) => column.name === target)) throw new NodeProblem(targetDecides)
  return chosen.map((column) => column.name)
}

function targetOf(settings: Params, input: Relation): { readonly column: Column; readonly value: Expr } {
  const name = settings.target || (input.columns.find((column) => column.role === 'target')?.name ?? '')
  const column = chooseColumn(input, name, { param: 'target', accepts: ['bool', 'int', 'float', 'text'] })
  const value = columnExpr(column.name)
  switch (column.type) {
    case 'text':
      if (settings.event === '') throw new NodeProblem(noEvent(column.name))
      return { column, value: call('int-to-float', call('bool-to-int', call('equal', value, literal('text', settings.event)))) }
    case 'bool':
      return { column, value: call('int-to-float', call('bool-to-int', value)) }
    case 'int':
      return { column, value: call('int-to-float', value) }
    default:
      return { column, value: call('if', call('is-finite', value), value, literal('float', null)) }
  }
}

const targetDecides = {
  code: 'target-leaks',
  param: 'by',
  text: { en: 'The target must not put rows into parts.', fr: 'La cible ne doit pas placer les lignes dans les parts.' },
  action: { en: 'Choose other columns.', fr: 'Choisissez d’autres colonnes.' },
}

function noEvent(column: string) {
  const shown = quoted(column)
  return {
    code: 'nothing-chosen',
    param: 'event',
    column,
    text: {
      en: `${shown.en} holds texts; which one counts as yes is not said.`,
      fr: `${shown.fr} contient des textes ; rien ne dit lequel compte comme oui.`,
    },
    action: { en: 'Type the value that counts as yes.', fr: 'Saisissez la valeur qui compte comme oui.' },
  }
}

function nothingToLearn(column: Column): NodeProblem {
  const shown = quoted(column.name)
  return new NodeProblem({
    code: 'nothing-to-learn',
    param: 'columns',
    column: column.name,
    text: { en: `${shown.en} holds no value to learn from.`, fr: `${shown.fr} ne contient aucune valeur à apprendre.` },
    action: { en: 'Leave it out.', fr: 'Laissez-la de côté.' },
  })
}
