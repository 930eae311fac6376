import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { comparedText } from '../kit/compared-text.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { scalars } from '../kit/type-groups.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars, default: { by: 'all', except: [] } }),
  blank: field.flag({ label: { en: 'Empty texts and spaces', fr: 'Textes vides et espaces' }, default: true }),
  texts: field.text({
    label: { en: 'Texts, one a line', fr: 'Textes, un par ligne' },
    help: {
      en: 'Compared as a whole; capitals and outer spaces do not matter.',
      fr: 'Comparés en entier ; majuscules et espaces aux bouts indifférentes.',
    },
    default: 'NA\nN/A\n#N/A\nNULL\nNaN\n-\n?',
    multiline: true,
  }),
  values: field.text({
    label: { en: 'Numbers that mean missing', fr: 'Nombres qui signifient manquant' },
    placeholder: { en: '-999; 9999', fr: '-999; 9999' },
    optional: true,
  }),
  dates: field.text({
    label: { en: 'Dates that mean missing', fr: 'Dates qui signifient manquant' },
    placeholder: { en: '1900-01-01; 9999-12-31', fr: '1900-01-01 ; 9999-12-31' },
    optional: true,
    group: 'advanced',
  }),
  pattern: field.text({
    label: { en: 'Texts that match the pattern', fr: 'Textes répondant au motif' },
    placeholder: { en: '^(unknown|tbd)', fr: '^(inconnu|à définir)' },
    optional: true,
    group: 'advanced',
  }),
  infinite: field.flag({ label: { en: 'Infinities and NaN', fr: 'Infinis et NaN' }, default: true, group: 'advanced' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'status', type: 'text' },
    { name: 'score', type: 'int' },
    { name: 'x', type: 'float' },
  ],
  rows: [
    ['ok', 7, 1.5],
    [' n/a', -999, -999],
    ['  ', 5, 'NaN'],
    [null, null, 'Infinity'],
  ],
} as const

export const declareMissing = defineNode({
  id: 'clean.declare-missing',
  version: 1,
  icon: 'circle-dashed',
  title: { en: 'Declare missing', fr: 'Déclarer manquant' },
  summary: {
    en: 'Makes values missing that only say so: N/A, -999, blanks, 1900-01-01.',
    fr: 'Rend manquantes les valeurs qui le disent seulement : N/A, -999, blancs, 1900-01-01.',
  },
  help: {
    en: `Files write “nothing is known here” in many ways. As long as those stay, -999 spoils every mean and “N/A” is a category of its own.

Texts are compared as a whole, without regard to capitals and outer spaces; a pattern is searched anywhere in the text. Numbers count in number columns, dates in date columns; a text column that holds -999 needs it among the texts. Infinities and NaN of decimal columns become missing too.

What is missing stays missing. Mind that “NA” may be a code that means something, such as Namibia: leave such a column out.`,
    fr: `Les fichiers écrivent « on n’en sait rien » de bien des façons. Tant qu’elles restent, -999 fausse toute moyenne et « N/A » est une catégorie à part.

Les textes sont comparés en entier, sans égard aux majuscules ni aux espaces des bouts ; un motif est cherché partout dans le texte. Les nombres valent dans les colonnes de nombres, les dates dans celles de dates ; une colonne de texte contenant -999 le demande parmi les textes. Infinis et NaN des colonnes décimales deviennent manquants aussi.

Ce qui manque reste manquant. Attention : « NA » peut être un code qui a un sens, comme la Namibie ; laissez alors cette colonne de côté.`,
  },
  keywords: {
    en: ['null', 'n/a', 'sentinel', '-999', 'blank', 'whitespace', 'na values', 'empty'],
    fr: ['null', 'n/a', 'sentinelle', '-999', 'vide', 'espaces', 'valeur absente'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: scalars })
    const values = valuesOf(settings)
    return asProblem({ param: 'pattern' }, () =>
      extend(
        input,
        columns.flatMap((column) => {
          const tests = testsFor(column, settings, values)
          const value = columnExpr(column.name)
          return tests.length === 0
            ? []
            : [{ name: column.name, expr: call('if', call('or', ...tests), literal(column.type, null), value) }]
        }),
      ),
    )
  },
  explain(settings) {
    const count = linesOf(settings.texts).length
    const parts = [
      ...(settings.blank ? [{ en: 'blanks', fr: 'blancs' }] : []),
      ...(count > 0 ? [{ en: `${count} texts`, fr: `${count} textes` }] : []),
      ...(settings.values.trim() === '' ? [] : [{ en: settings.values.trim(), fr: settings.values.trim() }]),
      ...(settings.dates.trim() === '' ? [] : [{ en: settings.dates.trim(), fr: settings.dates.trim() }]),
      ...(settings.pattern === '' ? [] : [{ en: settings.pattern, fr: settings.pattern }]),
      ...(settings.infinite ? [{ en: 'infinities', fr: 'infinis' }] : []),
    ]
    const what = columnsPhrase(settings.columns)
    if (parts.length === 0) return { en: 'nothing is declared missing yet', fr: 'rien n’est encore déclaré manquant' }
    const list = listed(parts, 4)
    return { en: `${list.en} become missing in ${what.en}`, fr: `${list.fr} deviennent manquants dans ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'The usual words, and -999', fr: 'Les mots habituels, et -999' },
      params: { values: '-999' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['ok', 7, 1.5],
            [null, null, null],
            [null, 5, null],
            [null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'By a pattern, in one column', fr: 'Par un motif, dans une colonne' },
      params: { columns: { by: 'names', names: ['status'] }, blank: false, texts: '', pattern: '/' },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: table.rows.map((row, index) => (index === 1 ? [null, row[1], row[2]] : row)) } },
    },
  ],
})

const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
const parts = (typed: string) => typed.split(/[;\s]+/u).filter((part) => part !== '')

/** The typed numbers and dates. Throws NodeProblem for one that is none. */
function valuesOf({ values, dates }: Params): { readonly numbers: readonly string[]; readonly dates: readonly string[] } {
  const typed = parts(values).map((part) => part.replace(/,$/, '').replace(',', '.'))
  for (const part of typed) if (readLiteral(part, 'float') === undefined) throw badValue(part, 'values')
  for (const part of parts(dates)) if (readLiteral(part, 'date') === undefined) throw badValue(part, 'dates')
  return { numbers: typed, dates: parts(dates) }
}

function testsFor(column: Column, settings: Params, values: ReturnType<typeof valuesOf>): readonly Expr[] {
  const value = columnExpr(column.name)
  switch (column.type) {
    case 'text': {
      const overlooked = { ignoreCase: true, ignoreAccents: false, ignoreSpaces: true }
      const texts = linesOf(settings.texts).map((line) => comparedText(literal('text', line), overlooked))
      return [
        ...(settings.blank ? [call('is-blank', value)] : []),
        ...(texts.length > 0 ? [call('in', comparedText(value, overlooked), ...texts)] : []),
        ...(settings.pattern === '' ? [] : [call('regex-match', value, literal('text', settings.pattern))]),
      ]
    }
    case 'int':
    case 'float': {
      const literals = among(values.numbers, column.type)
      const unbounded = column.type === 'float' && settings.infinite ? [call('not', call('is-finite', value))] : []
      return [...unbounded, ...(literals.length > 0 ? [call('in', value, ...literals)] : [])]
    }
    case 'date':
    case 'timestamp': {
      const literals = among(values.dates, column.type)
      return literals.length > 0 ? [call('in', value, ...literals)] : []
    }
    default:
      return []
  }
}

/** The typed values that a column of the type can hold at all. */
function among(typed: readonly string[], type: DataType): readonly Expr[] {
  return typed.flatMap((part) => {
    const value = readLiteral(part, type)
    return value === undefined ? [] : [literal(type, value)]
  })
}

function badValue(part: string, param: 'values' | 'dates'): NodeProblem {
  const shown = quoted(part)
  return new NodeProblem({
    code: 'bad-value',
    param,
    text:
      param === 'values'
        ? { en: `${shown.en} is no number.`, fr: `${shown.fr} n’est pas un nombre.` }
        : { en: `${shown.en} is no date.`, fr: `${shown.fr} n’est pas une date.` },
    action:
      param === 'values'
        ? { en: 'Type numbers with semicolons between them.', fr: 'Saisissez des nombres séparés par des points-virgules.' }
        : {
            en: 'Write dates as 2024-01-31, with semicolons between them.',
            fr: 'Écrivez les dates sous la forme 2024-01-31, séparées par des points-virgules.',
          },
  })
}
