import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, listed } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const moments: readonly DataType[] = ['date', 'timestamp']

interface Part {
  readonly word: Text
  /** From a day and, for a date with time, the moment; undefined when only a time of day has this part. */
  readonly of: (day: Expr, at: Expr | undefined) => Expr | undefined
  /** How many steps make a full turn, and the number of the first one. */
  readonly turn?: readonly [steps: number, first: number]
}

const parts = {
  year: { word: { en: 'year', fr: 'année' }, of: (day) => call('year', day) },
  quarter: { word: { en: 'quarter', fr: 'trimestre' }, of: (day) => call('quarter', day), turn: [4, 1] },
  month: { word: { en: 'month', fr: 'mois' }, of: (day) => call('month', day), turn: [12, 1] },
  week: { word: { en: 'week', fr: 'semaine' }, of: (day) => call('iso-week', day), turn: [53, 1] },
  weekday: { word: { en: 'weekday', fr: 'jour de semaine' }, of: (day) => call('iso-weekday', day), turn: [7, 1] },
  day: { word: { en: 'day', fr: 'jour' }, of: (day) => call('day', day), turn: [31, 1] },
  hour: { word: { en: 'hour', fr: 'heure' }, of: (_, at) => at && call('hour', at), turn: [24, 0] },
  half: {
    word: { en: 'half-year', fr: 'semestre' },
    of: (day) => call('integer-divide', call('add-int', call('month', day), literal('int', 5)), literal('int', 6)),
    turn: [2, 1],
  },
  'day of year': { word: { en: 'day of the year', fr: 'jour de l’année' }, of: (day) => call('day-of-year', day), turn: [366, 1] },
  'iso year': { word: { en: 'ISO year', fr: 'année ISO' }, of: (day) => call('iso-year', day) },
  minute: { word: { en: 'minute', fr: 'minute' }, of: (_, at) => at && call('minute', at), turn: [60, 0] },
  second: { word: { en: 'second', fr: 'seconde' }, of: (_, at) => at && call('second', at), turn: [60, 0] },
  afternoon: {
    word: { en: 'afternoon or not', fr: 'après-midi ou non' },
    of: (_, at) => at && call('greater-or-equal', call('hour', at), literal('int', 12)),
  },
  weekend: {
    word: { en: 'weekend or not', fr: 'week-end ou non' },
    of: (day) => call('greater-or-equal', call('iso-weekday', day), literal('int', 6)),
  },
} as const satisfies Record<string, Part>

type PartName = keyof typeof parts
const partNames = Object.keys(parts) as PartName[]

const table = {
  columns: [
    { name: 'sold', type: 'timestamp' },
    { name: 'price', type: 'float' },
  ],
  rows: [
    ['2024-03-16 18:30:00', 9.5],
    ['2023-12-31 00:00:00', 4],
    [null, 1],
  ],
} as const

export const dateParts = defineNode({
  id: 'feature.date-parts',
  version: 1,
  icon: 'calendar-days',
  title: { en: 'Date parts', fr: 'Parties de date' },
  summary: {
    en: 'Makes year, month, weekday, hour and more of dates.',
    fr: 'Tire des dates l’année, le mois, le jour de semaine, l’heure, etc.',
  },
  help: {
    en: `A model cannot see that sales rise in December or on Saturdays when it gets a bare date. The parts show it. Weeks are ISO weeks and start on Monday; hours exist for dates with a time only.

As numbers, 23 h and 0 h are far apart, and so are December and January. As sine and cosine they are neighbours: each part becomes two columns on a circle. Use this for linear models and networks; trees do well with plain numbers. Years, weekend and afternoon have no circle and stay as they are.

Missing dates give missing parts. The date itself is dropped unless you keep it.`,
    fr: `Un modèle ne voit pas, dans une date brute, que les ventes montent en décembre ou le samedi. Les parties le montrent. Les semaines sont les semaines ISO et commencent le lundi ; l’heure n’existe que pour les dates avec heure.

En nombres, 23 h et 0 h sont éloignées, comme décembre et janvier. En sinus et cosinus elles sont voisines : chaque partie devient deux colonnes sur un cercle. À préférer pour les modèles linéaires et les réseaux ; les arbres s’accommodent des nombres. Les années, le week-end et l’après-midi n’ont pas de cercle et restent tels quels.

Une date manquante donne des parties manquantes. La date elle-même disparaît, sauf si vous la gardez.`,
  },
  keywords: {
    en: ['year', 'quarter', 'month', 'weekday', 'hour', 'minute', 'half', 'am pm', 'season', 'cyclic', 'time', 'extract date'],
    fr: ['année', 'trimestre', 'semestre', 'mois', 'jour', 'heure', 'minute', 'saison', 'cyclique', 'temps', 'extraire'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({
      label: { en: 'Columns', fr: 'Colonnes' },
      withheld: keptAsTheyAre,
      accepts: moments,
      default: { by: 'types', types: ['date', 'timestamp'], except: [] },
    }),
    year: field.flag({ label: { en: 'Year', fr: 'Année' }, default: true }),
    quarter: field.flag({ label: { en: 'Quarter', fr: 'Trimestre' }, default: false }),
    month: field.flag({ label: { en: 'Month', fr: 'Mois' }, default: true }),
    week: field.flag({ label: { en: 'Week of the year', fr: 'Semaine de l’année' }, default: false }),
    weekday: field.flag({ label: { en: 'Weekday, Monday is 1', fr: 'Jour de semaine, lundi vaut 1' }, default: true }),
    day: field.flag({ label: { en: 'Day of the month', fr: 'Jour du mois' }, default: false }),
    hour: field.flag({ label: { en: 'Hour', fr: 'Heure' }, default: false }),
    weekend: field.flag({ label: { en: 'Weekend or not', fr: 'Week-end ou non' }, default: false }),
    half: field.flag({ label: { en: 'Half-year', fr: 'Semestre' }, default: false, group: 'advanced' }),
    dayOfYear: field.flag({ label: { en: 'Day of the year', fr: 'Jour de l’année' }, default: false, group: 'advanced' }),
    isoYear: field.flag({
      label: { en: 'Year of the ISO week', fr: 'Année de la semaine ISO' },
      default: false,
      group: 'advanced',
    }),
    minute: field.flag({ label: { en: 'Minute', fr: 'Minutes' }, default: false, group: 'advanced' }),
    second: field.flag({ label: { en: 'Second', fr: 'Secondes' }, default: false, group: 'advanced' }),
    afternoon: field.flag({ label: { en: 'Afternoon (pm) or not', fr: 'Après-midi ou non' }, default: false, group: 'advanced' }),
    cyclic: field.flag({
      label: { en: 'As sine and cosine', fr: 'En sinus et cosinus' },
      help: { en: 'December is then a neighbour of January.', fr: 'Décembre est alors voisin de janvier.' },
      default: false,
    }),
    keep: field.flag({
      label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' },
      default: false,
      group: 'advanced',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: moments, withheld: keptAsTheyAre })
    const wanted = wantedParts(params)
    const free = freeNames(input)
    const derived = columns.map((column) => ({
      source: column.name,
      columns: wanted
        .flatMap((name) => columnsFor(column, name, params.cyclic))
        .map(({ ending, expr }) => ({ name: free(`${column.name} ${ending}`), expr })),
    }))
    if (derived.every((item) => item.columns.length === 0)) throw new NodeProblem(nothingChosen)
    return addDerived(input, derived, params.keep)
  },
  explain(params) {
    const wanted = wantedParts(params).map((name) => parts[name].word)
    if (wanted.length === 0) return { en: 'no part yet', fr: 'aucune partie encore' }
    const [list, what] = [listed(wanted), columnsPhrase(params.columns)]
    return { en: `${list.en} of ${what.en}`, fr: `${list.fr} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Month, weekday and hour of a sale', fr: 'Mois, jour et heure d’une vente' },
      params: { year: false, hour: true, weekend: true },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'price', type: 'float' },
            { name: 'sold month', type: 'int' },
            { name: 'sold weekday', type: 'int' },
            { name: 'sold hour', type: 'int' },
            { name: 'sold weekend', type: 'bool' },
          ],
          rows: [
            [9.5, 3, 6, 18, true],
            [4, 12, 7, 0, true],
            [1, null, null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'The hour on a circle', fr: 'L’heure sur un cercle' },
      params: { year: false, month: false, weekday: false, hour: true, cyclic: true, keep: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'sold hour sine', type: 'float' }, { name: 'sold hour cosine', type: 'float' }],
          rows: [
            ['2024-03-16 18:30:00', 9.5, -1, 0],
            ['2023-12-31 00:00:00', 4, 0, 1],
            [null, 1, null, null],
          ],
        },
      },
    },
  ],
})

const nothingChosen = {
  code: 'nothing-chosen',
  param: 'year',
  text: { en: 'No part is chosen that these columns have.', fr: 'Aucune partie choisie n’existe dans ces colonnes.' },
  action: { en: 'Choose at least one part.', fr: 'Choisissez au moins une partie.' },
}

const paramOf = { 'day of year': 'dayOfYear', 'iso year': 'isoYear' } as const

type Wanted = Readonly<Record<Exclude<PartName, keyof typeof paramOf> | 'dayOfYear' | 'isoYear', boolean>>

const wantedParts = (params: Wanted): readonly PartName[] =>
  partNames.filter((name) => params[name === 'day of year' || name === 'iso year' ? paramOf[name] : name])

function columnsFor(column: Column, name: PartName, cyclic: boolean): { ending: string; expr: Expr }[] {
  const part: Part = parts[name]
  const value = columnExpr(column.name)
  const expr = column.type === 'date' ? part.of(value, undefined) : part.of(call('timestamp-to-date', value), value)
  if (!expr) return []
  if (!cyclic || !part.turn) return [{ ending: name, expr }]
  const [steps, first] = part.turn
  const angle = call('multiply', call('subtract-int', expr, literal('int', first)), literal('float', (2 * Math.PI) / steps))
  return [
    { ending: `${name} sine`, expr: call('sine', angle) },
    { ending: `${name} cosine`, expr: call('cosine', angle) },
  ]
}
