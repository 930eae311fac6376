import { z } from 'zod'
import { aggregate, extend, filter, findColumn, freeName, select, setRoles, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { calendarRows, onCalendar } from '../kit/calendar-rows.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { gapField, gapValue } from '../kit/fill-gap.ts'
import { asTheyAre, numbered } from '../kit/first-appearance.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { measureOf, takeField, takes, type Take } from '../kit/summary-takes.ts'
import { periodStart, stepFields, stepPhrase, steppable } from '../kit/time-step.ts'
import { scalars } from '../kit/type-groups.ts'

const ways = ['mean', 'sum', 'median', 'min', 'max', 'first', 'last', 'mode', 'known', 'distinct', 'rows'] as const

const table = {
  columns: [
    { name: 'at', type: 'timestamp' },
    { name: 'heat', type: 'float' },
    { name: 'state', type: 'text' },
  ],
  rows: [
    ['2024-01-01 00:10:00', 10, 'on'],
    ['2024-01-01 00:50:00', 20, null],
    ['2024-01-01 03:30:00', 40, 'off'],
    [null, 5, 'on'],
  ],
} as const

export const resample = defineNode({
  id: 'series.resample',
  version: 1,
  icon: 'calendar-sync',
  title: { en: 'Resample', fr: 'Rééchantillonner' },
  summary: {
    en: 'Brings a series to one row for each day, week, month or other step.',
    fr: 'Ramène une série à une ligne par jour, semaine, mois ou autre pas.',
  },
  help: {
    en: `Rows of the same period are summed up: without a choice numbers by their mean, everything else by its first value. The column of time then holds the begin of the period; weeks begin on Monday.

Periods without rows, between the first and the last of each series, become rows too: missing, or filled by the last or next value, a straight line or 0. So a coarse series gets finer: choose a shorter step and a straight line. Missing values are left out of summaries; rows without a time are left out.`,
    fr: `Les lignes d’une même période sont résumées : sans choix, les nombres par leur moyenne, le reste par la première valeur. La colonne de temps contient alors le début de la période ; les semaines commencent le lundi.

Les périodes sans ligne, entre la première et la dernière de chaque série, deviennent aussi des lignes : manquantes, ou remplies par la valeur précédente ou suivante, une droite ou 0. Une série grossière s’affine donc : choisissez un pas plus court et une droite. Les valeurs manquantes sont exclues des résumés ; les lignes sans temps sont écartées.`,
  },
  keywords: {
    en: ['downsample', 'upsample', 'frequency', 'aggregate by time', 'interpolate', 'daily', 'monthly'],
    fr: ['fréquence', 'agréger par période', 'interpoler', 'quotidien', 'mensuel', 'pas de temps'],
  },
  ...tablePorts,
  params: z.object({
    time: field.column({ label: { en: 'Time', fr: 'Temps' }, accepts: steppable }),
    ...stepFields,
    groups: field.columns({ label: { en: 'For each series', fr: 'Pour chaque série' }, accepts: scalars }),
    measures: field.list({
      label: { en: 'Summaries', fr: 'Résumés' },
      item: z.object({
        take: takeField(ways, 'mean'),
        column: field.column({ label: { en: 'Of', fr: 'De' }, accepts: scalars, optional: true }),
      }),
    }),
    empty: field.flag({ label: { en: 'A row for periods without rows', fr: 'Une ligne pour les périodes vides' }, default: true }),
    fill: gapField,
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const time = chooseColumn(input, params.time, { param: 'time', accepts: steppable })
    const chosen = chooseColumns(input, params.groups, { param: 'groups', accepts: scalars, optional: true })
    const groups = chosen.flatMap(({ name }) => (name === time.name ? [] : [name]))
    const { rows, place } = numbered(input)
    const known = filter(rows, call('is-not-null', columnExpr(time.name)))
    const periods = extend(known, [{ name: time.name, expr: periodStart(columnExpr(time.name), time, params) }])
    const wanted = wantedOf(input, params.measures, [...groups, time.name])
    const free = freeNames({ op: 'values', columns: [...chosen.filter(({ name }) => groups.includes(name)), time], rows: [] })
    const measures = wanted.map(({ take, column, several }) => ({
      name: free(column === undefined ? 'rows' : several ? `${column.name} ${take}` : column.name),
      source: column?.name,
      ...measureOf(take, column, { place }),
    }))
    const keys = [...groups, time.name]
    const summed = aggregate(
      periods,
      asTheyAre(keys),
      measures.map(({ name, fn, args }) => ({ name, fn, args })),
    )
    const found = freeName('found', new Set(summed.columns.map((column) => column.name)))
    const whole = params.empty
      ? onCalendar(calendarRows(summed, time, groups, { count: params.count, unit: params.unit, shared: false }), summed, found)
      : summed
    const filled = extend(
      whole,
      summed.columns.flatMap((column) =>
        keys.includes(column.name) || !params.empty
          ? []
          : [{ name: column.name, expr: gapValue(column, { rule: params.fill, within: groups, at: time }) }],
      ),
    )
    const table = sort(
      select(
        filled,
        summed.columns.map((column) => column.name),
      ),
      keys.map((name) => ({ expr: columnExpr(name) })),
    )
    const sources = measures.flatMap(({ name, source }) => (source === undefined ? [] : [[name, source] as const]))
    const roles = new Map([...groups, time.name].map((name) => [name, findColumn(input, name)?.role] as const))
    return passRolesOn(setRoles(table, roles), input, new Map(sources))
  },
  explain(params) {
    const [name, step] = [quoted(params.time || '…'), stepPhrase(params)]
    return { en: `one row for ${step.en} of ${name.en}`, fr: `une ligne ${step.fr} de ${name.fr}` }
  },
  examples: [
    {
      title: { en: 'Hourly, gaps on a straight line', fr: 'À l’heure, trous sur une droite' },
      params: { time: 'at', unit: 'hour', fill: 'line' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['2024-01-01 00:00:00', 15, 'on'],
            ['2024-01-01 01:00:00', 70 / 3, null],
            ['2024-01-01 02:00:00', 95 / 3, null],
            ['2024-01-01 03:00:00', 40, 'off'],
          ],
        },
      },
    },
    {
      title: { en: 'Sum and rows of each day', fr: 'Somme et lignes de chaque jour' },
      params: { time: 'at', measures: [{ take: 'sum', column: 'heat' }, { take: 'rows' }] },
      inputs: { table },
      expect: {
        table: {
          columns: [table.columns[0], { name: 'heat', type: 'float' }, { name: 'rows', type: 'int' }],
          rows: [['2024-01-01 00:00:00', 70, 3]],
        },
      },
    },
  ],
})

interface Wanted {
  readonly take: Take
  readonly column: Column | undefined
  /** Whether the column is summed up in several ways, so that its name alone does not say which. */
  readonly several: boolean
}

function wantedOf(
  input: Relation,
  measures: readonly { readonly take: (typeof ways)[number]; readonly column: string }[],
  keys: readonly string[],
): readonly Wanted[] {
  if (measures.length === 0)
    return input.columns
      .filter(({ name, type }) => !keys.includes(name) && scalars.includes(type))
      .map((column) => ({ take: isNumeric(column.type) ? 'mean' : 'first', column, several: false }))
  return measures.map(({ take, column }, index) => {
    const replace = (name: string) => ({ measures: measures.with(index, { take, column: name }) })
    const found = take === 'rows' ? undefined : chooseColumn(input, column, { param: 'measures', accepts: takes[take].accepts, replace })
    return { take, column: found, several: measures.filter((item) => item.column === column).length > 1 }
  })
}
