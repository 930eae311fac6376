import { z } from 'zod'
import { distinct, project, union } from '../../engine/relation/build.ts'
import { setOperation as combined } from '../../engine/relation/build-rows.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import type { ColumnsRule } from '../kit/columns-rule.ts'
import { defineNode, type Relations } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { keyPair } from '../kit/join-keys.ts'
import { observeSets } from '../kit/observe-sets.ts'
import { quotedNames } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'

const members = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'age', type: 'int' },
  ],
  rows: [
    ['Ana', 31],
    ['Ben', null],
    ['Ben', null],
    ['Cleo', 20],
  ],
} as const
const guests = {
  columns: [
    { name: 'age', type: 'float' },
    { name: 'name', type: 'text' },
  ],
  rows: [
    [null, 'Ben'],
    [20, 'Cleo'],
    [44, 'Dov'],
  ],
} as const

export const setOperation = defineNode({
  id: 'combine.set-operation',
  version: 1,
  icon: 'blend',
  title: { en: 'Compare sets of rows', fr: 'Comparer des ensembles de lignes' },
  summary: {
    en: 'Finds the rows that two tables share, and those that only one has.',
    fr: 'Trouve les lignes que deux tableaux partagent, et celles qu’un seul contient.',
  },
  help: {
    en: `Rows are the same when they are equal in the chosen columns, which both tables must have under one name; without a choice these are all columns with the same name. Missing equals missing. Each row comes once, with the compared columns only.

The three outputs are the parts of a Venn diagram, which is drawn below the settings: rows of both, only of the left, only of the right. The fourth has all of them once. Numbers are compared as decimals, days with times as midnight, and anything with text as text.`,
    fr: `Des lignes sont les mêmes quand elles sont égales dans les colonnes choisies, que les deux tableaux doivent avoir sous un même nom ; sans choix, ce sont toutes les colonnes de même nom. Manquant égale manquant. Chaque ligne vient une fois, avec les seules colonnes comparées.

Les trois sorties sont les parties d’un diagramme de Venn, dessiné sous les réglages : lignes des deux, de gauche seulement, de droite seulement. La quatrième les contient toutes une fois. Les nombres se comparent comme décimaux, les jours aux heures comme minuit, et tout avec du texte comme du texte.`,
  },
  keywords: {
    en: ['intersect', 'intersection', 'except', 'difference', 'minus', 'venn', 'union distinct'],
    fr: ['intersection', 'différence', 'sauf', 'moins', 'venn', 'ensembles'],
  },
  inputs: {
    left: { kind: 'table', label: { en: 'Left', fr: 'Gauche' } },
    right: { kind: 'table', label: { en: 'Right', fr: 'Droite' } },
  },
  outputs: {
    both: { kind: 'table', label: { en: 'In both', fr: 'Dans les deux' } },
    'only-left': { kind: 'table', label: { en: 'Only left', fr: 'À gauche seulement' } },
    'only-right': { kind: 'table', label: { en: 'Only right', fr: 'À droite seulement' } },
    any: { kind: 'table', label: { en: 'In either', fr: 'Dans l’un ou l’autre' } },
  },
  params: z.object({
    columns: field.columns({
      label: { en: 'Compare', fr: 'Comparer' },
      from: 'left',
      accepts: scalars,
      default: { by: 'all', except: [] },
    }),
  }),
  compile(params, inputs) {
    const { one, two } = comparedSides(params.columns, inputs)
    return {
      both: combined('intersect', one, two),
      'only-left': combined('except', one, two),
      'only-right': combined('except', two, one),
      any: distinct(union([one, two]), []),
    }
  },
  observe(params, inputs, look) {
    const { one, two } = comparedSides(params.columns, inputs)
    return observeSets(one, two, look)
  },
  explain(params) {
    if (params.columns.by !== 'names' || params.columns.names.length === 0)
      return { en: 'rows of both, and of one only', fr: 'lignes des deux, et d’un seul' }
    const what = quotedNames(params.columns.names)
    return { en: `rows of both, and of one only, by ${what.en}`, fr: `lignes des deux, et d’un seul, selon ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Members and guests', fr: 'Membres et invités' },
      params: {},
      inputs: { left: members, right: guests },
      expect: {
        both: {
          columns: [members.columns[0], { name: 'age', type: 'float' }],
          rows: [
            ['Ben', null],
            ['Cleo', 20],
          ],
        },
        'only-left': { columns: [members.columns[0], { name: 'age', type: 'float' }], rows: [['Ana', 31]] },
        'only-right': { columns: [members.columns[0], { name: 'age', type: 'float' }], rows: [['Dov', 44]] },
      },
    },
    {
      title: { en: 'By name only', fr: 'Par le nom seulement' },
      params: { columns: { by: 'names', names: ['name'] } },
      inputs: { left: members, right: guests },
      expect: {
        any: { columns: [members.columns[0]], rows: [['Ana'], ['Ben'], ['Cleo'], ['Dov']] },
        'only-right': { columns: [members.columns[0]], rows: [['Dov']] },
      },
    },
  ],
})

/** Both tables with the compared columns only, in one type each. Throws NodeProblem. */
function comparedSides(rule: ColumnsRule, inputs: Relations): { readonly one: Relation; readonly two: Relation } {
  const [left, right] = [inputs.one('left'), inputs.one('right')]
  const chosen = chooseColumns(left, rule, { param: 'columns', port: 'left', accepts: scalars })
  const there = new Map(right.columns.map((column) => [column.name, column]))
  const missing = chosen.filter((column) => !there.has(column.name)).map((column) => column.name)
  const compared = chosen.filter((column) => there.has(column.name))
  if (compared.length === 0 || (rule.by === 'names' && missing.length > 0)) throw notShared(missing)
  const pairs = compared.flatMap((column) => {
    const other = there.get(column.name)
    return other ? [{ name: column.name, pair: keyPair([column, other], 'columns') }] : []
  })
  const side = (table: Relation, from: 'left' | 'right') =>
    project(
      table,
      pairs.map(({ name, pair }) => ({ name, expr: pair[from].value })),
    )
  return { one: side(left, 'left'), two: side(right, 'right') }
}

function notShared(missing: readonly string[]): NodeProblem {
  const what = quotedNames(missing)
  return new NodeProblem({
    code: 'nothing-shared',
    param: 'columns',
    port: 'right',
    text: { en: `The right table lacks ${what.en}.`, fr: `Il manque au tableau de droite : ${what.fr}.` },
    action: {
      en: 'Choose columns that both tables have, or rename them first.',
      fr: 'Choisissez des colonnes communes, ou renommez-les d’abord.',
    },
  })
}
