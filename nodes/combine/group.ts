import { z } from 'zod'
import { aggregate, freeName, numberRows, project } from '../../engine/relation/build.ts'
import { column as columnExpr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readFormula } from '../kit/read-formula.ts'
import { needsPlace, summaryOf, takeField, takes } from '../kit/summary-takes.ts'
import { scalars } from '../kit/type-groups.ts'

const table = {
  columns: [
    { name: 'city', type: 'text' },
    { name: 'visits', type: 'int' },
    { name: 'spent', type: 'float' },
  ],
  rows: [
    ['Paris', 2, 10],
    ['Lyon', 1, null],
    ['Paris', 4, 30.5],
    [null, null, 7],
  ],
} as const

export const group = defineNode({
  id: 'combine.group',
  version: 1,
  icon: 'group',
  title: { en: 'Group', fr: 'Regrouper' },
  summary: { en: 'Makes one row of each group and sums it up.', fr: 'Fait une ligne de chaque groupe et la résume.' },
  help: {
    en: `One row comes out for each combination of the grouping columns, in their order; missing is a group of its own. Without grouping columns the whole table becomes one row.

Missing values are left out of all summaries but the number of rows; a group without any known value gives a missing summary. Sum and mean of a yes/no column count the yes and give their share. First and last are known values in the order of the rows; one at random is drawn by the seed. A share of 0.25 gives the first quartile.

A formula may combine several summaries: SUM([spent]) / SUM([visits]). A column stands alone in it only when it is a grouping column.`,
    fr: `Une ligne sort pour chaque combinaison des colonnes de regroupement, dans leur ordre ; manquant est un groupe à part. Sans colonne de regroupement, tout le tableau devient une ligne.

Les valeurs manquantes sont exclues de tous les résumés sauf du nombre de lignes ; un groupe sans valeur connue donne un résumé manquant. Somme et moyenne d’une colonne oui/non comptent les oui et en donnent la part. Premier et dernier sont des valeurs connues dans l’ordre des lignes ; la valeur au hasard se tire selon la graine. Une part de 0,25 donne le premier quartile.

Une formule peut combiner plusieurs résumés : SOMME([dépense]) / SOMME([visites]). Une colonne n’y figure seule que si elle sert au regroupement.`,
  },
  keywords: {
    en: ['aggregate', 'summarise', 'pivot', 'count', 'sum', 'average', 'group by', 'quantile', 'concatenate'],
    fr: ['agréger', 'résumer', 'compter', 'somme', 'moyenne', 'quantile', 'concaténer'],
  },
  ...tablePorts,
  params: z.object({
    keys: field.columns({ label: { en: 'For each', fr: 'Pour chaque' }, accepts: scalars }),
    measures: field.list({
      label: { en: 'Summaries', fr: 'Résumés' },
      item: z.object({
        take: takeField(),
        column: field.column({ label: { en: 'Of', fr: 'De' }, accepts: scalars, optional: true }),
        name: field.text({ label: { en: 'Name', fr: 'Nom' }, optional: true }),
        share: field.number({
          label: { en: 'Share of the quantile', fr: 'Part du quantile' },
          default: 0.5,
          min: 0,
          max: 1,
          step: 0.05,
          when: { param: 'take', in: ['quantile'] },
        }),
        separator: field.text({
          label: { en: 'Between texts', fr: 'Entre les textes' },
          default: ', ',
          when: { param: 'take', in: ['texts'] },
        }),
      }),
    }),
    formulas: field.keyValue({
      label: { en: 'Summaries by formula', fr: 'Résumés par formule' },
      group: 'advanced',
      columns: [
        { key: 'key', label: { en: 'Name', fr: 'Nom' } },
        { key: 'value', label: { en: 'Formula', fr: 'Formule' } },
      ],
    }),
    seed: field.seed(),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const keys = chooseColumns(input, params.keys, { param: 'keys', accepts: scalars, optional: true })
    const taken = new Set(input.columns.map((column) => column.name))
    const place = freeName('row number', taken)
    const needsOrder = params.measures.some(({ take }) => needsPlace(take))
    const base = needsOrder ? numberRows(input, place) : input
    const wanted =
      params.measures.length + params.formulas.length === 0
        ? [{ take: 'rows' as const, column: '', name: '', share: 0.5, separator: ', ' }]
        : params.measures
    const simple = wanted.map((measure, index) => {
      const replace = (name: string) => ({ measures: wanted.with(index, { ...measure, column: name }) })
      const { accepts } = takes[measure.take]
      const column = measure.take === 'rows' ? undefined : chooseColumn(input, measure.column, { param: 'measures', accepts, replace })
      const name = measure.name.trim() || (column ? `${column.name} ${measure.take}` : 'rows')
      const options = { place, share: measure.share, separator: measure.separator, seed: params.seed }
      return { name, param: 'measures', ...summaryOf(measure.take, column, freeName(`measure ${index}`, taken), options) }
    })
    const computed = params.formulas.map(({ key, value }, index) => {
      const name = key.trim()
      if (name === '') throw new NodeProblem(nameMissing)
      const names = keys.map((column) => column.name)
      const read = readFormula(value, {
        columns: input.columns,
        allow: 'aggregate',
        keys: names,
        name: freeName(`formula ${index}`, taken),
        param: 'formulas',
      })
      return { name, param: 'formulas', expr: read.expr, measures: read.measures }
    })
    const measures: Measure[] = [...simple.flatMap((item) => item.measures), ...computed.flatMap((item) => item.measures)]
    const outputs: (NamedExpr & { readonly param: string })[] = [
      ...keys.map(({ name }) => ({ name, param: 'keys', expr: columnExpr(name) })),
      ...simple,
      ...computed,
    ]
    requireDifferentNames(outputs)
    const grouped = aggregate(
      base,
      keys.map(({ name }) => ({ name, expr: columnExpr(name) })),
      measures,
    )
    return named(grouped, outputs)
  },
  explain(params) {
    const summaries = [
      ...params.measures.map(({ take, column }) => {
        const { en, fr } = takes[take].label
        if (take === 'rows') return { en, fr }
        const name = quoted(column || '…')
        return { en: `${en} of ${name.en}`, fr: `${fr} de ${name.fr}` }
      }),
      ...params.formulas.map(({ key }) => quoted(key || '…')),
    ]
    const what = listed(summaries.length === 0 ? [takes.rows.label] : summaries, 2)
    if (params.keys.by === 'names' && params.keys.names.length === 0)
      return { en: `${what.en} of all rows`, fr: `${what.fr} de toutes les lignes` }
    const by = columnsPhrase(params.keys)
    return { en: `${what.en} for each ${by.en}`, fr: `${what.fr} pour chaque ${by.fr}` }
  },
  examples: [
    {
      title: { en: 'Visits and spending by city', fr: 'Visites et dépenses par ville' },
      params: {
        keys: { by: 'names', names: ['city'] },
        measures: [
          { take: 'rows', name: 'customers' },
          { take: 'sum', column: 'visits' },
          { take: 'mean', column: 'spent', name: 'mean spent' },
        ],
        formulas: [{ key: 'per visit', value: 'SUM([spent]) / SUM([visits])' }],
      },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'city', type: 'text' },
            { name: 'customers', type: 'int' },
            { name: 'visits sum', type: 'int' },
            { name: 'mean spent', type: 'float' },
            { name: 'per visit', type: 'float' },
          ],
          rows: [
            ['Lyon', 1, 1, null, null],
            ['Paris', 2, 6, 20.25, 6.75],
            [null, 1, null, 7, null],
          ],
        },
      },
    },
    {
      title: { en: 'One row for the whole table', fr: 'Une ligne pour tout le tableau' },
      params: {
        measures: [
          { take: 'known', column: 'visits', name: 'known' },
          { take: 'distinct', column: 'city', name: 'cities' },
          { take: 'first', column: 'spent', name: 'first' },
          { take: 'last', column: 'city', name: 'last' },
          { take: 'median', column: 'visits', name: 'median' },
          { take: 'mode', column: 'city', name: 'mode' },
        ],
      },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'known', type: 'int' },
            { name: 'cities', type: 'int' },
            { name: 'first', type: 'float' },
            { name: 'last', type: 'text' },
            { name: 'median', type: 'float' },
            { name: 'mode', type: 'text' },
          ],
          rows: [[3, 2, 10, 'Paris', 2, 'Paris']],
        },
      },
    },
  ],
})

function named(grouped: Relation, outputs: readonly NamedExpr[]): Relation {
  return project(
    grouped,
    outputs.map(({ name, expr }) => ({ name, expr })),
  )
}

function requireDifferentNames(outputs: readonly { readonly name: string; readonly param: string }[]): void {
  const seen = new Set<string>()
  for (const { name, param } of outputs) {
    if (seen.has(name)) {
      const shown = quoted(name)
      throw new NodeProblem({
        code: 'name-taken',
        param,
        column: name,
        text: { en: `Two columns would be called ${shown.en}.`, fr: `Deux colonnes s’appelleraient ${shown.fr}.` },
        action: { en: 'Give one of the summaries another name.', fr: 'Donnez un autre nom à l’un des résumés.' },
      })
    }
    seen.add(name)
  }
}

const nameMissing = {
  code: 'name-empty',
  param: 'formulas',
  text: { en: 'A summary by formula has no name.', fr: 'Un résumé par formule n’a pas de nom.' },
  action: { en: 'Type a name beside the formula.', fr: 'Saisissez un nom à côté de la formule.' },
}
