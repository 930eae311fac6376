import { z } from 'zod'
import { join, type JoinOptions } from '../../engine/relation/build.ts'
import type { JoinComparison } from '../../engine/relation/relation.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { overlookedFields } from '../kit/compared-text.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { joinKeysField, keyPair, readJoinKeys } from '../kit/join-keys.ts'
import { bothOutputs, leftOutput } from '../kit/join-output.ts'
import { quoted } from '../kit/phrases.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'
import { suffixField, unmatchedField } from '../kit/join-fields.ts'

const ordered: readonly DataType[] = ['int', 'float', 'date', 'timestamp', 'text']

const people = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'age', type: 'int' },
  ],
  rows: [
    ['Ana', 31],
    ['Ben', 17],
    ['Cleo', null],
    ['Dov', 18],
  ],
} as const
const classes = {
  columns: [
    { name: 'from', type: 'int' },
    { name: 'to', type: 'int' },
    { name: 'class', type: 'text' },
  ],
  rows: [
    [0, 18, 'child'],
    [18, 65, 'adult'],
    [30, null, 'open'],
  ],
} as const

export const rangeJoin = defineNode({
  id: 'combine.range-join',
  version: 1,
  icon: 'between-horizontal-start',
  title: { en: 'Join by range', fr: 'Joindre par intervalle' },
  summary: {
    en: 'Matches a value with the ranges that it lies in, or ranges that overlap.',
    fr: 'Apparie une valeur aux intervalles qui la contiennent, ou des intervalles qui se chevauchent.',
  },
  help: {
    en: `The right table holds ranges: a column where each begins and one where it ends. A left row meets every range that its value lies in; with a second left column its own range meets every range that overlaps it. Choose whether the begin and the end belong to a range. Columns that must be equal besides can be added.

A missing value or bound meets nothing. Rows that lie in several ranges come several times; rows in none stay with missing values, or go to the second output only.`,
    fr: `Le tableau de droite contient des intervalles : une colonne pour leur début, une pour leur fin. Une ligne de gauche rencontre chaque intervalle qui contient sa valeur ; avec une seconde colonne à gauche, son propre intervalle rencontre tous ceux qui le chevauchent. Choisissez si début et fin appartiennent à l’intervalle. On peut ajouter des colonnes qui doivent être égales.

Une valeur ou une borne manquante ne rencontre rien. Les lignes dans plusieurs intervalles viennent plusieurs fois ; celles qui n’en ont aucun restent avec des valeurs manquantes, ou vont seulement à la seconde sortie.`,
  },
  keywords: {
    en: ['interval', 'between', 'overlap', 'inequality', 'non-equi', 'bounds', 'price bands'],
    fr: ['intervalle', 'entre', 'chevauchement', 'inégalité', 'bornes', 'tranches'],
  },
  inputs: {
    left: { kind: 'table', label: { en: 'Values', fr: 'Valeurs' } },
    right: { kind: 'table', label: { en: 'Ranges', fr: 'Intervalles' } },
  },
  outputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    'in-none': { kind: 'table', label: { en: 'In no range', fr: 'Hors intervalle' } },
  },
  params: z.object({
    value: field.column({ label: { en: 'Value on the left', fr: 'Valeur à gauche' }, from: 'left', accepts: ordered }),
    until: field.column({
      label: { en: 'End on the left, if it is a range', fr: 'Fin à gauche, si c’est un intervalle' },
      from: 'left',
      accepts: ordered,
      optional: true,
    }),
    begin: field.column({ label: { en: 'Range begins', fr: 'L’intervalle commence' }, from: 'right', accepts: ordered }),
    end: field.column({ label: { en: 'Range ends', fr: 'L’intervalle finit' }, from: 'right', accepts: ordered }),
    closed: field.choice({
      label: { en: 'To the range belong', fr: 'À l’intervalle appartiennent' },
      choices: [
        { value: 'begin', label: { en: 'its begin, not its end', fr: 'son début, pas sa fin' } },
        { value: 'both', label: { en: 'both', fr: 'les deux' } },
        { value: 'end', label: { en: 'its end, not its begin', fr: 'sa fin, pas son début' } },
        { value: 'none', label: { en: 'neither', fr: 'ni l’un ni l’autre' } },
      ],
      default: 'begin',
    }),
    keys: joinKeysField,
    unmatched: unmatchedField({ en: 'Rows in no range', fr: 'Lignes hors intervalle' }),
    ...overlookedFields,
    suffix: suffixField,
  }),
  compile(params, inputs) {
    const [left, right] = [inputs.one('left'), inputs.one('right')]
    const at = (param: 'value' | 'until') => chooseColumn(left, params[param], { param, port: 'left', accepts: ordered })
    const bound = (param: 'begin' | 'end') => chooseColumn(right, params[param], { param, port: 'right', accepts: ordered })
    const value = at('value')
    const until = params.until === '' ? value : at('until')
    const begin = keyPair([until, bound('begin')], 'begin')
    const end = keyPair([value, bound('end')], 'end')
    const withBegin = params.closed === 'begin' || params.closed === 'both'
    const withEnd = params.closed === 'end' || params.closed === 'both'
    // Ranges that only touch overlap where both bounds belong to them.
    const [low, high] = params.until === '' ? [withBegin, withEnd] : [params.closed === 'both', params.closed === 'both']
    const compare: readonly JoinComparison[] = [
      { left: begin.left.value, is: low ? '>=' : '>', right: begin.right.value },
      { left: end.left.value, is: high ? '<=' : '<', right: end.right.value },
    ]
    const pairs = readJoinKeys(params.keys, { left, right }, params, true)
    const keys = new Set(pairs.map((pair) => pair.right.column.name))
    const brought = right.columns.flatMap(({ name }) => (keys.has(name) ? [] : [name]))
    const on: JoinOptions['on'] = pairs.map((pair) => ({ left: pair.left.compared, right: pair.right.compared }))
    const how = params.unmatched === 'keep' ? 'left' : 'inner'
    return {
      table: keepSingleRoles(join(left, right, { how, on, compare, output: bothOutputs(left, brought, params.suffix) })),
      'in-none': join(left, right, { how: 'anti', on, compare, output: leftOutput(left) }),
    }
  },
  explain(params) {
    const [a, b, c] = [quoted(params.value || '…'), quoted(params.begin || '…'), quoted(params.end || '…')]
    return params.until === ''
      ? { en: `${a.en} between ${b.en} and ${c.en}`, fr: `${a.fr} entre ${b.fr} et ${c.fr}` }
      : { en: `${a.en} and on overlaps ${b.en} to ${c.en}`, fr: `${a.fr} et la suite chevauche ${b.fr} à ${c.fr}` }
  },
  examples: [
    {
      title: { en: 'Classes of age', fr: 'Classes d’âge' },
      params: { value: 'age', begin: 'from', end: 'to' },
      inputs: { left: people, right: classes },
      expect: {
        table: {
          columns: [...people.columns, ...classes.columns],
          rows: [
            ['Ana', 31, 18, 65, 'adult'],
            ['Ben', 17, 0, 18, 'child'],
            ['Cleo', null, null, null, null],
            ['Dov', 18, 18, 65, 'adult'],
          ],
        },
        'in-none': { columns: people.columns, rows: [people.rows[2]] },
      },
    },
    {
      title: { en: 'Both bounds belong to the range', fr: 'Les deux bornes comprises' },
      params: { value: 'age', begin: 'from', end: 'to', closed: 'both', unmatched: 'drop' },
      inputs: { left: people, right: classes },
      expect: {
        table: {
          columns: [...people.columns, ...classes.columns],
          rows: [
            ['Ana', 31, 18, 65, 'adult'],
            ['Ben', 17, 0, 18, 'child'],
            ['Dov', 18, 0, 18, 'child'],
            ['Dov', 18, 18, 65, 'adult'],
          ],
        },
      },
    },
  ],
})
