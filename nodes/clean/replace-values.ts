import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { escapePattern, escapeReplacement } from '../kit/escape-pattern.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'

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

What stands between two texts is replaced each time it occurs, at its shortest; a place is counted in characters from 1, and a text that ends before it stays as it is.

Whole values work on all types, the others on text. Missing values stay missing.`,
    fr: `Les valeurs entières sont comparées à la cellule : -999 devient manquant, « M » devient « masculin ». Toutes les lignes s’appliquent à la fois, on peut donc échanger deux valeurs. Une nouvelle valeur vide rend la cellule manquante.

Les parties de texte remplacent chaque occurrence d’un morceau, ligne après ligne ; une nouvelle valeur vide supprime le morceau. Les motifs font de même avec des expressions régulières ; $1 dans la nouvelle valeur désigne le premier groupe.

Ce qui est entre deux textes est remplacé à chaque fois, au plus court ; un endroit se compte en caractères à partir de 1, et un texte qui finit avant reste tel quel.

Les valeurs entières valent pour tous les types, le reste pour le texte. Les valeurs manquantes restent manquantes.`,
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
        { value: 'between', label: { en: 'what stands between two texts', fr: 'ce qui est entre deux textes' } },
        { value: 'position', label: { en: 'a place in the text', fr: 'un endroit du texte' } },
      ],
      default: 'exact',
    }),
    pairs: field.keyValue({
      label: { en: 'Replacements', fr: 'Remplacements' },
      columns: [
        { key: 'key', label: { en: 'Old value', fr: 'Ancienne valeur' } },
        { key: 'value', label: { en: 'New value', fr: 'Nouvelle valeur' } },
      ],
      when: { param: 'how', in: ['exact', 'contains', 'regex'] },
    }),
    ignoreCase: field.flag({
      label: { en: 'Capital or not is the same', fr: 'Majuscule ou non, c’est égal' },
      help: { en: 'For the letters A to Z.', fr: 'Pour les lettres de A à Z.' },
      default: false,
      when: { param: 'how', in: ['contains', 'regex', 'between'] },
    }),
    before: field.text({
      label: { en: 'From this text on', fr: 'À partir de ce texte' },
      placeholder: { en: '(', fr: '[' },
      when: { param: 'how', in: ['between'] },
    }),
    after: field.text({
      label: { en: 'Up to this text', fr: 'Jusqu’à ce texte' },
      placeholder: { en: ')', fr: ']' },
      when: { param: 'how', in: ['between'] },
    }),
    delimiters: field.flag({
      label: { en: 'The two texts go as well', fr: 'Les deux textes partent aussi' },
      default: true,
      when: { param: 'how', in: ['between'] },
    }),
    from: field.number({
      label: { en: 'From character', fr: 'À partir du caractère' },
      default: 1,
      min: 1,
      integer: true,
      when: { param: 'how', in: ['position'] },
    }),
    count: field.number({
      label: { en: 'How many characters', fr: 'Nombre de caractères' },
      default: 1,
      min: 0,
      integer: true,
      when: { param: 'how', in: ['position'] },
    }),
    by: field.text({
      label: { en: 'New text', fr: 'Nouveau texte' },
      optional: true,
      when: { param: 'how', in: ['between', 'position'] },
    }),
    ...resultPlaceFields({ ending: ' new' }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const accepts: readonly DataType[] = params.how === 'exact' ? scalars : ['text']
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts })
    if (params.how === 'between' || params.how === 'position')
      return placeResults(
        input,
        columns.map(({ name }) => ({ source: name, expr: partReplaced(columnExpr(name), params) })),
        params,
      )
    const { how } = params
    const pairs = params.how === 'exact' ? params.pairs : params.pairs.filter((pair) => pair.key !== '' || pair.value !== '')
    if (pairs.length === 0) throw new NodeProblem(nothingToReplace)
    if (params.how !== 'exact' && pairs.some((pair) => pair.key === '')) throw new NodeProblem(emptyPart)
    return asProblem({ param: 'pairs' }, () =>
      placeResults(
        input,
        columns.map((column) => ({
          source: column.name,
          expr: how === 'exact' ? exactly(column, pairs) : piecewise(column, pairs, how, params.ignoreCase),
        })),
        params,
      ),
    )
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    if (params.how === 'between') {
      const [from, to] = [quoted(params.before || '…'), quoted(params.after || '…')]
      return { en: `replace from ${from.en} to ${to.en} in ${what.en}`, fr: `remplacer de ${from.fr} à ${to.fr} dans ${what.fr}` }
    }
    if (params.how === 'position') {
      const range = `${params.from}–${params.from + params.count - 1}`
      return { en: `replace characters ${range} of ${what.en}`, fr: `remplacer les caractères ${range} : ${what.fr}` }
    }
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
      title: { en: 'Between two brackets, in a new column', fr: 'Entre deux parenthèses, dans une nouvelle colonne' },
      params: {
        columns: { by: 'names', names: ['status'] },
        how: 'between',
        before: '(',
        after: ')',
        delimiters: false,
        by: '…',
        place: 'add',
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'status new', type: 'text' }],
          rows: [
            ['n/a', 7, 'n/a'],
            ['done (late)', -999, 'done (…)'],
            ['done', 5, 'done'],
            [null, null, null],
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

function piecewise(column: Column, pairs: readonly Pair[], how: 'contains' | 'regex', ignoreCase: boolean): Expr {
  return pairs.reduce<Expr>((value, pair) => {
    if (how === 'contains' && !ignoreCase) return call('substitute', value, literal('text', pair.key), literal('text', pair.value))
    const [pattern, by] = how === 'regex' ? [pair.key, pair.value] : [escapePattern(pair.key), escapeReplacement(pair.value)]
    const folded = ignoreCase && !pattern.startsWith('(?i)') ? `(?i)${pattern}` : pattern
    return call('regex-replace', value, literal('text', folded), literal('text', by))
  }, columnExpr(column.name))
}

type Part = Readonly<{
  how: string
  before: string
  after: string
  delimiters: boolean
  ignoreCase: boolean
  from: number
  count: number
  by: string
}>

/** Every shortest stretch between the two texts, or the characters from one place on. A text that ends before the place stays. */
function partReplaced(value: Expr, part: Part): Expr {
  const by = literal('text', part.by)
  if (part.how === 'position') {
    const reaches = call('greater-or-equal', call('length', value), literal('int', part.from))
    return call('if', reaches, call('replace-at', value, literal('int', part.from), literal('int', part.count), by), value)
  }
  if (part.before === '' || part.after === '') throw new NodeProblem(part.before === '' ? noStart : noEnd)
  const pattern = `${part.ignoreCase ? '(?i)' : ''}(${escapePattern(part.before)})(?:.|\\n)*?(${escapePattern(part.after)})`
  const text = escapeReplacement(part.by)
  return call('regex-replace', value, literal('text', pattern), literal('text', part.delimiters ? text : `$1${text}$2`))
}

const noStart = {
  code: 'nothing-chosen',
  param: 'before',
  text: { en: 'There is no text to begin at.', fr: 'Il n’y a pas de texte où commencer.' },
  action: { en: 'Type what stands before the part.', fr: 'Saisissez ce qui précède la partie.' },
}

const noEnd = {
  code: 'nothing-chosen',
  param: 'after',
  text: { en: 'There is no text to end at.', fr: 'Il n’y a pas de texte où finir.' },
  action: { en: 'Type what stands behind the part.', fr: 'Saisissez ce qui suit la partie.' },
}
