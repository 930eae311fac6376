import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { moved, setPart, truncated, type DatePart } from './move-date.ts'
import { changeZone, zones, type ZoneName } from './zones.ts'

const moments: readonly DataType[] = ['date', 'timestamp']

const unitLabels = {
  year: { en: 'years', fr: 'années' },
  quarter: { en: 'quarters', fr: 'trimestres' },
  month: { en: 'months', fr: 'mois' },
  week: { en: 'weeks', fr: 'semaines' },
  day: { en: 'days', fr: 'jours' },
  hour: { en: 'hours', fr: 'heures' },
  minute: { en: 'minutes', fr: 'minutes de temps' },
  second: { en: 'seconds', fr: 'secondes' },
} as const satisfies Record<DatePart, { en: string; fr: string }>

const units = Object.entries(unitLabels).map(([value, label]) => ({ value: value as DatePart, label }))
const zoneChoices = Object.entries(zones).map(([value, { label }]) => ({ value: value as ZoneName, label }))

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    accepts: moments,
    default: { by: 'types', types: ['date', 'timestamp'], except: [] },
  }),
  act: field.choice({
    label: { en: 'Do', fr: 'Faire' },
    choices: [
      { value: 'shift', label: { en: 'move by a time', fr: 'décaler d’une durée' } },
      { value: 'start', label: { en: 'go back to the start of', fr: 'ramener au début' } },
      { value: 'end', label: { en: 'go to the last day of', fr: 'porter au dernier jour' } },
      { value: 'set', label: { en: 'set a part', fr: 'fixer une partie' } },
      { value: 'zone', label: { en: 'change the time zone', fr: 'changer de fuseau horaire' } },
    ],
    default: 'shift',
  }),
  unit: field.choice({
    label: { en: 'Unit', fr: 'Unité' },
    choices: units,
    default: 'day',
    when: { param: 'act', in: ['shift', 'start', 'end', 'set'] },
  }),
  amount: field.number({
    label: { en: 'By or to', fr: 'De ou à' },
    help: { en: 'Negative numbers go back.', fr: 'Un nombre négatif recule.' },
    default: 1,
    integer: true,
    when: { param: 'act', in: ['shift', 'set'] },
  }),
  amounts: field.column({
    label: { en: 'Or by the number in', fr: 'Ou du nombre dans' },
    accepts: ['int'],
    optional: true,
    when: { param: 'act', in: ['shift', 'set'] },
  }),
  from: field.choice({
    label: { en: 'From the clocks of', fr: 'De l’heure de' },
    choices: zoneChoices,
    default: 'utc',
    when: { param: 'act', in: ['zone'] },
  }),
  to: field.choice({
    label: { en: 'To those of', fr: 'À celle de' },
    choices: zoneChoices,
    default: 'paris',
    when: { param: 'act', in: ['zone'] },
  }),
  ...resultPlaceFields({ ending: ' moved' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'due', type: 'date' },
    { name: 'at', type: 'timestamp' },
  ],
  rows: [
    ['2024-01-31', '2024-03-31 00:59:00'],
    ['2023-12-30', '2024-03-31 01:00:00'],
    [null, null],
  ],
} as const

export const shift = defineNode({
  id: 'date.shift',
  version: 1,
  icon: 'calendar-clock',
  title: { en: 'Move dates', fr: 'Déplacer des dates' },
  summary: {
    en: 'Adds time to dates, takes them to the start or end of a month, sets a part, changes the time zone.',
    fr: 'Ajoute du temps aux dates, les ramène au début ou à la fin d’un mois, fixe une partie, change de fuseau.',
  },
  help: {
    en: `One month after 31 January is the last day of February. Weeks start on Monday. A date that gets hours, minutes or seconds becomes a date with time; the last day of a period is a date. A day that is set beyond the end of its month becomes the last one, and a month beyond 12 or an hour beyond 23 makes the date missing.

Zones follow today’s rules of summer time, for past years too. An hour that clocks show twice in autumn is taken as the first; one that they skip in spring is taken in winter time.

Missing dates and missing amounts give missing dates, and so does a result before year 1 or after year 9999.`,
    fr: `Un mois après le 31 janvier, c’est le dernier jour de février. Les semaines commencent le lundi. Une date qui reçoit des heures, minutes ou secondes devient une date avec heure ; le dernier jour d’une période est une date. Un jour fixé au-delà de la fin du mois devient le dernier ; un mois au-delà de 12 ou une heure au-delà de 23 rendent la date manquante.

Les fuseaux suivent les règles actuelles de l’heure d’été, même pour les années passées. Une heure que les horloges montrent deux fois en automne est prise comme la première ; une heure sautée au printemps est prise en heure d’hiver.

Une date ou une quantité manquante donne une date manquante, de même qu’un résultat avant l’an 1 ou après l’an 9999.`,
  },
  keywords: {
    en: ['add days', 'dateadd', 'truncate', 'floor', 'end of month', 'time zone', 'utc', 'daylight saving', 'set year', 'offset'],
    fr: ['ajouter des jours', 'tronquer', 'fin de mois', 'fuseau horaire', 'heure d’été', 'utc', 'fixer', 'décalage'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: settings.act === 'zone' ? ['timestamp'] : moments })
    const uses = settings.act === 'shift' || settings.act === 'set'
    const by = uses && settings.amounts !== '' ? chooseColumn(input, settings.amounts, { param: 'amounts', accepts: ['int'] }) : undefined
    const amount = by ? columnExpr(by.name) : literal('int', settings.amount)
    return placeResults(
      input,
      columns.map((column) => ({ source: column.name, expr: resultOf(column, amount, settings) })),
      settings,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const unit = unitLabels[settings.unit]
    const amount = settings.amounts === '' ? { en: String(settings.amount), fr: String(settings.amount) } : quoted(settings.amounts)
    switch (settings.act) {
      case 'shift':
        return { en: `move ${what.en} by ${amount.en} ${unit.en}`, fr: `décaler de ${amount.fr} ${unit.fr} : ${what.fr}` }
      case 'start':
        return { en: `${what.en} to the start of ${unit.en}`, fr: `début de période (${unit.fr}) : ${what.fr}` }
      case 'end':
        return { en: `${what.en} to the last day of ${unit.en}`, fr: `dernier jour de période (${unit.fr}) : ${what.fr}` }
      case 'set':
        return { en: `set ${unit.en} of ${what.en} to ${amount.en}`, fr: `fixer à ${amount.fr} (${unit.fr}) : ${what.fr}` }
      case 'zone':
        return {
          en: `${what.en} from ${zones[settings.from].label.en} to ${zones[settings.to].label.en}`,
          fr: `${what.fr} : de ${zones[settings.from].label.fr} à ${zones[settings.to].label.fr}`,
        }
    }
  },
  examples: [
    {
      title: { en: 'One month later', fr: 'Un mois plus tard' },
      params: { columns: { by: 'names', names: ['due'] }, unit: 'month' },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['2024-02-29', '2024-03-31 00:59:00'],
            ['2024-01-30', '2024-03-31 01:00:00'],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'From UTC to Paris, where summer begins', fr: 'De l’UTC à Paris, quand l’été commence' },
      params: { columns: { by: 'names', names: ['at'] }, act: 'zone', place: 'add', ending: ' in Paris' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'at in Paris', type: 'timestamp' }],
          rows: [
            ['2024-01-31', '2024-03-31 00:59:00', '2024-03-31 01:59:00'],
            ['2023-12-30', '2024-03-31 01:00:00', '2024-03-31 03:00:00'],
            [null, null, null],
          ],
        },
      },
    },
  ],
})

function resultOf({ name, type }: Column, amount: Expr, settings: Params): Expr {
  const value = { expr: columnExpr(name), timed: type === 'timestamp' }
  switch (settings.act) {
    case 'shift':
      return moved(value, amount, settings.unit)
    case 'start':
      return truncated(value, settings.unit)
    case 'end': {
      const start = truncated({ expr: value.timed ? call('timestamp-to-date', value.expr) : value.expr, timed: false }, settings.unit)
      if (settings.unit === 'hour' || settings.unit === 'minute' || settings.unit === 'second' || settings.unit === 'day') return start
      return call('add-days', moved({ expr: start, timed: false }, literal('int', 1), settings.unit), literal('int', -1))
    }
    case 'set':
      return setPart(value, amount, settings.unit)
    case 'zone':
      return changeZone(value.expr, settings.from, settings.to)
  }
}
