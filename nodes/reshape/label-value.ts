import { z } from 'zod'
import { aggregate, extend, filter, freeName, limit, select, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type NamedExpr } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { DataType, LiteralValue } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { groupsInOrder, numbered } from '../kit/first-appearance.ts'
import { passRolesOn } from '../kit/pass-roles-on.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { scalars } from '../kit/type-groups.ts'
import { windowOver } from '../kit/window-over.ts'

const params = z.object({
  key: field.column({ label: { en: 'Labels', fr: 'Libellés' }, accepts: scalars }),
  value: field.column({ label: { en: 'Values', fr: 'Valeurs' }, accepts: scalars }),
  note: field.column({ label: { en: 'Notes', fr: 'Remarques' }, accepts: scalars, optional: true }),
  record: field.choice({
    label: { en: 'One record is', fr: 'Une fiche, ce sont' },
    choices: [
      { value: 'others', label: { en: 'rows that are equal in the other columns', fr: 'les lignes égales dans les autres colonnes' } },
      { value: 'first', label: { en: 'the rows from one first label to the next', fr: 'les lignes d’un premier libellé au suivant' } },
    ],
    default: 'others',
  }),
  most: field.number({
    label: { en: 'At most this many labels', fr: 'Au plus tant de libellés' },
    default: 500,
    min: 1,
    max: 5000,
    integer: true,
    group: 'advanced',
  }),
})

/** The labels in the order in which they first appear, and the columns made of them. */
interface State {
  readonly type: DataType
  readonly labels: readonly { readonly label: LiteralValue; readonly column: string; readonly note: string | null }[]
}

const table = {
  columns: [
    { name: 'label', type: 'text' },
    { name: 'content', type: 'text' },
  ],
  rows: [
    ['name', 'Ana'],
    ['age', '31'],
    ['name', 'Ben'],
    ['city', null],
    [null, 'lost'],
  ],
} as const

const people = {
  columns: [
    { name: 'person', type: 'int' },
    { name: 'label', type: 'text' },
    { name: 'content', type: 'float' },
    { name: 'seen', type: 'text' },
  ],
  rows: [
    [2, 'size', 1.7, 'May'],
    [1, 'size', null, null],
    [1, 'mass', 60, 'June'],
    [1, 'mass', 61, 'July'],
  ],
} as const

export const labelValue = defineNode<typeof params, State>({
  id: 'reshape.label-value',
  version: 1,
  icon: 'tags',
  title: { en: 'Labels and values to columns', fr: 'Libellés et valeurs en colonnes' },
  summary: {
    en: 'Turns rows of a label and a value into records with a column for each label.',
    fr: 'Transforme des lignes d’un libellé et d’une valeur en fiches avec une colonne par libellé.',
  },
  help: {
    en: `Each label becomes a column, in the order in which labels first appear; the values stand in it as they are. Rows that are equal in the other columns make one record. When there are no other columns, a record begins wherever the first label of the table comes again.

When a record has a label twice, its first known value is taken. Rows without a label are left out. Notes get a column of their own beside each value. The labels are learnt once and kept; ones that appear later get no column.`,
    fr: `Chaque libellé devient une colonne, dans l’ordre d’apparition ; les valeurs y figurent telles quelles. Les lignes égales dans les autres colonnes font une fiche. Sans autres colonnes, une fiche commence là où revient le premier libellé du tableau.

Quand une fiche a deux fois un libellé, sa première valeur connue est prise. Les lignes sans libellé sont écartées. Les remarques ont leur propre colonne à côté de chaque valeur. Les libellés sont appris une fois et gardés ; ceux qui viennent plus tard n’ont pas de colonne.`,
  },
  keywords: {
    en: ['columnize by key value', 'key value', 'records', 'spread', 'attribute value'],
    fr: ['clé valeur', 'clés et valeurs en colonnes', 'fiches', 'étaler', 'attribut'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const { key, others } = columnsOf(input, settings)
    const { rows, place } = numbered(input)
    const by: NamedExpr[] = [{ name: 'label', expr: columnExpr(key.name) }]
    const found = aggregate(rows, by, [{ name: 'place', fn: 'minimum', args: [columnExpr(place)] }])
    const seen = await ctx.rows(limit(sort(found, [{ expr: columnExpr('place') }]), settings.most + 2))
    const labels = seen.flatMap((row) => (row[0] === null || row[0] === undefined ? [] : [literalOf(key.type, row[0])]))
    if (labels.length > settings.most) throw tooMany(key.name, settings.most)
    if (labels.length === 0) throw noLabels(key.name)
    const free = freeNames({ op: 'values', columns: others, rows: [] })
    const made = labels.map((label) => ({ label, column: free(String(label) || 'empty') }))
    return {
      type: key.type,
      labels: made.map((item) => ({ ...item, note: settings.note === '' ? null : free(`${item.column} ${settings.note}`) })),
    }
  },
  apply(state, settings, input) {
    const { key, value, note, others } = columnsOf(input, settings, state.type)
    const { rows, place } = numbered(input)
    const names = others.map((column) => column.name)
    const byFirst = settings.record === 'first' || names.length === 0
    const record = freeName('record', new Set([...names, key.name, value.name, place, ...(note ? [note.name] : [])]))
    const label = columnExpr(key.name)
    const [first] = state.labels
    const starts = call('null-if', call('is-not-distinct', label, literal(key.type, first?.label ?? null)), literal('bool', false))
    const counted = byFirst
      ? extend(rows, [{ name: record, expr: windowOver('cumulative-count', [starts], [], [{ expr: columnExpr(place) }]) }])
      : rows
    const known = state.labels.flatMap((item) => [
      { name: item.column, source: value, label: item.label },
      ...(note && item.note !== null ? [{ name: item.note, source: note, label: item.label }] : []),
    ])
    const measures = known.map((item, index) => ({
      name: `${place} v${index}`,
      fn: 'first-by',
      args: [
        call(
          'if',
          call('is-not-distinct', label, literal(key.type, item.label)),
          columnExpr(item.source.name),
          literal(item.source.type, null),
        ),
        columnExpr(place),
      ],
    }))
    const results = known.map(({ name }, index) => ({ name, expr: columnExpr(`${place} v${index}`) }))
    const labelled = filter(counted, call('is-not-null', label))
    const table = groupsInOrder(labelled, place, byFirst ? [...names, record] : names, { measures, results })
    const kept = byFirst ? select(table, [...names, ...known.map((item) => item.name)]) : table
    return passRolesOn(kept, input, new Map(known.map(({ name, source }) => [name, source.name])))
  },
  explain(settings) {
    const [key, value] = [quoted(settings.key || '…'), quoted(settings.value || '…')]
    return { en: `a column for each ${key.en} with its ${value.en}`, fr: `une colonne par ${key.fr} avec son ${value.fr}` }
  },
  examples: [
    {
      title: { en: 'Cards one below the other', fr: 'Des fiches les unes sous les autres' },
      params: { key: 'label', value: 'content' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'name', type: 'text' },
            { name: 'age', type: 'text' },
            { name: 'city', type: 'text' },
          ],
          rows: [
            ['Ana', '31', null],
            ['Ben', null, null],
          ],
        },
      },
    },
    {
      title: { en: 'Measures of persons, with notes', fr: 'Mesures de personnes, avec remarques' },
      params: { key: 'label', value: 'content', note: 'seen' },
      inputs: { table: people },
      expect: {
        table: {
          columns: [
            { name: 'person', type: 'int' },
            { name: 'size', type: 'float' },
            { name: 'size seen', type: 'text' },
            { name: 'mass', type: 'float' },
            { name: 'mass seen', type: 'text' },
          ],
          rows: [
            [2, 1.7, 'May', null, null],
            [1, null, null, 60, 'June'],
          ],
        },
      },
    },
  ],
})

type Params = z.output<typeof params>

function columnsOf(input: Relation, settings: Params, type?: DataType) {
  const choose = (param: 'key' | 'value' | 'note') =>
    chooseColumn(input, settings[param], { param, accepts: param === 'key' && type ? [type] : scalars })
  const [key, value] = [choose('key'), choose('value')]
  const note = settings.note === '' ? undefined : choose('note')
  const used = new Set([key.name, value.name, note?.name])
  const others = input.columns.filter((column) => !used.has(column.name) && scalars.includes(column.type))
  return { key, value, note, others }
}

function tooMany(column: string, most: number): NodeProblem {
  const shown = quoted(column)
  return new NodeProblem({
    code: 'too-many-values',
    param: 'key',
    column,
    text: { en: `${shown.en} has more than ${most} labels.`, fr: `${shown.fr} a plus de ${most} libellés.` },
    action: { en: 'Choose the column of labels, or allow more.', fr: 'Choisissez la colonne des libellés, ou permettez-en plus.' },
  })
}

function noLabels(column: string): NodeProblem {
  const shown = quoted(column)
  return new NodeProblem({
    code: 'nothing-to-learn',
    param: 'key',
    column,
    text: { en: `${shown.en} holds no label.`, fr: `${shown.fr} ne contient aucun libellé.` },
    action: { en: 'Choose the column of labels.', fr: 'Choisissez la colonne des libellés.' },
  })
}
