import { z } from 'zod'
import { extend, join, project, select, sort } from '../../engine/relation/build.ts'
import { column as columnExpr, literal } from '../../engine/relation/expression.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { asTheyAre, numbered } from '../kit/first-appearance.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { drawn } from '../kit/summary-takes.ts'
import { scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'

const table = {
  columns: [
    { name: 'n', type: 'int' },
    { name: 'mark', type: 'text' },
  ],
  rows: [
    [7, 'a'],
    [7, 'a'],
    [7, null],
    [7, null],
  ],
} as const

export const shuffleRows = defineNode({
  id: 'clean.shuffle-rows',
  version: 1,
  icon: 'shuffle',
  title: { en: 'Shuffle rows', fr: 'Mélanger les lignes' },
  summary: {
    en: 'Puts the rows, or the values of some columns, in an order by chance.',
    fr: 'Met les lignes, ou les valeurs de colonnes, dans un ordre au hasard.',
  },
  help: {
    en: `Without a choice whole rows change their places. With columns, the rows stay and only the values of these columns change places, together: so their link with the other columns is broken, while each column keeps its values, missing ones too. A model that still does well on them has learnt nothing from the link. With columns that rows must share, values move inside each group only.

The same seed gives the same order of the same table.`,
    fr: `Sans choix, des lignes entières changent de place. Avec des colonnes, les lignes restent et seules les valeurs de ces colonnes changent de place, ensemble : leur lien avec les autres colonnes est rompu, tandis que chaque colonne garde ses valeurs, manquantes comprises. Un modèle qui réussit encore n’a rien appris de ce lien. Avec des colonnes que les lignes doivent partager, les valeurs ne bougent qu’à l’intérieur de chaque groupe.

La même graine donne le même ordre du même tableau.`,
  },
  keywords: { en: ['random order', 'permute', 'randomize', 'permutation'], fr: ['ordre aléatoire', 'permuter', 'hasard', 'permutation'] },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Only the values of', fr: 'Seulement les valeurs de' } }),
    within: field.columns({
      label: { en: 'Only among rows that are equal in', fr: 'Seulement entre lignes égales dans' },
      help: {
        en: 'A person, a shop, a year: values change places inside each of them.',
        fr: 'Une personne, un magasin, une année : les valeurs changent de place à l’intérieur de chacun.',
      },
      accepts: scalars,
    }),
    seed: field.seed(),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const chosen = chooseColumns(input, params.columns, { param: 'columns', optional: true }).map((column) => column.name)
    const names = input.columns.map((column) => column.name)
    const { rows, place } = numbered(input)
    const order = [{ expr: drawn(columnExpr(place), params.seed) }, { expr: columnExpr(place) }]
    if (chosen.length === 0) return select(sort(rows, order), names)
    const within = chooseColumns(input, params.within, { param: 'within', accepts: scalars, optional: true }).map((column) => column.name)
    const free = freeNames(rows)
    const [stands, turn] = [within.length === 0 ? place : free('stands'), free('turn')]
    const count = (by: typeof order) => windowOver('row-number', [literal('int', 1)], within, by)
    const placed = within.length === 0 ? rows : extend(rows, [{ name: stands, expr: count([{ expr: columnExpr(place) }]) }])
    const values = project(extend(rows, [{ name: turn, expr: count(order) }]), asTheyAre([...new Set([...chosen, ...within]), turn]))
    return join(placed, values, {
      how: 'left',
      nulls: 'equal',
      on: [...within, stands].map((name) => ({ left: columnExpr(name), right: columnExpr(name === stands ? turn : name) })),
      output: names.map((name) => ({ name, from: chosen.includes(name) ? ('right' as const) : ('left' as const), column: name })),
    })
  },
  explain(params) {
    if (params.columns.by === 'names' && params.columns.names.length === 0)
      return { en: 'rows in an order by chance', fr: 'lignes dans un ordre au hasard' }
    const what = columnsPhrase(params.columns)
    return { en: `values of ${what.en} in an order by chance`, fr: `valeurs de ${what.fr} dans un ordre au hasard` }
  },
  examples: [
    {
      title: { en: 'Rows in another order', fr: 'Les lignes dans un autre ordre' },
      params: {},
      inputs: { table: { columns: table.columns, rows: table.rows.slice(0, 2) } },
      expect: { table: { columns: table.columns, rows: table.rows.slice(0, 2) } },
    },
    {
      title: { en: 'One column by itself; missing values move too', fr: 'Une colonne à part ; les manquants bougent aussi' },
      params: { columns: { by: 'names', names: ['n'] } },
      inputs: { table },
      expect: { table },
    },
    {
      title: { en: 'Values stay within their group', fr: 'Les valeurs restent dans leur groupe' },
      params: { columns: { by: 'names', names: ['n'] }, within: { by: 'names', names: ['mark'] } },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            [1, 'a'],
            [2, null],
            [1, 'a'],
            [2, null],
          ],
        },
      },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [1, 'a'],
            [2, null],
            [1, 'a'],
            [2, null],
          ],
        },
      },
    },
  ],
})
