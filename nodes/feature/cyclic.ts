import { z } from 'zod'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { DataType } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const numbers: readonly DataType[] = ['int', 'float']

const turns = { hour: 24, weekday: 7, month: 12, 'day-of-year': 365.25, degrees: 360 } as const

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: numbers, withheld: keptAsTheyAre }),
  turn: field.choice({
    label: { en: 'One turn is', fr: 'Un tour fait' },
    choices: [
      { value: 'hour', label: { en: '24 hours', fr: '24 heures' } },
      { value: 'weekday', label: { en: '7 weekdays', fr: '7 jours de semaine' } },
      { value: 'month', label: { en: '12 months', fr: '12 mois' } },
      { value: 'day-of-year', label: { en: '365.25 days of a year', fr: '365,25 jours d’une année' } },
      { value: 'degrees', label: { en: '360 degrees', fr: '360 degrés' } },
      { value: 'own', label: { en: 'a number that I give', fr: 'un nombre donné' } },
    ],
    default: 'hour',
  }),
  period: field.number({ label: { en: 'Period', fr: 'Période' }, default: 1, when: { param: 'turn', in: ['own'] } }),
  start: field.number({
    label: { en: 'The turn begins at', fr: 'Le tour commence à' },
    help: { en: '1 for months and weekdays that are counted from 1.', fr: '1 pour des mois et jours comptés à partir de 1.' },
    default: 0,
    group: 'advanced',
  }),
  keep: field.flag({ label: { en: 'Keep the original columns', fr: 'Garder les colonnes d’origine' }, default: false, group: 'advanced' }),
})

const table = { columns: [{ name: 'hour', type: 'int' }], rows: [[0], [6], [24], [null]] } as const

export const cyclic = defineNode({
  id: 'feature.cyclic',
  version: 1,
  icon: 'rotate-ccw',
  title: { en: 'Numbers on a circle', fr: 'Nombres sur un cercle' },
  summary: {
    en: 'Turns hours, weekdays or angles into sine and cosine, so that 23 h is near 0 h.',
    fr: 'Transforme heures, jours ou angles en sinus et cosinus : 23 h est alors près de 0 h.',
  },
  help: {
    en: `Each number gives two columns between -1 and 1, its place on a circle: 23 h and 0 h, December and January, 359° and 1° are neighbours there. Numbers beyond a turn go round again; negative ones go backwards. Use it for linear models and networks; trees do well with plain numbers. For dates, “Date parts” does both steps at once.

Missing values, NaN and infinities give missing or NaN results.`,
    fr: `Chaque nombre donne deux colonnes entre -1 et 1, sa place sur un cercle : 23 h et 0 h, décembre et janvier, 359° et 1° y sont voisins. Les nombres au-delà d’un tour recommencent ; les négatifs tournent à l’envers. À préférer pour les modèles linéaires et les réseaux ; les arbres s’accommodent des nombres. Pour des dates, « Parties de date » fait les deux étapes d’un coup.

Les valeurs manquantes, NaN et infinies donnent des résultats manquants ou NaN.`,
  },
  keywords: {
    en: ['cyclic', 'sine', 'cosine', 'periodic', 'hour of day', 'angle', 'seasonal'],
    fr: ['cyclique', 'sinus', 'cosinus', 'périodique', 'heure', 'angle', 'saison'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
    const period = settings.turn === 'own' ? settings.period : turns[settings.turn]
    const free = freeNames(input)
    const derived = columns.map(({ name, type }) => {
      const value = type === 'int' ? call('int-to-float', columnExpr(name)) : columnExpr(name)
      const within = call('modulo', call('subtract', value, literal('float', settings.start)), literal('float', period))
      const angle = call('multiply', within, literal('float', (2 * Math.PI) / period))
      return {
        source: name,
        columns: [
          { name: free(`${name} sine`), expr: call('sine', angle) },
          { name: free(`${name} cosine`), expr: call('cosine', angle) },
        ],
      }
    })
    return addDerived(input, derived, settings.keep)
  },
  check: ({ turn, period }) =>
    turn === 'own' && !(period > 0)
      ? [
          {
            code: 'bad-value',
            param: 'period',
            text: { en: 'A period is above 0.', fr: 'Une période est supérieure à 0.' },
          },
        ]
      : [],
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const period = settings.turn === 'own' ? settings.period : turns[settings.turn]
    return { en: `${what.en} on a circle of ${period}`, fr: `${what.fr} sur un cercle de ${period}` }
  },
  examples: [
    {
      title: { en: 'The hour of a day', fr: 'L’heure du jour' },
      params: { columns: { by: 'names', names: ['hour'] }, keep: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'hour sine', type: 'float' }, { name: 'hour cosine', type: 'float' }],
          rows: [
            [0, 0, 1],
            [6, 1, 0],
            [24, 0, 1],
            [null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Months counted from 1', fr: 'Des mois comptés à partir de 1' },
      params: { columns: { by: 'names', names: ['m'] }, turn: 'month', start: 1 },
      inputs: { table: { columns: [{ name: 'm', type: 'int' }], rows: [[1], [4], [10], [null]] } },
      expect: {
        table: {
          columns: [
            { name: 'm sine', type: 'float' },
            { name: 'm cosine', type: 'float' },
          ],
          rows: [
            [0, 1],
            [1, 0],
            [-1, 0],
            [null, null],
          ],
        },
      },
    },
  ],
})
