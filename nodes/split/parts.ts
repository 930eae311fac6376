import { z } from 'zod'
import { extend, filter, select, setPart } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { freeNames } from '../kit/add-derived.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { nameMissing } from '../kit/name-missing.ts'
import { listed } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { observeSplit, roleProblems } from './observe-leaks.ts'
import { columnOfDraw, drawFields, drawPhrase, placedInDraw } from './place-in-draw.ts'

const usual = [
  { name: 'train', share: 0.6 },
  { name: 'validation', share: 0.2 },
  { name: 'test', share: 0.2 },
] as const

const params = z.object({
  parts: field.list({
    label: { en: 'Parts', fr: 'Parties' },
    help: {
      en: 'The shares count against each other: 3, 1, 1 is 60, 20 and 20 %. Nothing listed: train 60 %, validation 20 %, test 20 %.',
      fr: 'Les parts comptent l’une envers l’autre : 3, 1, 1 font 60, 20 et 20 %. Rien de listé : train 60 %, validation 20 %, test 20 %.',
    },
    item: z.object({
      name: field.text({ label: { en: 'Name', fr: 'Nom' } }),
      share: field.number({ label: { en: 'Share', fr: 'Part' }, default: 1, min: 0 }),
    }),
  }),
  ...drawFields,
  name: field.text({ label: { en: 'Column name', fr: 'Nom de la colonne' }, default: 'part' }),
})

const table = {
  columns: [{ name: 'n', type: 'int' }],
  rows: [[5], [1], [null], [3], [2], [4], [6], [7], [8], [9]],
} as const

const rowsAt = (...places: readonly number[]) => places.map((place) => table.rows[place] ?? [])

export const parts = defineNode({
  id: 'split.parts',
  version: 1,
  icon: 'chart-pie',
  title: { en: 'Split into named parts', fr: 'Séparer en parties nommées' },
  summary: {
    en: 'Parts rows for training, validation, test, or into parts of your own.',
    fr: 'Répartit les lignes entre apprentissage, validation, test, ou vos propres parties.',
  },
  help: {
    en: `Each row falls into one part; a column says which. The first part is also at the output for training, the second at the one for validation, the third at the one for tests: what learns from data belongs behind the first. Further parts are in the table with the column.

At random and within each class the shares are met to the row. By whole groups no group is parted: each goes where its last row falls, so that shares are met as well as whole groups allow; if they are missed by more than the tolerance, you are told before the run. By time the first part has the earliest rows; rows of one moment stay together.

The same seed gives the same parts. Rows without a class count as a class; a row without a group is a group by itself; rows without a time come last.`,
    fr: `Chaque ligne va dans une partie ; une colonne dit laquelle. La première partie est aussi à la sortie d’apprentissage, la deuxième à celle de validation, la troisième à celle de test : ce qui apprend des données se place derrière la première. Les parties suivantes sont dans le tableau avec la colonne.

Au hasard et dans chaque classe, les parts sont respectées à la ligne près. Par groupes entiers, aucun groupe n’est séparé : chacun va là où tombe sa dernière ligne, si bien que les parts sont respectées autant que des groupes entiers le permettent ; un écart plus grand que permis est signalé avant l’exécution. Par le temps, la première partie a les lignes les plus anciennes ; celles d’un même moment restent ensemble.

La même graine donne les mêmes parties. Les lignes sans classe comptent comme une classe ; une ligne sans groupe est un groupe à elle seule ; les lignes sans date viennent à la fin.`,
  },
  keywords: {
    en: ['partition', 'train validation test', 'holdout', 'named splits', 'group split', 'three-way'],
    fr: ['partition', 'apprentissage validation test', 'répartir', 'par groupe'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    table: { kind: 'table', label: { en: 'All rows with their part', fr: 'Toutes les lignes et leur partie' } },
    train: { kind: 'table', label: { en: 'Training rows (first part)', fr: 'Lignes d’apprentissage (première partie)' } },
    validation: { kind: 'table', label: { en: 'Validation rows (second part)', fr: 'Lignes de validation (deuxième partie)' } },
    test: { kind: 'table', label: { en: 'Test rows (third part)', fr: 'Lignes de test (troisième partie)' } },
  },
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    if (settings.name.trim() === '') throw new NodeProblem(nameMissing)
    const name = freeNames(input)(settings.name.trim())
    const chosen = partsOf(settings)
    const { rows, place } = placedInDraw(input, settings)
    const part = partAt(columnExpr(place), chosen, ({ name: own }) => literal('text', own))
    const names = input.columns.map((column) => column.name)
    const marked = select(extend(rows, [{ name, expr: part }]), [...names, name])
    const of = (at: number) => select(filter(marked, call('equal', columnExpr(name), literal('text', chosen[at]?.name ?? null))), names)
    return {
      table: setPart(marked, 'mixed'),
      train: setPart(of(0), 'train'),
      validation: setPart(of(1), 'test'),
      test: setPart(of(2), 'test'),
    }
  },
  observe(settings, inputs, look) {
    const input = inputs.one('table')
    const chosen = partsOf(settings)
    const { rows, place } = placedInDraw(input, settings)
    const part = partAt(columnExpr(place), chosen, (_, at) => literal('int', at + 1))
    const classes = columnOfDraw(input, settings)?.name ?? ''
    return observeSplit(input, { ...settings, rows, part, shares: sharesOf(chosen), classes }, settings, look)
  },
  check: (settings, inputs) => roleProblems(inputs.one('table'), settings),
  explain(settings) {
    const chosen = settings.parts.length === 0 ? usual : settings.parts
    const total = chosen.reduce((sum, part) => sum + part.share, 0) || 1
    const shown = chosen.map((part) => {
      const percent = Math.round((100 * part.share) / total)
      return { en: `${part.name || '…'} ${percent}\u202f%`, fr: `${part.name || '…'} ${percent} %` }
    })
    const [list, how] = [listed(shown, 4), drawPhrase(settings)]
    return { en: `${list.en}, ${how.en}`, fr: `${list.fr}, ${how.fr}` }
  },
  examples: [
    {
      title: { en: 'By time: the latest for tests', fr: 'Par le temps : les plus récentes pour le test' },
      params: { method: 'time', time: 'n' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'part', type: 'text' }],
          rows: table.rows.map((row) => {
            const [value] = row
            return [value, value === null || value > 8 ? 'test' : value > 6 ? 'validation' : 'train']
          }),
        },
        train: { columns: table.columns, rows: rowsAt(0, 1, 3, 4, 5, 6) },
        validation: { columns: table.columns, rows: rowsAt(7, 8) },
        test: { columns: table.columns, rows: rowsAt(2, 9) },
      },
    },
    {
      title: { en: 'Parts of one’s own', fr: 'Ses propres parties' },
      params: {
        parts: [
          { name: 'old', share: 3 },
          { name: 'new', share: 1 },
        ],
        method: 'time',
        time: 'n',
        name: 'age',
      },
      inputs: { table: { columns: table.columns, rows: table.rows.slice(0, 4) } },
      expect: {
        table: {
          columns: [...table.columns, { name: 'age', type: 'text' }],
          rows: [
            [5, 'old'],
            [1, 'old'],
            [null, 'new'],
            [3, 'old'],
          ],
        },
      },
    },
  ],
})

interface Part {
  readonly name: string
  readonly share: number
}

/** What each part gets of all rows. */
function sharesOf(chosen: readonly Part[]): readonly number[] {
  const total = chosen.reduce((sum, part) => sum + part.share, 0)
  return chosen.map((part) => part.share / total)
}

/** What stands for the part in which a place of the draw lies. */
function partAt(place: Expr, chosen: readonly Part[], sign: (part: Part, at: number) => Expr): Expr {
  const shares = sharesOf(chosen)
  const signs = chosen.map(sign)
  const last = signs.at(-1) ?? literal('text', '')
  const ends = signs.slice(0, -1).flatMap((one, at) => {
    const end = shares.slice(0, at + 1).reduce((sum, share) => sum + share, 0)
    return [call('less-or-equal', place, literal('float', end + 1e-9)), one]
  })
  return ends.length === 0 ? last : call('ifs', ...ends, literal('bool', true), last)
}

function partsOf(settings: z.output<typeof params>): readonly Part[] {
  if (settings.parts.length === 0) return usual
  const chosen = settings.parts.map(({ name, share }) => ({ name: name.trim(), share }))
  const names = new Set(chosen.map((part) => part.name))
  if (names.has('') || names.size < chosen.length)
    throw new NodeProblem({
      code: 'bad-value',
      param: 'parts',
      text: { en: 'Every part needs a name of its own.', fr: 'Chaque partie a besoin d’un nom à elle.' },
      action: { en: 'Name the parts, for example train and test.', fr: 'Nommez les parties, par exemple train et test.' },
    })
  if (!chosen.some((part) => part.share > 0))
    throw new NodeProblem({
      code: 'bad-value',
      param: 'parts',
      text: { en: 'All shares are 0.', fr: 'Toutes les parts valent 0.' },
      action: { en: 'Give at least one part a share.', fr: 'Donnez une part à au moins une partie.' },
    })
  return chosen
}
