import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { numbers } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const separators = { none: '', comma: ',', point: '.', space: '\u202f', apostrophe: '’' } as const

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: numbers, withheld: keptAsTheyAre }),
  decimals: field.number({ label: { en: 'Decimals', fr: 'Décimales' }, default: 2, min: 0, max: 10, integer: true }),
  decimal: field.choice({
    label: { en: 'Decimal sign', fr: 'Signe décimal' },
    choices: [
      { value: 'point', label: { en: 'point: 1.5', fr: 'point : 1.5' } },
      { value: 'comma', label: { en: 'comma: 1,5', fr: 'virgule : 1,5' } },
    ],
    default: 'point',
  }),
  thousands: field.choice({
    label: { en: 'Thousands', fr: 'Milliers' },
    choices: [
      { value: 'none', label: { en: 'not parted: 1234', fr: 'non séparés : 1234' } },
      { value: 'comma', label: { en: 'by a comma: 1,234', fr: 'par une virgule : 1,234' } },
      { value: 'point', label: { en: 'by a point: 1.234', fr: 'par un point : 1.234' } },
      { value: 'space', label: { en: 'by a space: 1 234', fr: 'par une espace : 1 234' } },
      { value: 'apostrophe', label: { en: 'by an apostrophe: 1’234', fr: 'par une apostrophe : 1’234' } },
    ],
    default: 'none',
  }),
  percent: field.flag({ label: { en: 'As percent: 0.12 becomes 12%', fr: 'En pour cent : 0,12 devient 12 %' }, default: false }),
  prefix: field.text({ label: { en: 'Put before', fr: 'Mettre devant' }, placeholder: { en: '€ ', fr: '€ ' }, optional: true }),
  suffix: field.text({ label: { en: 'Put behind', fr: 'Mettre derrière' }, placeholder: { en: ' kg', fr: ' kg' }, optional: true }),
  width: field.number({
    label: { en: 'At least this many digits before the decimals', fr: 'Au moins tant de chiffres avant les décimales' },
    help: { en: 'Zeros are put before: 7 becomes 007.', fr: 'Des zéros sont mis devant : 7 devient 007.' },
    default: 1,
    min: 1,
    max: 20,
    integer: true,
    group: 'advanced',
  }),
  ...resultPlaceFields({ ending: ' text' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'amount', type: 'float' },
    { name: 'code', type: 'int' },
  ],
  rows: [
    [1234567.891, 7],
    [-0.001, null],
    [-1000, 1234],
    [null, 75011],
  ],
} as const

export const writeNumbers = defineNode({
  id: 'clean.write-numbers',
  version: 1,
  icon: 'text-cursor-input',
  title: { en: 'Write numbers as text', fr: 'Écrire des nombres' },
  summary: {
    en: 'Writes numbers as text, with decimals, separators, percent, currency or leading zeros.',
    fr: 'Écrit des nombres en texte, avec décimales, séparateurs, pour cent, monnaie ou zéros devant.',
  },
  help: {
    en: `For reports and files that people read. Halves are rounded away from zero, and what rounds to zero has no minus. The result is text, and no longer adds up: keep the numbers for computing.

Missing values stay missing. NaN, infinities and numbers beyond 9 × 10¹⁸ have no such writing and become missing. A rule leaves out the target, weights and identifiers.`,
    fr: `Pour les rapports et les fichiers que l’on lit. Les moitiés s’arrondissent en s’éloignant de zéro, et ce qui s’arrondit à zéro n’a pas de moins. Le résultat est du texte et ne s’additionne plus : gardez les nombres pour calculer.

Les valeurs manquantes le restent. NaN, infinis et nombres au-delà de 9 × 10¹⁸ n’ont pas cette écriture et deviennent manquants. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['format', 'currency', 'percent', 'thousands', 'leading zeros', 'round', 'to text'],
    fr: ['formater', 'monnaie', 'pourcentage', 'milliers', 'zéros', 'arrondir', 'en texte'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
    const results = columns.map(({ name, type }) => {
      const value = type === 'int' ? call('int-to-float', columnExpr(name)) : columnExpr(name)
      return { source: name, expr: written(settings.percent ? call('multiply', value, literal('float', 100)) : value, settings) }
    })
    return placeResults(input, results, settings)
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const like = quoted(sample(settings))
    return { en: `${what.en} like ${like.en}`, fr: `${what.fr} comme ${like.fr}` }
  },
  examples: [
    {
      title: { en: 'Amounts in euros', fr: 'Des montants en euros' },
      params: { columns: { by: 'names', names: ['amount'] }, thousands: 'comma', prefix: '€ ' },
      inputs: { table },
      expect: {
        table: {
          columns: [{ name: 'amount', type: 'text' }, table.columns[1]],
          rows: [
            ['€ 1,234,567.89', 7],
            ['€ 0.00', null],
            ['-€ 1,000.00', 1234],
            [null, 75011],
          ],
        },
      },
    },
    {
      title: { en: 'Postcodes with five digits', fr: 'Des codes postaux à cinq chiffres' },
      params: { columns: { by: 'names', names: ['code'] }, decimals: 0, width: 5, place: 'add', ending: ' written' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'code written', type: 'text' }],
          rows: table.rows.map((row, index) => [...row, ['00007', null, '01234', '75011'][index] ?? null]),
        },
      },
    },
  ],
})

const text = (value: string) => literal('text', value)

function written(value: Expr, settings: Params): Expr {
  const plain = call('format-number', call('absolute-value', value), literal('int', settings.decimals))
  const whole = settings.decimals === 0 ? plain : call('text-before', plain, text('.'))
  const padded =
    settings.width > 1
      ? call(
          'if',
          call('less', call('length', whole), literal('int', settings.width)),
          call('pad-left', whole, literal('int', settings.width), text('0')),
          whole,
        )
      : whole
  const separator = separators[settings.thousands]
  const grouped = separator === '' ? padded : inThrees(padded, separator)
  const shown =
    settings.decimals === 0
      ? grouped
      : call(
          'concatenate',
          call('concatenate', grouped, text(settings.decimal === 'comma' ? ',' : '.')),
          call('text-after', plain, text('.')),
        )
  const sign = call(
    'if',
    call('and', call('less', value, literal('float', 0)), call('regex-match', plain, text('[1-9]'))),
    text('-'),
    text(''),
  )
  const behind = `${settings.percent ? (settings.decimal === 'comma' ? '\u202f%' : '%') : ''}${settings.suffix}`
  return [text(settings.prefix), shown, text(behind)].reduce((all, part) => call('concatenate', all, part), sign)
}

/** Digits in groups of three from the right: turned around, a sign behind each three, turned back. */
function inThrees(digits: Expr, separator: string): Expr {
  const parted = call('reverse-text', call('regex-replace', call('reverse-text', digits), text('([0-9]{3})'), text(`$1${separator}`)))
  return call('if', call('starts-with', parted, text(separator)), call('mid', parted, literal('int', 2), literal('int', 100)), parted)
}

/** What 1234.5 looks like. */
function sample({ decimals, decimal, thousands, percent, prefix, suffix, width }: Params): string {
  const whole = '1234'.padStart(width, '0')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separators[thousands])
  const rest = decimals === 0 ? '' : `${decimal === 'comma' ? ',' : '.'}${'5'.padEnd(decimals, '0')}`
  return `${prefix}${grouped}${rest}${percent ? '%' : ''}${suffix}`
}
