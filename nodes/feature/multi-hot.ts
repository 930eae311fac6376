import { z } from 'zod'
import { aggregate, filter, limit, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const params = z.object({
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: ['text', 'list<text>'] }),
  separator: field.text({
    label: { en: 'Separator', fr: 'Séparateur' },
    help: { en: 'Not needed for lists.', fr: 'Inutile pour des listes.' },
    default: ',',
  }),
  most: field.number({
    label: { en: 'At most this many items', fr: 'Au plus tant d’éléments' },
    help: { en: 'The most frequent ones.', fr: 'Les plus fréquents.' },
    default: 20,
    min: 1,
    max: 1000,
    integer: true,
  }),
  fewest: field.number({
    label: { en: 'Rows an item must have', fr: 'Lignes nécessaires par élément' },
    default: 1,
    min: 1,
    integer: true,
    group: 'advanced',
  }),
  ignoreCase: field.flag({ label: { en: 'Capital or not is the same', fr: 'Majuscule ou non, c’est égal' }, default: false }),
  other: field.flag({ label: { en: 'Count the other items', fr: 'Compter les autres éléments' }, default: true }),
  missing: field.choice({
    label: { en: 'Missing cells', fr: 'Cellules manquantes' },
    choices: [
      { value: 'zeros', label: { en: 'are 0 everywhere', fr: 'valent 0 partout' } },
      { value: 'missing', label: { en: 'are missing everywhere', fr: 'manquent partout' } },
    ],
    default: 'zeros',
  }),
  keep: field.flag({ label: { en: 'Keep the original column', fr: 'Garder la colonne d’origine' }, default: false, group: 'advanced' }),
})

type Params = z.output<typeof params>

/** The items that were seen, most frequent first. */
interface State {
  readonly items: readonly string[]
}

const table = {
  columns: [
    { name: 'tags', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['red, blue', 1],
    ['red', 2],
    ['green,red,red', 3],
    ['', 4],
    [null, 5],
  ],
} as const

const mostCells = 20_000

export const multiHot = defineNode<typeof params, State>({
  id: 'feature.multi-hot',
  version: 1,
  icon: 'grid-3x3',
  title: { en: 'One column per item of a list', fr: 'Une colonne par élément d’une liste' },
  summary: {
    en: 'Turns cells such as “red, blue” into a 0/1 column for each item.',
    fr: 'Transforme des cellules comme « rouge, bleu » en une colonne 0/1 par élément.',
  },
  help: {
    en: `The items are learnt once from the rows that reach this node, and kept, so that later rows get the same columns; place it behind the split, on the training rows. They are counted by rows, over the 20,000 most frequent cells. Spaces around items do not count, and an item that stands twice in a cell counts once.

Items beyond the number allowed, rare ones and those that appear later are counted in one column more, “other”. A blank cell has no items. A missing cell is 0 everywhere, or missing everywhere if you prefer.`,
    fr: `Les éléments sont appris une fois sur les lignes qui arrivent ici, puis gardés, si bien que les lignes suivantes reçoivent les mêmes colonnes ; à placer après la séparation, sur les lignes d’apprentissage. Ils sont comptés par lignes, sur les 20 000 cellules les plus fréquentes. Les espaces autour ne comptent pas, et un élément deux fois dans une cellule compte une fois.

Les éléments au-delà du nombre permis, les rares et ceux qui apparaissent plus tard sont comptés dans une colonne de plus, « other ». Une cellule vide n’a aucun élément. Une cellule manquante vaut 0 partout, ou manque partout si vous préférez.`,
  },
  keywords: {
    en: ['multi-hot', 'multi-label', 'tags', 'multiple choice', 'delimited', 'get dummies', 'unfold'],
    fr: ['étiquettes', 'choix multiple', 'multi-valeurs', 'indicatrices', 'déplier'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const column = chooseColumn(input, settings.column, { param: 'column', accepts: ['text', 'list<text>'] })
    if (column.type === 'text' && settings.separator === '') throw new NodeProblem(noSeparator)
    const counts = new Map<string, number>()
    for (const [cell, rows] of await ctx.rows(cellsOf(input, joined(column, settings))))
      for (const item of new Set(String(cell ?? '').split(mark)))
        if (item !== '') counts.set(item, (counts.get(item) ?? 0) + Number(rows ?? 0))
    const items = [...counts]
      .filter(([, rows]) => rows >= settings.fewest)
      .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, settings.most)
      .map(([item]) => item)
    if (items.length === 0) throw new NodeProblem(noItems(column.name))
    return { items }
  },
  apply({ items }, settings, input) {
    const column = chooseColumn(input, settings.column, { param: 'column', accepts: ['text', 'list<text>'] })
    const free = freeNames(input)
    const list = call('split', joined(column, settings), literal('text', mark))
    const cell = columnExpr(column.name)
    const whenThere = (number: Expr) =>
      call(
        'if',
        call('is-null', cell),
        literal('int', settings.missing === 'missing' ? null : 0),
        call('coalesce', number, literal('int', 0)),
      )
    const has = (item: string) => call('bool-to-int', call('list-contains', list, literal('text', item)))
    const distinct = call('list-distinct', list)
    const blank = call('bool-to-int', call('list-contains', list, literal('text', '')))
    const known = items.map(has).reduce((sum, number) => call('add-int', sum, number), blank)
    return addDerived(
      input,
      [
        {
          source: column.name,
          columns: [
            ...items.map((item) => ({ name: free(`${column.name} = ${item}`), expr: whenThere(has(item)) })),
            ...(settings.other
              ? [{ name: free(`${column.name} other`), expr: whenThere(call('subtract-int', call('list-length', distinct), known)) }]
              : []),
          ],
        },
      ],
      settings.keep,
    )
  },
  explain(settings) {
    const what = quoted(settings.column || '…')
    return { en: `a 0/1 column for each item of ${what.en}`, fr: `une colonne 0/1 par élément de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Two frequent tags, the others counted', fr: 'Deux étiquettes fréquentes, les autres comptées' },
      params: { column: 'tags', most: 2 },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'n', type: 'int' },
            { name: 'tags = red', type: 'int' },
            { name: 'tags = blue', type: 'int' },
            { name: 'tags other', type: 'int' },
          ],
          rows: [
            [1, 1, 1, 0],
            [2, 1, 0, 0],
            [3, 1, 0, 1],
            [4, 0, 0, 0],
            [5, 0, 0, 0],
          ],
        },
      },
    },
    {
      title: { en: 'A list; missing stays missing', fr: 'Une liste ; manquant reste manquant' },
      params: { column: 'l', missing: 'missing', other: false, ignoreCase: true },
      inputs: { table: { columns: [{ name: 'l', type: 'list<text>' }], rows: [[['A', null, 'b']], [['a']], [[]], [null]] } },
      expect: {
        table: {
          columns: [
            { name: 'l = a', type: 'int' },
            { name: 'l = b', type: 'int' },
          ],
          rows: [
            [1, 1],
            [1, 0],
            [0, 0],
            [null, null],
          ],
        },
      },
    },
  ],
})

// Stands between items in one text; a sign that texts do not hold.
const mark = '\u001f'
const text = (value: string) => literal('text', value)

/** The items of a cell without spaces around them, joined by the mark. */
function joined({ name, type }: Column, { separator, ignoreCase }: Params): Expr {
  const value = columnExpr(name)
  const marked = type === 'text' ? call('substitute', value, text(separator), text(mark)) : call('list-join', value, text(mark))
  const bare = call('strip', call('regex-replace', marked, text(`[ \\t\\n\\r\u00a0]*${mark}[ \\t\\n\\r\u00a0]*`), text(mark)))
  return ignoreCase ? call('lower', bare) : bare
}

function cellsOf(input: Relation, cell: Expr): Relation {
  const counted = aggregate(input, [{ name: 'cell', expr: cell }], [{ name: 'rows', fn: 'count-rows', args: [cell] }])
  const known = filter(counted, call('is-not-null', columnExpr('cell')))
  return limit(sort(known, [{ expr: columnExpr('rows'), descending: true }, { expr: columnExpr('cell') }]), mostCells)
}

const noSeparator = {
  code: 'nothing-chosen',
  param: 'separator',
  text: { en: 'There is no separator between the items.', fr: 'Il n’y a pas de séparateur entre les éléments.' },
  action: { en: 'Type one, such as a comma.', fr: 'Saisissez-en un, par exemple une virgule.' },
}

function noItems(column: string) {
  const shown = quoted(column)
  return {
    code: 'nothing-to-learn',
    param: 'column',
    column,
    text: { en: `${shown.en} holds no item that is frequent enough.`, fr: `${shown.fr} ne contient aucun élément assez fréquent.` },
  }
}
