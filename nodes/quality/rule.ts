import { z } from 'zod'
import type { Text } from '../../engine/protocol/text.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseItemColumns } from '../kit/choose-item-columns.ts'
import { field } from '../kit/fields.ts'
import { listed, quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { semanticKinds } from '../kit/semantic-kinds.ts'
import { scalars } from '../kit/type-groups.ts'

const ordered: readonly DataType[] = ['int', 'float', 'date', 'timestamp', 'text']
const ofRows = ['known', 'unique', 'between', 'one-of', 'pattern', 'kind', 'compare', 'reference']
const ofColumn = [...ofRows, 'fresh']

/** One expectation, as a person fills it in. */
export const ruleItem = z.object({
  kind: field.choice({
    label: { en: 'Rule', fr: 'Règle' },
    choices: [
      { value: 'known', label: { en: 'is never missing', fr: 'ne manque jamais' } },
      { value: 'unique', label: { en: 'never repeats', fr: 'ne se répète jamais' } },
      { value: 'between', label: { en: 'lies between', fr: 'est entre' } },
      { value: 'one-of', label: { en: 'is one of', fr: 'est parmi' } },
      { value: 'pattern', label: { en: 'fits a pattern', fr: 'suit un motif' } },
      { value: 'kind', label: { en: 'is of a kind', fr: 'est d’une nature' } },
      { value: 'compare', label: { en: 'compares with another column', fr: 'se compare à une autre colonne' } },
      { value: 'reference', label: { en: 'is found in the second table', fr: 'se trouve dans la seconde table' } },
      { value: 'rows', label: { en: 'number of rows', fr: 'nombre de lignes' } },
      { value: 'fresh', label: { en: 'is up to date', fr: 'est à jour' } },
    ],
    default: 'known',
  }),
  column: field.column({
    label: { en: 'Column', fr: 'Colonne' },
    accepts: scalars,
    when: { param: 'kind', in: ofColumn },
  }),
  together: field.columns({
    label: { en: 'Together with', fr: 'Avec' },
    help: { en: 'For a key of several columns.', fr: 'Pour une clé de plusieurs colonnes.' },
    accepts: scalars,
    when: { param: 'kind', in: ['unique'] },
  }),
  low: field.text({ label: { en: 'From', fr: 'De' }, optional: true, when: { param: 'kind', in: ['between', 'rows'] } }),
  high: field.text({ label: { en: 'To', fr: 'À' }, optional: true, when: { param: 'kind', in: ['between', 'rows'] } }),
  values: field.text({
    label: { en: 'Values, one a line', fr: 'Valeurs, une par ligne' },
    multiline: true,
    optional: true,
    when: { param: 'kind', in: ['one-of'] },
  }),
  pattern: field.text({
    label: { en: 'Pattern of the whole text', fr: 'Motif du texte entier' },
    placeholder: { en: '[A-Z]{2}[0-9]{4}', fr: '[A-Z]{2}[0-9]{4}' },
    optional: true,
    when: { param: 'kind', in: ['pattern'] },
  }),
  holds: field.choice({
    label: { en: 'Kind', fr: 'Nature' },
    choices: semanticKinds.map(({ id, label }) => ({ value: id, label })),
    default: 'email',
    when: { param: 'kind', in: ['kind'] },
  }),
  sign: field.choice({
    label: { en: 'Is', fr: 'Est' },
    choices: [
      { value: 'less-or-equal', label: { en: 'at most', fr: 'au plus' } },
      { value: 'less', label: { en: 'less than', fr: 'inférieure à' } },
      { value: 'equal', label: { en: 'equal to', fr: 'égale à' } },
      { value: 'not-equal', label: { en: 'other than', fr: 'différente de' } },
      { value: 'greater-or-equal', label: { en: 'at least', fr: 'au moins' } },
      { value: 'greater', label: { en: 'more than', fr: 'supérieure à' } },
    ],
    default: 'less-or-equal',
    when: { param: 'kind', in: ['compare'] },
  }),
  other: field.column({ label: { en: 'Other column', fr: 'Autre colonne' }, accepts: scalars, when: { param: 'kind', in: ['compare'] } }),
  key: field.column({
    label: { en: 'Column of the second table', fr: 'Colonne de la seconde table' },
    from: 'reference',
    accepts: scalars,
    when: { param: 'kind', in: ['reference'] },
  }),
  day: field.date({
    label: { en: 'On the day', fr: 'Au jour du' },
    help: {
      en: 'The newest value may be so many days before it.',
      fr: 'La valeur la plus récente peut la précéder d’autant de jours.',
    },
    when: { param: 'kind', in: ['fresh'] },
  }),
  days: field.number({
    label: { en: 'Days at most', fr: 'Jours au plus' },
    default: 1,
    min: 0,
    when: { param: 'kind', in: ['fresh'] },
  }),
  share: field.number({
    label: { en: 'In at least', fr: 'Dans au moins' },
    help: { en: 'of the rows with a value.', fr: 'des lignes qui ont une valeur.' },
    default: 100,
    min: 0,
    max: 100,
    unit: '%',
    when: { param: 'kind', in: ofRows },
  }),
  act: field.choice({
    label: { en: 'When it is broken', fr: 'Si elle est enfreinte' },
    choices: [
      { value: 'warn', label: { en: 'warn', fr: 'avertir' } },
      { value: 'stop', label: { en: 'stop the run', fr: 'arrêter l’exécution' } },
    ],
    default: 'warn',
  }),
})

export type Rule = z.output<typeof ruleItem>

/** A rule over the columns of a table. */
export interface ReadRule {
  readonly rule: Rule
  readonly name: Text
  /** True in the rows that break it, and in those that it looks at; absent for rules of the table as a whole. */
  readonly row?: { readonly broken: Expr; readonly looked: Expr }
  /** Of freshness: the newest day, as a date. */
  readonly newest?: Expr
}

const isTrue = (expr: Expr) => call('is-true', expr)
const known = ({ name, type }: Column) =>
  type === 'text' ? call('not', call('is-blank', columnExpr(name))) : call('is-not-null', columnExpr(name))

/**
 * Reads the rules. `found` names the columns of the table that say whether a reference was found, by the place of the rule. Throws NodeProblem
 * for columns that are not there, values that do not fit their type and rules that say nothing.
 */
export function readRules(
  rules: readonly Rule[],
  input: Relation,
  { reference, found }: { readonly reference: Relation | undefined; readonly found: (place: number) => string },
): ReadRule[] {
  return rules.map((rule, i) => {
    const replace = (name: string) => ({ rules: rules.with(i, { ...rule, column: name }) })
    if (rule.kind === 'rows') {
      if (wholeNumber(rule.low) === null && wholeNumber(rule.high) === null) throw says(i, 'the number of rows')
      return { rule, name: { en: `rows ${span(rule)}`, fr: `lignes ${span(rule)}` } }
    }
    const accepts = rule.kind === 'fresh' ? (['date', 'timestamp'] as const) : rule.kind === 'between' ? ordered : scalars
    const column = chooseColumn(input, rule.column, { param: 'rules', accepts, replace })
    const value = columnExpr(column.name)
    const looked = known(column)
    const rowWise = (broken: Expr, words: Text, at: Expr = looked): ReadRule => ({
      rule,
      name: { en: `${column.name}: “${words.en}”`, fr: `${column.name} : « ${words.fr} »` },
      row: { broken: isTrue(call('and', at, call('not', isTrue(broken)))), looked: at },
    })
    switch (rule.kind) {
      case 'known':
        return rowWise(looked, { en: 'is never missing', fr: 'ne manque jamais' }, literal('bool', true))
      case 'unique': {
        const others = chooseItemColumns(
          input,
          { items: rules, place: i, key: 'together' },
          { param: 'rules', accepts: scalars, optional: true },
        )
        const key = [value, ...others.flatMap(({ name }) => (name === column.name ? [] : [columnExpr(name)]))]
        const times: Expr = { kind: 'window', fn: 'count-rows', args: [value], partitionBy: key, orderBy: [] }
        const names = listed(others.map(({ name }) => quoted(name)))
        return rowWise(
          call('less-or-equal', times, literal('int', 1)),
          others.length === 0
            ? { en: 'never repeats', fr: 'ne se répète jamais' }
            : { en: `never repeats together with ${names.en}`, fr: `ne se répète jamais avec ${names.fr}` },
        )
      }
      case 'kind': {
        if (column.type !== 'text') chooseColumn(input, rule.column, { param: 'rules', accepts: ['text'], replace })
        const kind = semanticKinds.find(({ id }) => id === rule.holds)
        if (!kind) throw new Error(`no kind ${rule.holds}`)
        return rowWise(kind.is(call('strip', value)), { en: `is: ${kind.label.en}`, fr: `est : ${kind.label.fr}` })
      }
      case 'between': {
        const [low, high] = [bound(rule.low, column, i), bound(rule.high, column, i)]
        const tests = [
          ...(low ? [call('greater-or-equal', low.of(value), low.literal)] : []),
          ...(high ? [call('less-or-equal', high.of(value), high.literal)] : []),
        ]
        if (tests.length === 0) throw says(i, 'a lowest or a highest value')
        return rowWise(tests.length === 1 ? (tests[0] ?? literal('bool', true)) : call('and', ...tests), { en: span(rule), fr: span(rule) })
      }
      case 'one-of': {
        // Spaces at the ends of a text are part of it; other types are read without them.
        const typed = rule.values.split(/\r?\n/).filter((line) => line.trim() !== '')
        if (typed.length === 0) throw says(i, 'any value')
        const read = typed.map((one) => literal(column.type, literalFor(one, column, i)))
        return rowWise(call('in', value, ...read), { en: `is one of ${typed.length}`, fr: `est parmi ${typed.length}` })
      }
      case 'pattern': {
        if (rule.pattern === '') throw says(i, 'a pattern')
        if (column.type !== 'text') chooseColumn(input, rule.column, { param: 'rules', accepts: ['text'], replace })
        return rowWise(call('regex-full-match', value, literal('text', rule.pattern)), {
          en: `fits ${rule.pattern}`,
          fr: `suit ${rule.pattern}`,
        })
      }
      case 'compare': {
        const other = chooseColumn(input, rule.other, { param: 'rules', accepts: scalars, replace: null })
        const [left, right] = alike(column, other, i)
        const words = signs[rule.sign]
        return rowWise(
          call(rule.sign, left, right),
          { en: `${words} ${quoted(other.name).en}`, fr: `${words} ${quoted(other.name).fr}` },
          call('and', looked, known(other)),
        )
      }
      case 'reference': {
        if (!reference)
          throw new NodeProblem({
            code: 'input-missing',
            port: 'reference',
            text: {
              en: 'A rule looks into the second table, which is not connected.',
              fr: 'Une règle cherche dans la seconde table, qui n’est pas reliée.',
            },
            action: { en: 'Connect the table that holds the values.', fr: 'Reliez la table qui contient les valeurs.' },
          })
        chooseColumn(reference, rule.key, { param: 'rules', port: 'reference', accepts: [column.type], replace: null })
        return rowWise(columnExpr(found(i)), {
          en: 'is found in the second table',
          fr: 'se trouve dans la seconde table',
        })
      }
      case 'fresh': {
        if (rule.day === '') throw says(i, 'a day')
        const newest = column.type === 'date' ? value : call('timestamp-to-date', value)
        return {
          rule,
          newest,
          name: { en: `${column.name}: “is up to date on ${rule.day}”`, fr: `${column.name} : « est à jour au ${rule.day} »` },
        }
      }
    }
  })
}

const signs = { less: '<', 'less-or-equal': '≤', equal: '=', 'not-equal': '≠', 'greater-or-equal': '≥', greater: '>' } as const
const span = ({ low, high }: Rule) => `${low.trim() || '…'} – ${high.trim() || '…'}`

/** A count as typed; null for an open end. Throws nothing: what is no number counts as open. */
export function wholeNumber(typed: string): number | null {
  return /^\d+$/.test(typed.trim()) ? Number(typed.trim()) : null
}

function bound(typed: string, column: Column, place: number): { readonly literal: Expr; of(value: Expr): Expr } | null {
  if (typed.trim() === '') return null
  const own = readLiteral(typed, column.type)
  if (own !== undefined) return { literal: literal(column.type, own), of: (value) => value }
  const wide = column.type === 'int' ? readLiteral(typed, 'float') : undefined
  if (wide === undefined) throw notOfType(typed, column, place)
  return { literal: literal('float', wide), of: (value) => call('int-to-float', value) }
}

function literalFor(typed: string, column: Column, place: number) {
  const read = readLiteral(typed, column.type)
  if (read === undefined) throw notOfType(typed, column, place)
  return read
}

/** Two columns of one type: whole numbers become decimal ones beside decimal ones, dates moments beside moments. */
function alike(a: Column, b: Column, place: number): readonly [Expr, Expr] {
  const [x, y] = [columnExpr(a.name), columnExpr(b.name)]
  if (a.type === b.type) return [x, y]
  const pair = `${a.type} ${b.type}`
  if (pair === 'int float') return [call('int-to-float', x), y]
  if (pair === 'float int') return [x, call('int-to-float', y)]
  if (pair === 'date timestamp') return [call('date-to-timestamp', x), y]
  if (pair === 'timestamp date') return [x, call('date-to-timestamp', y)]
  throw new NodeProblem({
    code: 'wrong-type',
    param: 'rules',
    column: b.name,
    row: place,
    text: {
      en: `${quoted(a.name).en} and ${quoted(b.name).en} are of different types and cannot be compared.`,
      fr: `${quoted(a.name).fr} et ${quoted(b.name).fr} sont de types différents et ne se comparent pas.`,
    },
    action: { en: 'Choose columns of one type.', fr: 'Choisissez des colonnes de même type.' },
  })
}

function notOfType(typed: string, { name }: Column, place: number): NodeProblem {
  const shown = quoted(name)
  return new NodeProblem({
    code: 'value-unreadable',
    param: 'rules',
    column: name,
    row: place,
    text: { en: `“${typed}” cannot be a value of ${shown.en}.`, fr: `« ${typed} » ne peut pas être une valeur de ${shown.fr}.` },
    action: { en: 'Type a value of that column.', fr: 'Saisissez une valeur de cette colonne.' },
  })
}

const lacks = {
  'the number of rows': { en: 'how many rows there should be', fr: 'combien de lignes sont attendues' },
  'a lowest or a highest value': { en: 'a lowest or a highest value', fr: 'une valeur minimale ou maximale' },
  'any value': { en: 'the values that are allowed', fr: 'les valeurs admises' },
  'a pattern': { en: 'the pattern', fr: 'le motif' },
  'a day': { en: 'the day', fr: 'le jour' },
} as const

function says(place: number, what: keyof typeof lacks): NodeProblem {
  return new NodeProblem({
    code: 'nothing-chosen',
    param: 'rules',
    row: place,
    text: { en: `Rule ${place + 1} does not say ${lacks[what].en}.`, fr: `La règle ${place + 1} ne dit pas ${lacks[what].fr}.` },
    action: { en: 'Fill it in, or take the rule out.', fr: 'Complétez-la, ou retirez la règle.' },
  })
}
