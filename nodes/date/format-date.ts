import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'
import { calendarWords, type CalendarLanguage } from './calendar-words.ts'

const moments: readonly DataType[] = ['date', 'timestamp']

const languages = Object.entries(calendarWords).map(([value, { label }]) => ({ value: value as CalendarLanguage, label }))

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    withheld: keptAsTheyAre,
    accepts: moments,
    default: { by: 'types', types: ['date', 'timestamp'], except: [] },
  }),
  format: field.text({
    label: { en: 'Format', fr: 'Format à écrire' },
    help: {
      en: 'YYYY YY, MM M, MMM MMMM in words, DD D, ddd dddd weekdays, hh mm ss, Q quarter, W week; “quoted” text stays.',
      fr: 'YYYY YY, MM M, MMM MMMM en lettres, DD D, ddd dddd jours de semaine, hh mm ss, Q trimestre, W semaine ; un texte “cité” reste.',
    },
    default: 'DD/MM/YYYY',
  }),
  language: field.choice({ label: { en: 'Names in', fr: 'Noms en' }, choices: languages, default: 'en' }),
  ...resultPlaceFields({ ending: ' text' }),
})

const table = {
  columns: [
    { name: 'sold', type: 'timestamp' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['2024-08-03 09:05:00', 1],
    [null, 2],
  ],
} as const

export const formatDate = defineNode({
  id: 'date.format-date',
  version: 1,
  icon: 'calendar-days',
  title: { en: 'Write dates', fr: 'Écrire des dates' },
  summary: {
    en: 'Turns dates into texts in a format of your own, with month and weekday names.',
    fr: 'Transforme des dates en textes dans le format voulu, avec noms de mois et de jours.',
  },
  help: {
    en: `The format says what stands where: DD/MM/YYYY gives 03/08/2024, “ddd D MMM” gives Sat 3 Aug, “YYYY-Q” gives 2024-3. Months are MM and minutes mm. A date without time has 00 for hours and minutes. Names come in five languages.

Text cannot be counted with: keep the date too if you still need to sort, filter or subtract. Missing dates stay missing.`,
    fr: `Le format dit ce qui figure où : DD/MM/YYYY donne 03/08/2024, « ddd D MMM » donne sam. 3 août, « YYYY-Q » donne 2024-3. Les mois sont MM et les minutes mm. Une date sans heure donne 00 pour les heures et les minutes. Les noms existent en cinq langues.

On ne calcule pas avec du texte : gardez aussi la date si vous devez encore trier, filtrer ou soustraire. Les dates manquantes restent manquantes.`,
  },
  keywords: {
    en: ['date to text', 'format date', 'strftime', 'month name', 'weekday name'],
    fr: ['date en texte', 'mettre en forme', 'nom du mois', 'nom du jour'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: moments, withheld: keptAsTheyAre })
    if (settings.format.trim() === '') throw new NodeProblem(noFormat)
    return asProblem({ param: 'format' }, () => {
      const results = columns.map((column) => ({ source: column.name, expr: written(column, settings.format, settings.language) }))
      extend(
        input,
        results.map(({ source, expr }) => ({ name: source, expr })),
      )
      return placeResults(input, results, settings)
    })
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const format = settings.format || '…'
    return { en: `write ${what.en} as ${format}`, fr: `écrire selon ${format} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Day, month and hour', fr: 'Jour, mois et heure' },
      params: { format: 'DD/MM/YYYY hh:mm' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'sold', type: 'text' },
            { name: 'n', type: 'int' },
          ],
          rows: [
            ['03/08/2024 09:05', 1],
            [null, 2],
          ],
        },
      },
    },
    {
      title: { en: 'In French words, beside the date', fr: 'En lettres, à côté de la date' },
      params: { format: 'dddd D MMMM YYYY “(sem.” W“)”', language: 'fr', place: 'add' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'sold text', type: 'text' }],
          rows: [
            ['2024-08-03 09:05:00', 1, 'samedi 3 août 2024 (sem. 31)'],
            [null, 2, null],
          ],
        },
      },
    },
  ],
})

const noFormat = {
  code: 'nothing-chosen',
  param: 'format',
  text: { en: 'There is no format yet.', fr: 'Il n’y a pas encore de format.' },
  action: { en: 'Type one, such as DD/MM/YYYY.', fr: 'Saisissez-en un, par exemple DD/MM/YYYY.' },
}

function written({ name, type }: Column, format: string, language: CalendarLanguage): Expr {
  const at = type === 'date' ? call('date-to-timestamp', columnExpr(name)) : columnExpr(name)
  const day = type === 'date' ? columnExpr(name) : call('timestamp-to-date', at)
  const words = calendarWords[language]
  const named = (place: Expr, names: readonly string[]) => call('choose', place, ...names.map((word) => literal('text', word)))
  const pieces = format.split(/(MMMM|MMM|dddd|ddd|Q|W|“[^”]*”|"[^"]*")/u).filter((piece) => piece !== '')
  const texts = pieces.map((piece): Expr => {
    if (piece === 'MMMM') return named(call('month', day), words.months)
    if (piece === 'MMM') return named(call('month', day), words.shortMonths)
    if (piece === 'dddd') return named(call('iso-weekday', day), words.days)
    if (piece === 'ddd') return named(call('iso-weekday', day), words.shortDays)
    if (piece === 'Q') return call('int-to-text', call('quarter', day))
    if (piece === 'W') return call('int-to-text', call('iso-week', day))
    if (/^["“].*["”]$/su.test(piece)) return literal('text', piece.slice(1, -1))
    return call('format-timestamp', at, literal('text', piece))
  })
  return call('if', call('is-null', at), literal('text', null), call('concat', ...texts))
}
