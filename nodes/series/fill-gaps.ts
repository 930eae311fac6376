// Nodes for rows that follow each other in time.

import { z } from 'zod'
import { extend, filter, findColumn, freeName, join, select, setRoles, sort, union } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { calendarRows, onCalendar } from '../kit/calendar-rows.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { gapField, gapValue } from '../kit/fill-gap.ts'
import { leftOutput } from '../kit/join-output.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { stepFields, stepPhrase, steppable } from '../kit/time-step.ts'
import { scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'

const table = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'day', type: 'date' },
    { name: 'sales', type: 'float' },
  ],
  rows: [
    ['a', '2024-02-28', 4],
    ['a', '2024-03-02', 10],
    ['b', '2024-03-01', null],
    ['b', null, 7],
  ],
} as const

export const fillGaps = defineNode({
  id: 'series.fill-gaps',
  version: 1,
  icon: 'calendar-plus',
  title: { en: 'Add missing rows', fr: 'Ajouter les lignes manquantes' },
  summary: {
    en: 'Adds a row for each day, hour or number that is not there.',
    fr: 'Ajoute une ligne pour chaque jour, heure ou nombre absent.',
  },
  help: {
    en: `From the first to the last value of the column, step by step, a row is added wherever there is none, for each group by itself. The rows come out group by group, in order of the column; rows between two steps stay.

In new rows the other columns are missing, or take the last or the next known value, a value on the straight line between both, or 0. Missing values that were there before are filled by the same rule. Rows whose column is missing come last, as they are. A series with too large a share of new rows can be left out. “Fill missing” has more ways to fill.`,
    fr: `Du premier au dernier, pas à pas, une ligne s’ajoute partout où il n’y en a pas, pour chaque groupe à part. Les lignes sortent groupe par groupe, dans l’ordre de la colonne ; les lignes entre deux pas restent.

Dans les nouvelles lignes, les autres colonnes manquent, ou prennent la dernière ou la prochaine valeur connue, une valeur sur la droite entre les deux, ou 0. Les valeurs qui manquaient déjà se remplissent de même. Les lignes sans valeur de la colonne viennent à la fin, telles quelles. Une série avec une trop grande part de nouvelles lignes peut être écartée. « Remplir les manquants » connaît d’autres manières.`,
  },
  keywords: {
    en: ['generate rows', 'gaps', 'missing dates', 'complete', 'densify', 'interpolate', 'time series'],
    fr: ['générer des lignes', 'trous', 'dates manquantes', 'compléter', 'interpoler', 'série temporelle'],
  },
  ...tablePorts,
  params: z.object({
    at: field.column({ label: { en: 'Date, time or number', fr: 'Date, heure ou nombre' }, accepts: steppable }),
    ...stepFields,
    groups: field.columns({ label: { en: 'For each', fr: 'Pour chaque' }, accepts: scalars }),
    shared: field.choice({
      label: { en: 'From the first to the last', fr: 'Du premier au dernier' },
      choices: [
        { value: 'own', label: { en: 'of each group', fr: 'de chaque groupe' } },
        { value: 'whole', label: { en: 'of the whole table', fr: 'de tout le tableau' } },
      ],
      default: 'own',
    }),
    fill: gapField,
    flag: field.text({
      label: { en: 'Column that marks new rows', fr: 'Colonne qui marque les nouvelles lignes' },
      optional: true,
      group: 'advanced',
    }),
    mostNew: field.slider({
      label: {
        en: 'Leave out a series with a larger share of new rows',
        fr: 'Écarter une série avec une plus grande part de nouvelles lignes',
      },
      default: 1,
      min: 0,
      max: 1,
      step: 0.05,
      group: 'advanced',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const at = chooseColumn(input, params.at, { param: 'at', accepts: steppable })
    const chosen = chooseColumns(input, params.groups, { param: 'groups', accepts: scalars, optional: true })
    const groups = chosen.flatMap(({ name }) => (name === at.name ? [] : [name]))
    const names = input.columns.map((column) => column.name)
    const found = freeName('found', new Set(names))
    const calendar = calendarRows(input, at, groups, { count: params.count, unit: params.unit, shared: params.shared === 'whole' })
    const isKnown = call('is-not-null', columnExpr(at.name))
    const keys = [...groups, at.name]
    const met = onCalendar(calendar, filter(input, isKnown), found)
    // Rows that lie between two steps are no part of the calendar and stay.
    const between = extend(offSteps(input, calendar, keys), [{ name: found, expr: literal('bool', true) }])
    const whole = union([met, between])
    const others = input.columns.filter(({ name }) => !keys.includes(name))
    const filled = extend(
      whole,
      others.map((column) => ({ name: column.name, expr: gapValue(column, { rule: params.fill, within: groups, at }) })),
    )
    const flag =
      params.flag.trim() === '' ? [] : [{ name: freeName(params.flag.trim(), new Set(names)), expr: call('is-null', columnExpr(found)) }]
    const few = freeName('few new', new Set([...names, found]))
    const judged = extend(filled, [{ name: few, expr: fewNew(found, groups, params.mostNew) }])
    const kept = params.mostNew < 1 ? filter(judged, columnExpr(few)) : filled
    const marked = extend(inOrder(kept, keys), flag)
    const unplaced = extend(
      filter(input, call('is-null', columnExpr(at.name))),
      flag.map(({ name }) => ({ name, expr: literal('bool', false) })),
    )
    const output = [...names, ...flag.map((item) => item.name)]
    const together = union([select(marked, output), select(alike(unplaced, marked), output)])
    return setRoles(together, new Map(input.columns.map((column) => [column.name, column.role])))
  },
  explain(params) {
    const [name, step] = [quoted(params.at || '…'), stepPhrase(params)]
    return { en: `a row for ${step.en} of ${name.en}`, fr: `une ligne ${step.fr} de ${name.fr}` }
  },
  examples: [
    {
      title: { en: 'Each day of each shop, sales on a straight line', fr: 'Chaque jour de chaque magasin, ventes sur une droite' },
      params: { at: 'day', groups: { by: 'names', names: ['shop'] }, fill: 'line', flag: 'new' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'new', type: 'bool' }],
          rows: [
            ['a', '2024-02-28', 4, false],
            ['a', '2024-02-29', 6, true],
            ['a', '2024-03-01', 8, true],
            ['a', '2024-03-02', 10, false],
            ['b', '2024-03-01', null, false],
            ['b', null, 7, false],
          ],
        },
      },
    },
    {
      title: { en: 'A series with too many new rows goes', fr: 'Une série avec trop de nouvelles lignes part' },
      params: { at: 'day', groups: { by: 'names', names: ['shop'] }, mostNew: 0.4 },
      inputs: { table: { columns: table.columns, rows: table.rows.slice(0, 3) } },
      expect: { table: { columns: table.columns, rows: [['b', '2024-03-01', null]] } },
    },
    {
      title: { en: 'Weeks of the whole table; rows between stay', fr: 'Semaines de tout le tableau ; les lignes entre deux restent' },
      params: { at: 'day', unit: 'week' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['a', '2024-02-28', 4],
            ['b', '2024-03-01', null],
            ['a', '2024-03-02', 10],
            ['b', null, 7],
          ],
        },
      },
    },
  ],
})

/** The rows of the table whose moment is no step of their calendar. */
function offSteps(input: Relation, calendar: Relation, keys: readonly string[]): Relation {
  return join(filter(input, call('is-not-null', columnExpr(keys.at(-1) ?? ''))), calendar, {
    how: 'anti',
    nulls: 'equal',
    on: keys.map((name) => ({ left: columnExpr(name), right: columnExpr(name) })),
    output: leftOutput(input),
  })
}

const inOrder = (relation: Relation, keys: readonly string[]) =>
  sort(
    relation,
    keys.map((name) => ({ expr: columnExpr(name) })),
  )

/** Whole numbers on a straight line became decimals; rows that were set apart follow. */
function alike(relation: Relation, model: Relation): Relation {
  const changed = relation.columns.filter(({ name, type }) => type === 'int' && findColumn(model, name)?.type === 'float')
  return extend(
    relation,
    changed.map(({ name }) => ({ name, expr: call('int-to-float', columnExpr(name)) })),
  )
}

/** Whether at most this share of the rows of the group is new. */
function fewNew(found: string, groups: readonly string[], most: number): Expr {
  const share = windowOver('mean', [call('bool-to-int', call('is-null', columnExpr(found)))], groups)
  return call('less-or-equal', share, literal('float', most))
}
