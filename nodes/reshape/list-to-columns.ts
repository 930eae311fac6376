import { z } from 'zod'
import { aggregate } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { lists } from '../kit/type-groups.ts'

const params = z.object({
  column: field.column({ label: { en: 'List', fr: 'Liste' }, accepts: lists }),
  rule: field.choice({
    label: { en: 'Number of columns', fr: 'Nombre de colonnes' },
    choices: [
      { value: 'longest', label: { en: 'as the longest list has items', fr: 'autant que la plus longue liste' } },
      { value: 'shortest', label: { en: 'as the shortest list has items', fr: 'autant que la plus courte liste' } },
      { value: 'fixed', label: { en: 'a number of my own', fr: 'un nombre à moi' } },
    ],
    default: 'longest',
  }),
  count: field.number({
    label: { en: 'Columns', fr: 'Colonnes' },
    default: 3,
    min: 1,
    max: 2000,
    integer: true,
    when: { param: 'rule', in: ['fixed'] },
  }),
  prefix: field.text({
    label: { en: 'Before the number', fr: 'Devant le numéro' },
    placeholder: { en: 'name of the column and _', fr: 'nom de la colonne et _' },
    optional: true,
  }),
  most: field.number({
    label: { en: 'At most this many columns', fr: 'Au plus tant de colonnes' },
    default: 200,
    min: 1,
    max: 2000,
    integer: true,
    group: 'advanced',
  }),
  keep: field.flag({ label: { en: 'Keep the original column', fr: 'Garder la colonne d’origine' }, default: false, group: 'advanced' }),
})

/** How many columns the lists give. */
interface State {
  readonly count: number
}

const table = { columns: [{ name: 'l', type: 'list<int>' }], rows: [[[5, 6, 7]], [[8, null]], [[]], [null]] } as const

export const listToColumns = defineNode<typeof params, State>({
  id: 'reshape.list-to-columns',
  version: 1,
  icon: 'table-columns-split',
  title: { en: 'List to columns', fr: 'Liste en colonnes' },
  summary: { en: 'Makes a column of each place in a list.', fr: 'Fait une colonne de chaque place d’une liste.' },
  help: {
    en: `The first items become the first column, the second items the second one. How many columns there are is learnt once from the rows, by the longest or the shortest list that is not missing, and kept, so that later rows get the same columns; type a number and nothing has to be learnt. Items beyond the last column are left out. Each column has the type of the items.

A missing list, an item that is missing and a place behind the end of a list are missing values.`,
    fr: `Les premiers éléments deviennent la première colonne, les deuxièmes la deuxième. Le nombre de colonnes est appris une fois sur les lignes, selon la plus longue ou la plus courte liste non manquante, et gardé, si bien que les lignes suivantes reçoivent les mêmes colonnes ; saisissez un nombre et rien ne doit s’apprendre. Les éléments au-delà de la dernière colonne sont écartés. Chaque colonne a le type des éléments.

Une liste manquante, un élément manquant et une place après la fin d’une liste sont des valeurs manquantes.`,
  },
  keywords: {
    en: ['flatten vector', 'vector to columns', 'unpack array', 'expand list', 'embedding', 'split array'],
    fr: ['aplatir un vecteur', 'vecteur en colonnes', 'déballer un tableau', 'développer une liste'],
  },
  ...tablePorts,
  params,
  learns: (settings) => settings.rule !== 'fixed',
  async fit(settings, input, ctx) {
    const { name } = chooseColumn(input, settings.column, { param: 'column', accepts: lists })
    if (settings.rule === 'fixed') return { count: settings.count }
    const fn = settings.rule === 'longest' ? 'maximum' : 'minimum'
    const [row] = await ctx.rows(aggregate(input, [], [{ name: 'count', fn, args: [call('list-length', columnExpr(name))] }]))
    return { count: Math.max(1, Math.min(Number(row?.[0] ?? 1), settings.most)) }
  },
  apply({ count }, settings, input) {
    const { name } = chooseColumn(input, settings.column, { param: 'column', accepts: lists })
    const free = freeNames(input)
    const columns = Array.from({ length: count }, (_, at) => ({
      name: free(`${settings.prefix || `${name}_`}${at + 1}`),
      expr: call('list-element', columnExpr(name), literal('int', at + 1)),
    }))
    return addDerived(input, [{ source: name, columns }], settings.keep)
  },
  explain(settings) {
    const name = quoted(settings.column || '…')
    return { en: `a column for each item of ${name.en}`, fr: `une colonne par élément de ${name.fr}` }
  },
  examples: [
    {
      title: { en: 'As many columns as the longest list', fr: 'Autant de colonnes que la plus longue liste' },
      params: { column: 'l' },
      inputs: { table },
      expect: {
        table: {
          columns: ['l_1', 'l_2', 'l_3'].map((name) => ({ name, type: 'int' as const })),
          rows: [
            [5, 6, 7],
            [8, null, null],
            [null, null, null],
            [null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Two columns with a prefix', fr: 'Deux colonnes avec un préfixe' },
      params: { column: 'l', rule: 'fixed', count: 2, prefix: 'x', keep: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'x1', type: 'int' }, { name: 'x2', type: 'int' }],
          rows: [
            [[5, 6, 7], 5, 6],
            [[8, null], 8, null],
            [[], null, null],
            [null, null, null],
          ],
        },
      },
    },
  ],
})
