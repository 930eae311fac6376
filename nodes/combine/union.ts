import { z } from 'zod'
import { distinct, freeName, project, select, setRoles, union as stacked } from '../../engine/relation/build.ts'
import { column as columnExpr, literal, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type DataType } from '../../engine/relation/types.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { observeStack } from '../kit/observe-stack.ts'
import { listed, quoted, typeWord } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'

const spring = {
  columns: [
    { name: 'day', type: 'date' },
    { name: 'sales', type: 'int' },
  ],
  rows: [
    ['2024-04-01', 12],
    [null, 7],
  ],
} as const

const summer = {
  columns: [
    { name: 'sales', type: 'float' },
    { name: 'day', type: 'date' },
    { name: 'shop', type: 'text' },
  ],
  rows: [[9.5, '2024-07-01', 'Lyon']],
} as const

export const union = defineNode({
  id: 'combine.union',
  version: 1,
  icon: 'layers',
  title: { en: 'Stack tables', fr: 'Empiler des tableaux' },
  summary: {
    en: 'Puts the rows of several tables one after the other.',
    fr: 'Met les lignes de plusieurs tableaux les unes après les autres.',
  },
  help: {
    en: `Columns are matched by name, whatever their order, or by position: the first column of each table becomes one column under its name in the first table, and so on. A column that one table lacks is missing in its rows, or is dropped for all if you keep only shared columns.

Whole and decimal numbers become decimals. Other types that differ are a problem, unless you let them become text.

Rows that are equal can be brought down to the first of them.

The extra column holds the number of the table that a row comes from, in the order of the wires.

Training and test rows that are stacked are mixed: nothing can be learnt from them any more.`,
    fr: `Les colonnes se retrouvent par leur nom, quel que soit leur ordre, ou par leur position : la première colonne de chaque tableau devient une seule colonne, sous son nom dans le premier tableau, et ainsi de suite. Une colonne absente d’un tableau est manquante dans ses lignes, ou retirée partout si vous ne gardez que les colonnes communes.

Entiers et décimaux deviennent décimaux. D’autres types différents sont un problème, sauf si vous les laissez devenir du texte.

Des lignes égales peuvent se réduire à la première.

La colonne supplémentaire contient le numéro du tableau d’où vient la ligne, dans l’ordre des fils.

Des lignes d’apprentissage et de test empilées sont mélangées : plus rien ne peut s’apprendre sur elles.`,
  },
  keywords: {
    en: ['append', 'concatenate', 'rows', 'bind', 'union', 'by position'],
    fr: ['ajouter', 'concaténer', 'lignes', 'réunir', 'union', 'par position'],
  },
  inputs: { tables: { kind: 'table', label: { en: 'Tables', fr: 'Tableaux' }, many: true } },
  outputs: { table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } } },
  params: z.object({
    match: field.choice({
      label: { en: 'Match columns', fr: 'Associer les colonnes' },
      choices: [
        { value: 'name', label: { en: 'by name', fr: 'par nom' } },
        { value: 'position', label: { en: 'by position', fr: 'par position' } },
      ],
      default: 'name',
    }),
    columns: field.choice({
      label: { en: 'Columns', fr: 'Colonnes' },
      choices: [
        { value: 'all', label: { en: 'All columns of all tables', fr: 'Toutes les colonnes de tous les tableaux' } },
        { value: 'shared', label: { en: 'Only columns that all tables have', fr: 'Seulement les colonnes communes' } },
      ],
      default: 'all',
    }),
    differing: field.choice({
      label: { en: 'Columns whose types differ', fr: 'Colonnes de types différents' },
      choices: [
        { value: 'refuse', label: { en: 'Are a problem', fr: 'Sont un problème' } },
        { value: 'text', label: { en: 'Become text', fr: 'Deviennent du texte' } },
      ],
      default: 'refuse',
    }),
    duplicates: field.flag({
      label: { en: 'Leave out rows that come twice', fr: 'Écarter les lignes en double' },
      default: false,
    }),
    source: field.text({
      label: { en: 'Column for the number of the table', fr: 'Colonne pour le numéro du tableau' },
      placeholder: { en: 'none', fr: 'aucune' },
      optional: true,
      group: 'advanced',
    }),
  }),
  compile(params, inputs) {
    inputs.one('tables')
    const tables = params.match === 'name' ? inputs.many('tables') : byPosition(inputs.many('tables'))
    const types = commonTypes(tables, params.columns === 'shared', params.differing === 'text')
    const wanted = params.source.trim()
    const source = wanted === '' ? '' : freeName(wanted, new Set(types.keys()))
    const numbers = (index: number) => (source === '' ? [] : [{ name: source, expr: literal('int', index + 1) }])
    const together = once(
      stacked(tables.map((table, index) => project(table, [...brought(table, types), ...numbers(index)]))),
      params.duplicates,
      [...types.keys()],
    )
    const roles = new Map(tables.toReversed().flatMap((table) => table.columns.map((column) => [column.name, column.role] as const)))
    const named = keepSingleRoles(setRoles(together, new Map([...roles].filter(([name]) => types.has(name)))))
    return source === '' ? named : select(named, [...types.keys(), source])
  },
  observe(params, inputs) {
    return observeStack(inputs.many('tables'), params.match === 'name')
  },
  explain(params) {
    const source = params.source.trim()
    const which =
      params.columns === 'all'
        ? { en: 'rows one below the other, all columns', fr: 'lignes les unes sous les autres, toutes les colonnes' }
        : { en: 'rows one below the other, shared columns', fr: 'lignes les unes sous les autres, colonnes communes' }
    const what = params.match === 'name' ? which : { en: `${which.en}, by position`, fr: `${which.fr}, par position` }
    if (source === '') return what
    const name = quoted(source)
    return { en: `${what.en}, number in ${name.en}`, fr: `${what.fr}, numéro dans ${name.fr}` }
  },
  examples: [
    {
      title: { en: 'Two seasons, with the number of the table', fr: 'Deux saisons, avec le numéro du tableau' },
      params: { source: 'season' },
      inputs: { tables: [spring, summer] },
      expect: {
        table: {
          columns: [
            { name: 'day', type: 'date' },
            { name: 'sales', type: 'float' },
            { name: 'shop', type: 'text' },
            { name: 'season', type: 'int' },
          ],
          rows: [
            ['2024-04-01', 12, null, 1],
            [null, 7, null, 1],
            ['2024-07-01', 9.5, 'Lyon', 2],
          ],
        },
      },
    },
    {
      title: { en: 'Shared columns only', fr: 'Colonnes communes seulement' },
      params: { columns: 'shared' },
      inputs: { tables: [summer, spring] },
      expect: {
        table: {
          columns: [
            { name: 'sales', type: 'float' },
            { name: 'day', type: 'date' },
          ],
          rows: [
            [9.5, '2024-07-01'],
            [12, '2024-04-01'],
            [7, null],
          ],
        },
      },
    },
    {
      title: { en: 'Other names, same order of columns', fr: 'D’autres noms, même ordre des colonnes' },
      params: { match: 'position', columns: 'shared' },
      inputs: {
        tables: [
          spring,
          {
            columns: [
              { name: 'jour', type: 'date' },
              { name: 'ventes', type: 'float' },
              { name: 'ville', type: 'text' },
            ],
            rows: [['2024-09-01', null, 'Nice']],
          },
        ],
      },
      expect: {
        table: {
          columns: [spring.columns[0], { name: 'sales', type: 'float' }],
          rows: [
            ['2024-04-01', 12],
            [null, 7],
            ['2024-09-01', null],
          ],
        },
      },
    },
    {
      title: { en: 'Rows that come twice once', fr: 'Les lignes en double une fois' },
      params: { duplicates: true },
      inputs: { tables: [spring, spring] },
      expect: { table: { columns: spring.columns, rows: spring.rows } },
    },
  ],
})

/** The rows, or the first of those that are equal, whatever table they come from. */
function once(rows: Relation, wanted: boolean, names: readonly string[]): Relation {
  return wanted ? distinct(rows, names) : rows
}

/** The tables with their columns called as in the first table that has one at that place. */
function byPosition(tables: readonly Relation[]): readonly Relation[] {
  const names: string[] = []
  for (const { columns } of tables) for (const { name } of columns.slice(names.length)) names.push(freeName(name, new Set(names)))
  return tables.map((table) =>
    project(
      table,
      table.columns.map(({ name }, place) => ({ name: names[place] ?? name, expr: columnExpr(name) })),
    ),
  )
}

/** Columns of the result with the type that all tables can bring them to, in order of first appearance. */
function commonTypes(tables: readonly Relation[], sharedOnly: boolean, toText: boolean): ReadonlyMap<string, DataType> {
  const found = new Map<string, Set<DataType>>()
  const seen = new Map<string, number>()
  for (const table of tables)
    for (const { name, type } of table.columns) {
      found.set(name, (found.get(name) ?? new Set()).add(type))
      seen.set(name, (seen.get(name) ?? 0) + 1)
    }
  const names = [...found.keys()].filter((name) => !sharedOnly || seen.get(name) === tables.length)
  if (names.length === 0) throw new NodeProblem(nothingShared)
  return new Map(names.map((name) => [name, commonType(name, [...(found.get(name) ?? [])], toText)]))
}

function commonType(name: string, types: readonly DataType[], toText: boolean): DataType {
  const [first = 'text'] = types
  if (types.length === 1) return first
  if (types.every(isNumeric)) return 'float'
  if (toText && types.every((type) => convert(columnExpr(name), type, 'text') !== undefined)) return 'text'
  const shown = quoted(name)
  const words = listed(types.map(typeWord), 6)
  throw typesDiffer(
    name,
    { en: `${shown.en} has different types: ${words.en}.`, fr: `${shown.fr} a des types différents : ${words.fr}.` },
    toText,
  )
}

function typesDiffer(name: string, text: Text, toText: boolean): NodeProblem {
  return new NodeProblem({
    code: 'types-differ',
    param: 'differing',
    column: name,
    text,
    action: {
      en: 'Change the type before this node, or let it become text.',
      fr: 'Changez le type avant ce nœud, ou laissez-le devenir du texte.',
    },
    ...(!toText && { fixes: [{ label: { en: 'Make it text', fr: 'En faire du texte' }, params: { differing: 'text' } }] }),
  })
}

function brought(table: Relation, types: ReadonlyMap<string, DataType>): NamedExpr[] {
  return table.columns.flatMap(({ name, type }) => {
    const wanted = types.get(name)
    const expr = wanted && convert(columnExpr(name), type, wanted)
    return expr ? [{ name, expr }] : []
  })
}

const nothingShared = {
  code: 'nothing-shared',
  param: 'columns',
  text: { en: 'The tables have no column in common.', fr: 'Les tableaux n’ont aucune colonne en commun.' },
  action: { en: 'Rename columns before this node, or keep all columns.', fr: 'Renommez des colonnes avant ce nœud, ou gardez-les toutes.' },
  fixes: [{ label: { en: 'Keep all columns', fr: 'Garder toutes les colonnes' }, params: { columns: 'all' } }],
}
