import { z } from 'zod'
import { select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { Column, Value } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { withoutColumns } from '../kit/columns-rule.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnRow } from '../kit/learn-row.ts'
import { columnsPhrase, listed } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns to look at', fr: 'Colonnes à examiner' },
    withheld: keptAsTheyAre,
    accepts: scalars,
    default: { by: 'all', except: [] },
  }),
  constant: field.flag({ label: { en: 'Drop columns with one value', fr: 'Retirer les colonnes à valeur unique' }, default: true }),
  missing: field.number({
    label: { en: 'Drop when this share is missing', fr: 'Retirer quand cette part manque' },
    help: { en: '1: only columns without any value.', fr: '1 : seulement les colonnes sans aucune valeur.' },
    default: 1,
    min: 0.01,
    max: 1,
    step: 0.05,
  }),
  dominated: field.optionalNumber({
    label: { en: 'Drop when one value has this share', fr: 'Retirer quand une valeur a cette part' },
    help: {
      en: 'Of the known values; 0.99 for nearly constant columns.',
      fr: 'Parmi les valeurs connues ; 0,99 pour les colonnes presque constantes.',
    },
    min: 0.5,
    max: 1,
    step: 0.01,
  }),
  identifiers: field.flag({
    label: { en: 'Drop texts that never repeat', fr: 'Retirer les textes jamais répétés' },
    help: { en: 'Names, keys and remarks: nothing to learn from.', fr: 'Noms, clés et remarques : rien à apprendre.' },
    default: false,
  }),
})

type Params = z.output<typeof params>

/** Why a column went, and its figure: the share that is missing, that of its one value, or the number of its values. */
interface State {
  readonly dropped: readonly {
    readonly name: string
    readonly why: 'missing' | 'constant' | 'dominated' | 'identifier'
    readonly share: number
  }[]
}

const table = {
  columns: [
    { name: 'id', type: 'text' },
    { name: 'country', type: 'text' },
    { name: 'fax', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['a1', 'FR', null, 1],
    ['a2', 'FR', null, 1],
    ['a3', null, null, 2],
    ['a4', 'FR', 'x', 1],
  ],
} as const

export const purgeColumns = defineNode<typeof params, State>({
  id: 'clean.purge-columns',
  version: 1,
  icon: 'eraser',
  title: { en: 'Drop useless columns', fr: 'Retirer les colonnes inutiles' },
  summary: {
    en: 'Drops columns that are constant, nearly constant, mostly missing or all different.',
    fr: 'Retire les colonnes constantes, presque constantes, presque vides ou toutes différentes.',
  },
  help: {
    en: `A column with one value tells rows apart no more than none. What goes is found once in the rows that reach this node and kept: later rows lose the same columns, whatever they hold. So place it behind the split, on the training rows.

Missing values and NaN are not counted as a value: a column of “FR” and missing ones is constant. The share of missing values counts all rows.

A rule leaves out the target, weights and identifiers. The state lists each column that went, and why.`,
    fr: `Une colonne à valeur unique ne distingue pas mieux les lignes qu’aucune. Ce qui part est trouvé une fois dans les lignes qui arrivent ici, puis gardé : les lignes suivantes perdent les mêmes colonnes, quel qu’en soit le contenu. Placez donc ce nœud après la séparation, sur les lignes d’apprentissage.

Valeurs manquantes et NaN ne comptent pas comme une valeur : une colonne de « FR » et de manquants est constante. La part des manquants compte toutes les lignes.

Une règle laisse de côté la cible, les poids et les identifiants. L’état nomme chaque colonne retirée, et pourquoi.`,
  },
  keywords: {
    en: ['constant', 'purge', 'unused', 'missing ratio', 'low variance', 'drop columns', 'empty columns'],
    fr: ['constante', 'purger', 'inutile', 'part de manquants', 'variance', 'supprimer des colonnes', 'vides'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: scalars, withheld: keptAsTheyAre, optional: true })
    const width = 4
    const row = await learnRow(ctx, input, columns.flatMap(measuresOf))
    const counts = columns.map((column, index) => ({ column, found: row.slice(index * width, (index + 1) * width) }))
    const shares = await dominance(counts, settings, { input, ctx })
    const dropped = counts.flatMap(({ column, found }, index): State['dropped'] => {
      const [rows, known, different] = found.map(Number) as [number, number, number]
      if (rows === 0) return []
      const [gone, share] = [1 - known / rows, shares[index] ?? 0]
      if (gone >= settings.missing - 1e-12) return [{ name: column.name, why: 'missing', share: gone }]
      if (settings.constant && different === 1) return [{ name: column.name, why: 'constant', share: 1 }]
      if (settings.dominated !== null && share >= settings.dominated) return [{ name: column.name, why: 'dominated', share }]
      if (settings.identifiers && column.type === 'text' && different === known && known > 1)
        return [{ name: column.name, why: 'identifier', share: different }]
      return []
    })
    if (dropped.length > 0 && dropped.length === input.columns.length) throw nothingLeft(settings, input)
    return { dropped }
  },
  apply(state, _, input) {
    const gone = new Set(state.dropped.map(({ name }) => name))
    const names = input.columns.map(({ name }) => name).filter((name) => !gone.has(name))
    if (names.length === 0) throw nothingLeft(undefined, input)
    return names.length === input.columns.length ? input : select(input, names)
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const rules = [
      ...(settings.constant ? [{ en: 'constant', fr: 'constantes' }] : []),
      settings.missing >= 1
        ? { en: 'empty', fr: 'vides' }
        : { en: `${Math.round(settings.missing * 100)}\u202f% missing`, fr: `manquantes à ${Math.round(settings.missing * 100)} %` },
      ...(settings.dominated === null ? [] : [{ en: 'nearly constant', fr: 'presque constantes' }]),
      ...(settings.identifiers ? [{ en: 'all different', fr: 'toutes différentes' }] : []),
    ]
    const list = listed(rules, 4, { en: 'or', fr: 'ou' })
    return { en: `drop what is ${list.en} of ${what.en}`, fr: `retirer les ${list.fr} parmi ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Constant columns', fr: 'Les colonnes constantes' },
      params: { columns: { by: 'names', names: ['country', 'n'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [table.columns[0], table.columns[2], table.columns[3]],
          rows: table.rows.map(([id, , fax, n]) => [id, fax, n]),
        },
      },
    },
    {
      title: { en: 'Keys, and what is mostly missing', fr: 'Les clés, et ce qui manque le plus souvent' },
      params: { constant: false, missing: 0.7, identifiers: true },
      inputs: { table },
      expect: { table: { columns: [table.columns[1], table.columns[3]], rows: table.rows.map(([, country, , n]) => [country, n]) } },
    },
  ],
})

type Asked = Omit<Measure, 'name'>

function known(column: Column): Expr {
  const value = columnExpr(column.name)
  return column.type === 'float' ? call('nan-to-null', value) : value
}

/** Rows, known values, different values, and the most frequent one. */
function measuresOf(column: Column): readonly Asked[] {
  const value = known(column)
  return [
    { fn: 'count-rows', args: [value] },
    { fn: 'count', args: [value] },
    { fn: 'count-distinct', args: [value] },
    { fn: column.type === 'float' ? 'mode-float' : 'mode', args: [value] },
  ]
}

/** The share of the most frequent value among the known ones, by column; one more question, asked only when it matters. */
async function dominance(
  counts: readonly { readonly column: Column; readonly found: readonly Value[] }[],
  settings: Params,
  { input, ctx }: { readonly input: Relation; readonly ctx: FitContext },
): Promise<readonly number[]> {
  if (settings.dominated === null) return []
  const asked = counts.map(({ column, found }): Asked => {
    const mode = literal(column.type, literalOf(column.type, found[3] ?? null))
    return { fn: 'count-if', args: [call('equal', known(column), mode)] }
  })
  const row = await learnRow(ctx, input, asked)
  return counts.map(({ found }, index) => Number(row[index] ?? 0) / Math.max(1, Number(found[1] ?? 0)))
}

function nothingLeft(settings: Params | undefined, input: Relation): NodeProblem {
  const [first] = input.columns
  return new NodeProblem({
    code: 'no-columns',
    param: 'columns',
    text: { en: 'No column would be left.', fr: 'Il ne resterait aucune colonne.' },
    action: { en: 'Leave out the columns that shall stay.', fr: 'Laissez de côté les colonnes à conserver.' },
    ...(settings && first && { fixes: [keepFirst(settings, first.name)] }),
  })
}

function keepFirst(settings: Params, name: string) {
  return {
    label: { en: `Keep “${name}”`, fr: `Garder « ${name} »` },
    params: { columns: withoutColumns(settings.columns, [name]) },
  }
}
