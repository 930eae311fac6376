import { z } from 'zod'
import { filter } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

const table = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'age', type: 'int' },
    { name: 'height', type: 'float' },
  ],
  rows: [
    ['Ana', 31, 1.7],
    ['Ben', null, 1.8],
    [null, null, null],
    ['Dov', 45, 'NaN'],
  ],
} as const

export const dropMissing = defineNode({
  id: 'clean.drop-missing',
  version: 1,
  icon: 'list-x',
  title: { en: 'Drop missing', fr: 'Écarter les manquants' },
  summary: { en: 'Leaves out rows with missing values.', fr: 'Écarte les lignes où des valeurs manquent.' },
  help: {
    en: `A row is left out when one of the chosen columns is missing there, only when all of them are, or when so large a share of them is. A number that is not a number (NaN) counts as missing; an empty text does not.

The second output holds the rows that were left out. Look at them before you train: rows with missing values are often not like the others. Columns that are mostly missing are taken out by “Drop useless columns”.`,
    fr: `Une ligne est écartée quand l’une des colonnes choisies y manque, seulement quand toutes manquent, ou quand une part d’elles manque. Un nombre indéfini (NaN) compte comme manquant ; un texte vide, non.

La seconde sortie contient les lignes écartées. Regardez-les avant d’entraîner : les lignes incomplètes ne ressemblent souvent pas aux autres. Les colonnes presque vides s’en vont par « Retirer les colonnes inutiles ».`,
  },
  keywords: { en: ['null', 'empty', 'na', 'incomplete', 'remove'], fr: ['null', 'vide', 'incomplet', 'supprimer', 'absent'] },
  inputs: tablePorts.inputs,
  outputs: { ...tablePorts.outputs, rest: { kind: 'table', label: { en: 'Rows left out', fr: 'Lignes écartées' } } },
  params: z.object({
    columns: field.columns({ label: { en: 'Columns to look at', fr: 'Colonnes à examiner' }, default: { by: 'all', except: [] } }),
    when: field.choice({
      label: { en: 'Leave a row out when', fr: 'Écarter une ligne quand' },
      choices: [
        { value: 'any', label: { en: 'any of them is missing', fr: 'l’une d’elles manque' } },
        { value: 'all', label: { en: 'all of them are missing', fr: 'toutes manquent' } },
        { value: 'share', label: { en: 'at least a share of them is missing', fr: 'au moins une part d’elles manque' } },
      ],
      default: 'any',
    }),
    share: field.slider({
      label: { en: 'Share of the columns', fr: 'Part des colonnes' },
      default: 0.5,
      min: 0.05,
      max: 1,
      step: 0.05,
      when: { param: 'when', in: ['share'] },
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const tests = chooseColumns(input, params.columns, { param: 'columns' }).map(isMissing)
    const missing =
      params.when === 'share'
        ? atLeast(tests, Math.ceil(tests.length * params.share - 1e-9))
        : call(params.when === 'any' ? 'or' : 'and', ...tests)
    return { table: filter(input, call('not', missing)), rest: filter(input, missing) }
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    const share = Math.round(params.share * 100)
    if (params.when === 'share')
      return {
        en: `leave out rows where ${share}\u202f% is missing: ${what.en}`,
        fr: `écarter les lignes où ${share} % manque : ${what.fr}`,
      }
    return params.when === 'any'
      ? { en: `leave out rows where any is missing: ${what.en}`, fr: `écarter les lignes où l’une manque : ${what.fr}` }
      : { en: `leave out rows where all are missing: ${what.en}`, fr: `écarter les lignes où toutes manquent : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Complete rows only', fr: 'Les lignes complètes seulement' },
      params: {},
      inputs: { table },
      expect: {
        table: { columns: table.columns, rows: [['Ana', 31, 1.7]] },
        rest: { columns: table.columns, rows: table.rows.slice(1) },
      },
    },
    {
      title: { en: 'Only rows that are missing throughout', fr: 'Seulement les lignes entièrement vides' },
      params: { when: 'all' },
      inputs: { table },
      expect: { rest: { columns: table.columns, rows: [[null, null, null]] } },
    },
    {
      title: { en: 'Rows with less than half of their values', fr: 'Les lignes sans la moitié de leurs valeurs' },
      params: { when: 'share', share: 0.5 },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[0], table.rows[1], table.rows[3]] } },
    },
  ],
})

/** True where at least so many of the tests are. */
function atLeast(tests: readonly Expr[], count: number): Expr {
  const sum = tests.map((test) => call('bool-to-int', test)).reduce((all, one) => call('add-int', all, one))
  return call('greater-or-equal', sum, literal('int', count))
}

function isMissing(column: Column): Expr {
  const value = columnExpr(column.name)
  return call('is-null', column.type === 'float' ? call('nan-to-null', value) : value)
}
