import { z } from 'zod'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { categories, learnLevels } from '../kit/learn-levels.ts'
import { rejectPorts, settleErrors } from '../kit/on-error.ts'
import { columnsPhrase, quoted, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { encoded, errorPolicy, unseenField } from '../kit/unseen-values.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: categories,
    default: { by: 'types', types: ['text'], except: [] },
  }),
  order: field.choice({
    label: { en: 'In the order', fr: 'Dans l’ordre' },
    choices: [
      { value: 'own', label: { en: 'that I give', fr: 'donné' } },
      { value: 'alphabet', label: { en: 'of the values', fr: 'des valeurs' } },
      { value: 'frequency', label: { en: 'of frequency, most frequent first', fr: 'de fréquence, la plus fréquente d’abord' } },
    ],
    default: 'alphabet',
  }),
  values: field.list({
    label: { en: 'Values, lowest first', fr: 'Valeurs, de la plus basse à la plus haute' },
    item: z.object({ value: field.text({ label: { en: 'Value', fr: 'Valeur' } }) }),
    when: { param: 'order', in: ['own'] },
  }),
  unseen: unseenField({ en: 'get the number after the last', fr: 'reçoivent le numéro après le dernier' }),
  missing: field.choice({
    label: { en: 'Missing values', fr: 'Valeurs manquantes' },
    choices: [
      { value: 'keep', label: { en: 'stay missing', fr: 'restent manquantes' } },
      { value: 'number', label: { en: 'get the number -1', fr: 'reçoivent le numéro -1' } },
    ],
    default: 'keep',
  }),
  scale: field.choice({
    label: { en: 'Numbers', fr: 'Numéros' },
    choices: [
      { value: 'zero', label: { en: 'from 0', fr: 'à partir de 0' } },
      { value: 'one', label: { en: 'from 1', fr: 'à partir de 1' } },
      { value: 'share', label: { en: 'from 0 to 1, divided by the levels', fr: 'de 0 à 1, divisés par les niveaux' } },
    ],
    default: 'zero',
  }),
  ...resultPlaceFields({ ending: ' rank' }),
  most: field.number({
    label: { en: 'At most this many values', fr: 'Au plus tant de valeurs' },
    default: 1000,
    min: 2,
    max: 5000,
    integer: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** The values of each column, lowest first. */
interface State {
  readonly columns: readonly { readonly name: string; readonly type: DataType; readonly levels: readonly LiteralValue[] }[]
}

const table = {
  columns: [
    { name: 'size', type: 'text' },
    { name: 'n', type: 'float' },
  ],
  rows: [
    ['small', 1],
    ['large', 2],
    [null, 3],
    ['huge', 4],
    ['medium', 5],
  ],
} as const

export const ordinal = defineNode<typeof params, State>({
  id: 'feature.ordinal',
  version: 1,
  icon: 'list-tree',
  title: { en: 'Numbers in order', fr: 'Numéros dans l’ordre' },
  summary: {
    en: 'Turns categories into numbers by an order: small 0, medium 1, large 2.',
    fr: 'Transforme des catégories en numéros selon un ordre : petit 0, moyen 1, grand 2.',
  },
  help: {
    en: `For categories that have an order, give it: lowest first. Without one, the order of the values or of their frequency makes numbers that only trees read well; for other models, “One column per value” is safer.

The values are learnt once from the rows that reach this node, and kept; so place it behind the split, on the training rows. Values that were not learnt, or are not in your list, get the number after the last, become missing, take their row out or stop the run. Divided by the levels, the first is 0 and the last is 1.

Missing values stay missing or get -1. A rule leaves out the target, weights and identifiers.`,
    fr: `Pour des catégories ordonnées, donnez l’ordre : la plus basse d’abord. Sinon, l’ordre des valeurs ou de leur fréquence donne des numéros que seuls les arbres lisent bien ; pour d’autres modèles, « Une colonne par valeur » est plus sûr.

Les valeurs sont apprises une fois sur les lignes qui arrivent ici, puis gardées ; placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Les valeurs non apprises, ou absentes de votre liste, reçoivent le numéro après le dernier, deviennent manquantes, écartent leur ligne ou arrêtent l’exécution. Divisés par les niveaux, le premier vaut 0 et le dernier 1.

Les valeurs manquantes restent manquantes ou reçoivent -1. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['ordinal', 'label encoding', 'integer encoding', 'category order', 'rank', 'levels'],
    fr: ['ordinal', 'encodage', 'étiquette', 'ordre des catégories', 'rang', 'niveaux'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  learns: ({ order }) => order !== 'own',
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: categories, withheld: keptAsTheyAre })
    const learnt: State['columns'][number][] = []
    for (const column of columns)
      learnt.push({
        name: column.name,
        type: column.type,
        levels: await levelsOf(settings, column, () => learnLevels(ctx, input, column, { most: settings.most, fewest: 1 })),
      })
    return { columns: learnt }
  },
  apply(state, settings, input) {
    const attempts = state.columns.map(({ name, type, levels }) => {
      const column = chooseColumn(input, name, { param: 'columns', accepts: [type], replace: null })
      const value = columnExpr(name)
      const float = settings.scale === 'share'
      const number = (place: number) =>
        float ? literal('float', place / Math.max(levels.length - 1, 1)) : literal('int', place + (settings.scale === 'one' ? 1 : 0))
      const kind = float ? 'float' : 'int'
      const other = settings.unseen === 'own' ? number(levels.length) : literal(kind, null)
      const seen =
        levels.length === 0
          ? other
          : call('switch', value, other, ...levels.flatMap((level, place) => [literal(type, level), number(place)]))
      const expr = call('if', call('is-null', value), literal(kind, settings.missing === 'number' ? -1 : null), seen)
      return encoded(column, expr, kind, { levels, unseen: settings.unseen })
    })
    return settleErrors(input, attempts, errorPolicy(settings.unseen), (rows, results) => placeResults(rows, results, settings))
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    return { en: `a number for each value of ${what.en}`, fr: `un numéro par valeur : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Sizes in my order', fr: 'Des tailles dans l’ordre donné' },
      params: { order: 'own', values: [{ value: 'small' }, { value: 'medium' }, { value: 'large' }], unseen: 'missing', place: 'add' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'size rank', type: 'int' }],
          rows: [
            ['small', 1, 0],
            ['large', 2, 2],
            [null, 3, null],
            ['huge', 4, null],
            ['medium', 5, 1],
          ],
        },
      },
    },
    {
      title: { en: 'From 0 to 1, in the order of the values', fr: 'De 0 à 1, dans l’ordre des valeurs' },
      params: { scale: 'share', missing: 'number' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'size', type: 'float' },
            { name: 'n', type: 'float' },
          ],
          rows: [
            [1, 1],
            [1 / 3, 2],
            [-1, 3],
            [0, 4],
            [2 / 3, 5],
          ],
        },
      },
    },
  ],
})

async function levelsOf(settings: Params, column: Column, learn: () => ReturnType<typeof learnLevels>): Promise<readonly LiteralValue[]> {
  if (settings.order !== 'own') {
    const levels = (await learn()).map((level) => level.value)
    if (settings.order === 'frequency') return levels
    return levels.toSorted((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b))))
  }
  if (settings.values.length === 0) throw new NodeProblem(noValues)
  const read = settings.values.map(({ value }) => {
    const literalValue = readLiteral(value, column.type)
    if (literalValue === undefined) throw badValue(value, column)
    return literalValue
  })
  return [...new Set(read)]
}

/** By code points, as the engine sorts texts. */
function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const gap = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0)
    if (gap !== 0) return gap
  }
  return left.length - right.length
}

const noValues = {
  code: 'nothing-chosen',
  param: 'values',
  text: { en: 'There is no order yet.', fr: 'Il n’y a pas encore d’ordre.' },
  action: { en: 'Give the values, lowest first.', fr: 'Donnez les valeurs, la plus basse d’abord.' },
}

function badValue(typed: string, column: Column): NodeProblem {
  const [shown, name, type] = [quoted(typed), quoted(column.name), typeWord(column.type)]
  return new NodeProblem({
    code: 'bad-value',
    param: 'values',
    column: column.name,
    text: {
      en: `${shown.en} cannot stand in ${name.en}, whose type is ${type.en}.`,
      fr: `${shown.fr} ne peut figurer dans ${name.fr}, de type ${type.fr}.`,
    },
  })
}
