import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { rejectPorts, settleErrors, type Attempt } from '../kit/on-error.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults } from '../kit/result-place.ts'

const accepts: readonly DataType[] = ['date', 'timestamp', 'text']

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    help: { en: 'Texts are read as 2024-01-31 or 2024-01-31 10:30.', fr: 'Les textes se lisent comme 2024-01-31 ou 2024-01-31 10:30.' },
    accepts,
    default: { by: 'types', types: ['date', 'timestamp'], except: [] },
  }),
  earliest: field.date({ label: { en: 'Not before', fr: 'Pas avant' }, optional: true }),
  latest: field.date({ label: { en: 'Not after that day', fr: 'Pas après ce jour' }, optional: true }),
  after: field.column({
    label: { en: 'Not before the date in', fr: 'Pas avant la date de' },
    help: { en: 'Such as a delivery that cannot come before its order.', fr: 'Comme une livraison qui ne peut précéder sa commande.' },
    accepts: ['date', 'timestamp'],
    optional: true,
  }),
  weekdays: field.flag({ label: { en: 'Monday to Friday only', fr: 'Du lundi au vendredi seulement' }, default: false }),
  required: field.flag({ label: { en: 'Missing is not valid', fr: 'Manquant n’est pas valable' }, default: false }),
  policy: field.choice({
    label: { en: 'What is not valid', fr: 'Ce qui n’est pas valable' },
    choices: [
      { value: 'reject', label: { en: 'takes its row out, to the second output', fr: 'écarte sa ligne, vers la seconde sortie' } },
      { value: 'flag', label: { en: 'is said in a new column', fr: 'est dit dans une nouvelle colonne' } },
      { value: 'missing', label: { en: 'becomes missing', fr: 'devient manquant' } },
      { value: 'fail', label: { en: 'stops the run', fr: 'arrête l’exécution' } },
    ],
    default: 'reject',
  }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'ordered', type: 'date' },
    { name: 'shipped', type: 'timestamp' },
  ],
  rows: [
    ['2024-01-31', '2024-02-01 10:00:00'],
    ['2024-02-02', '2024-02-01 10:00:00'],
    ['1900-01-01', '2024-02-01 10:00:00'],
    [null, null],
  ],
} as const

export const validate = defineNode({
  id: 'date.validate',
  version: 1,
  icon: 'shield-check',
  title: { en: 'Check dates', fr: 'Vérifier des dates' },
  summary: {
    en: 'Finds dates out of range, before another date or unreadable, and takes them out, marks them or stops.',
    fr: 'Trouve les dates hors limites, antérieures à une autre ou illisibles, et les écarte, les marque ou arrête.',
  },
  help: {
    en: `Dates such as 1900-01-01 or 9999-12-31 often stand for “unknown”. This node finds what lies outside the days that make sense, what comes before another date of its row, and texts that are no dates; texts that pass become dates with time, unless you only mark them in a new column. The last day counts to its end.

“Rejected rows” always lists the rows with a date that is not valid, as they were, with the reason; only the first policy takes them out. Missing dates are valid unless you say otherwise. Where the other date is missing, nothing is compared.`,
    fr: `Des dates comme 1900-01-01 ou 9999-12-31 signifient souvent « inconnu ». Ce nœud trouve ce qui sort des jours vraisemblables, ce qui précède une autre date de la ligne, et les textes qui ne sont pas des dates ; les textes valables deviennent des dates avec heure, sauf si vous les marquez seulement dans une nouvelle colonne. Le dernier jour compte jusqu’à sa fin.

« Lignes rejetées » contient toujours, telles quelles et avec la raison, les lignes dont une date n’est pas valable ; seul le premier choix les écarte. Les dates manquantes sont valables, sauf avis contraire. Si l’autre date manque, rien n’est comparé.`,
  },
  keywords: {
    en: ['validate timestamp', 'date range', 'plausible', 'future dates', 'sentinel', 'check'],
    fr: ['valider', 'horodatage', 'limites', 'vraisemblable', 'dates futures', 'contrôle'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts })
    const after =
      settings.after === '' ? undefined : chooseColumn(input, settings.after, { param: 'after', accepts: ['date', 'timestamp'] })
    const attempts = columns.map((column): Attempt => {
      const type = column.type === 'date' ? 'date' : 'timestamp'
      const read = convert(columnExpr(column.name), column.type, type) ?? columnExpr(column.name)
      const failed = call('is-true', notValid(column, read, after?.name === column.name ? undefined : after, settings))
      return {
        source: column.name,
        expr: settings.policy === 'missing' ? call('if', failed, literal(type, null), read) : read,
        type,
        failed,
        shown: call('coalesce', convert(columnExpr(column.name), column.type, 'text') ?? columnExpr(column.name), literal('text', '')),
        reason: 'is not valid',
      }
    })
    const policy = settings.policy === 'flag' ? 'missing' : settings.policy
    const { table: treated, rejected } = settleErrors(input, attempts, policy, (rows, results) =>
      placeResults(rows, results, { place: 'replace', ending: '' }),
    )
    if (settings.policy !== 'flag') return { table: treated, rejected }
    const free = freeNames(input)
    const flags = attempts.map(({ source, failed }) => ({
      source,
      columns: [{ name: free(`${source} valid`), expr: call('not', failed) }],
    }))
    return { table: addDerived(input, flags, true), rejected }
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const { earliest: from, latest: to } = settings
    if (from === '' && to === '') return { en: `check the dates of ${what.en}`, fr: `vérifier les dates : ${what.fr}` }
    if (to === '') return { en: `check that ${what.en} are from ${from} on`, fr: `vérifier dès le ${from} : ${what.fr}` }
    if (from === '') return { en: `check that ${what.en} are up to ${to}`, fr: `vérifier jusqu’au ${to} : ${what.fr}` }
    return { en: `check that ${what.en} are from ${from} to ${to}`, fr: `vérifier de ${from} à ${to} : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Days that make sense', fr: 'Des jours vraisemblables' },
      params: { columns: { by: 'names', names: ['ordered'] }, earliest: '2000-01-01' },
      inputs: { table },
      expect: { table: { columns: table.columns, rows: [table.rows[0], table.rows[1], table.rows[3]] } },
    },
    {
      title: { en: 'Shipped before it was ordered', fr: 'Expédié avant la commande' },
      params: { columns: { by: 'names', names: ['shipped'] }, after: 'ordered', required: true, policy: 'flag' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'shipped valid', type: 'bool' }],
          rows: [
            ['2024-01-31', '2024-02-01 10:00:00', true],
            ['2024-02-02', '2024-02-01 10:00:00', false],
            ['1900-01-01', '2024-02-01 10:00:00', true],
            [null, null, false],
          ],
        },
      },
    },
  ],
})

function notValid(column: Column, read: Expr, after: Column | undefined, settings: Params): Expr {
  const day = column.type === 'date' ? read : call('timestamp-to-date', read)
  const source = columnExpr(column.name)
  const there = column.type === 'text' ? call('not', call('is-blank', source)) : call('is-not-null', source)
  const other =
    after &&
    (after.type === 'date'
      ? [day, columnExpr(after.name)]
      : [column.type === 'date' ? call('date-to-timestamp', read) : read, columnExpr(after.name)])
  const tests = [
    call('and', there, call('is-null', read)),
    ...(settings.required ? [call('is-null', read)] : []),
    ...(settings.earliest === '' ? [] : [call('less', day, literal('date', settings.earliest))]),
    ...(settings.latest === '' ? [] : [call('greater', day, literal('date', settings.latest))]),
    ...(settings.weekdays ? [call('greater', call('iso-weekday', day), literal('int', 5))] : []),
    ...(other ? [call('less', ...other)] : []),
  ]
  const [only = literal('bool', false)] = tests
  return tests.length > 1 ? call('or', ...tests) : only
}
