import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'

const table = {
  columns: [
    { name: 'status', type: 'text' },
    { name: 'score', type: 'int' },
  ],
  rows: [
    ['n/a', 7],
    ['done (late)', -999],
    ['done', 5],
    [null, null],
  ],
} as const

const scalars: readonly DataType[] = ['text', 'int', 'float', 'bool', 'date', 'timestamp']

export const replaceValues = defineNode({
  id: 'clean.replace-values',
  version: 1,
  icon: 'repeat-2',
  title: { en: 'Replace values', fr: 'Remplacer des valeurs' },
  summary: { en: 'Replaces values by others, or makes them missing.', fr: 'Remplace des valeurs par d’autres, ou les rend manquantes.' },
  help: {
    en: `Whole values are compared with the cell: -999 becomes missing, “M” becomes “male”. All lines are applied at once, so that two values can be exchanged. An empty new value makes the cell missing.

Parts of a text replace every occurrence of a piece of text, line after line; an empty new value removes the piece. Patterns do the same with regular expressions; $1 in the new value stands for the first group.

Whole values work on all types, the other two on text.`,
    fr: `Les valeurs entières sont comparées à la cellule : -999 devient manquant, « M » devient « masculin ». Toutes les lignes s’appliquent à la fois, on peut donc échanger deux valeurs. Une nouvelle valeur vide rend la cellule manquante.

Les parties de texte remplacent chaque occurrence d’un morceau, ligne après ligne ; une nouvelle valeur vide supprime le morceau. Les motifs font de même avec des expressions régulières ; $1 dans la nouvelle valeur désigne le premier groupe.

Les valeurs entières valent pour tous les types, les deux autres pour le texte.`,
  },
  keywords: {
    en: ['recode', 'map', 'substitute', 'regex', 'sentinel', 'find and replace'],
    fr: ['recoder', 'correspondance', 'substituer', 'regex', 'rechercher et remplacer'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars }),
    how: field.choice({
      label: { en: 'Compare with', fr: 'Comparer avec' },
      choices: [
        { value: 'exact', label: { en: 'the whole value', fr: 'la valeur entière' } },
        { value: 'contains', label: { en: 'a part of the text', fr: 'une partie du texte' } },
        { value: 'regex', label: { en: 'a pattern', fr: 'un motif' } },
      ],
      default: 'exact',
    }),
    pairs: field.keyValue({
      label: { en: 'Replacements', fr: 'Remplacements' },
      columns: [
        { key: 'key', label: { en: 'Old value', fr: 'Ancienne valeur' } },
        { key: 'value', label: { en: 'New value', fr: 'Nouvelle valeur' } },
      ],
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const accepts: readonly DataType[] = params.how === 'exact' ? scalars : ['text']
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts })
    const pairs = params.how === 'exact' ? params.pairs : params.pairs.filter((pair) => pair.key !== '' || pair.value !== '')
    if (pairs.length === 0) throw new NodeProblem(nothingToReplace)
    if (params.how !== 'exact' && pairs.some((pair) => pair.key === '')) throw new NodeProblem(emptyPart)
    return asProblem({ param: 'pairs' }, () =>
      extend(
        input,
        columns.map((column) => ({
          name: column.name,
          expr: params.how === 'exact' ? exactly(column, pairs) : piecewise(column, pairs, params.how),
        })),
      ),
    )
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    const [first] = params.pairs
    if (!first) return { en: 'no replacement yet', fr: 'aucun remplacement encore' }
    if (params.pairs.length > 1)
      return { en: `${params.pairs.length} replacements in ${what.en}`, fr: `${params.pairs.length} remplacements dans ${what.fr}` }
    const from = quoted(first.key)
    const to = first.value === '' ? emptyWords[params.how === 'exact' ? 'missing' : 'removed'] : quoted(first.value)
    return { en: `${from.en} becomes ${to.en} in ${what.en}`, fr: `${from.fr} devient ${to.fr} dans ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'A number that stands for missing', fr: 'Un nombre qui signifie manquant' },
      params: { columns: { by: 'names', names: ['score'] }, pairs: [{ key: '-999', value: '' }] },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['n/a', 7],
            ['done (late)', null],
            ['done', 5],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Remove what stands in brackets', fr: 'Supprimer ce qui est entre parenthèses' },
      params: { columns: { by: 'names', names: ['status'] }, how: 'regex', pairs: [{ key: ' *\\([a-z]+\\)', value: '' }] },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['n/a', 7],
            ['done', -999],
            ['done', 5],
            [null, null],
          ],
        },
      },
    },
  ],
})

type Pair = Readonly<{ key: string; value: string }>

const emptyWords = { missing: { en: 'missing', fr: 'manquant' }, removed: { en: 'nothing', fr: 'rien' } }

const nothingToReplace = {
  code: 'nothing-chosen',
  param: 'pairs',
  text: { en: 'There is nothing to replace.', fr: 'Il n’y a rien à remplacer.' },
  action: { en: 'Add an old value and a new one.', fr: 'Ajoutez une ancienne valeur et une nouvelle.' },
}

const emptyPart = {
  code: 'value-missing',
  param: 'pairs',
  text: { en: 'An old value is empty.', fr: 'Une ancienne valeur est vide.' },
  action: { en: 'Type what is to be replaced.', fr: 'Saisissez ce qui est à remplacer.' },
}

function exactly(column: Column, pairs: readonly Pair[]): Expr {
  const value = columnExpr(column.name)
  const cases = pairs.flatMap((pair) => {
    const to = pair.value === '' ? null : readValue(pair.value, column)
    return [literal(column.type, readValue(pair.key, column)), literal(column.type, to)]
  })
  return call('switch', value, value, ...cases)
}

function readValue(typed: string, column: Column) {
  const value = readLiteral(typed, column.type)
  if (value !== undefined) return value
  const [shown, name, type] = [quoted(typed), quoted(column.name), typeWord(column.type)]
  throw new NodeProblem({
    code: 'bad-value',
    param: 'pairs',
    column: column.name,
    text: {
      en: `${shown.en} cannot stand in ${name.en}, whose type is ${type.en}.`,
      fr: `${shown.fr} ne peut figurer dans ${name.fr}, de type ${type.fr}.`,
    },
    action: {
      en: 'Type a value of that type, or choose other columns.',
      fr: 'Saisissez une valeur de ce type, ou choisissez d’autres colonnes.',
    },
  })
}

function piecewise(column: Column, pairs: readonly Pair[], how: 'contains' | 'regex'): Expr {
  return pairs.reduce<Expr>(
    (value, pair) =>
      call(how === 'contains' ? 'substitute' : 'regex-replace', value, literal('text', pair.key), literal('text', pair.value)),
    columnExpr(column.name),
  )
}
