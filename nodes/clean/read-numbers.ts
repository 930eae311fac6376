import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { onErrorField, rejectPorts, settleErrors, type Attempt } from '../kit/on-error.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text'] }),
  take: field.choice({
    label: { en: 'Take', fr: 'Prendre' },
    choices: [
      { value: 'whole', label: { en: 'texts that are one number', fr: 'les textes qui sont un nombre' } },
      { value: 'first', label: { en: 'the first number in the text', fr: 'le premier nombre du texte' } },
      { value: 'last', label: { en: 'the last number in the text', fr: 'le dernier nombre du texte' } },
    ],
    default: 'whole',
  }),
  decimal: field.choice({
    label: { en: 'Numbers are written', fr: 'Les nombres s’écrivent' },
    choices: [
      { value: 'point', label: { en: '1,234.5 or 1 234.5', fr: '1,234.5 ou 1 234.5' } },
      { value: 'comma', label: { en: '1.234,5 or 1 234,5', fr: '1.234,5 ou 1 234,5' } },
    ],
    default: 'point',
  }),
  percent: field.flag({ label: { en: '12% becomes 0.12', fr: '12 % devient 0,12' }, default: true }),
  units: field.choice({
    label: { en: 'Units and currencies', fr: 'Unités et monnaies' },
    choices: [
      { value: 'drop', label: { en: 'are dropped', fr: 'sont retirées' } },
      { value: 'column', label: { en: 'go to a column of their own', fr: 'vont dans une colonne à elles' } },
      { value: 'refuse', label: { en: 'make the text unreadable', fr: 'rendent le texte illisible' } },
    ],
    default: 'drop',
    when: { param: 'take', in: ['whole'] },
  }),
  factors: field.keyValue({
    label: { en: 'What a unit counts', fr: 'Ce que vaut une unité' },
    help: {
      en: 'km → 1000, g → 0.001. With a list, other units are unreadable.',
      fr: 'km → 1000, g → 0.001. Avec une liste, les autres unités sont illisibles.',
    },
    columns: [
      { key: 'key', label: { en: 'Unit', fr: 'Unité' } },
      { key: 'value', label: { en: 'Times', fr: 'Fois' } },
    ],
    when: { param: 'take', in: ['whole'] },
    group: 'advanced',
  }),
  onError: onErrorField(),
  ...resultPlaceFields({ ending: ' number' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'price', type: 'text' },
    { name: 'room', type: 'text' },
  ],
  rows: [
    ['€ 1,234.50', '2 rooms, 45 m2'],
    ['(99)', 'about 30'],
    ['12%', null],
    [null, 'none'],
    ['free', '7'],
  ],
} as const

export const readNumbers = defineNode({
  id: 'clean.read-numbers',
  version: 1,
  icon: 'text-search',
  title: { en: 'Read numbers', fr: 'Lire des nombres' },
  summary: {
    en: 'Turns texts such as € 1,234.50, 12% or 3 km into numbers.',
    fr: 'Convertit en nombres des textes comme 1 234,50 €, 12 % ou 3 km.',
  },
  help: {
    en: `Spaces, apostrophes and the sign that is not the decimal one group digits by threes: 1,234 is a thousand, 1,23 cannot be read where the point is the decimal sign. Brackets mean less than zero, as accountants write: (99) is -99.

What stands before or behind the number is its unit. It is dropped, kept in a column, or counted by a list: with km → 1000 and m → 1, “3 km” is 3000. The first or last number can also be taken out of a longer text.

Missing and blank texts are missing. What cannot be read becomes missing, stops the run, or leaves for the second output; that one always lists these rows as they were, with the reason. To convert currencies by the rates of a day, keep the currency in a column and join a table of rates.`,
    fr: `Espaces, apostrophes et le signe qui n’est pas le signe décimal groupent les chiffres par trois : 1.234 vaut mille et quelques, 1.23 est illisible là où la virgule est décimale. Les parenthèses signifient moins que zéro, comme en comptabilité : (99) vaut -99.

Ce qui est devant ou derrière le nombre est son unité. Elle est retirée, gardée dans une colonne, ou comptée par une liste : avec km → 1000 et m → 1, « 3 km » vaut 3000. On peut aussi prendre le premier ou le dernier nombre d’un texte plus long.

Les textes manquants ou blancs sont manquants. L’illisible devient manquant, arrête l’exécution ou part à la seconde sortie ; celle-ci nomme toujours ces lignes telles quelles, avec la raison. Pour convertir des monnaies au cours du jour, gardez la monnaie dans une colonne et joignez un tableau de cours.`,
  },
  keywords: {
    en: ['parse', 'currency', 'unit', 'percent', 'extract numbers', 'thousands separator', 'decimal comma'],
    fr: ['convertir', 'monnaie', 'unité', 'pourcentage', 'extraire', 'séparateur de milliers', 'virgule décimale'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
    const factors = settings.take === 'whole' ? factorsOf(settings) : []
    const attempts = columns.map((column): Attempt => {
      const text = columnExpr(column.name)
      const expr = numberIn(text, settings, factors)
      const failed = call('and', call('not', call('is-blank', text)), call('is-null', expr))
      return { source: column.name, expr, type: 'float', failed, shown: text, reason: 'is no number' }
    })
    return settleErrors(input, attempts, settings.onError, (rows, results) => {
      if (settings.take !== 'whole' || settings.units !== 'column') return placeResults(rows, results, settings)
      const free = freeNames(rows)
      const units = columns.map(({ name }) => ({
        source: name,
        columns: [{ name: free(`${name} unit`), expr: call('blank-to-null', partsOf(columnExpr(name), settings).unit) }],
      }))
      return placeResults(addDerived(rows, units, true), results, settings)
    })
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const [en, fr] = {
      whole: ['read', 'lire'],
      first: ['take the first number of', 'prendre le premier nombre de'],
      last: ['take the last number of', 'prendre le dernier nombre de'],
    }[settings.take] as [string, string]
    return { en: `${en} ${what.en}`, fr: `${fr} ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'Amounts; what is no number is set apart', fr: 'Des montants ; ce qui n’en est pas est mis à part' },
      params: { columns: { by: 'names', names: ['price'] }, units: 'column', onError: 'reject' },
      inputs: { table },
      expect: {
        table: {
          columns: [{ name: 'price', type: 'float' }, table.columns[1], { name: 'price unit', type: 'text' }],
          rows: [
            [1234.5, '2 rooms, 45 m2', '€'],
            [-99, 'about 30', null],
            [0.12, null, '%'],
            [null, 'none', null],
          ],
        },
        rejected: {
          columns: [...table.columns, { name: 'reason', type: 'text' }],
          rows: [['free', '7', 'price: “free” is no number']],
        },
      },
    },
    {
      title: { en: 'The first number of a text, in a new column', fr: 'Le premier nombre d’un texte, dans une nouvelle colonne' },
      params: { columns: { by: 'names', names: ['room'] }, take: 'first', place: 'add' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'room number', type: 'float' }],
          rows: table.rows.map((row, index) => [...row, [2, 30, null, null, 7][index] ?? null]),
        },
      },
    },
  ],
})

const spaces = ' \u00a0\u202f'
const signs = {
  point: { decimal: '.', group: ',', digits: `[0-9]{1,3}(?:[${spaces}',][0-9]{3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+` },
  comma: { decimal: ',', group: '.', digits: `[0-9]{1,3}(?:[${spaces}'.][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]*)?|,[0-9]+` },
} as const

const text = (value: string) => literal('text', value)
const group = (value: Expr, pattern: string, index: number) => call('regex-extract', value, text(pattern), literal('int', index))

/** One writing of minus and of apostrophes, no outer spaces. */
function plain(value: Expr): Expr {
  return call('substitute', call('substitute', call('strip', value), text('\u2212'), text('-')), text('\u2019'), text("'"))
}

function partsOf(
  value: Expr,
  { decimal }: Params,
): { readonly bracket: Expr; readonly sign: Expr; readonly digits: Expr; readonly unit: Expr } {
  const outside = `[^0-9(),.+\\-]*`
  const pattern = `^(\\(?)(${outside})([+-]?)(${outside})((?:${signs[decimal].digits})(?:[eE][+-]?[0-9]+)?)([^0-9(),]*)\\)?$`
  const bare = plain(value)
  const unit = call(
    'strip',
    call('concatenate', call('concatenate', group(bare, pattern, 2), group(bare, pattern, 4)), group(bare, pattern, 6)),
  )
  return { bracket: group(bare, pattern, 1), sign: group(bare, pattern, 3), digits: group(bare, pattern, 5), unit }
}

function numberOf(digits: Expr, { decimal }: Params): Expr {
  const { decimal: point, group: comma } = signs[decimal]
  const bare = [' ', '\u00a0', '\u202f', "'"].reduce((inner, space) => call('substitute', inner, text(space), text('')), digits)
  return call('parse-number-local', bare, text(point), text(comma))
}

/** The first or last number of a text. A minus before the last one counts at the start of a word only: 1897-1975 ends with 1975. */
function numberInside(bare: Expr, settings: Params): Expr {
  const { digits } = signs[settings.decimal]
  const percent = `([${spaces}]*%)?`
  const end = `(${digits})${percent}[^0-9]*$`
  const pattern = settings.take === 'first' ? `([+-]?(?:${digits}))${percent}` : `^(?:.*[^0-9.,])?${end}`
  const size = numberOf(group(bare, pattern, 1), settings)
  const below = settings.take === 'last' ? call('regex-match', bare, text(`(?:^|[(${spaces}])-${end}`)) : literal('bool', false)
  const signed = call('if', below, call('negate', size), size)
  return inPercent(signed, call('ends-with', group(bare, pattern, 2), text('%')), settings)
}

function numberIn(value: Expr, settings: Params, factors: readonly Factor[]): Expr {
  if (settings.take !== 'whole') return numberInside(plain(value), settings)
  const { bracket, sign, digits, unit } = partsOf(value, settings)
  const size = numberOf(digits, settings)
  const signed = call('if', call('or', call('equal', sign, text('-')), call('equal', bracket, text('('))), call('negate', size), size)
  const percent = call('equal', unit, text('%'))
  const shared = inPercent(signed, percent, settings)
  if (factors.length === 0)
    return settings.units === 'refuse' ? call('ifs', call('or', call('equal', unit, text('')), percent), shared) : shared
  const counted = factors.flatMap((factor) => [
    call('equal', unit, text(factor.unit)),
    call('multiply', signed, literal('float', factor.times)),
  ])
  return call('ifs', ...counted, call('or', call('equal', unit, text('')), percent), shared)
}

function inPercent(number: Expr, percent: Expr, settings: Params): Expr {
  return settings.percent ? call('if', call('is-true', percent), call('divide', number, literal('float', 100)), number) : number
}

interface Factor {
  readonly unit: string
  readonly times: number
}

function factorsOf({ factors }: Params): readonly Factor[] {
  return factors
    .filter(({ key, value }) => key !== '' || value !== '')
    .map(({ key, value }) => {
      const times = Number(readLiteral(value.replace(',', '.'), 'float') ?? Number.NaN)
      if (Number.isFinite(times)) return { unit: key.trim(), times }
      const shown = quoted(value)
      throw new NodeProblem({
        code: 'bad-value',
        param: 'factors',
        text: { en: `${shown.en} is no number.`, fr: `${shown.fr} n’est pas un nombre.` },
        action: { en: 'Type what one unit counts, such as 1000.', fr: 'Saisissez ce que vaut une unité, comme 1000.' },
      })
    })
}
