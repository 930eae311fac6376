import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { numbers } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

interface Operation {
  readonly label: { readonly en: string; readonly fr: string }
  readonly of: (value: Expr, other: Expr) => Expr
  /** Whole numbers have a function of their own, which keeps them whole. */
  readonly whole?: (value: Expr, other: Expr) => Expr
}

const float = (value: number) => literal('float', value)
const one = (fn: string) => (value: Expr) => call(fn, value)
const two = (fn: string) => (value: Expr, other: Expr) => call(fn, value, other)
const same = (en: string) => ({ en, fr: en })

const binary = {
  add: { label: { en: '+ plus', fr: '+ plus' }, of: two('add'), whole: two('add-int') },
  subtract: { label: { en: '− minus', fr: '− moins' }, of: two('subtract'), whole: two('subtract-int') },
  multiply: { label: { en: '× times', fr: '× fois' }, of: two('multiply'), whole: two('multiply-int') },
  divide: { label: { en: '÷ divided by', fr: '÷ divisé par' }, of: two('divide') },
  power: { label: { en: 'to the power of', fr: 'à la puissance' }, of: two('power') },
  modulo: { label: { en: 'remainder of division by', fr: 'reste de la division par' }, of: two('modulo'), whole: two('modulo-int') },
  'whole-quotient': {
    label: { en: 'whole part of division by', fr: 'quotient entier par' },
    of: (a: Expr, b: Expr) => call('floor', call('divide', a, b)),
    whole: two('integer-divide'),
  },
  minimum: { label: { en: 'the smaller of it and', fr: 'le plus petit de lui et' }, of: two('least'), whole: two('least') },
  maximum: { label: { en: 'the larger of it and', fr: 'le plus grand de lui et' }, of: two('greatest'), whole: two('greatest') },
  multiple: { label: { en: 'rounded down to a multiple of', fr: 'arrondi en bas à un multiple de' }, of: two('floor-to-multiple') },
  equal: { label: { en: '= is equal to', fr: '= est égal à' }, of: two('equal') },
  greater: { label: { en: '> is more than', fr: '> est supérieur à' }, of: two('greater') },
  'greater-or-equal': { label: { en: '≥ is at least', fr: '≥ est au moins' }, of: two('greater-or-equal') },
  less: { label: { en: '< is less than', fr: '< est inférieur à' }, of: two('less') },
  'less-or-equal': { label: { en: '≤ is at most', fr: '≤ est au plus' }, of: two('less-or-equal') },
} as const satisfies Readonly<Record<string, Operation>>

const unary = {
  round: { label: { en: 'rounded', fr: 'arrondi' }, of: (value: Expr) => value },
  absolute: { label: { en: 'without sign', fr: 'sans signe' }, of: one('absolute-value'), whole: one('absolute-value-int') },
  negate: { label: { en: 'with the other sign', fr: 'de signe contraire' }, of: one('negate'), whole: one('negate-int') },
  sign: { label: { en: 'its sign: -1, 0 or 1', fr: 'son signe : -1, 0 ou 1' }, of: one('sign') },
  floor: { label: { en: 'rounded down', fr: 'arrondi en bas' }, of: one('floor') },
  ceiling: { label: { en: 'rounded up', fr: 'arrondi en haut' }, of: one('ceiling') },
  truncate: { label: { en: 'without decimals', fr: 'sans décimales' }, of: one('truncate') },
  square: {
    label: { en: 'squared', fr: 'au carré' },
    of: (value: Expr) => call('multiply', value, value),
    whole: (value: Expr) => call('multiply-int', value, value),
  },
  'square-root': { label: { en: 'square root', fr: 'racine carrée' }, of: one('square-root') },
  reciprocal: { label: same('1 / x'), of: (value: Expr) => call('divide', float(1), value) },
  exponential: { label: { en: 'exponential', fr: 'exponentielle' }, of: one('exponential') },
  logarithm: { label: { en: 'natural logarithm', fr: 'logarithme naturel' }, of: one('natural-logarithm') },
  'logarithm-1': {
    label: { en: 'logarithm of 1 + x', fr: 'logarithme de 1 + x' },
    of: (value: Expr) => call('natural-logarithm', call('add', value, float(1))),
  },
  'logarithm-10': { label: { en: 'logarithm of base 10', fr: 'logarithme décimal' }, of: one('logarithm-base-10') },
  sine: { label: { en: 'sine', fr: 'sinus' }, of: one('sine') },
  cosine: { label: { en: 'cosine', fr: 'cosinus' }, of: one('cosine') },
} as const satisfies Readonly<Record<string, Operation>>

const operations: Readonly<Record<keyof typeof binary | keyof typeof unary, Operation>> = { ...binary, ...unary }
type Act = keyof typeof operations
const takesTwo = Object.keys(binary) as (keyof typeof binary)[]

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: numbers, withheld: keptAsTheyAre }),
  act: field.choice({
    label: { en: 'Compute', fr: 'Calculer' },
    choices: (Object.keys(operations) as Act[]).map((value) => ({ value, label: operations[value].label })),
    default: 'multiply',
  }),
  with: field.choice({
    label: { en: 'With', fr: 'Avec' },
    choices: [
      { value: 'number', label: { en: 'a number', fr: 'un nombre' } },
      { value: 'column', label: { en: 'a column', fr: 'une colonne' } },
    ],
    default: 'number',
    when: { param: 'act', in: takesTwo },
  }),
  number: field.number({ label: { en: 'Number', fr: 'Nombre' }, default: 1, when: { param: 'with', in: ['number'] } }),
  other: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: numbers, when: { param: 'with', in: ['column'] } }),
  digits: field.number({
    label: { en: 'Decimals', fr: 'Décimales' },
    help: { en: 'Below 0 rounds to tens, hundreds, …', fr: 'Sous 0, arrondit aux dizaines, centaines, …' },
    default: 0,
    min: -10,
    max: 15,
    integer: true,
    when: { param: 'act', in: ['round'] },
  }),
  ...resultPlaceFields({ ending: ' computed' }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'price', type: 'float' },
    { name: 'pieces', type: 'int' },
  ],
  rows: [
    [2.5, 4],
    [-10, 0],
    [null, 3],
    [7.456, null],
  ],
} as const

export const computeNumbers = defineNode({
  id: 'clean.compute-numbers',
  version: 1,
  icon: 'calculator',
  title: { en: 'Compute with numbers', fr: 'Calculer avec des nombres' },
  summary: {
    en: 'Adds, multiplies, rounds, compares or takes logarithms, in several columns at once.',
    fr: 'Additionne, multiplie, arrondit, compare ou prend le logarithme, dans plusieurs colonnes à la fois.',
  },
  help: {
    en: `One operation for all chosen columns, with a number or another column as the second part. For more than one step, “Formula column” is shorter.

A missing value on either side makes the result missing. So does what has no result: a division by zero, the logarithm or root of a number below zero, a whole number too large for 64 bits. Sums, differences and products of whole numbers stay whole; comparisons give yes or no. The smaller and the larger of two leave a missing one aside.

A rule leaves out the target, weights and identifiers.`,
    fr: `Une opération pour toutes les colonnes choisies, avec un nombre ou une autre colonne comme second terme. Pour plusieurs étapes, « Colonne calculée » est plus courte.

Une valeur manquante d’un côté rend le résultat manquant. De même ce qui n’a pas de résultat : division par zéro, logarithme ou racine d’un nombre négatif, entier trop grand pour 64 bits. Sommes, différences et produits d’entiers restent entiers ; les comparaisons donnent oui ou non. Le plus petit et le plus grand de deux ignorent celui qui manque.

Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['math', 'add', 'multiply', 'round', 'logarithm', 'modulo', 'compare', 'arithmetic', 'absolute'],
    fr: ['mathématiques', 'additionner', 'multiplier', 'arrondir', 'logarithme', 'modulo', 'comparer', 'arithmétique'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
    const other =
      takesOther(settings.act) && settings.with === 'column'
        ? chooseColumn(input, settings.other, { param: 'other', accepts: numbers })
        : undefined
    return placeResults(
      input,
      columns.map((column) => ({ source: column.name, expr: computed(column, other, settings) })),
      settings,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const { label } = operations[settings.act]
    if (settings.act === 'round')
      return { en: `${what.en} rounded to ${settings.digits} decimals`, fr: `${what.fr} à ${settings.digits} décimales` }
    if (!takesOther(settings.act)) return { en: `${what.en}: ${label.en}`, fr: `${what.fr} : ${label.fr}` }
    const other = settings.with === 'number' ? { en: String(settings.number), fr: String(settings.number) } : quoted(settings.other || '…')
    return { en: `${what.en} ${label.en} ${other.en}`, fr: `${what.fr} ${label.fr} ${other.fr}` }
  },
  examples: [
    {
      title: { en: 'Price times pieces, beside them', fr: 'Prix fois pièces, à côté' },
      params: { columns: { by: 'names', names: ['price'] }, with: 'column', other: 'pieces', place: 'add', ending: ' total' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'price total', type: 'float' }],
          rows: [
            [2.5, 4, 10],
            [-10, 0, 0],
            [null, 3, null],
            [7.456, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'One decimal', fr: 'Une décimale' },
      params: { columns: { by: 'names', names: ['price'] }, act: 'round', digits: 1 },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            [2.5, 4],
            [-10, 0],
            [null, 3],
            [7.5, null],
          ],
        },
      },
    },
    {
      title: { en: 'Logarithms; that of 0 or less is missing', fr: 'Des logarithmes ; celui de 0 ou moins manque' },
      params: { columns: { by: 'names', names: ['pieces'] }, act: 'logarithm' },
      inputs: { table },
      expect: {
        table: {
          columns: [table.columns[0], { name: 'pieces', type: 'float' }],
          rows: [
            [2.5, Math.log(4)],
            [-10, null],
            [null, Math.log(3)],
            [7.456, null],
          ],
        },
      },
    },
  ],
})

const takesOther = (act: Act): act is keyof typeof binary => act in binary

function computed(column: Column, other: Column | undefined, { act, number, digits }: Params): Expr {
  const value = columnExpr(column.name)
  if (act === 'round') return call('round', value, literal('int', digits))
  const operation = operations[act]
  const wholeNumber = other ? other.type === 'int' : Number.isSafeInteger(number)
  const second = other ? columnExpr(other.name) : literal(wholeNumber ? 'int' : 'float', number)
  const whole = column.type === 'int' && (wholeNumber || !takesOther(act))
  return (whole ? (operation.whole ?? operation.of) : operation.of)(value, second)
}
