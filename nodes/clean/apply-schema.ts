import { z } from 'zod'
import { project, setRoles } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isList, type Column, type DataType, type ScalarType } from '../../engine/relation/types.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { onErrorField, rejectPorts, settleErrors, type Attempt } from '../kit/on-error.ts'
import { quoted, quotedNames, typeWord } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'

const params = z.object({
  absent: field.choice({
    label: { en: 'Columns that this table lacks', fr: 'Colonnes qui manquent à ce tableau' },
    choices: [
      { value: 'add', label: { en: 'are added, with missing values', fr: 'sont ajoutées, vides' } },
      { value: 'fail', label: { en: 'are a problem', fr: 'sont un problème' } },
    ],
    default: 'add',
  }),
  extra: field.choice({
    label: { en: 'Columns that only this table has', fr: 'Colonnes de ce seul tableau' },
    choices: [
      { value: 'drop', label: { en: 'are dropped', fr: 'sont retirées' } },
      { value: 'keep', label: { en: 'stay, at the end', fr: 'restent, à la fin' } },
      { value: 'fail', label: { en: 'are a problem', fr: 'sont un problème' } },
    ],
    default: 'drop',
  }),
  types: field.choice({
    label: { en: 'Columns of another type', fr: 'Colonnes d’un autre type' },
    choices: [
      { value: 'convert', label: { en: 'are converted', fr: 'sont converties' } },
      { value: 'fail', label: { en: 'are a problem', fr: 'sont un problème' } },
    ],
    default: 'convert',
  }),
  capitals: field.flag({ label: { en: 'Names may differ in capitals', fr: 'Les noms peuvent différer par la casse' }, default: true }),
  onError: onErrorField({ param: 'types', in: ['convert'] }),
})

type Params = z.output<typeof params>

const model = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'Name', type: 'text' },
    { name: 'born', type: 'date' },
  ],
  rows: [[1, 'Ana', '1990-01-31']],
} as const

const table = {
  columns: [
    { name: 'Name', type: 'text' },
    { name: 'id', type: 'text' },
    { name: 'extra', type: 'bool' },
  ],
  rows: [
    ['Ben', '7', true],
    [null, 'x', null],
  ],
} as const

export const applySchema = defineNode({
  id: 'clean.apply-schema',
  version: 1,
  icon: 'table-properties',
  title: { en: 'Make columns like', fr: 'Aligner les colonnes' },
  summary: {
    en: 'Gives a table the columns of another: names, types, order and roles.',
    fr: 'Donne à un tableau les colonnes d’un autre : noms, types, ordre et rôles.',
  },
  help: {
    en: `This month’s file shall look like last month’s. Connect the table that is right to “Like this”: only its columns are looked at, never its rows.

Columns of the same name are put in its order, converted to its types and given its roles. Those that are lacking are added with missing values; those that only this table has go, or stay at the end. Each of these can be a problem instead, so that a changed file is noticed.

Missing values stay missing. What cannot be converted becomes missing, stops the run, or leaves for the second output, which always lists such rows with the reason. What “Scale” or “Fill missing” has learnt on other rows needs no node of its own: it is replayed wherever their model is used.`,
    fr: `Le fichier de ce mois doit ressembler à celui du mois passé. Reliez le bon tableau à « Comme ceci » : seules ses colonnes sont regardées, jamais ses lignes.

Les colonnes de même nom prennent son ordre, ses types et ses rôles. Celles qui manquent sont ajoutées, vides ; celles de ce seul tableau partent, ou restent à la fin. Chacun de ces cas peut être un problème, pour qu’un fichier changé se remarque.

Les valeurs manquantes le restent. L’inconvertible devient manquant, arrête l’exécution ou part à la seconde sortie, qui nomme toujours ces lignes avec la raison. Ce que « Mettre à l’échelle » ou « Remplir les manquants » ont appris ailleurs ne demande pas de nœud : c’est rejoué partout où leur modèle sert.`,
  },
  keywords: {
    en: ['schema', 'align', 'same columns', 'conform', 'apply domain', 'template', 'strict'],
    fr: ['schéma', 'aligner', 'mêmes colonnes', 'conformer', 'modèle', 'gabarit', 'strict'],
  },
  inputs: {
    table: { kind: 'table', label: { en: 'Table', fr: 'Tableau' } },
    like: { kind: 'table', label: { en: 'Like this', fr: 'Comme ceci' } },
  },
  outputs: rejectPorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const like = inputs.one('like')
    const found = like.columns.map((wanted) => ({ wanted, column: columnLike(input, wanted, settings) }))
    const absent = found.filter(({ column }) => !column).map(({ wanted }) => wanted.name)
    if (settings.absent === 'fail' && absent.length > 0) throw notAlike('column-missing', absent, 'absent')
    const used = new Set(found.map(({ column }) => column?.name))
    const extra = input.columns.filter(({ name }) => !used.has(name))
    if (settings.extra === 'fail' && extra.length > 0)
      throw notAlike(
        'columns-extra',
        extra.map(({ name }) => name),
        'extra',
      )
    const kept = settings.extra === 'keep' ? extra.filter(({ name }) => !like.columns.some((wanted) => wanted.name === name)) : []
    const attempts = found.flatMap(({ wanted, column }) =>
      column && column.type !== wanted.type ? [attemptOf(column, wanted, settings)] : [],
    )
    return settleErrors(input, attempts, settings.onError, (rows, results) => {
      const converted = new Map(results.map(({ source, expr }) => [source, expr]))
      const value = (column: Column | undefined, type: DataType): Expr =>
        column ? (converted.get(column.name) ?? columnExpr(column.name)) : literal(type, null)
      const done = project(rows, [
        ...found.map(({ wanted, column }) => ({ name: wanted.name, expr: value(column, wanted.type) })),
        ...kept.map(({ name }) => ({ name, expr: columnExpr(name) })),
      ])
      return setRoles(done, new Map(found.map(({ wanted, column }) => [wanted.name, wanted.role ?? passedOn(column)])))
    })
  },
  explain({ absent, extra, types }) {
    if (absent === 'fail' && extra === 'fail' && types === 'fail')
      return { en: 'columns must be the same', fr: 'les colonnes doivent être les mêmes' }
    return extra === 'keep'
      ? { en: 'columns like the other table, further ones at the end', fr: 'colonnes comme l’autre tableau, les autres à la fin' }
      : { en: 'columns like the other table', fr: 'colonnes comme l’autre tableau' }
  },
  examples: [
    {
      title: { en: 'Names, order, types and a column that is lacking', fr: 'Noms, ordre, types et une colonne manquante' },
      params: {},
      inputs: { table, like: model },
      expect: {
        table: {
          columns: model.columns,
          rows: [
            [7, 'Ben', null],
            [null, null, null],
          ],
        },
      },
    },
    {
      title: { en: 'What cannot be converted is set apart', fr: 'L’inconvertible est mis à part' },
      params: { extra: 'keep', onError: 'reject' },
      inputs: { table, like: model },
      expect: {
        table: { columns: [...model.columns, { name: 'extra', type: 'bool' }], rows: [[7, 'Ben', null, true]] },
        rejected: {
          columns: [...table.columns, { name: 'reason', type: 'text' }],
          rows: [[null, 'x', null, 'id: “x” is no whole number']],
        },
      },
    },
  ],
})

/** A sensitive or ignored column stays that, whatever the other table says of its own. */
const passedOn = (column: Column | undefined) => (column?.role === 'sensitive' || column?.role === 'ignore' ? column.role : undefined)

function columnLike(input: Relation, wanted: Column, { capitals }: Params): Column | undefined {
  const exact = input.columns.find(({ name }) => name === wanted.name)
  if (exact || !capitals) return exact
  const close = input.columns.filter(({ name }) => name.toLowerCase() === wanted.name.toLowerCase())
  return close.length === 1 ? close[0] : undefined
}

function attemptOf(column: Column, wanted: Column, settings: Params): Attempt {
  const value = columnExpr(column.name)
  const expr = convert(value, column.type, wanted.type)
  const shown = convert(value, column.type, 'text')
  if (settings.types === 'fail' || !expr || isList(wanted.type)) throw otherType(column, wanted)
  const failed = call('and', call('is-not-null', value), call('is-null', expr))
  return {
    source: column.name,
    expr,
    type: wanted.type as ScalarType,
    failed,
    shown: shown ?? literal('text', ''),
    reason: `is no ${typeWord(wanted.type).en}`,
  }
}

function otherType(column: Column, wanted: Column): NodeProblem {
  const [name, from, to] = [quoted(column.name), typeWord(column.type), typeWord(wanted.type)]
  return new NodeProblem({
    code: 'wrong-type',
    param: 'types',
    column: column.name,
    text: {
      en: `${name.en} is ${from.en}; the other table has ${to.en}.`,
      fr: `${name.fr} est de type ${from.fr} ; l’autre tableau a ${to.fr}.`,
    },
    action: {
      en: 'Change the type before this node, or let it be converted.',
      fr: 'Changez le type avant ce nœud, ou faites-la convertir.',
    },
  })
}

function notAlike(code: 'column-missing' | 'columns-extra', names: readonly string[], param: 'absent' | 'extra'): NodeProblem {
  const shown = quotedNames(names)
  return new NodeProblem({
    code,
    param,
    column: names[0] ?? '',
    text:
      param === 'absent'
        ? { en: `This table lacks ${shown.en}.`, fr: `Il manque à ce tableau ${shown.fr}.` }
        : { en: `Only this table has ${shown.en}.`, fr: `Seul ce tableau a ${shown.fr}.` },
    fixes: [
      param === 'absent'
        ? { label: { en: 'Add what is lacking', fr: 'Ajouter ce qui manque' }, params: { absent: 'add' } }
        : { label: { en: 'Drop what is extra', fr: 'Retirer ce qui est en trop' }, params: { extra: 'drop' } },
    ],
  })
}
