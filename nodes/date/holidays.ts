import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { countries, holidaysOf, type CountryCode } from './holiday-rules.ts'

const moments: readonly DataType[] = ['date', 'timestamp']

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: moments,
    default: { by: 'types', types: ['date', 'timestamp'], except: [] },
  }),
  country: field.choice({
    label: { en: 'Holidays of', fr: 'Jours fériés de' },
    choices: [
      ...Object.entries(countries).map(([value, { label }]) => ({ value: value as CountryCode, label })),
      { value: 'own', label: { en: 'my own calendar only', fr: 'mon propre calendrier seulement' } },
    ] as const,
    default: 'fr',
  }),
  own: field.text({
    label: { en: 'Own days and times', fr: 'Jours et périodes à moi' },
    help: {
      en: 'One a line, such as 2024-12-24, or 2024-07-06/2024-09-01 Summer.',
      fr: 'Un par ligne, comme 2024-12-24, ou 2024-07-06/2024-09-01 Été.',
    },
    multiline: true,
    optional: true,
  }),
  holiday: field.flag({ label: { en: 'Holiday or not', fr: 'Férié ou non' }, default: true }),
  name: field.flag({ label: { en: 'Name of the holiday', fr: 'Nom du jour férié' }, default: false }),
  working: field.flag({ label: { en: 'Working day or not', fr: 'Jour ouvré ou non' }, default: true }),
  observed: field.flag({
    label: { en: 'Days off for holidays on a weekend', fr: 'Jours chômés pour un férié de week-end' },
    help: { en: 'Where the country has them.', fr: 'Là où le pays en a.' },
    default: true,
    group: 'advanced',
  }),
  from: field.number({
    label: { en: 'First year', fr: 'Première année' },
    default: 2000,
    min: 1900,
    max: 2099,
    integer: true,
    group: 'advanced',
  }),
  to: field.number({
    label: { en: 'Last year', fr: 'Dernière année' },
    default: 2040,
    min: 1900,
    max: 2099,
    integer: true,
    group: 'advanced',
  }),
})

const table = { columns: [{ name: 'day', type: 'date' }], rows: [['2024-05-09'], ['2024-05-10'], ['2024-05-11'], [null]] } as const

export const holidays = defineNode({
  id: 'date.holidays',
  version: 1,
  icon: 'star',
  title: { en: 'Holidays', fr: 'Jours fériés' },
  summary: {
    en: 'Says which dates are holidays or working days, in nine countries or by a calendar of your own.',
    fr: 'Dit quelles dates sont fériées ou ouvrées, dans neuf pays ou selon votre calendrier.',
  },
  help: {
    en: `The days are computed from rules that ship with Millrace, nothing is fetched: fixed days, days around Easter, n-th weekdays, and the single days that a country decreed since 2000. They are the days that the whole country has; regional ones go into your own calendar, and so do school terms, as times from one day to another with a name.

A working day is Monday to Friday and no holiday. Names are in the language of the country. Dates outside the years under “advanced” and missing dates give missing answers.`,
    fr: `Les jours se calculent par des règles livrées avec Millrace, rien n’est téléchargé : jours fixes, jours autour de Pâques, n-ièmes jours de semaine, et les jours isolés décrétés depuis 2000. Ce sont ceux de tout le pays ; les jours régionaux vont dans votre calendrier, de même que les vacances scolaires, comme des périodes d’un jour à un autre avec un nom.

Un jour ouvré va du lundi au vendredi et n’est pas férié. Les noms sont dans la langue du pays. Les dates hors des années sous « avancé » et les dates manquantes donnent des réponses manquantes.`,
  },
  keywords: {
    en: ['bank holiday', 'public holiday', 'working day', 'business day', 'school term', 'calendar', 'easter'],
    fr: ['férié', 'jour ouvré', 'vacances scolaires', 'calendrier', 'pâques', 'jour ouvrable'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: moments, withheld: keptAsTheyAre })
    if (!settings.holiday && !settings.name && !settings.working) throw new NodeProblem(nothingChosen)
    const days = settings.country === 'own' ? [] : holidaysOf(settings.country, [settings.from, settings.to], settings.observed)
    const own = readOwn(settings.own)
    const free = freeNames(input)
    return addDerived(
      input,
      columns.map(({ name, type }) => {
        const day = type === 'date' ? columnExpr(name) : call('timestamp-to-date', columnExpr(name))
        const known = call('between', call('year', day), literal('int', settings.from), literal('int', settings.to))
        const answer = (expr: Expr, kind: DataType) => call('if', known, expr, literal(kind, null))
        const isHoliday = holidayTest(day, days, own)
        const weekday = call('less', call('iso-weekday', day), literal('int', 6))
        return {
          source: name,
          columns: [
            ...(settings.holiday ? [{ name: free(`${name} holiday`), expr: answer(isHoliday, 'bool') }] : []),
            ...(settings.name ? [{ name: free(`${name} holiday name`), expr: answer(nameOf(day, days, own), 'text') }] : []),
            ...(settings.working
              ? [{ name: free(`${name} working day`), expr: answer(call('and', weekday, call('not', isHoliday)), 'bool') }]
              : []),
          ],
        }
      }),
      true,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const where = settings.country === 'own' ? { en: 'my calendar', fr: 'mon calendrier' } : countries[settings.country].label
    return { en: `holidays of ${where.en} in ${what.en}`, fr: `jours fériés (${where.fr}) : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Ascension in France', fr: 'L’Ascension en France' },
      params: { name: true },
      inputs: { table },
      expect: {
        table: {
          columns: [
            ...table.columns,
            { name: 'day holiday', type: 'bool' },
            { name: 'day holiday name', type: 'text' },
            { name: 'day working day', type: 'bool' },
          ],
          rows: [
            ['2024-05-09', true, 'Ascension', false],
            ['2024-05-10', false, null, true],
            ['2024-05-11', false, null, false],
            [null, null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'A bridge day of my own', fr: 'Un pont à moi' },
      params: { country: 'own', own: '2024-05-10/2024-05-12 Bridge', name: true, working: false },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'day holiday', type: 'bool' }, { name: 'day holiday name', type: 'text' }],
          rows: [
            ['2024-05-09', false, null],
            ['2024-05-10', true, 'Bridge'],
            ['2024-05-11', true, 'Bridge'],
            [null, null, null],
          ],
        },
      },
    },
  ],
})

interface OwnTime {
  readonly from: string
  readonly to: string
  readonly name: string
}

type Days = readonly (readonly [string, string])[]

function holidayTest(day: Expr, days: Days, own: readonly OwnTime[]): Expr {
  const tests = [
    ...(days.length === 0 ? [] : [call('in', day, ...days.map(([date]) => literal('date', date)))]),
    ...own.map(({ from, to }) => call('between', day, literal('date', from), literal('date', to))),
  ]
  const [only = literal('bool', false)] = tests
  return tests.length > 1 ? call('or', ...tests) : only
}

function nameOf(day: Expr, days: Days, own: readonly OwnTime[]): Expr {
  const named =
    days.length === 0
      ? literal('text', null)
      : call('switch', day, literal('text', null), ...days.flatMap(([date, name]) => [literal('date', date), literal('text', name)]))
  return own.reduceRight<Expr>(
    (rest, { from, to, name }) => call('if', call('between', day, literal('date', from), literal('date', to)), literal('text', name), rest),
    named,
  )
}

function readOwn(typed: string): readonly OwnTime[] {
  const lines = typed.split(/[\n;]/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  return lines.map((line): OwnTime => {
    const match = /^(\d{4}-\d{2}-\d{2})(?: *\/ *(\d{4}-\d{2}-\d{2}))?(?: +(.*))?$/.exec(line)
    const [, from = '', to = from, name = ''] = match ?? []
    if (!isDay(from) || !isDay(to)) throw badLine(line)
    return { from, to, name: name === '' ? from : name }
  })
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return text !== '' && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const nothingChosen = {
  code: 'nothing-chosen',
  param: 'holiday',
  text: { en: 'No column is asked for.', fr: 'Aucune colonne n’est demandée.' },
  action: { en: 'Switch on at least one.', fr: 'Activez-en au moins une.' },
}

function badLine(line: string): NodeProblem {
  const shown = line.slice(0, 40)
  return new NodeProblem({
    code: 'bad-value',
    param: 'own',
    text: { en: `“${shown}” does not begin with a day.`, fr: `« ${shown} » ne commence pas par un jour.` },
    action: { en: 'Write it like 2024-12-24 Name.', fr: 'Écrivez par exemple 2024-12-24 Nom.' },
  })
}
