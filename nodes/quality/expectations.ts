import { z } from 'zod'
import type { Text } from '../../engine/protocol/text.ts'
import { aggregate, distinct, extend, filter, join, project, select, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, LiteralValue, Value } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { leftOutput } from '../kit/join-output.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { expectationExamples } from './expectation-examples.ts'
import { readRules, ruleItem, wholeNumber, type ReadRule, type Rule } from './rule.ts'

const params = z.object({
  rules: field.list({ label: { en: 'Rules', fr: 'Règles' }, item: ruleItem }),
})

/** How a rule came out. `wanted` and `share` in percent; of rules of the whole table both are 0 or 100. */
interface Outcome {
  readonly name: Text
  readonly looked: number
  readonly broken: number
  readonly share: number
  readonly wanted: number
  readonly act: Rule['act']
  /** Of rules of the whole table: what was found. */
  readonly seen?: string
}

interface Found {
  readonly broken: readonly Outcome[]
}

const reportColumns: readonly Column[] = [
  { name: 'rule', type: 'text' },
  { name: 'outcome', type: 'text' },
  { name: 'rows looked at', type: 'int' },
  { name: 'rows that break it', type: 'int' },
  { name: 'percent that pass', type: 'float' },
  { name: 'percent wanted', type: 'float' },
  { name: 'found', type: 'text' },
]

export const expectations = defineNode<typeof params, Found>({
  id: 'quality.expectations',
  version: 1,
  icon: 'list-checks',
  title: { en: 'Expectations', fr: 'Attentes' },
  summary: {
    en: 'Checks each row against rules, takes out those that break one, and warns or stops.',
    fr: 'Confronte chaque ligne à des règles, écarte celles qui en enfreignent une, et avertit ou arrête.',
  },
  help: {
    en: `Say once what the data must be like, and every run says whether they are: never missing, never repeated (alone or with other columns), between two values, one of a list, fitting a pattern, of a kind such as e-mail addresses, in order with another column, found in a second table, a number of rows, a newest date.

A rule of rows may allow a share: “in at least 99 %” of the rows with a value. Below that it is broken, and either warns or stops the run. Rows that break a rule leave the table in any case and go to the second output, with a last column that names the rules. The report has a line for each rule.

Missing and blank values break only “is never missing”; all other rules overlook them. A value that repeats breaks the rule in each of its rows. “Is up to date” compares the newest value with a day that you give: a pipeline does not look at the clock, so that a run of yesterday can be repeated.`,
    fr: `Dites une fois comment les données doivent être, et chaque exécution dit si elles le sont : jamais manquantes, jamais répétées (seules ou avec d’autres colonnes), entre deux valeurs, parmi une liste, suivant un motif, d’une nature comme les adresses e-mail, en ordre avec une autre colonne, présentes dans une seconde table, un nombre de lignes, une date récente.

Une règle de lignes peut admettre une part : « dans au moins 99 % » des lignes qui ont une valeur. En dessous, elle est enfreinte, et avertit ou arrête l’exécution. Les lignes qui enfreignent une règle quittent la table dans tous les cas et vont à la seconde sortie, avec une dernière colonne qui nomme les règles. Le rapport a une ligne par règle.

Les valeurs manquantes et vides n’enfreignent que « ne manque jamais » ; les autres règles les ignorent. Une valeur répétée enfreint la règle dans chacune de ses lignes. « Est à jour » compare la valeur la plus récente à un jour donné : un pipeline ne regarde pas l’horloge, pour qu’une exécution d’hier puisse être refaite.`,
  },
  keywords: {
    en: ['data quality', 'validation rules', 'assert', 'test data', 'not null', 'unique', 'foreign key', 'freshness', 'constraint'],
    fr: [
      'qualité des données',
      'règles de validation',
      'contrôle',
      'test',
      'non nul',
      'unicité',
      'clé étrangère',
      'fraîcheur',
      'contrainte',
    ],
  },
  inputs: {
    ...tablePorts.inputs,
    reference: { kind: 'table', label: { en: 'Table of known values', fr: 'Table des valeurs connues' }, optional: true },
  },
  outputs: {
    ...tablePorts.outputs,
    failing: { kind: 'table', label: { en: 'Rows that break a rule', fr: 'Lignes enfreignant une règle' } },
    report: { kind: 'table', label: { en: 'Report', fr: 'Rapport' } },
  },
  params,
  check(settings, inputs) {
    const input = inputs.one('table')
    if (settings.rules.length === 0)
      return [
        {
          code: 'nothing-chosen',
          param: 'rules',
          text: { en: 'There is no rule yet.', fr: 'Il n’y a pas encore de règle.' },
          action: { en: 'Add a rule.', fr: 'Ajoutez une règle.' },
        },
      ]
    prepared(settings.rules, input, inputs.optional('reference'))
    return []
  },
  columns(_settings, inputs) {
    const input = inputs.one('table')
    return {
      table: input.columns,
      failing: [...input.columns, { name: freeNames(input)('broken rules'), type: 'text' }],
      report: reportColumns,
    }
  },
  async run(settings, inputs, ctx) {
    const input = inputs.one('table')
    const { rows, rules } = prepared(settings.rules, input, inputs.optional('reference'))
    const outcomes = await measure(rows, rules, (relation) => ctx.rows(relation))
    const broken = outcomes.filter(isBroken)
    const stops = broken.filter(({ act }) => act === 'stop')
    const [first] = stops
    if (first) throw new NodeProblem({ ...problemOf(first, stops.length - 1), severity: 'error' })
    ctx.keep({ broken } satisfies Found)
    const tests = rules.flatMap(({ row, name }) => (row ? [{ broken: row.broken, name: name.en }] : []))
    const any: Expr = tests.length === 0 ? literal('bool', false) : call('or', ...tests.map((test) => test.broken))
    const reasons = tests.map((test) => call('if', test.broken, literal('text', test.name), literal('text', null)))
    const told = reasons.length === 0 ? literal('text', null) : call('join-text', literal('text', '; '), ...reasons)
    const names = input.columns.map(({ name }) => name)
    const reason = freeNames(rows)('broken rules')
    const failing = select(filter(extend(rows, [{ name: reason, expr: told }]), any), [...names, reason])
    return {
      table: await ctx.write(select(filter(rows, call('not', any)), names)),
      failing: await ctx.write(failing),
      report: await ctx.write(values(reportColumns, outcomes.map(reportLine))),
    }
  },
  warnings: ({ broken }) => broken.map((outcome) => problemOf(outcome, 0)),
  explain({ rules }) {
    const stops = rules.filter(({ act }) => act === 'stop').length
    const one = rules.length === 1
    return {
      en: `${rules.length} rule${one ? '' : 's'}${stops > 0 ? `, ${stops} of them stop` : ''}`,
      fr: `${rules.length} règle${one ? '' : 's'}${stops > 0 ? `, dont ${stops} bloquante${stops > 1 ? 's' : ''}` : ''}`,
    }
  },
  examples: expectationExamples,
})

/** The table with what references were found, and the rules over it. */
function prepared(rules: readonly Rule[], input: Relation, reference: Relation | undefined) {
  const free = freeNames(input)
  const names = rules.map(() => free('found in the second table'))
  const read = readRules(rules, input, { reference, found: (place) => names[place] ?? '' })
  const rows = read.reduce((table, { rule }, i) => {
    if (rule.kind !== 'reference' || !reference) return table
    const found = names[i] ?? ''
    const key = freeNames(table)('key')
    const known = extend(
      distinct(project(filter(reference, call('is-not-null', columnExpr(rule.key))), [{ name: key, expr: columnExpr(rule.key) }]), [key]),
      [{ name: found, expr: literal('bool', true) }],
    )
    return join(table, known, {
      how: 'left',
      on: [{ left: columnExpr(rule.column), right: columnExpr(key) }],
      output: [...leftOutput(table), { name: found, from: 'right', column: found }],
    })
  }, input)
  return { rows, rules: read }
}

async function measure(
  rows: Relation,
  rules: readonly ReadRule[],
  ask: (relation: Relation) => Promise<readonly (readonly Value[])[]>,
): Promise<Outcome[]> {
  const flagged = extend(
    rows,
    rules.flatMap(({ row }, i) =>
      row
        ? [
            { name: `broken ${i}`, expr: row.broken },
            { name: `looked ${i}`, expr: isTrueOf(row.looked) },
          ]
        : [],
    ),
  )
  const measures = rules.flatMap(({ row, newest }, i) =>
    row
      ? [
          { name: `b${i}`, fn: 'count-if', args: [columnExpr(`broken ${i}`)] },
          { name: `l${i}`, fn: 'count-if', args: [columnExpr(`looked ${i}`)] },
        ]
      : newest
        ? [{ name: `n${i}`, fn: 'maximum', args: [newest] }]
        : [],
  )
  const counted = aggregate(flagged, [], [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }, ...measures])
  // Days are compared as text: ISO dates sort as they follow each other.
  const shown = project(
    counted,
    counted.columns.map(({ name, type }) => ({ name, expr: type === 'date' ? call('date-to-text', columnExpr(name)) : columnExpr(name) })),
  )
  const [line = []] = await ask(shown)
  const at = new Map(counted.columns.map(({ name }, i) => [name, line[i] ?? null]))
  const all = Number(at.get('rows') ?? 0)
  return rules.map(({ rule, name, row }, i): Outcome => {
    if (row) {
      const [broken, looked] = [Number(at.get(`b${i}`) ?? 0), Number(at.get(`l${i}`) ?? 0)]
      return { name, looked, broken, share: looked === 0 ? 100 : (100 * (looked - broken)) / looked, wanted: rule.share, act: rule.act }
    }
    const whole = (fine: boolean, seen: string): Outcome => ({
      name,
      looked: all,
      broken: 0,
      share: fine ? 100 : 0,
      wanted: 100,
      act: rule.act,
      seen,
    })
    if (rule.kind === 'rows') return whole(all >= (wholeNumber(rule.low) ?? 0) && all <= (wholeNumber(rule.high) ?? Infinity), String(all))
    const newest = at.get(`n${i}`)
    return typeof newest === 'string' ? whole(daysBetween(newest, rule.day) <= rule.days, newest) : whole(false, '')
  })
}

const isTrueOf = (expr: Expr) => call('is-true', expr)
const isBroken = ({ share, wanted }: Outcome) => share < wanted
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

function reportLine(outcome: Outcome): LiteralValue[] {
  const { name, looked, broken, share, wanted, seen } = outcome
  return [name.en, isBroken(outcome) ? 'broken' : 'kept', looked, broken, share, wanted, seen ?? null]
}

function problemOf({ name, broken, share, wanted, seen }: Outcome, more: number): NodeProblemData {
  // Rounded down, so that what falls short of 99 % is never written as 99 %.
  const percent = String(Math.floor(share * 100) / 100)
  const rest = {
    en: more > 0 ? ` ${more} more rule${more > 1 ? 's are' : ' is'} broken.` : '',
    fr: more === 0 ? '' : more > 1 ? ` ${more} autres règles sont enfreintes.` : ' 1 autre règle est enfreinte.',
  }
  const rows =
    broken === 1
      ? { en: '1 row breaks it', fr: '1 ligne l’enfreint' }
      : { en: `${broken} rows break it`, fr: `${broken} lignes l’enfreignent` }
  const why =
    seen === undefined
      ? { en: `${rows.en}, ${percent} % pass, ${wanted} % are wanted.`, fr: `${rows.fr}, ${percent} % passent, ${wanted} % sont attendus.` }
      : seen === ''
        ? { en: 'there is no value.', fr: 'il n’y a pas de valeur.' }
        : { en: `${seen} was found.`, fr: `${seen} a été trouvé.` }
  return {
    code: 'expectation-broken',
    severity: 'warning',
    param: 'rules',
    text: { en: `${name.en}: ${why.en}${rest.en}`, fr: `${name.fr} : ${why.fr}${rest.fr}` },
    action: { en: 'Look at the second output, or change the rule.', fr: 'Regardez la seconde sortie, ou changez la règle.' },
  }
}
