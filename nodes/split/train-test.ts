import { z } from 'zod'
import { extend, filter, freeName, sample, select, setPart } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Role } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { observeSplit, roleProblems } from './observe-leaks.ts'
import { classes, columnOfDraw, drawFields, equalChoice, moments, placedInDraw } from './place-in-draw.ts'

const table = {
  columns: [
    { name: 'day', type: 'date' },
    { name: 'repaid', type: 'bool' },
  ],
  rows: [
    ['2024-01-05', true],
    ['2024-01-01', true],
    ['2024-01-02', null],
    ['2024-01-04', true],
    [null, true],
    ['2024-01-03', null],
  ],
} as const

const rowsAt = (...places: readonly number[]) => places.map((place) => table.rows[place] ?? [])

export const trainTest = defineNode({
  id: 'split.train-test',
  version: 1,
  icon: 'split',
  title: { en: 'Split train and test', fr: 'Séparer apprentissage et test' },
  summary: {
    en: 'Sets rows aside for testing, so that a model is judged on rows it has not seen.',
    fr: 'Met des lignes de côté pour le test, afin de juger un modèle sur des lignes qu’il n’a pas vues.',
  },
  help: {
    en: `A model knows the rows it learnt from. Only rows that were set aside tell how good it is. So split early: whatever learns from data (filling, scaling, training) belongs behind the training output. The test rows get the same treatment by the model’s recipe.

At random: each row falls into one of the parts by the seed and its place in the table. The same seed gives the same parts.

By class: the same share of each class, so that a rare class is in both parts. Without a column, the target is taken.

By whole groups: the rows of one person or shop are all on one side, so that a model is judged on persons it has not met. The share is met as well as whole groups allow; if it is missed by more than the tolerance, you are told before the run. A row without a group is a group by itself.

Equal rows together: rows that are equal, or differ only in capitals, spaces and far digits, are all on one side. “Before you run” says how many rows for testing are like rows for training.

By time: the earliest rows are for training, the latest for testing, as in real use. Rows of the same moment stay together; rows without a time go to the test part. Choose this whenever rows follow each other in time.`,
    fr: `Un modèle connaît les lignes sur lesquelles il a appris. Seules des lignes mises de côté disent ce qu’il vaut. Séparez donc tôt : tout ce qui apprend des données (remplissage, mise à l’échelle, entraînement) se place derrière la sortie d’apprentissage. Les lignes de test reçoivent le même traitement par la recette du modèle.

Au hasard : chaque ligne va dans l’une des parties selon la graine et sa place dans le tableau. La même graine donne les mêmes parties.

Par classe : la même part de chaque classe, si bien qu’une classe rare est dans les deux parties. Sans colonne, la cible est prise.

Par groupes entiers : les lignes d’une personne ou d’un magasin sont toutes du même côté, si bien que le modèle est jugé sur des personnes qu’il n’a pas rencontrées. La part est respectée autant que des groupes entiers le permettent ; un écart plus grand que permis est signalé avant l’exécution. Une ligne sans groupe est un groupe à elle seule.

Lignes égales ensemble : des lignes égales, ou qui ne diffèrent que par des majuscules, des espaces ou de lointaines décimales, sont toutes du même côté. « Avant d’exécuter » dit combien de lignes de test ressemblent à des lignes d’apprentissage.

Par le temps : les lignes les plus anciennes servent à apprendre, les plus récentes à tester, comme dans l’usage réel. Les lignes du même moment restent ensemble ; celles sans date vont au test. À choisir dès que les lignes se suivent dans le temps.`,
  },
  keywords: {
    en: ['holdout', 'validation', 'stratified', 'time split', 'group split', 'evaluate'],
    fr: ['validation', 'stratifié', 'temporel', 'évaluer', 'partition'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    train: { kind: 'table', label: { en: 'Training rows', fr: 'Lignes d’apprentissage' } },
    test: { kind: 'table', label: { en: 'Test rows', fr: 'Lignes de test' } },
  },
  params: z.object({
    method: field.choice({
      label: { en: 'Split', fr: 'Séparer' },
      choices: [
        { value: 'random', label: { en: 'at random', fr: 'au hasard' } },
        { value: 'class', label: { en: 'at random within each class', fr: 'au hasard dans chaque classe' } },
        { value: 'group', label: { en: 'by whole groups', fr: 'par groupes entiers' } },
        equalChoice,
        { value: 'time', label: { en: 'by time, the latest for testing', fr: 'par le temps, les plus récentes pour le test' } },
      ],
      default: 'random',
    }),
    share: field.slider({
      label: { en: 'Share for training', fr: 'Part d’apprentissage' },
      default: 0.8,
      min: 0.05,
      max: 0.95,
      step: 0.05,
    }),
    column: field.column({
      label: { en: 'Class column', fr: 'Colonne de classe' },
      help: { en: 'The target when nothing is chosen.', fr: 'La cible si rien n’est choisi.' },
      accepts: classes,
      optional: true,
      when: { param: 'method', in: ['class'] },
    }),
    group: drawFields.group,
    time: drawFields.time,
    tolerance: drawFields.tolerance,
    seed: drawFields.seed,
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    if (params.method === 'time') {
      const time = chooseColumn(input, params.time || columnOf(input, 'time'), { param: 'time', accepts: moments })
      return byTime(input, time.name, params.share)
    }
    if (params.method === 'group' || params.method === 'equal') {
      const { rows, place } = placedInDraw(input, { ...params, method: params.method })
      const names = input.columns.map((column) => column.name)
      const early = call('less-or-equal', columnExpr(place), literal('float', params.share))
      return {
        train: setPart(select(filter(rows, early), names), 'train'),
        test: setPart(select(filter(rows, call('not', early)), names), 'test'),
      }
    }
    const within =
      params.method === 'class'
        ? [chooseColumn(input, params.column || columnOf(input, 'target'), { param: 'column', accepts: classes }).name]
        : undefined
    const rows = (from: number, to: number) => sample(input, { seed: params.seed, from, to, ...(within && { within }) })
    return { train: setPart(rows(0, params.share), 'train'), test: setPart(rows(params.share, 1), 'test') }
  },
  observe(params, inputs, look) {
    const input = inputs.one('table')
    const within = columnOfDraw(input, params)?.name ?? ''
    const { rows, place } = placedInDraw(input, params)
    const early = call('less-or-equal', columnExpr(place), literal('float', params.share))
    const part = call('if', early, literal('int', 1), literal('int', 2))
    const parts = { ...params, rows, part, shares: [params.share, 1 - params.share], classes: within }
    return observeSplit(input, parts, params, look)
  },
  check: (params, inputs) => roleProblems(inputs.one('table'), params),
  explain(params) {
    const percent = Math.round(params.share * 100)
    const [en, fr] = [`${percent}\u202f% for training`, `${percent} % pour l’apprentissage`]
    if (params.method === 'equal') return { en: `${en}, equal rows together`, fr: `${fr}, lignes égales ensemble` }
    if (params.method === 'random') return { en: `${en}, at random`, fr: `${fr}, au hasard` }
    if (params.method === 'group') {
      const name = params.group === '' ? { en: 'group', fr: 'groupe' } : quoted(params.group)
      return { en: `${en}, by whole ${name.en}`, fr: `${fr}, par ${name.fr} entier` }
    }
    if (params.method === 'time') {
      const name = params.time === '' ? { en: 'time', fr: 'temps' } : quoted(params.time)
      return { en: `${en}, the earliest by ${name.en}`, fr: `${fr}, les plus anciennes selon ${name.fr}` }
    }
    const name = params.column === '' ? { en: 'the target', fr: 'la cible' } : quoted(params.column)
    return { en: `${en}, of each class of ${name.en}`, fr: `${fr}, de chaque classe de ${name.fr}` }
  },
  examples: [
    {
      title: { en: 'The last days for testing', fr: 'Les derniers jours pour le test' },
      params: { method: 'time', time: 'day', share: 0.7 },
      inputs: { table },
      expect: {
        train: { columns: table.columns, rows: rowsAt(1, 2, 3, 5) },
        test: { columns: table.columns, rows: rowsAt(0, 4) },
      },
    },
    {
      title: { en: 'Half of each class', fr: 'La moitié de chaque classe' },
      params: { method: 'class', column: 'repaid', share: 0.5 },
      inputs: { table },
      expect: {
        train: { columns: table.columns, rows: rowsAt(1, 3, 5) },
        test: { columns: table.columns, rows: rowsAt(0, 2, 4) },
      },
    },
  ],
})

function columnOf(relation: Relation, role: Role): string {
  return relation.columns.find((column) => column.role === role)?.name ?? ''
}

/** Training: the rows whose moment is not later than those of `share` of all rows. Missing moments count as the latest. */
function byTime(input: Relation, time: string, share: number) {
  const place = freeName('share of rows', new Set(input.columns.map((column) => column.name)))
  const placed = extend(input, [
    { name: place, expr: { kind: 'window', fn: 'cumulative-distribution', args: [columnExpr(time)], partitionBy: [], orderBy: [] } },
  ])
  const names = input.columns.map((column) => column.name)
  const early = call('and', call('less-or-equal', columnExpr(place), literal('float', share)), call('is-not-null', columnExpr(time)))
  return {
    train: setPart(select(filter(placed, early), names), 'train'),
    test: setPart(select(filter(placed, call('not', early)), names), 'test'),
  }
}
