import { z } from 'zod'
import { aggregate, filter, limit, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnRow } from '../kit/learn-row.ts'
import { columnsPhrase, listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const categories: readonly DataType[] = ['text', 'int', 'bool']

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: categories,
    default: { by: 'types', types: ['text'], except: [] },
  }),
  share: field.number({
    label: { en: 'Rare below this share of the rows', fr: 'Rare sous cette part des lignes' },
    help: { en: '0.01 is one row in a hundred.', fr: '0,01 vaut une ligne sur cent.' },
    default: 0.01,
    min: 0,
    max: 1,
    step: 0.01,
  }),
  fewest: field.number({
    label: { en: 'Rare below this many rows', fr: 'Rare sous ce nombre de lignes' },
    default: 1,
    min: 1,
    integer: true,
  }),
  most: field.optionalNumber({
    label: { en: 'Keep at most this many values', fr: 'Garder au plus tant de valeurs' },
    help: { en: 'The most frequent ones of each column.', fr: 'Les plus fréquentes de chaque colonne.' },
    min: 1,
    integer: true,
  }),
  label: field.text({ label: { en: 'Rare values become', fr: 'Les valeurs rares deviennent' }, default: 'other' }),
  single: field.flag({
    label: { en: 'Even when only one value is rare', fr: 'Même si une seule valeur est rare' },
    help: {
      en: 'Otherwise a single rare value keeps its name: “other” would say less.',
      fr: 'Sinon une valeur rare unique garde son nom : « other » en dirait moins.',
    },
    default: true,
    group: 'advanced',
  }),
  ...resultPlaceFields({ ending: ' grouped' }),
})

type Params = z.output<typeof params>

/** The values of each column that stay, most frequent first. */
interface State {
  readonly columns: readonly { readonly name: string; readonly type: DataType; readonly kept: readonly LiteralValue[] }[]
}

const table = {
  columns: [
    { name: 'city', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['Paris', 1],
    ['Lyon', 1],
    ['Paris', 1],
    ['Nice', 2],
    [null, 3],
    ['Lyon', 4],
  ],
} as const

export const rareValues = defineNode<typeof params, State>({
  id: 'outlier.rare-values',
  version: 1,
  icon: 'combine',
  title: { en: 'Group rare values', fr: 'Regrouper les valeurs rares' },
  summary: { en: 'Puts the rare values of categories together as “other”.', fr: 'Réunit les valeurs rares des catégories sous « autre ».' },
  help: {
    en: `Values with few rows say little, make charts unreadable and models unsure. A value is rare when it has too small a share of the rows, too few rows, or is not among the most frequent ones. Shares count the rows whose value is known.

What stays is learnt once from the rows that reach this node and kept: a value that appears later is rare. So place it behind the split, on the training rows.

Missing values stay missing and are not counted. The result is text; a column of whole numbers becomes one of text. A rule leaves out the target, weights and identifiers.`,
    fr: `Les valeurs de peu de lignes disent peu, rendent les graphiques illisibles et les modèles incertains. Une valeur est rare si elle a une part trop petite, trop peu de lignes, ou n’est pas parmi les plus fréquentes. Les parts comptent les lignes dont la valeur est connue.

Ce qui reste est appris une fois sur les lignes qui arrivent ici, puis gardé : une valeur apparue plus tard est rare. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage.

Les valeurs manquantes le restent et ne sont pas comptées. Le résultat est du texte ; une colonne d’entiers devient du texte. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['rare', 'other', 'categories', 'lump', 'infrequent', 'merge', 'long tail'],
    fr: ['rare', 'autre', 'catégories', 'regrouper', 'fusionner', 'peu fréquent'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: categories, withheld: keptAsTheyAre })
    const known = await learnRow(
      ctx,
      input,
      columns.flatMap((column) => [
        { fn: 'count', args: [columnExpr(column.name)] },
        { fn: 'count-distinct', args: [columnExpr(column.name)] },
      ]),
    )
    const learnt: State['columns'][number][] = []
    for (const [index, column] of columns.entries()) {
      const [count, different] = [Number(known[2 * index] ?? 0), Number(known[2 * index + 1] ?? 0)]
      const ask = (least: number, most: number | null) => ctx.rows(frequent(input, column, { least, most }))
      const rows = await ask(Math.max(settings.fewest, Math.ceil(settings.share * count - 1e-9)), settings.most)
      const all = !settings.single && different === rows.length + 1 ? await ask(1, null) : rows
      learnt.push({ name: column.name, type: column.type, kept: all.map((row) => literalOf(column.type, row[0] ?? null)) })
    }
    return { columns: learnt }
  },
  apply(state, settings, input) {
    const results = state.columns.map(({ name, type, kept }) => {
      chooseColumn(input, name, { param: 'columns', accepts: [type], replace: null })
      const value = columnExpr(name)
      const other = literal('text', settings.label)
      const text = convert(value, type, 'text') ?? value
      const stays: Expr = kept.length === 0 ? literal('bool', false) : call('in', value, ...kept.map((item) => literal(type, item)))
      return { source: name, expr: call('ifs', call('is-null', value), literal('text', null), stays, text, literal('bool', true), other) }
    })
    return placeResults(input, results, settings)
  },
  explain(settings) {
    const [what, label] = [columnsPhrase(settings.columns), quoted(settings.label)]
    const rules = [
      ...(settings.share > 0 ? [{ en: `below ${percent(settings.share)}\u202f%`, fr: `sous ${percent(settings.share)} %` }] : []),
      ...(settings.fewest > 1 ? [{ en: `below ${settings.fewest} rows`, fr: `sous ${settings.fewest} lignes` }] : []),
      ...(settings.most === null ? [] : [{ en: `beyond the first ${settings.most}`, fr: `au-delà des ${settings.most} premières` }]),
    ]
    const rule = rules.length === 0 ? { en: 'new', fr: 'nouvelles' } : listed(rules, 3, { en: 'or', fr: 'ou' })
    return { en: `values ${rule.en} are ${label.en}: ${what.en}`, fr: `valeurs ${rule.fr} : ${label.fr}, ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Cities with one row only', fr: 'Les villes d’une seule ligne' },
      params: { share: 0, fewest: 2 },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['Paris', 1],
            ['Lyon', 1],
            ['Paris', 1],
            ['other', 2],
            [null, 3],
            ['Lyon', 4],
          ],
        },
      },
    },
    {
      title: { en: 'The most frequent number, beside the column', fr: 'Le nombre le plus fréquent, à côté de la colonne' },
      params: { columns: { by: 'names', names: ['n'] }, most: 1, label: 'rest', place: 'add' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'n grouped', type: 'text' }],
          rows: table.rows.map((row) => [...row, row[1] === 1 ? '1' : 'rest']),
        },
      },
    },
  ],
})

const percent = (share: number) => Number((share * 100).toPrecision(3))

/** The known values of a column with enough rows, most frequent first, equal counts by value. */
function frequent(input: Relation, column: Column, { least, most }: { readonly least: number; readonly most: Params['most'] }): Relation {
  const value = columnExpr(column.name)
  const counted = aggregate(
    filter(input, call('is-not-null', value)),
    [{ name: 'value', expr: value }],
    [{ name: 'rows', fn: 'count-rows', args: [value] }],
  )
  const enough = filter(counted, call('greater-or-equal', columnExpr('rows'), literal('int', Math.max(1, least))))
  const sorted = sort(enough, [{ expr: columnExpr('rows'), descending: true }, { expr: columnExpr('value') }])
  return most === null ? sorted : limit(sorted, most)
}
