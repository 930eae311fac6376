import { z } from 'zod'
import { extend, numberRows, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { typedLiteral, typeOfTyped } from '../kit/typed-values.ts'
import { nameMissing } from '../kit/name-missing.ts'

const params = z.object({
  kind: field.choice({
    label: { en: 'What it holds', fr: 'Contenu' },
    choices: [
      { value: 'number', label: { en: 'the number of the row', fr: 'le numéro de la ligne' } },
      { value: 'constant', label: { en: 'one value for all rows', fr: 'une même valeur partout' } },
      {
        value: 'hash',
        label: { en: 'a key computed from columns', fr: 'une clé tirée de colonnes' },
        help: { en: 'Equal values give equal keys, in every file.', fr: 'Des valeurs égales donnent des clés égales, dans tout fichier.' },
      },
    ],
    default: 'number',
  }),
  name: field.text({ label: { en: 'Column name', fr: 'Nom de la colonne' }, default: 'id' }),
  value: field.text({ label: { en: 'Value', fr: 'Valeur' }, when: { param: 'kind', in: ['constant'] } }),
  start: field.number({
    label: { en: 'First number', fr: 'Premier numéro' },
    default: 1,
    integer: true,
    when: { param: 'kind', in: ['number'] },
  }),
  step: field.number({ label: { en: 'Step', fr: 'Pas' }, default: 1, integer: true, when: { param: 'kind', in: ['number'] } }),
  within: field.columns({
    label: { en: 'Anew for each', fr: 'À nouveau pour chaque' },
    accepts: scalars,
    when: { param: 'kind', in: ['number'] },
  }),
  order: field.column({
    label: { en: 'In the order of', fr: 'Dans l’ordre de' },
    help: { en: 'The order of the rows when nothing is chosen.', fr: 'L’ordre des lignes si rien n’est choisi.' },
    accepts: scalars,
    optional: true,
    when: { param: 'kind', in: ['number'] },
  }),
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    accepts: scalars,
    default: { by: 'all', except: [] },
    when: { param: 'kind', in: ['hash'] },
  }),
  method: field.choice({
    label: { en: 'Key', fr: 'Clé' },
    choices: [
      { value: 'md5', label: { en: 'MD5, 32 signs', fr: 'MD5, 32 signes' } },
      { value: 'sha256', label: { en: 'SHA-256, 64 signs', fr: 'SHA-256, 64 signes' } },
    ],
    default: 'md5',
    when: { param: 'kind', in: ['hash'] },
  }),
  first: field.flag({ label: { en: 'Put it first', fr: 'La placer en tête' }, default: false, group: 'advanced' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'city', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['Paris', 3],
    ['Lyon', 1],
    ['Paris', 2],
    [null, null],
  ],
} as const

export const addColumn = defineNode({
  id: 'clean.add-column',
  version: 1,
  icon: 'grid-2x2-plus',
  title: { en: 'Add a column', fr: 'Ajouter une colonne' },
  summary: {
    en: 'Adds row numbers, one value, or a key of other columns.',
    fr: 'Ajoute des numéros, une valeur, ou une clé d’autres colonnes.',
  },
  help: {
    en: `Row numbers follow the order of the rows, or of a column, from any start and in any step; they can begin anew for each group. Missing values of the ordering column come last, and missing is a group of its own.

A value has the type that it looks like: 12 is a number, 2024-01-31 a date. Empty is missing.

A key is the hash of the chosen values: the same in every file and on every machine, and 007 differs from 7. A missing value differs from an empty text. A key hides no secret: who can guess the values can guess the key.

A name that the table already has replaces that column.`,
    fr: `Les numéros suivent l’ordre des lignes, ou d’une colonne, depuis tout départ et par tout pas ; ils peuvent recommencer pour chaque groupe. Les valeurs manquantes de la colonne d’ordre viennent en dernier, et manquant est un groupe à part.

Une valeur a le type de son apparence : 12 est un nombre, 2024-01-31 une date. Vide vaut manquant.

Une clé est le condensat des valeurs choisies : la même dans tout fichier et sur toute machine, et 007 diffère de 7. Une valeur manquante diffère d’un texte vide. Une clé ne cache aucun secret : qui devine les valeurs devine la clé.

Un nom que le tableau porte déjà remplace cette colonne.`,
  },
  keywords: {
    en: ['constant', 'row id', 'row number', 'counter', 'hash key', 'index', 'surrogate key'],
    fr: ['constante', 'numéro de ligne', 'identifiant', 'compteur', 'clé', 'condensat', 'index'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const name = settings.name.trim()
    if (name === '') throw new NodeProblem(nameMissing)
    const made = makers[settings.kind](input, name, settings)
    if (!settings.first) return made
    return select(made, [name, ...made.columns.map((column) => column.name).filter((other) => other !== name)])
  },
  explain(settings) {
    const name = quoted(settings.name.trim() || '…')
    if (settings.kind === 'constant') {
      const value = settings.value === '' ? { en: 'missing', fr: 'manquant' } : quoted(settings.value)
      return { en: `${name.en} is ${value.en} everywhere`, fr: `${name.fr} vaut ${value.fr} partout` }
    }
    if (settings.kind === 'number')
      return { en: `${name.en} numbers the rows from ${settings.start}`, fr: `${name.fr} numérote les lignes depuis ${settings.start}` }
    const what = columnsPhrase(settings.columns)
    return { en: `${name.en} is a key of ${what.en}`, fr: `${name.fr} est une clé tirée de : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Numbers within each city, by n', fr: 'Des numéros dans chaque ville, selon n' },
      params: { name: 'visit', within: { by: 'names', names: ['city'] }, order: 'n', first: true },
      inputs: { table },
      expect: {
        table: {
          columns: [{ name: 'visit', type: 'int' }, ...table.columns],
          rows: [
            [2, 'Paris', 3],
            [1, 'Lyon', 1],
            [1, 'Paris', 2],
            [1, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'A date for all rows', fr: 'Une date pour toutes les lignes' },
      params: { kind: 'constant', name: 'loaded', value: '2024-02-29' },
      inputs: { table },
      expect: {
        table: { columns: [...table.columns, { name: 'loaded', type: 'date' }], rows: table.rows.map((row) => [...row, '2024-02-29']) },
      },
    },
    {
      title: { en: 'A key of one column', fr: 'Une clé d’une colonne' },
      params: { kind: 'hash', name: 'key', columns: { by: 'names', names: ['city'] } },
      inputs: {
        table: {
          columns: table.columns,
          rows: [
            ['a', 1],
            [null, 2],
          ],
        },
      },
      expect: {
        table: {
          columns: [...table.columns, { name: 'key', type: 'text' }],
          rows: [
            ['a', 1, '2c1119fadf9f513c490c9a39716a9985'],
            [null, 2, '336d5ebc5436534e61d16e63ddfca327'],
          ],
        },
      },
    },
  ],
})

type Maker = (input: Relation, name: string, settings: Params) => Relation

const makers: Record<Params['kind'], Maker> = {
  constant: (input, name, { value }) => extend(input, [{ name, expr: typedLiteral(value, typeOfTyped([value]), 'value') }]),
  hash(input, name, { columns, method }) {
    const chosen = chooseColumns(input, columns, { param: 'columns', accepts: scalars })
    const parts = chosen.map((column) => {
      const value = columnExpr(column.name)
      const text = convert(value, column.type, 'text') ?? value
      // The length before each text keeps “ab”, “c” and “a”, “bc” apart.
      return call(
        'coalesce',
        call('concatenate', call('concatenate', call('int-to-text', call('length', text)), literal('text', ':')), text),
        literal('text', '-'),
      )
    })
    const told = chosen.find((column) => column.role === 'sensitive')
    const keyed = extend(input, [{ name, expr: call(method, call('concat', ...parts)) }])
    return told ? passRolesOn(keyed, input, new Map([[name, told.name]])) : keyed
  },
  number(input, name, { start, step, within, order }) {
    const groups = chooseColumns(input, within, { param: 'within', accepts: scalars, optional: true })
    const by = order === '' ? undefined : chooseColumn(input, order, { param: 'order', accepts: scalars })
    const free = freeNames(input)
    const [place, at] = [free('row number'), free('place in group')]
    const number: Expr = {
      kind: 'window',
      fn: 'cumulative-count',
      args: [columnExpr(place)],
      partitionBy: groups.map((group) => columnExpr(group.name)),
      orderBy: [...(by ? [{ expr: columnExpr(by.name) }] : []), { expr: columnExpr(place) }],
    }
    const numbered = numberRows(input, place)
    const placed = groups.length === 0 && !by ? numbered : extend(numbered, [{ name: at, expr: number }])
    const before = call('subtract-int', columnExpr(placed === numbered ? place : at), literal('int', 1))
    const value = call('add-int', literal('int', start), call('multiply-int', before, literal('int', step)))
    const extended = extend(placed, [{ name, expr: value }])
    return select(
      extended,
      extended.columns.map((column) => column.name).filter((other) => other === name || (other !== place && other !== at)),
    )
  },
}
