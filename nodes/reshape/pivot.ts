import { z } from 'zod'
import { aggregate, extend, filter, limit, project, setRoles, union } from '../../engine/relation/build.ts'
import { pivot as pivoted } from '../../engine/relation/build-rows.ts'
import { call, column as columnExpr, literal, type NamedExpr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column, type DataType, type LiteralValue } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { asTheyAre, numbered } from '../kit/first-appearance.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'
import { measureOf, takeField, takes, type Take } from '../kit/summary-takes.ts'
import { scalars } from '../kit/type-groups.ts'
import { pivotExamples } from './pivot-examples.ts'

const simple = [
  'rows',
  'known',
  'distinct',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'sd',
  'variance',
  'mode',
  'first',
  'last',
  'texts',
] as const

const params = z.object({
  keys: field.columns({ label: { en: 'A row for each', fr: 'Une ligne pour chaque' }, accepts: scalars }),
  header: field.column({ label: { en: 'A column for each value of', fr: 'Une colonne pour chaque valeur de' }, accepts: scalars }),
  measures: field.list({
    label: { en: 'Cells hold', fr: 'Les cellules contiennent' },
    item: z.object({
      take: takeField(simple, 'sum'),
      column: field.column({ label: { en: 'Of', fr: 'De' }, accepts: scalars, optional: true }),
    }),
  }),
  empty: field.choice({
    label: { en: 'Cells without rows', fr: 'Cellules sans ligne' },
    choices: [
      { value: 'missing', label: { en: 'are missing', fr: 'sont manquantes' } },
      { value: 'zero', label: { en: 'are 0 where they hold numbers', fr: 'valent 0 si ce sont des nombres' } },
    ],
    default: 'missing',
  }),
  rowTotals: field.flag({ label: { en: 'A column of totals', fr: 'Une colonne de totaux' }, default: false }),
  columnTotals: field.flag({ label: { en: 'A row of totals', fr: 'Une ligne de totaux' }, default: false }),
  values: field.list({
    label: { en: 'Only these values', fr: 'Seulement ces valeurs' },
    item: z.object({ value: field.text({ label: { en: 'Value', fr: 'Valeur' } }) }),
    group: 'advanced',
  }),
  naming: field.text({
    label: { en: 'Names of the columns', fr: 'Noms des colonnes' },
    help: { en: '{value}, {summary} and {column} are filled in.', fr: '{value}, {summary} et {column} sont remplacés.' },
    default: '',
    optional: true,
    group: 'advanced',
  }),
  most: field.number({
    label: { en: 'At most this many values', fr: 'Au plus tant de valeurs' },
    default: 200,
    min: 1,
    max: 5000,
    integer: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

/** The values that became columns, in order. */
interface State {
  readonly type: DataType
  readonly values: readonly LiteralValue[]
}

export const pivot = defineNode<typeof params, State>({
  id: 'reshape.pivot',
  version: 1,
  icon: 'table-2',
  title: { en: 'Pivot', fr: 'Pivoter' },
  summary: {
    en: 'Makes a column of each value of a column, and sums up.',
    fr: 'Fait une colonne de chaque valeur d’une colonne, et résume.',
  },
  help: {
    en: `One row comes out for each combination of the row columns, one column for each value of the header column; a missing header gets the column “missing”. Each cell sums up the rows that belong to both. Without a summary the rows are counted.

Missing values are left out of every summary but the number of rows. A cell without rows is missing, or 0 if you say so. Totals are computed from all rows, not from the cells: the total of means is the mean of all.

The values are learnt once and kept, so that later tables get the same columns. Values that appear later get none. Type the values yourself and nothing has to be learnt.`,
    fr: `Une ligne sort pour chaque combinaison des colonnes de lignes, une colonne pour chaque valeur de la colonne d’en-tête ; un en-tête manquant reçoit la colonne « missing ». Chaque cellule résume les lignes qui relèvent des deux. Sans résumé, les lignes sont comptées.

Les valeurs manquantes sont exclues de tout résumé sauf du nombre de lignes. Une cellule sans ligne est manquante, ou vaut 0 si vous le dites. Les totaux se calculent sur toutes les lignes, non sur les cellules : le total des moyennes est la moyenne de tout.

Les valeurs sont apprises une fois et gardées, si bien que les tableaux suivants reçoivent les mêmes colonnes. Celles qui apparaissent plus tard n’en ont pas. Saisissez les valeurs et rien ne doit s’apprendre.`,
  },
  keywords: {
    en: ['crosstab', 'cross table', 'spread', 'long to wide', 'pivot table', 'contingency'],
    fr: ['tableau croisé', 'croiser', 'étaler', 'long vers large', 'contingence'],
  },
  ...tablePorts,
  params,
  learns: (settings) => settings.values.length === 0,
  async fit(settings, input, ctx) {
    const header = chooseColumn(input, settings.header, { param: 'header', accepts: scalars })
    if (settings.values.length > 0) return { type: header.type, values: typedValues(settings, header) }
    const key = [{ name: 'value', expr: columnExpr(header.name) }]
    const rows = await ctx.rows(limit(aggregate(input, key, []), settings.most + 1))
    if (rows.length > settings.most) throw tooMany(header, settings.most)
    return { type: header.type, values: rows.map((row) => literalOf(header.type, row[0] ?? null)) }
  },
  apply(state, settings, input) {
    const header = chooseColumn(input, settings.header, { param: 'header', accepts: [state.type] })
    const chosen = chooseColumns(input, settings.keys, { param: 'keys', accepts: scalars, optional: true })
    const keys = chosen.flatMap(({ name }) => (name === header.name ? [] : [name]))
    const { rows, place } = numbered(input)
    const measures = measuresOf(input, settings, place)
    const free = freeNames({ op: 'values', columns: chosen.filter((column) => keys.includes(column.name)), rows: [] })
    const cells = new Map<string, string>()
    const nameOf = (value: LiteralValue, measure: Measure) => {
      const mine = measures.find((item) => item.measure.name === measure.name)
      const name = free(named(settings, value, mine))
      if (mine?.column !== undefined) cells.set(name, mine.column)
      return name
    }
    const made = pivoted(rows, {
      keys: asTheyAre(keys),
      header: columnExpr(header.name),
      values: state.values,
      measures: measures.map((item) => item.measure),
      nameOf,
    })
    const totals = settings.rowTotals ? measures.map((item) => ({ ...item, name: free(named(settings, 'total', item)) })) : []
    const whole = (by: readonly NamedExpr[]): Relation =>
      filled(
        aggregate(rows, by, [
          ...(made.op === 'aggregate' ? made.measures : []),
          ...totals.map((item) => ({ ...item.measure, name: item.name })),
        ]),
        settings.empty === 'zero' ? keys : null,
      )
    const body = whole(asTheyAre(keys))
    for (const item of totals) if (item.column !== undefined) cells.set(item.name, item.column)
    const table = settings.columnTotals ? union([body, totalRow(whole([]), body, keys)]) : body
    return passRolesOn(setRoles(table, new Map(body.columns.map((column) => [column.name, column.role]))), input, cells)
  },
  explain(settings) {
    const what = settings.measures.map(({ take, column }) => {
      const { en, fr } = takes[take].label
      const name = quoted(column || '…')
      return take === 'rows' ? { en, fr } : { en: `${en} of ${name.en}`, fr: `${fr} de ${name.fr}` }
    })
    const cells = listed(what.length === 0 ? [takes.rows.label] : what, 2)
    const name = quoted(settings.header || '…')
    return { en: `${cells.en} by ${name.en} as columns`, fr: `${cells.fr} par ${name.fr} en colonnes` }
  },
  examples: pivotExamples,
})

interface Cell {
  readonly take: Take
  readonly column: string | undefined
  readonly measure: Measure
}

function measuresOf(input: Relation, settings: Params, place: string): readonly Cell[] {
  const wanted = settings.measures.length === 0 ? [{ take: 'rows' as const, column: '' }] : settings.measures
  return wanted.map(({ take, column }, index) => {
    const replace = (name: string) => ({ measures: wanted.with(index, { take, column: name }) })
    const found = take === 'rows' ? undefined : chooseColumn(input, column, { param: 'measures', accepts: takes[take].accepts, replace })
    return { take, column: found?.name, measure: { name: `m${index}`, ...measureOf(take, found, { place }) } }
  })
}

function named(settings: Params, value: LiteralValue, cell: Cell | undefined): string {
  const pattern = settings.naming.trim() || (settings.measures.length > 1 ? '{value} {column} {summary}' : '{value}')
  const parts: Readonly<Record<string, string>> = {
    value: value === null ? 'missing' : String(value),
    column: cell?.column ?? '',
    summary: cell?.take ?? '',
  }
  const name = pattern.replaceAll(/\{(value|column|summary)\}/g, (_, part: string) => parts[part] ?? '')
  return name.replaceAll('  ', ' ').trim() || 'empty'
}

/** Number columns that are no keys, with 0 in place of nothing; `keys` null leaves all as they are. */
function filled(relation: Relation, keys: readonly string[] | null): Relation {
  if (keys === null) return relation
  const cells = relation.columns.filter(({ name, type }) => isNumeric(type) && !keys.includes(name))
  return extend(
    relation,
    cells.map(({ name, type }) => ({ name, expr: call('coalesce', columnExpr(name), literal(type, 0)) })),
  )
}

/** The row of totals with the body's columns; the first text among the keys says what it is. */
function totalRow(totals: Relation, body: Relation, keys: readonly string[]): Relation {
  const label = body.columns.find((column) => keys.includes(column.name) && column.type === 'text')?.name
  const row = project(
    totals,
    body.columns.map(({ name, type }) => ({
      name,
      expr: keys.includes(name) ? literal(type, name === label ? 'total' : null) : columnExpr(name),
    })),
  )
  return keys.length === 0 ? filter(row, literal('bool', false)) : row
}

function typedValues(settings: Params, header: Column): readonly LiteralValue[] {
  const read = settings.values.map(({ value }) => readLiteral(value, header.type))
  const bad = read.findIndex((value) => value === undefined)
  const shown = quoted(settings.values[bad]?.value ?? '')
  if (bad >= 0)
    throw new NodeProblem({
      code: 'bad-value',
      param: 'values',
      column: header.name,
      text: { en: `${shown.en} does not fit the type of the column.`, fr: `${shown.fr} ne convient pas au type de la colonne.` },
      action: { en: 'Type another value.', fr: 'Saisissez une autre valeur.' },
    })
  return [...new Set(read.map((value) => value ?? null))]
}

function tooMany(header: Column, most: number): NodeProblem {
  const shown = quoted(header.name)
  return new NodeProblem({
    code: 'too-many-values',
    param: 'header',
    column: header.name,
    text: { en: `${shown.en} has more than ${most} values.`, fr: `${shown.fr} a plus de ${most} valeurs.` },
    action: {
      en: 'Choose another column, or group its rare values first.',
      fr: 'Choisissez une autre colonne, ou regroupez d’abord ses valeurs rares.',
    },
    ...(most < 5000 && { fixes: [{ label: { en: 'Allow 5,000 columns', fr: 'Permettre 5 000 colonnes' }, params: { most: 5000 } }] }),
  })
}
