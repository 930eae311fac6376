import { z } from 'zod'
import { extend, filter, freeName, select, setRoles } from '../../engine/relation/build.ts'
import { steps } from '../../engine/relation/build-rows.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { drawn } from '../kit/summary-takes.ts'
import { windowOver } from '../kit/window-over.ts'

const classes: readonly DataType[] = ['bool', 'int', 'text']

const table = {
  columns: [
    { name: 'n', type: 'int' },
    { name: 'kind', type: 'text' },
  ],
  rows: [
    [1, 'common'],
    [2, 'common'],
    [3, 'rare'],
    [4, 'common'],
    [5, null],
  ],
} as const

export const balance = defineNode({
  id: 'split.balance',
  version: 1,
  icon: 'scale',
  title: { en: 'Balance classes', fr: 'Équilibrer les classes' },
  summary: { en: 'Gives rare classes as much say as frequent ones.', fr: 'Donne aux classes rares autant de poids qu’aux fréquentes.' },
  help: {
    en: `Repeat: rows of the smaller classes come several times, until each class has as many rows as the largest. Leave out: each class keeps as many rows as the smallest, drawn by the seed. Weigh: no row changes; a weight is added, which the training nodes read, so that all classes weigh the same together.

Balance training rows only, behind the split: test rows that were repeated or left out flatter or blame the model. Rows whose class is missing stay once as they are, with a missing weight.`,
    fr: `Répéter : les lignes des petites classes viennent plusieurs fois, jusqu’à ce que chaque classe ait autant de lignes que la plus grande. Écarter : chaque classe garde autant de lignes que la plus petite, tirées selon la graine. Pondérer : aucune ligne ne change ; un poids s’ajoute, que lisent les nœuds d’entraînement, pour que toutes les classes pèsent ensemble pareil.

Équilibrez seulement les lignes d’apprentissage, après la séparation : des lignes de test répétées ou écartées flattent ou accablent le modèle. Les lignes sans classe restent une fois telles quelles, avec un poids manquant.`,
  },
  keywords: {
    en: ['imbalanced', 'oversample', 'undersample', 'class weights', 'rebalance'],
    fr: ['déséquilibre', 'suréchantillonner', 'sous-échantillonner', 'poids des classes', 'rééquilibrer'],
  },
  ...tablePorts,
  params: z.object({
    column: field.column({
      label: { en: 'Class column', fr: 'Colonne de classe' },
      help: { en: 'The target when nothing is chosen.', fr: 'La cible si rien n’est choisi.' },
      accepts: classes,
      optional: true,
    }),
    method: field.choice({
      label: { en: 'How', fr: 'Comment' },
      choices: [
        { value: 'repeat', label: { en: 'repeat rows of small classes', fr: 'répéter les lignes des petites classes' } },
        { value: 'leave-out', label: { en: 'leave out rows of large classes', fr: 'écarter des lignes des grandes classes' } },
        { value: 'weigh', label: { en: 'add weights', fr: 'ajouter des poids' } },
      ],
      default: 'repeat',
    }),
    seed: field.seed({ when: { param: 'method', in: ['repeat', 'leave-out'] } }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const target = input.columns.find((column) => column.role === 'target')?.name ?? ''
    const { name } = chooseColumn(input, params.column || target, { param: 'column', accepts: classes })
    const names = input.columns.map((column) => column.name)
    const { rows, place } = numbered(input)
    const free = freeNames(rows)
    const [size, at, wanted] = [free('size'), free('place in class'), free('rows wanted')]
    const order = [{ expr: drawn(columnExpr(place), params.seed) }, { expr: columnExpr(place) }]
    const counted = extend(rows, [
      {
        name: size,
        expr: call('if', call('is-null', columnExpr(name)), literal('int', null), windowOver('count', [columnExpr(place)], [name])),
      },
      { name: at, expr: windowOver('row-number', [literal('int', 1)], [name], order) },
    ])
    const least = windowOver(params.method === 'leave-out' ? 'minimum' : 'maximum', [columnExpr(size)])
    const sized = extend(counted, [{ name: wanted, expr: least }])
    if (params.method === 'weigh') return weighed(sized, { name, size, at, names })
    const isMissing = call('is-null', columnExpr(name))
    if (params.method === 'leave-out')
      return select(filter(sized, call('or', isMissing, call('less-or-equal', columnExpr(at), columnExpr(wanted)))), names)
    // As often as the size goes into the largest one, and once more for the first rows of the draw.
    const rest = call('modulo-int', columnExpr(wanted), columnExpr(size))
    const more = call('bool-to-int', call('less-or-equal', columnExpr(at), rest))
    const times = call('add-int', call('integer-divide', columnExpr(wanted), columnExpr(size)), more)
    const [first, last, turn] = [free('first'), free('last'), free('turn')]
    const bounded = extend(sized, [
      { name: first, expr: literal('int', 1) },
      { name: last, expr: call('coalesce', times, literal('int', 1)) },
    ])
    return select(steps(bounded, { from: first, to: last, every: { count: 1, unit: 'number' }, name: turn }), names)
  },
  explain(params) {
    const of = params.column === '' ? { en: 'the target', fr: 'la cible' } : quoted(params.column)
    const words = {
      repeat: { en: 'repeat rows of the small classes of', fr: 'répéter les lignes des petites classes de' },
      'leave-out': { en: 'leave out rows of the large classes of', fr: 'écarter des lignes des grandes classes de' },
      weigh: { en: 'weigh the classes of', fr: 'pondérer les classes de' },
    }[params.method]
    return { en: `${words.en} ${of.en}`, fr: `${words.fr} ${of.fr}` }
  },
  examples: [
    {
      title: { en: 'The rare row comes three times', fr: 'La ligne rare vient trois fois' },
      params: { column: 'kind' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [table.rows[0], table.rows[1], table.rows[2], table.rows[2], table.rows[2], table.rows[3], table.rows[4]],
        },
      },
    },
    {
      title: { en: 'Weights: both classes weigh two', fr: 'Poids : les deux classes pèsent deux' },
      params: { column: 'kind', method: 'weigh' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'weight', type: 'float', role: 'weight' }],
          rows: [
            [1, 'common', 2 / 3],
            [2, 'common', 2 / 3],
            [3, 'rare', 2],
            [4, 'common', 2 / 3],
            [5, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'As many rows as the smallest class', fr: 'Autant de lignes que la plus petite classe' },
      params: { column: 'kind', method: 'leave-out' },
      inputs: { table: { columns: [table.columns[1]], rows: [['a'], ['a'], ['b'], ['a'], [null], [null]] } },
      expect: { table: { columns: [table.columns[1]], rows: [['a'], ['b'], [null], [null]] } },
    },
  ],
})

interface Sized {
  readonly name: string
  readonly size: string
  readonly at: string
  readonly names: readonly string[]
}

/** Known rows divided by classes and by the size of the class, so that the mean weight is 1. */
function weighed(sized: Relation, { name, size, at, names }: Sized): Relation {
  const weight = freeName('weight', new Set(names))
  const count = windowOver('count', [columnExpr(name)])
  const first: Expr = call(
    'bool-to-int',
    call('and', call('equal', columnExpr(at), literal('int', 1)), call('is-not-null', columnExpr(name))),
  )
  const marker = freeName('first of class', new Set(sized.columns.map((column) => column.name)))
  const marked = extend(sized, [{ name: marker, expr: first }])
  const classCount = windowOver('sum-int', [columnExpr(marker)])
  const share = call(
    'divide',
    call('divide', call('int-to-float', count), call('int-to-float', classCount)),
    call('int-to-float', columnExpr(size)),
  )
  const table = select(extend(marked, [{ name: weight, expr: share }]), [...names, weight])
  return table.columns.some((column) => column.role === 'weight') ? table : setRoles(table, new Map([[weight, 'weight']]))
}
