import { z } from 'zod'
import { project, setRoles } from '../../engine/relation/build.ts'
import { column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

const beside = { param: 'to', in: ['before', 'after'] } as const

const params = z.object({
  act: field.choice({
    label: { en: 'What to do', fr: 'Action' },
    choices: [
      { value: 'move', label: { en: 'Move', fr: 'Déplacer' } },
      { value: 'copy', label: { en: 'Duplicate', fr: 'Dupliquer' } },
    ],
    default: 'move',
  }),
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' } }),
  to: field.choice({
    label: { en: 'To', fr: 'Vers' },
    choices: [
      { value: 'first', label: { en: 'the front', fr: 'le début' } },
      { value: 'last', label: { en: 'the end', fr: 'la fin' } },
      { value: 'before', label: { en: 'before a column', fr: 'devant une colonne' } },
      { value: 'after', label: { en: 'behind a column', fr: 'derrière une colonne' } },
    ],
    default: 'first',
  }),
  target: field.column({ label: { en: 'Column', fr: 'Colonne' }, when: beside }),
  ending: field.text({
    label: { en: 'Ending of the copies', fr: 'Fin des noms des copies' },
    default: ' copy',
    when: { param: 'act', in: ['copy'] },
  }),
})

const table = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'text', role: 'sensitive' },
    { name: 'c', type: 'float' },
  ],
  rows: [
    [1, 'x', 2.5],
    [null, null, null],
  ],
} as const

export const moveColumns = defineNode({
  id: 'clean.move-columns',
  version: 1,
  icon: 'move-horizontal',
  title: { en: 'Move or duplicate columns', fr: 'Déplacer ou dupliquer' },
  summary: { en: 'Puts columns, or copies of them, in another place.', fr: 'Met des colonnes, ou leurs copies, à une autre place.' },
  help: {
    en: `Columns go to the front, to the end, or beside another column, in the order in which they were chosen. A copy has the values of the column, missing ones included, under a name of its own; a name that is taken is numbered.

A copy of a sensitive column is sensitive too; a copy of the target is an ordinary column, so mind that a model does not learn from it.`,
    fr: `Les colonnes vont au début, à la fin ou à côté d’une autre, dans l’ordre où elles ont été choisies. Une copie a les valeurs de la colonne, manquantes comprises, sous un nom à elle ; un nom déjà pris est numéroté.

La copie d’une colonne sensible l’est aussi ; la copie de la cible est une colonne ordinaire : veillez à ce qu’aucun modèle n’en apprenne.`,
  },
  keywords: {
    en: ['reorder', 'duplicate', 'copy column', 'position', 'order'],
    fr: ['ordre', 'réordonner', 'dupliquer', 'copier', 'position'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const names = chooseColumns(input, settings.columns, { param: 'columns' }).map((column) => column.name)
    const free = freeNames(input)
    const moved = names.map((from) => ({ from, name: settings.act === 'copy' ? free(`${from}${settings.ending}`) : from }))
    const chosen = new Set(settings.act === 'copy' ? [] : names)
    const at = placeOf(input, settings, chosen)
    const stay = input.columns.flatMap(({ name }) => (chosen.has(name) ? [] : [{ from: name, name }]))
    const order = [...stay.slice(0, at), ...moved, ...stay.slice(at)]
    const done = project(
      input,
      order.map(({ from, name }) => ({ name, expr: columnExpr(from) })),
    )
    if (settings.act === 'move') return done
    return withoutRoles(done, input, new Map(moved.map(({ from, name }) => [name, from])))
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const target = quoted(settings.target || '…')
    const where = {
      first: { en: 'to the front', fr: 'au début' },
      last: { en: 'to the end', fr: 'à la fin' },
      before: { en: `before ${target.en}`, fr: `devant ${target.fr}` },
      after: { en: `behind ${target.en}`, fr: `derrière ${target.fr}` },
    }[settings.to]
    const [en, fr] = settings.act === 'move' ? ['move', 'déplacer'] : ['duplicate', 'dupliquer']
    return { en: `${en} ${what.en} ${where.en}`, fr: `${fr} ${what.fr} ${where.fr}` }
  },
  examples: [
    {
      title: { en: 'The last column goes behind the first', fr: 'La dernière colonne va derrière la première' },
      params: { columns: { by: 'names', names: ['c'] }, to: 'after', target: 'a' },
      inputs: { table },
      expect: {
        table: {
          columns: [table.columns[0], table.columns[2], table.columns[1]],
          rows: [
            [1, 2.5, 'x'],
            [null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'A copy at the end', fr: 'Une copie à la fin' },
      params: { act: 'copy', columns: { by: 'names', names: ['b'] }, to: 'last' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'b copy', type: 'text', role: 'sensitive' }],
          rows: [
            [1, 'x', 2.5, 'x'],
            [null, null, null, null],
          ],
        },
      },
    },
  ],
})

/** How many of the columns that stay come before those that are put in. */
function placeOf(input: Relation, { to, target }: z.output<typeof params>, chosen: ReadonlySet<string>): number {
  const stay = input.columns.filter(({ name }) => !chosen.has(name))
  if (to === 'first') return 0
  if (to === 'last') return stay.length
  const { name } = chooseColumn(input, target, { param: 'target' })
  // Beside a column that moves itself: where it stood.
  const index = input.columns.findIndex((column) => column.name === name)
  const before = input.columns.slice(0, index).filter((column) => !chosen.has(column.name)).length
  return to === 'after' && !chosen.has(name) ? before + 1 : before
}

/** Copies keep only the roles that must be passed on: a table has one target. */
function withoutRoles(relation: Relation, input: Relation, copies: ReadonlyMap<string, string>): Relation {
  const plain = setRoles(relation, new Map([...copies.keys()].map((name) => [name, undefined])))
  return passRolesOn(plain, input, copies)
}
