import { z } from 'zod'
import { extend, filter, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, ScalarType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { nameMissing } from '../kit/name-missing.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const table = {
  columns: [
    { name: 'x', type: 'int' },
    { name: 'y', type: 'float' },
    { name: 'who', type: 'text' },
  ],
  rows: [
    [1, 2.5, 'a'],
    [3, null, 'b'],
  ],
} as const

const [, , who] = table.columns

export const columnsToList = defineNode({
  id: 'reshape.columns-to-list',
  version: 1,
  icon: 'list-plus',
  title: { en: 'Columns to a list', fr: 'Colonnes en liste' },
  summary: { en: 'Puts the values of several columns into one list.', fr: 'Réunit les valeurs de plusieurs colonnes en une liste.' },
  help: {
    en: `Each row gets a list with the values of the columns, in the order of the columns: a vector of numbers, the answers of a form. Whole numbers beside decimal ones become decimal numbers; columns of other different types become texts. A rule leaves out the target, weights and identifiers.

A missing value stays as a missing item, makes the whole list missing, or takes the row out. A list made of a sensitive column is sensitive.`,
    fr: `Chaque ligne reçoit une liste des valeurs des colonnes, dans l’ordre des colonnes : un vecteur de nombres, les réponses d’un formulaire. Des entiers à côté de décimaux deviennent décimaux ; des colonnes d’autres types différents deviennent des textes. Une règle laisse de côté la cible, les poids et les identifiants.

Une valeur manquante reste un élément manquant, rend toute la liste manquante, ou écarte la ligne. Une liste tirée d’une colonne sensible est sensible.`,
  },
  keywords: {
    en: ['assemble', 'vector assembler', 'nest columns', 'array', 'embed', 'pack', 'collect columns'],
    fr: ['assembler', 'vecteur', 'imbriquer', 'tableau', 'réunir des colonnes', 'empaqueter'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({
      label: { en: 'Columns', fr: 'Colonnes' },
      accepts: scalars,
      withheld: keptAsTheyAre,
      default: { by: 'types', types: ['int', 'float'], except: [] },
    }),
    name: field.text({ label: { en: 'Column name', fr: 'Nom de la colonne' }, default: 'list' }),
    missing: field.choice({
      label: { en: 'A missing value', fr: 'Une valeur manquante' },
      choices: [
        { value: 'item', label: { en: 'is a missing item', fr: 'est un élément manquant' } },
        { value: 'list', label: { en: 'makes the list missing', fr: 'rend la liste manquante' } },
        { value: 'row', label: { en: 'takes the row out', fr: 'écarte la ligne' } },
      ],
      default: 'item',
    }),
    keep: field.flag({ label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' }, default: false }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: scalars, withheld: keptAsTheyAre })
    const wanted = params.name.trim()
    if (wanted === '') throw new NodeProblem(nameMissing)
    const gone = new Set(params.keep ? [] : columns.map((column) => column.name))
    const stay = input.columns.filter((column) => !gone.has(column.name))
    const name = freeNames({ op: 'values', columns: stay, rows: [] })(wanted)
    const isKnown = columns.map((column) => call('is-not-null', columnExpr(column.name)))
    const known = isKnown.length === 1 ? (isKnown[0] ?? literal('bool', true)) : call('and', ...isKnown)
    const items = call('list-of', ...columns.map((column) => brought(column, typeOfItems(columns))))
    const expr = params.missing === 'list' ? call('ifs', known, items) : items
    const rows = params.missing === 'row' ? filter(input, known) : input
    const done = select(extend(rows, [{ name, expr }]), [...stay.map((column) => column.name), name])
    const marked = columns.find((column) => column.role === 'sensitive') ?? columns.find((column) => column.role !== undefined)
    return marked ? passRolesOn(done, input, new Map([[name, marked.name]])) : done
  },
  explain(params) {
    const [what, name] = [columnsPhrase(params.columns), quoted(params.name.trim() || '…')]
    return { en: `${name.en}: a list of ${what.en}`, fr: `${name.fr} : une liste de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'A vector of numbers', fr: 'Un vecteur de nombres' },
      params: { name: 'point' },
      inputs: { table },
      expect: {
        table: {
          columns: [who, { name: 'point', type: 'list<float>' }],
          rows: [
            ['a', [1, 2.5]],
            ['b', [3, null]],
          ],
        },
      },
    },
    {
      title: { en: 'Numbers and texts, whole lists only', fr: 'Nombres et textes, listes entières seulement' },
      params: { columns: { by: 'all', except: [] }, missing: 'list', keep: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'list', type: 'list<text>' }],
          rows: [
            [...table.rows[0], ['1', '2.5', 'a']],
            [...table.rows[1], null],
          ],
        },
      },
    },
  ],
})

function typeOfItems(columns: readonly Column[]): ScalarType {
  const types = new Set(columns.map((column) => column.type as ScalarType))
  const [only = 'text'] = types
  if (types.size <= 1) return only
  return [...types].every((type) => type === 'int' || type === 'float') ? 'float' : 'text'
}

function brought(column: Column, type: ScalarType): Expr {
  const value = columnExpr(column.name)
  return convert(value, column.type, type) ?? value
}
