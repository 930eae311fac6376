import { column as columnExpr } from '../../engine/relation/expression.ts'
import { project } from '../../engine/relation/build.ts'
import { z } from 'zod'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const table = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'Age (years)', type: 'int' },
    { name: 'notes', type: 'text' },
  ],
  rows: [
    [1, 34, 'ok'],
    [2, null, null],
  ],
} as const

const problemTexts = {
  none: {
    code: 'no-columns',
    param: 'columns',
    text: { en: 'No column would be left.', fr: 'Il ne resterait aucune colonne.' },
    action: { en: 'Keep at least one column.', fr: 'Gardez au moins une colonne.' },
  },
} as const

export const selectColumns = defineNode({
  id: 'clean.select-columns',
  version: 1,
  icon: 'columns-3',
  title: { en: 'Select columns', fr: 'Choisir les colonnes' },
  summary: {
    en: 'Keeps or drops columns, renames them and puts them in order.',
    fr: 'Garde ou retire des colonnes, les renomme et les met en ordre.',
  },
  help: {
    en: `Columns are chosen by name or by a rule: by type, by a pattern in the name, or all of them except some. A rule also takes columns that appear later in the data.

When columns are kept by name, they come in the order in which you named them. “First columns” moves columns to the front, whatever the rule.

Renaming comes last: all other fields use the old names. A column keeps its role (target, identifier, ...) under its new name.`,
    fr: `Les colonnes se choisissent par leur nom ou par une règle : par type, par un motif dans le nom, ou toutes sauf certaines. Une règle prend aussi les colonnes qui apparaîtront plus tard dans les données.

Quand les colonnes sont gardées par leur nom, elles viennent dans l’ordre où vous les avez nommées. « Premières colonnes » place des colonnes en tête, quelle que soit la règle.

Le renommage vient en dernier : tous les autres champs emploient les anciens noms. Une colonne garde son rôle (cible, identifiant, ...) sous son nouveau nom.`,
  },
  keywords: {
    en: ['rename', 'reorder', 'drop', 'keep', 'remove column', 'project'],
    fr: ['renommer', 'ordonner', 'retirer', 'garder', 'supprimer une colonne'],
  },
  ...tablePorts,
  params: z.object({
    mode: field.choice({
      label: { en: 'What to do', fr: 'Action' },
      choices: [
        { value: 'keep', label: { en: 'Keep these columns', fr: 'Garder ces colonnes' } },
        { value: 'drop', label: { en: 'Drop these columns', fr: 'Retirer ces colonnes' } },
      ],
      default: 'keep',
    }),
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, default: { by: 'all', except: [] } }),
    first: field.columns({
      label: { en: 'First columns', fr: 'Premières colonnes' },
      help: { en: 'These come first, in this order.', fr: 'Elles viennent en tête, dans cet ordre.' },
      group: 'advanced',
    }),
    rename: field.keyValue({
      label: { en: 'New names', fr: 'Nouveaux noms' },
      from: 'table',
      columns: [
        { key: 'key', label: { en: 'Column', fr: 'Colonne' } },
        { key: 'value', label: { en: 'New name', fr: 'Nouveau nom' } },
      ],
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const chosen = chooseColumns(input, params.columns, { param: 'columns', optional: params.mode === 'drop' })
    const named = new Set(chosen.map((column) => column.name))
    const kept = params.mode === 'keep' ? chosen : input.columns.filter((column) => !named.has(column.name))
    if (kept.length === 0) throw new NodeProblem(problemTexts.none)
    const front = chooseColumns(input, params.first, { param: 'first', optional: true })
    const [isKept, isFront] = [new Set(kept), new Set(front)]
    const order = [...front.filter((column) => isKept.has(column)), ...kept.filter((column) => !isFront.has(column))]
    const names = newNames(
      order.map((column) => column.name),
      params.rename.filter((pair) => pair.key !== '' || pair.value !== ''),
      (name, replace) => chooseColumn(input, name, { param: 'rename', replace: (other) => ({ rename: replace(other) }) }).name,
    )
    return project(
      input,
      order.map((column) => ({ name: names.get(column.name) ?? column.name, expr: columnExpr(column.name) })),
    )
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    const [en, fr] = params.mode === 'keep' ? ['keep', 'garder'] : ['drop', 'retirer']
    const count = params.rename.length
    if (count === 0) return { en: `${en} ${what.en}`, fr: `${fr} ${what.fr}` }
    return { en: `${en} ${what.en}, rename ${count}`, fr: `${fr} ${what.fr}, en renommer ${count}` }
  },
  examples: [
    {
      title: { en: 'Drop a column and rename another', fr: 'Retirer une colonne et en renommer une autre' },
      params: { mode: 'drop', columns: { by: 'names', names: ['notes'] }, rename: [{ key: 'Age (years)', value: 'age' }] },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'id', type: 'int', role: 'id' },
            { name: 'age', type: 'int' },
          ],
          rows: [
            [1, 34],
            [2, null],
          ],
        },
      },
    },
    {
      title: { en: 'Text first, then the rest', fr: 'Le texte d’abord, puis le reste' },
      params: { first: { by: 'types', types: ['text'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'notes', type: 'text' },
            { name: 'id', type: 'int', role: 'id' },
            { name: 'Age (years)', type: 'int' },
          ],
          rows: [
            ['ok', 1, 34],
            [null, 2, null],
          ],
        },
      },
    },
  ],
})

type Pair = Readonly<{ key: string; value: string }>

/** New names by old ones. Throws a NodeProblem when two columns would have one name. */
function newNames(
  names: readonly string[],
  pairs: readonly Pair[],
  resolve: (name: string, replace: (other: string) => readonly Pair[]) => string,
): ReadonlyMap<string, string> {
  const wanted = new Map<string, string>()
  for (const pair of pairs) {
    const replace = (other: string) => pairs.map((item) => (item === pair ? { ...item, key: other } : item))
    const from = resolve(pair.key, replace)
    const to = pair.value.trim()
    if (to === '') throw nameProblem('name-empty', from, pairs)
    wanted.set(from, to)
  }
  const taken = new Set<string>()
  for (const name of names) {
    const to = wanted.get(name) ?? name
    if (taken.has(to)) throw nameProblem('name-taken', to, pairs)
    taken.add(to)
  }
  return wanted
}

function nameProblem(code: 'name-empty' | 'name-taken', name: string, pairs: readonly Pair[]): NodeProblem {
  const shown = quoted(name)
  const kept = pairs.filter((pair) => (code === 'name-empty' ? pair.key !== name : pair.value.trim() !== name))
  const texts =
    code === 'name-empty'
      ? { en: `The new name of ${shown.en} is empty.`, fr: `Le nouveau nom de ${shown.fr} est vide.` }
      : { en: `Two columns would be called ${shown.en}.`, fr: `Deux colonnes s’appelleraient ${shown.fr}.` }
  return new NodeProblem({
    code,
    param: 'rename',
    column: name,
    text: texts,
    action: { en: 'Type a name that no other column has.', fr: 'Saisissez un nom qu’aucune autre colonne ne porte.' },
    fixes: [{ label: { en: 'Keep the old name', fr: 'Garder l’ancien nom' }, params: { rename: kept } }],
  })
}
