import { z } from 'zod'
import { extend, numberRows, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { scalars } from '../kit/type-groups.ts'

const table = {
  columns: [
    { name: 'order', type: 'int' },
    { name: 'city', type: 'text' },
    { name: 'item', type: 'text' },
  ],
  rows: [
    [1, 'Paris', 'pen'],
    [1, 'Paris', 'ink'],
    [2, 'Paris', 'pen'],
    [2, null, 'pen'],
    [null, null, 'ink'],
  ],
} as const

export const blankDown = defineNode({
  id: 'clean.blank-down',
  version: 1,
  icon: 'arrow-down-to-dot',
  title: { en: 'Blank down', fr: 'Vider les répétitions' },
  summary: { en: 'Empties values that repeat the row above.', fr: 'Vide les valeurs qui répètent la ligne du dessus.' },
  help: {
    en: `The reverse of filling down: of equal values below each other only the first stays. Reports are read so, and records of several rows are marked so.

With key columns a value is emptied only where these repeat as well: the city of the next order stays, even when it is the same.

Rows are compared in their order, so sort before. A missing value stays missing; a known value below a missing one stays.`,
    fr: `L’inverse de la recopie vers le bas : de valeurs égales l’une sous l’autre, seule la première reste. Ainsi se lisent les rapports, et se marquent les fiches de plusieurs lignes.

Avec des colonnes clés, une valeur n’est vidée que là où celles-ci se répètent aussi : la ville de la commande suivante reste, même identique.

Les lignes sont comparées dans leur ordre ; triez donc avant. Une valeur manquante le reste ; une valeur connue sous une manquante reste.`,
  },
  keywords: {
    en: ['blank down', 'repeated values', 'records', 'report', 'group header'],
    fr: ['vider vers le bas', 'répétées', 'fiches', 'rapport', 'en-tête de groupe'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars }),
    keys: field.columns({
      label: { en: 'Only while these repeat', fr: 'Seulement si celles-ci se répètent' },
      accepts: scalars,
    }),
    ...resultPlaceFields({ ending: ' once' }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: scalars })
    const keys = chooseColumns(input, params.keys, { param: 'keys', accepts: scalars, optional: true })
    const free = freeNames(input)
    const place = free('row number')
    const above = new Map([...columns, ...keys].map(({ name }) => [name, free(`${name} above`)]))
    const looked = extend(
      numberRows(input, place),
      [...above].map(([name, inside]) => ({ name: inside, expr: valueAbove(name, place) })),
    )
    const repeats = (name: string) => call('is-not-distinct', columnExpr(name), columnExpr(above.get(name) ?? name))
    const notFirst = call('greater', columnExpr(place), literal('int', 1))
    const done = placeResults(
      looked,
      columns.map(({ name, type }) => {
        const same = call('and', notFirst, repeats(name), ...keys.map((key) => repeats(key.name)))
        return { source: name, expr: call('if', same, literal(type, null), columnExpr(name)) }
      }),
      params,
    )
    const inside = new Set([place, ...above.values()])
    return select(
      done,
      done.columns.map(({ name }) => name).filter((name) => !inside.has(name)),
    )
  },
  explain({ columns, keys }) {
    const what = columnsPhrase(columns)
    if (keys.by === 'names' && keys.names.length === 0)
      return { en: `empty repeated values of ${what.en}`, fr: `vider les répétitions de ${what.fr}` }
    const by = columnsPhrase(keys)
    return { en: `empty repeated values of ${what.en} within ${by.en}`, fr: `vider les répétitions de ${what.fr} dans ${by.fr}` }
  },
  examples: [
    {
      title: { en: 'Each city once in a row', fr: 'Chaque ville une fois de suite' },
      params: { columns: { by: 'names', names: ['city'] } },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: table.rows.map(([order, city, item], index) => [order, index === 0 ? city : null, item]),
        },
      },
    },
    {
      title: { en: 'Once in each order', fr: 'Une fois par commande' },
      params: { columns: { by: 'names', names: ['city', 'order'] }, keys: { by: 'names', names: ['order'] } },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [1, 'Paris', 'pen'],
            [null, null, 'ink'],
            [2, 'Paris', 'pen'],
            [null, null, 'pen'],
            [null, null, 'ink'],
          ],
        },
      },
    },
  ],
})

const valueAbove = (name: string, place: string): Expr => ({
  kind: 'window',
  fn: 'lag',
  args: [columnExpr(name), literal('int', 1)],
  partitionBy: [],
  orderBy: [{ expr: columnExpr(place) }],
})
