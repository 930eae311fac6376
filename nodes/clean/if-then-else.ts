import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { conditionTest } from '../kit/condition-test.ts'
import { conditionsPhrase } from '../kit/conditions-phrase.ts'
import { defineNode } from '../kit/define-node.ts'
import { field, type Conditions } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readFormula } from '../kit/read-formula.ts'
import { scalars } from '../kit/type-groups.ts'
import { unifyResults, type MixedResult } from '../kit/typed-values.ts'
import { nameMissing } from '../kit/name-missing.ts'

const kinds = [
  { value: 'value', label: { en: 'a value', fr: 'une valeur' } },
  { value: 'column', label: { en: 'a column', fr: 'une colonne' } },
  { value: 'formula', label: { en: 'a formula', fr: 'une formule' } },
] as const

const params = z.object({
  name: field.text({ label: { en: 'Column name', fr: 'Nom de la colonne' }, default: 'class' }),
  rules: field.list({
    label: { en: 'Rules, the first that fits counts', fr: 'Règles, la première remplie compte' },
    item: z.object({
      when: field.conditions({ label: { en: 'If', fr: 'Si' } }),
      test: field.formula({
        label: { en: 'And by formula', fr: 'Et par formule' },
        help: { en: 'A test such as [price] > 2 * [cost].', fr: 'Un test comme [prix] > 2 * [coût].' },
        allow: 'row',
      }),
      kind: field.choice({ label: { en: 'Then', fr: 'Alors' }, choices: kinds, default: 'value' }),
      value: field.text({ label: { en: 'Value', fr: 'Valeur' }, when: { param: 'kind', in: ['value'] } }),
      column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: scalars, when: { param: 'kind', in: ['column'] } }),
      formula: field.formula({ label: { en: 'Formula', fr: 'Formule' }, allow: 'row', when: { param: 'kind', in: ['formula'] } }),
    }),
  }),
  otherwise: field.choice({
    label: { en: 'Else', fr: 'Sinon' },
    choices: [{ value: 'missing', label: { en: 'missing', fr: 'manquant' } }, ...kinds],
    default: 'missing',
  }),
  value: field.text({ label: { en: 'Value', fr: 'Valeur' }, when: { param: 'otherwise', in: ['value'] } }),
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: scalars, when: { param: 'otherwise', in: ['column'] } }),
  formula: field.formula({ label: { en: 'Formula', fr: 'Formule' }, allow: 'row', when: { param: 'otherwise', in: ['formula'] } }),
})

type Params = z.output<typeof params>
type Rule = Params['rules'][number]

const table = {
  columns: [
    { name: 'age', type: 'int' },
    { name: 'city', type: 'text' },
  ],
  rows: [
    [12, 'Lyon'],
    [34, 'Paris'],
    [70, null],
    [null, 'Lyon'],
  ],
} as const

const adult = { all: [{ column: 'age', is: 'greater-or-equal', value: 18 }] }
const child = { all: [{ column: 'age', is: 'less', value: 18 }] }

export const ifThenElse = defineNode({
  id: 'clean.if-then-else',
  version: 1,
  icon: 'list-tree',
  title: { en: 'If, then, else', fr: 'Si, alors, sinon' },
  summary: {
    en: 'Fills a column by a list of rules: the first rule that fits gives the value.',
    fr: 'Remplit une colonne par une liste de règles : la première qui convient donne la valeur.',
  },
  help: {
    en: `Each rule has conditions and a result: a value, another column or a formula. Rules are tried from top to bottom. “Else” is for rows that no rule fits; missing unless said otherwise.

A missing value meets no condition but “is missing”, so a row with a missing age fits neither “age < 18” nor “age ≥ 18”.

The type of the column follows from the results: numbers when all are numbers, text when they differ. A name that the table already has replaces that column in its place.`,
    fr: `Chaque règle a des conditions et un résultat : une valeur, une autre colonne ou une formule. Les règles sont essayées de haut en bas. « Sinon » vaut pour les lignes qu’aucune règle ne prend ; manquant sauf autre choix.

Une valeur manquante ne remplit aucune condition, sauf « manque » : une ligne sans âge ne répond ni à « âge < 18 » ni à « âge ≥ 18 ».

Le type de la colonne découle des résultats : nombres si tous en sont, texte s’ils diffèrent. Un nom que le tableau porte déjà remplace cette colonne à sa place.`,
  },
  keywords: {
    en: ['rule list', 'case when', 'rule engine', 'conditional column', 'if', 'classify'],
    fr: ['liste de règles', 'conditionnelle', 'si', 'cas', 'classer', 'règle'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const name = settings.name.trim()
    if (name === '') throw new NodeProblem(nameMissing)
    if (settings.rules.length === 0) throw new NodeProblem(noRule)
    const tests = settings.rules.map((rule, index) => testOf(rule, input, settings.rules, index))
    const results = settings.rules.map((rule, index) =>
      resultOf({ ...rule, param: 'rules' }, input, (column) => ({ rules: settings.rules.with(index, { ...rule, column }) })),
    )
    const { otherwise } = settings
    const last = otherwise === 'missing' ? { typed: '' } : resultOf({ ...settings, kind: otherwise, param: otherwise }, input)
    const { exprs } = unifyResults([...results, last], 'rules')
    const cases = tests.flatMap((test, index) => [test, exprs[index] ?? literal('text', null)])
    return extend(input, [{ name, expr: call('ifs', ...cases, literal('bool', true), exprs.at(-1) ?? literal('text', null)) }])
  },
  explain({ name, rules }) {
    const [first] = rules
    if (!first) return { en: 'no rule yet', fr: 'aucune règle encore' }
    const shown = quoted(name.trim() || '…')
    if (rules.length > 1) return { en: `${shown.en} by ${rules.length} rules`, fr: `${shown.fr} par ${rules.length} règles` }
    const when = conditionsPhrase(first.when) ?? { en: first.test || '…', fr: first.test || '…' }
    const then = resultPhrase(first)
    return { en: `${shown.en} is ${then.en} if ${when.en}`, fr: `${shown.fr} vaut ${then.fr} si ${when.fr}` }
  },
  examples: [
    {
      title: { en: 'Ages in words; a missing age stays missing', fr: 'L’âge en mots ; un âge manquant le reste' },
      params: {
        name: 'group',
        rules: [
          { when: child, value: 'child' },
          { when: { all: [{ column: 'age', is: 'greater', value: 64 }] }, value: 'senior' },
          { when: adult, value: 'adult' },
        ],
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'group', type: 'text' }],
          rows: [
            [12, 'Lyon', 'child'],
            [34, 'Paris', 'adult'],
            [70, null, 'senior'],
            [null, 'Lyon', null],
          ],
        },
      },
    },
    {
      title: { en: 'A discount: a formula, a number, else nothing', fr: 'Une remise : une formule, un nombre, sinon rien' },
      params: {
        name: 'discount',
        rules: [
          { when: adult, test: '[city] = "Paris"', kind: 'formula', formula: '[age] / 2' },
          { when: { all: [{ column: 'age', is: 'is-missing' }] }, value: '0' },
        ],
        otherwise: 'column',
        column: 'age',
      },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'discount', type: 'float' }],
          rows: [
            [12, 'Lyon', 12],
            [34, 'Paris', 17],
            [70, null, 70],
            [null, 'Lyon', 0],
          ],
        },
      },
    },
  ],
})

function testOf(rule: Rule, input: Relation, rules: readonly Rule[], index: number): Expr {
  const byFormula =
    rule.test.trim() === '' ? undefined : readFormula(rule.test, { columns: input.columns, expect: 'bool', param: 'rules' }).expr
  const byConditions = inRules(rules, index, () => conditionTest(rule.when, input, 'rules'))
  const test = byConditions && byFormula ? call('and', byConditions, byFormula) : (byConditions ?? byFormula)
  if (!test)
    throw new NodeProblem({
      ...noCondition,
      text: { en: `Rule ${index + 1} has no condition.`, fr: `La règle ${index + 1} n’a pas de condition.` },
    })
  return test
}

/** Problems of the conditions of one rule; their fixes change that rule among the others. */
function inRules<T>(rules: readonly Rule[], index: number, compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof NodeProblem) || !error.data.fixes) throw error
    const fixes = error.data.fixes.flatMap((fix) => {
      const rule = rules[index]
      if (!('params' in fix) || !rule) return []
      return [{ label: fix.label, params: { rules: rules.with(index, { ...rule, when: fix.params['rules'] as Conditions }) } }]
    })
    throw new NodeProblem({ ...error.data, fixes })
  }
}

interface Given {
  readonly kind: 'value' | 'column' | 'formula'
  readonly value: string
  readonly column: string
  readonly formula: string
  readonly param: string
}

function resultOf(given: Given, input: Relation, replace?: (name: string) => Readonly<Record<string, unknown>>): MixedResult {
  if (given.kind === 'value') return { typed: given.value }
  if (given.kind === 'column') {
    const column = chooseColumn(input, given.column, { param: given.param, accepts: scalars, ...(replace && { replace }) })
    return { expr: columnExpr(column.name), type: column.type }
  }
  const { expr, type } = readFormula(given.formula, { columns: input.columns, param: given.param })
  return { expr, type }
}

function resultPhrase({ kind, value, column, formula }: Rule): { en: string; fr: string } {
  if (kind === 'formula') return { en: formula || '…', fr: formula || '…' }
  if (kind === 'value' && value === '') return { en: 'missing', fr: 'manquant' }
  return quoted((kind === 'column' ? column : value) || '…')
}

const noRule = {
  code: 'nothing-chosen',
  param: 'rules',
  text: { en: 'There is no rule.', fr: 'Il n’y a pas de règle.' },
  action: { en: 'Add a rule: a condition and its result.', fr: 'Ajoutez une règle : une condition et son résultat.' },
}

const noCondition = {
  code: 'nothing-chosen',
  param: 'rules',
  action: {
    en: 'Add a condition, or remove the rule; “Else” holds what is left.',
    fr: 'Ajoutez une condition, ou retirez la règle ; « Sinon » prend le reste.',
  },
}
