import { z } from 'zod'
import { extend, filter, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { numbered } from '../kit/first-appearance.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'

const table = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'day', type: 'date' },
    { name: 'sales', type: 'int' },
  ],
  rows: [
    ['a', '2024-01-02', 5],
    ['a', '2024-01-01', 3],
    ['b', '2024-01-01', 8],
    ['a', '2024-01-03', null],
  ],
} as const

export const lags = defineNode({
  id: 'series.lags',
  version: 1,
  icon: 'calendar-arrow-down',
  title: { en: 'Lags', fr: 'Décalages' },
  summary: { en: 'Puts the values of earlier rows beside each row.', fr: 'Met à côté de chaque ligne les valeurs de lignes antérieures.' },
  help: {
    en: `For each lag, such as 1, 7 or 1-3, a column holds the value so many rows before, in the order of the time column and within each series. A negative lag looks ahead: useful as a target, never as a feature.

Lags count rows, not days: add missing rows first if the series has gaps. There is no value before the first row of a series; such rows stay with missing values, or go if you drop rows without history. A missing time comes last in its series.`,
    fr: `Pour chaque décalage, comme 1, 7 ou 1-3, une colonne contient la valeur tant de lignes plus tôt, dans l’ordre du temps et dans chaque série. Un décalage négatif regarde devant : utile comme cible, jamais comme variable.

Les décalages comptent des lignes, non des jours : ajoutez d’abord les lignes manquantes si la série a des trous. Il n’y a pas de valeur avant la première ligne d’une série ; ces lignes restent avec des valeurs manquantes, ou partent si vous écartez les lignes sans passé. Un temps manquant vient à la fin de sa série.`,
  },
  keywords: {
    en: ['lag', 'lead', 'shift', 'previous', 'history', 'autoregressive'],
    fr: ['retard', 'décaler', 'précédent', 'historique', 'autorégressif'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars }),
    lags: field.text({ label: { en: 'Lags', fr: 'Décalages' }, help: { en: '1, 7 or 1-3', fr: '1, 7 ou 1-3' }, default: '1' }),
    time: field.column({ label: { en: 'In the order of', fr: 'Dans l’ordre de' }, accepts: scalars, optional: true }),
    groups: field.columns({ label: { en: 'For each series', fr: 'Pour chaque série' }, accepts: scalars }),
    drop: field.flag({ label: { en: 'Drop rows without history', fr: 'Écarter les lignes sans passé' }, default: false }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: scalars })
    const groups = chooseColumns(input, params.groups, { param: 'groups', accepts: scalars, optional: true }).map(({ name }) => name)
    const wanted = params.time || input.columns.find((column) => column.role === 'time')?.name || ''
    const time = wanted === '' ? [] : [{ expr: columnExpr(chooseColumn(input, wanted, { param: 'time', accepts: scalars }).name) }]
    const { rows, place } = numbered(input)
    const free = freeNames(rows)
    const order = [...time, { expr: columnExpr(place) }]
    const made = columns.flatMap((column) =>
      readLags(params.lags).map((lag) => ({
        name: free(`${column.name} lag ${lag}`),
        source: column.name,
        expr: windowOver(lag < 0 ? 'lead' : 'lag', [columnExpr(column.name), literal('int', Math.abs(lag))], groups, order),
      })),
    )
    const deepest = Math.max(0, ...readLags(params.lags))
    const at = free('place in order')
    const numberedRows = { name: at, expr: windowOver('row-number', [literal('int', 1)], groups, order) }
    const lagged = extend(rows, [...made.map(({ name, expr }) => ({ name, expr })), numberedRows])
    const kept = params.drop ? filter(lagged, call('greater', columnExpr(at), literal('int', deepest))) : lagged
    const table = select(kept, [...input.columns.map((column) => column.name), ...made.map((item) => item.name)])
    return passRolesOn(table, input, new Map(made.map(({ name, source }) => [name, source])))
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    const by = params.time === '' ? null : quoted(params.time)
    return {
      en: `${what.en} ${params.lags} rows before${by ? `, by ${by.en}` : ''}`,
      fr: `${what.fr}, ${params.lags} lignes plus tôt${by ? `, par ${by.fr}` : ''}`,
    }
  },
  examples: [
    {
      title: { en: 'Sales of the day before and the day after', fr: 'Ventes de la veille et du lendemain' },
      params: { columns: { by: 'names', names: ['sales'] }, lags: '1, -1', time: 'day', groups: { by: 'names', names: ['shop'] } },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'sales lag 1', type: 'int' }, { name: 'sales lag -1', type: 'int' }],
          rows: [
            ['a', '2024-01-02', 5, 3, null],
            ['a', '2024-01-01', 3, null, 5],
            ['b', '2024-01-01', 8, null, null],
            ['a', '2024-01-03', null, 5, null],
          ],
        },
      },
    },
    {
      title: { en: 'A window of two; rows without history go', fr: 'Une fenêtre de deux ; les lignes sans passé partent' },
      params: {
        columns: { by: 'names', names: ['sales'] },
        lags: '1-2',
        time: 'day',
        groups: { by: 'names', names: ['shop'] },
        drop: true,
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'sales lag 1', type: 'int' }, { name: 'sales lag 2', type: 'int' }],
          rows: [['a', '2024-01-03', null, 5, 3]],
        },
      },
    },
  ],
})

/** The lags of a text such as “1, 7” or “1-3”, each once, in order. Throws a NodeProblem. */
function readLags(text: string): readonly number[] {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '')
  const found = parts.flatMap((part) => {
    const range = /^(\d{1,4})-(\d{1,4})$/.exec(part)
    if (range) {
      const [from, to] = [Number(range[1]), Number(range[2])]
      return Array.from({ length: Math.min(1000, Math.max(0, to - from + 1)) }, (_, index) => from + index)
    }
    return /^-?\d{1,6}$/.test(part) ? [Number(part)] : [Number.NaN]
  })
  const lags = [...new Set(found)]
  if (lags.length > 0 && lags.length <= 1000 && lags.every((lag) => Number.isInteger(lag) && lag !== 0)) return lags
  const shown = quoted(text)
  throw new NodeProblem({
    code: 'bad-value',
    param: 'lags',
    text: { en: `${shown.en} is no list of lags.`, fr: `${shown.fr} n’est pas une liste de décalages.` },
    action: { en: 'Write whole numbers other than 0, such as 1, 7 or 1-3.', fr: 'Écrivez des entiers autres que 0, comme 1, 7 ou 1-3.' },
  })
}
