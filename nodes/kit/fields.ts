import { z } from 'zod'
import { mergedClusterSchema } from '../../engine/protocol/cluster.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { DataType, Role } from '../../engine/relation/types.ts'
import { columnsRuleSchema, type ColumnsRule } from './columns-rule.ts'
import { conditionOperators, type ConditionOperator } from './condition-operators.ts'

/**
 * When a field is shown: while another param has one of these values, or a text that ends so (in small letters, `.gz` and `.zst` behind it aside; an
 * empty ending is an empty text), with `not` one that does not.
 */
export type When =
  | { readonly param: string; readonly in: readonly (string | number | boolean)[] }
  | { readonly param: string; readonly ends: readonly string[]; readonly not?: true }
  | { readonly any: readonly When[] }
  | { readonly all: readonly When[] }

/** What every field says of itself. It travels to the studio as JSON Schema keywords `x-field`. */
interface FieldText {
  readonly label: Text
  readonly help?: Text
  readonly when?: When
  /** Fields with the same group stand under one heading; `advanced` ones are folded. */
  readonly group?: 'advanced'
  /** It changes nothing in what the node makes: with another value its result stays fresh. */
  readonly aside?: true
}

interface ColumnSource {
  /** The input port whose columns are offered; the first input unless said otherwise. */
  readonly from?: string
  readonly accepts?: readonly DataType[]
}

/** Columns that rules never mean: those of a role, and the one that another param of the node names. Naming them still takes them. */
interface ColumnsApart {
  readonly withheld?: readonly Role[]
  readonly apart?: string
}

export type FieldKind =
  | 'column'
  | 'columns'
  | 'text'
  | 'number'
  | 'slider'
  | 'choice'
  | 'flag'
  | 'formula'
  | 'conditions'
  | 'key-value'
  | 'file'
  | 'connection'
  | 'database-table'
  | 'registered-model'
  | 'setting'
  | 'date'
  | 'list'
  | 'json'
  | 'code'
  | 'clusters'

/** Between which values a number of a learner is worth looking for; `log`: in equal factors. */
export interface TuneRange {
  readonly from: number
  readonly to: number
  readonly log?: true
}

/** Which values of a choice are worth looking for; `true`: all of them. */
export type TuneChoices = true | readonly string[]

/** What the studio reads to draw a field: JSON Schema keyword `x-field` of the param. */
export interface FieldMeta extends FieldText, ColumnSource, ColumnsApart {
  readonly kind: FieldKind
  readonly optional?: boolean
  readonly unit?: string
  readonly step?: number
  readonly tune?: TuneRange | TuneChoices
  readonly placeholder?: Text
  readonly multiline?: boolean
  readonly choices?: readonly { readonly value: string; readonly label: Text; readonly help?: Text }[]
  readonly language?: 'sql' | 'javascript' | 'json'
  readonly columns?: readonly { readonly key: string; readonly label: Text }[]
  /** File field: what it opens, and whether it names a file to be written, or a folder that holds such files. */
  readonly extensions?: readonly string[]
  readonly save?: boolean
  readonly folder?: boolean
  /** Table field: the params with the connection and the file, and the one that is `file` when the latter counts. */
  readonly database?: { readonly connection: string; readonly file: string; readonly chosenBy: string }
  readonly allow?: 'row' | 'aggregate'
  /** Conditions field: what a column can be compared with, in the order to be offered. */
  readonly operators?: readonly ConditionOperator[]
  readonly item?: FieldMeta
  /** Clusters field: the param that names the column whose values are merged. */
  readonly of?: string
}

function withMeta<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  return schema.meta({ 'x-field': meta }) as S
}

/** Nested conditions of a filter: leaves compare one column, groups join them. */
export type Conditions =
  | { readonly all: readonly Conditions[] }
  | { readonly any: readonly Conditions[] }
  | {
      readonly column: string
      readonly is: string
      readonly value?: string | number | boolean | null
      readonly values?: readonly (string | number)[]
    }

export const conditionsSchema: z.ZodType<Conditions> = z.lazy(() =>
  z.union([
    z.object({ all: z.array(conditionsSchema) }),
    z.object({ any: z.array(conditionsSchema) }),
    z.object({
      column: z.string(),
      is: z.string(),
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
      values: z.array(z.union([z.string(), z.number()])).optional(),
    }) as z.ZodType<Conditions>,
  ]),
)

/** The kinds of fields. Each gives the zod schema of the param with what the inspector needs to draw it. */
export const field = {
  /** The same field, shown only where the rule holds. */
  shownWhen: <S extends z.ZodType>(schema: S, when: When): S => withMeta(schema, { ...(schema.meta()?.['x-field'] as FieldMeta), when }),
  /** One column of an input, by name; empty while not chosen. */
  column: (meta: FieldText & ColumnSource & { readonly optional?: boolean; readonly default?: string }) =>
    withMeta(z.string().default(meta.default ?? ''), { ...meta, kind: 'column' }),
  columns: (meta: FieldText & ColumnSource & ColumnsApart & { readonly default?: ColumnsRule }) =>
    withMeta(columnsRuleSchema.default(meta.default ?? { by: 'names', names: [] }), { ...meta, kind: 'columns' }),
  text: (
    meta: FieldText & { readonly default?: string; readonly placeholder?: Text; readonly multiline?: boolean; readonly optional?: boolean },
  ) => withMeta(z.string().default(meta.default ?? ''), { ...meta, kind: 'text' }),
  number: (
    meta: FieldText & {
      readonly default: number
      readonly min?: number
      readonly max?: number
      readonly step?: number
      readonly unit?: string
      readonly integer?: boolean
      readonly tune?: TuneRange
    },
  ) => withMeta(bounded(meta).default(meta.default), { ...meta, kind: 'number' }),
  /** The number that random choices start from: the same seed chooses the same rows. */
  seed: (meta: Pick<FieldText, 'when'> = {}) =>
    withMeta(z.number().int().min(0).max(4294967295).default(1), {
      label: { en: 'Seed', fr: 'Graine' },
      help: { en: 'The same seed chooses the same rows.', fr: 'La même graine choisit les mêmes lignes.' },
      group: 'advanced',
      ...meta,
      kind: 'number',
      step: 1,
    }),
  /** A number that may be left open. */
  optionalNumber: (
    meta: FieldText & {
      readonly min?: number
      readonly max?: number
      readonly step?: number
      readonly unit?: string
      readonly integer?: boolean
    },
  ) => withMeta(bounded(meta).nullable().default(null), { ...meta, kind: 'number', optional: true }),
  slider: (
    meta: FieldText & {
      readonly default: number
      readonly min: number
      readonly max: number
      readonly step: number
      readonly unit?: string
      readonly tune?: TuneRange
    },
  ) => withMeta(bounded(meta).default(meta.default), { ...meta, kind: 'slider' }),
  choice: <const C extends readonly { readonly value: string; readonly label: Text; readonly help?: Text }[]>(
    meta: FieldText & { readonly choices: C; readonly default: C[number]['value']; readonly tune?: true | readonly C[number]['value'][] },
  ) =>
    withMeta(
      z.enum(meta.choices.map((choice) => choice.value) as [C[number]['value'], ...C[number]['value'][]]).default(meta.default as never),
      { ...meta, kind: 'choice' },
    ),
  flag: (meta: FieldText & { readonly default: boolean; readonly tune?: true }) =>
    withMeta(z.boolean().default(meta.default), { ...meta, kind: 'flag' }),
  /** A formula over the columns of an input, as typed; engine/relation/formula reads it. */
  formula: (meta: FieldText & ColumnSource & { readonly default?: string; readonly allow?: 'row' | 'aggregate' }) =>
    withMeta(z.string().default(meta.default ?? ''), { ...meta, kind: 'formula' }),
  conditions: (meta: FieldText & ColumnSource) =>
    withMeta(conditionsSchema.default({ all: [] }), { ...meta, kind: 'conditions', operators: conditionOperators }),
  /** Pairs in order, such as old name -> new name. `columns` names the two sides. */
  keyValue: (
    meta: FieldText & ColumnSource & { readonly columns: readonly [{ key: 'key'; label: Text }, { key: 'value'; label: Text }] },
  ) => withMeta(z.array(z.object({ key: z.string(), value: z.string() })).default([]), { ...meta, kind: 'key-value' }),
  /** A path, relative to the pipeline file, or absolute when the person chose it in a dialog. */
  file: (meta: FieldText & { readonly extensions: readonly string[]; readonly save?: boolean; readonly default?: string }) =>
    withMeta(z.string().default(meta.default ?? ''), { ...meta, kind: 'file' }),
  /** The same for a folder with files of these endings. */
  folder: (meta: FieldText & { readonly extensions: readonly string[]; readonly placeholder?: Text }) =>
    withMeta(z.string().default(''), { ...meta, kind: 'file', folder: true }),
  /** A connection of the workspace to a database server, by name. */
  connection: (meta: FieldText) => withMeta(z.string().default(''), { ...meta, kind: 'connection' }),
  /** A table of a database, as nodes/kit/table-name.ts writes it. `database` names the params that say which database. */
  databaseTable: (meta: FieldText & { readonly database: NonNullable<FieldMeta['database']> }) =>
    withMeta(z.string().default(''), { ...meta, kind: 'database-table' }),
  /** A version of a model with a name: `loans@champion`, `loans@3`. */
  registeredModel: (meta: FieldText) => withMeta(z.string().default(''), { ...meta, kind: 'registered-model' }),
  /** A setting of the learners that the node studies, by name: `rate`, `fill.method`. The node's `settings` says which are offered. */
  setting: (meta: FieldText & { readonly optional?: true }) => withMeta(z.string().default(''), { ...meta, kind: 'setting' }),
  date: (meta: FieldText & { readonly default?: string; readonly optional?: boolean }) =>
    withMeta(
      z
        .string()
        .regex(/^(\d{4}-\d{2}-\d{2})?$/)
        .default(meta.default ?? ''),
      { ...meta, kind: 'date' },
    ),
  /** A list of records; `item` names the fields of one. */
  list: <S extends z.ZodType>({
    default: start,
    ...meta
  }: FieldText & {
    readonly item: S
    readonly columns?: readonly { key: string; label: Text }[]
    readonly default?: readonly z.input<S>[]
  }) => withMeta(z.array(meta.item).prefault([...(start ?? [])]), { ...omitItem(meta), kind: 'list' }),
  /** Values of the column that the param `of` names, merged by cluster; each cluster was approved by a person. */
  clusters: (meta: FieldText & ColumnSource & { readonly of: string }) =>
    withMeta(z.array(mergedClusterSchema).default([]), { ...meta, kind: 'clusters' }),
  json: <S extends z.ZodType>(meta: FieldText & { readonly schema: S; readonly default: z.input<S> }) =>
    withMeta(meta.schema.default(meta.default as never), { label: meta.label, ...(meta.help && { help: meta.help }), kind: 'json' }),
  code: (meta: FieldText & { readonly language: 'sql' | 'javascript'; readonly default?: string }) =>
    withMeta(z.string().default(meta.default ?? ''), { ...meta, kind: 'code' }),
}

function bounded(meta: { readonly min?: number; readonly max?: number; readonly integer?: boolean }): z.ZodNumber {
  let schema = meta.integer ? z.number().int() : z.number()
  if (meta.min !== undefined) schema = schema.min(meta.min)
  if (meta.max !== undefined) schema = schema.max(meta.max)
  return schema
}

function omitItem<T extends { readonly item: unknown }>(meta: T): Omit<T, 'item'> {
  const { item: _item, ...rest } = meta
  return rest
}
