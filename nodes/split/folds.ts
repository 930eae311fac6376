import { z } from 'zod'
import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { freeNames } from '../kit/add-derived.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { nameMissing } from '../kit/name-missing.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { observeParts } from './observe-parts.ts'
import { columnOfDraw, drawFields, drawPhrase, placedInDraw } from './place-in-draw.ts'

const table = {
  columns: [
    { name: 'day', type: 'date' },
    { name: 'shop', type: 'text' },
  ],
  rows: [
    ['2024-01-04', 'a'],
    ['2024-01-01', 'b'],
    [null, null],
    ['2024-01-02', 'a'],
    ['2024-01-03', 'c'],
    ['2024-01-05', 'b'],
  ],
} as const

export const folds = defineNode({
  id: 'split.folds',
  version: 1,
  icon: 'layout-grid',
  title: { en: 'Number folds', fr: 'Numéroter des plis' },
  summary: {
    en: 'Adds a column with the number of the fold of each row.',
    fr: 'Ajoute une colonne avec le numéro du pli de chaque ligne.',
  },
  help: {
    en: `Folds are parts of about equal size: a model is trained as often as there are folds, each time without one of them, which judges it. The column numbers them from 1.

At random the folds differ by one row at most. Within each class every fold has the same share of each class. By whole groups the rows of a person or a shop are never in two folds; a large group makes its fold larger, and with few groups a fold can stay empty. By time the first fold has the earliest rows and rows of one moment stay together.

The same seed gives the same folds. A row without a class counts as a class of its own kind; a row without a group is a group by itself; rows without a time come last.`,
    fr: `Des plis sont des parties de taille à peu près égale : un modèle s’entraîne autant de fois qu’il y a de plis, chaque fois sans l’un d’eux, qui le juge. La colonne les numérote à partir de 1.

Au hasard, les plis diffèrent d’une ligne au plus. Dans chaque classe, chaque pli a la même part de chaque classe. Par groupes entiers, les lignes d’une personne ou d’un magasin ne sont jamais dans deux plis ; un grand groupe agrandit son pli, et avec peu de groupes un pli peut rester vide. Par le temps, le premier pli a les lignes les plus anciennes et celles d’un même moment restent ensemble.

La même graine donne les mêmes plis. Les lignes sans classe comptent comme une classe à part ; une ligne sans groupe est un groupe à elle seule ; les lignes sans date viennent à la fin.`,
  },
  keywords: {
    en: ['k-fold', 'cross-validation', 'cross validate', 'folds', 'group k-fold', 'stratified k-fold', 'partition'],
    fr: ['plis', 'validation croisée', 'k plis', 'stratifié', 'partition'],
  },
  ...tablePorts,
  params: z.object({
    count: field.number({ label: { en: 'Folds', fr: 'Plis' }, default: 5, min: 2, max: 1000, integer: true }),
    ...drawFields,
    name: field.text({ label: { en: 'Column name', fr: 'Nom de la colonne' }, default: 'fold' }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    if (params.name.trim() === '') throw new NodeProblem(nameMissing)
    const name = freeNames(input)(params.name.trim())
    const { rows, place } = placedInDraw(input, params)
    return select(extend(rows, [{ name, expr: foldAt(columnExpr(place), params.count) }]), [
      ...input.columns.map((column) => column.name),
      name,
    ])
  },
  observe(params, inputs, look) {
    const input = inputs.one('table')
    const { rows, place } = placedInDraw(input, params)
    const shares = Array.from({ length: params.count }, () => 1 / params.count)
    const classes = columnOfDraw(input, params)?.name ?? ''
    return observeParts({ ...params, rows, part: foldAt(columnExpr(place), params.count), shares, classes }, look)
  },
  explain(params) {
    const how = drawPhrase(params)
    return { en: `${params.count} folds ${how.en}`, fr: `${params.count} plis ${how.fr}` }
  },
  examples: [
    {
      title: { en: 'Three folds by time, rows without a time last', fr: 'Trois plis par le temps, lignes sans date à la fin' },
      params: { count: 3, method: 'time', time: 'day' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'fold', type: 'int' }],
          rows: table.rows.map((row, at) => [...row, [2, 1, 3, 1, 2, 3][at] ?? null]),
        },
      },
    },
    {
      title: { en: 'Whole shops stay together', fr: 'Les magasins restent entiers' },
      params: { count: 2, method: 'group', group: 'shop', name: 'pli' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'pli', type: 'int' }],
          rows: table.rows.map((row, at) => [...row, [1, 2, 2, 1, 1, 2][at] ?? null]),
        },
      },
    },
  ],
})

/** A place such as 3/5 times 5 can lie above 3 by a last bit. */
function foldAt(place: Expr, count: number): Expr {
  const part = call('multiply', place, literal('float', count))
  return call('float-to-int', call('ceiling', call('subtract', part, literal('float', 1e-9))))
}
