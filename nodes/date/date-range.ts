import { z } from 'zod'
import { values } from '../../engine/relation/build.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'

const mostRows = 50_000

const params = z.object({
  start: field.date({ label: { en: 'Start', fr: 'Début' }, default: '2024-01-01' }),
  until: field.choice({
    label: { en: 'Until', fr: 'Jusqu’à' },
    choices: [
      { value: 'count', label: { en: 'a number of rows', fr: 'un nombre de lignes' } },
      { value: 'end', label: { en: 'a day', fr: 'un jour' } },
    ],
    default: 'count',
  }),
  count: field.number({
    label: { en: 'Rows', fr: 'Lignes' },
    default: 12,
    min: 1,
    max: mostRows,
    integer: true,
    when: { param: 'until', in: ['count'] },
  }),
  end: field.date({ label: { en: 'Last day', fr: 'Dernier jour' }, when: { param: 'until', in: ['end'] } }),
  step: field.number({ label: { en: 'Every', fr: 'Tous les' }, default: 1, min: 1, max: 10000, integer: true }),
  unit: field.choice({
    label: { en: 'Unit', fr: 'Unité' },
    choices: [
      { value: 'minute', label: { en: 'minutes', fr: 'minutes de temps' } },
      { value: 'hour', label: { en: 'hours', fr: 'heures' } },
      { value: 'day', label: { en: 'days', fr: 'jours' } },
      { value: 'week', label: { en: 'weeks', fr: 'semaines' } },
      { value: 'month', label: { en: 'months', fr: 'mois' } },
      { value: 'year', label: { en: 'years', fr: 'ans' } },
    ],
    default: 'day',
  }),
  weekdays: field.flag({ label: { en: 'Monday to Friday only', fr: 'Du lundi au vendredi seulement' }, default: false }),
  name: field.text({ label: { en: 'Name of the column', fr: 'Nom de la colonne' }, default: 'date' }),
})

type Params = z.output<typeof params>

export const dateRange = defineNode({
  id: 'date.date-range',
  version: 1,
  icon: 'calendar-days',
  title: { en: 'Range of dates', fr: 'Suite de dates' },
  summary: { en: 'A table with one row for each day, hour or month.', fr: 'Un tableau d’une ligne par jour, heure ou mois.' },
  help: {
    en: `A calendar to join to, so that days without a sale are there too. Months are counted from the start: from 31 January, the next is 29 February and then 31 March. Hours and minutes give dates with time. At most 50,000 rows. The table has no missing values; where a chosen day is missing you are told.`,
    fr: `Un calendrier auquel joindre, pour que les jours sans vente y soient aussi. Les mois se comptent depuis le début : à partir du 31 janvier, le suivant est le 29 février puis le 31 mars. Heures et minutes donnent des dates avec heure. Au plus 50 000 lignes. Le tableau n’a pas de valeurs manquantes ; si un jour à donner manque, on vous le dit.`,
  },
  keywords: {
    en: ['calendar', 'sequence', 'generate dates', 'date table', 'create rows'],
    fr: ['calendrier', 'séquence', 'générer des dates', 'table de dates', 'créer des lignes'],
  },
  inputs: {},
  outputs: tablePorts.outputs,
  params,
  compile(settings) {
    const timed = settings.unit === 'hour' || settings.unit === 'minute'
    const rows = momentsOf(settings).map((at) => [timed ? at.toISOString().slice(0, 19).replace('T', ' ') : at.toISOString().slice(0, 10)])
    return values([{ name: settings.name.trim() || 'date', type: timed ? 'timestamp' : 'date' }], rows)
  },
  explain({ start, until, count, end, step, unit }) {
    const last =
      until === 'count' ? { en: `${count} rows`, fr: `${count} lignes` } : { en: `until ${end || '…'}`, fr: `jusqu’au ${end || '…'}` }
    const words = { minute: 'min', hour: 'h', day: 'j', week: 'sem.', month: 'mois', year: 'ans' }
    return {
      en: `from ${start || '…'}, every ${step} ${unit}, ${last.en}`,
      fr: `à partir du ${start || '…'}, tous les ${step} ${words[unit]}, ${last.fr}`,
    }
  },
  examples: [
    {
      title: { en: 'Ends of months', fr: 'Des fins de mois' },
      params: { start: '2024-01-31', count: 3, unit: 'month' },
      expect: { table: { columns: [{ name: 'date', type: 'date' }], rows: [['2024-01-31'], ['2024-02-29'], ['2024-03-31']] } },
    },
    {
      title: { en: 'Working days up to a day', fr: 'Des jours ouvrés jusqu’à un jour' },
      params: { start: '2024-03-01', until: 'end', end: '2024-03-05', weekdays: true, name: 'day' },
      expect: { table: { columns: [{ name: 'day', type: 'date' }], rows: [['2024-03-01'], ['2024-03-04'], ['2024-03-05']] } },
    },
  ],
})

function momentsOf(settings: Params): readonly Date[] {
  const start = dayOf(settings.start, 'start')
  const end = settings.until === 'end' ? dayOf(settings.end, 'end') : undefined
  // The last day counts to its end.
  const last = end ? end.getTime() + 86_399_999 : Number.POSITIVE_INFINITY
  const wanted = settings.until === 'count' ? settings.count : mostRows + 1
  const found: Date[] = []
  for (let index = 0; found.length < wanted; index++) {
    const at = stepped(start, index * settings.step, settings.unit)
    if (at.getTime() > last || at.getUTCFullYear() > 9999) break
    const weekday = at.getUTCDay()
    if (!settings.weekdays || (weekday !== 0 && weekday !== 6)) found.push(at)
  }
  if (found.length > mostRows) throw new NodeProblem(tooMany)
  return found
}

const millis = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const

function stepped(start: Date, count: number, unit: Params['unit']): Date {
  if (unit !== 'month' && unit !== 'year') return new Date(start.getTime() + count * millis[unit])
  const months = start.getUTCMonth() + count * (unit === 'year' ? 12 : 1)
  const year = start.getUTCFullYear()
  const first = new Date(0)
  first.setUTCFullYear(year, months + 1, 0)
  const at = new Date(0)
  at.setUTCFullYear(year, months, Math.min(start.getUTCDate(), first.getUTCDate()))
  return at
}

function dayOf(typed: string, param: 'start' | 'end'): Date {
  const at = new Date(`${typed}T00:00:00Z`)
  if (typed !== '' && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(typed)) return at
  throw new NodeProblem({
    code: typed === '' ? 'nothing-chosen' : 'bad-value',
    param,
    text:
      typed === '' ? { en: 'A day is missing.', fr: 'Un jour manque.' } : { en: `${typed} is no day.`, fr: `${typed} n’est pas un jour.` },
    action: { en: 'Give a day.', fr: 'Donnez un jour.' },
  })
}

const tooMany = {
  code: 'too-many-rows',
  param: 'end',
  text: { en: 'That would be more than 50,000 rows.', fr: 'Cela ferait plus de 50 000 lignes.' },
  action: { en: 'Choose an earlier day or a longer step.', fr: 'Choisissez un jour plus proche ou un pas plus long.' },
}
