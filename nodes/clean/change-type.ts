import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, DataType, ScalarType } from '../../engine/relation/types.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { failureReport } from '../kit/failure-report.ts'
import { field } from '../kit/fields.ts'
import { settleErrors, type Attempt } from '../kit/on-error.ts'
import { listed, quoted, typeWord } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults } from '../kit/result-place.ts'

const types = ['text', 'int', 'float', 'bool', 'date', 'timestamp'] as const satisfies readonly ScalarType[]

const raw = {
  columns: [
    { name: 'joined', type: 'text' },
    { name: 'spent', type: 'text' },
    { name: 'active', type: 'text' },
  ],
  rows: [
    ['31/01/2024', '1 234,50', 'yes'],
    ['unknown', '12', 'no'],
    [null, null, null],
  ],
} as const

const changes = [
  { column: 'joined', to: 'date', format: 'DD/MM/YYYY' },
  { column: 'spent', to: 'float', decimalComma: true },
  { column: 'active', to: 'bool' },
]

export const changeType = defineNode({
  id: 'clean.change-type',
  version: 1,
  icon: 'replace',
  title: { en: 'Change type', fr: 'Changer le type' },
  summary: {
    en: 'Turns text into numbers, dates or yes/no, and back.',
    fr: 'Convertit du texte en nombres, dates ou oui/non, et inversement.',
  },
  help: {
    en: `Each line names a column and the type it shall have. The column keeps its name, place and role.

Numbers may group their digits by spaces, or by commas as in 1,234.5. With a decimal comma it is the other way round: 1.234,5 or 1 234,5. A whole number may be written 12 or 12.0; decimals are dropped when a decimal number becomes a whole one.

Dates are read as 2024-01-31 unless a format is given: DD/MM/YYYY, or D.M.YY hh:mm with minutes in small letters. Yes and no, true and false, 1 and 0, oui and non, vrai and faux are read as yes/no.

What cannot be read becomes missing, takes its row out or stops the run, as you choose. The second output holds the rows with a value that could not be read, as they were, with the reason; the third counts how often each such value occurs. Missing and blank values stay missing and are no failure.

Where you do not know how dates are written, “Read dates” finds it out.`,
    fr: `Chaque ligne nomme une colonne et le type qu’elle doit avoir. La colonne garde son nom, sa place et son rôle.

Les chiffres peuvent être groupés par des espaces, ou par des virgules comme dans 1,234.5. Avec la virgule décimale, c’est l’inverse : 1.234,5 ou 1 234,5. Un entier peut s’écrire 12 ou 12.0 ; les décimales tombent quand un nombre décimal devient entier.

Les dates se lisent sous la forme 2024-01-31, sauf si un format est donné : DD/MM/YYYY, ou D.M.YY hh:mm avec les minutes en minuscules. Oui et non, vrai et faux, 1 et 0, yes et no, true et false donnent oui/non.

Ce qui est illisible devient manquant, écarte sa ligne ou arrête l’exécution, à votre choix. La deuxième sortie contient, telles quelles et avec la raison, les lignes dont une valeur est illisible ; la troisième compte chaque valeur illisible. Les valeurs manquantes et vides restent manquantes et ne sont pas des échecs.

Si vous ne savez pas comment les dates sont écrites, « Lire des dates » le trouve.`,
  },
  keywords: {
    en: ['convert', 'cast', 'parse', 'number', 'date', 'decimal comma'],
    fr: ['convertir', 'type', 'lire', 'nombre', 'date', 'virgule décimale'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    ...tablePorts.outputs,
    unreadable: { kind: 'table', label: { en: 'Unreadable rows', fr: 'Lignes illisibles' } },
    report: { kind: 'table', label: { en: 'Unreadable values', fr: 'Valeurs illisibles' } },
  },
  params: z.object({
    changes: field.list({
      label: { en: 'Changes', fr: 'Conversions' },
      item: z.object({
        column: field.column({ label: { en: 'Column', fr: 'Colonne' } }),
        to: field.choice({
          label: { en: 'New type', fr: 'Nouveau type' },
          choices: types.map((value) => ({ value, label: typeWord(value) })),
          default: 'float',
        }),
        format: field.text({
          label: { en: 'Date format', fr: 'Format de date' },
          placeholder: { en: 'YYYY-MM-DD', fr: 'YYYY-MM-DD' },
          optional: true,
          when: { param: 'to', in: ['date', 'timestamp', 'text'] },
        }),
        decimalComma: field.flag({
          label: { en: 'Decimal comma', fr: 'Virgule décimale' },
          default: false,
          when: { param: 'to', in: ['int', 'float'] },
        }),
      }),
    }),
    unreadable: field.choice({
      label: { en: 'What cannot be read', fr: 'Ce qui est illisible' },
      choices: [
        { value: 'missing', label: { en: 'Becomes missing', fr: 'Devient manquant' } },
        { value: 'reject', label: { en: 'Takes its row out, to the second output', fr: 'Écarte sa ligne, vers la deuxième sortie' } },
        { value: 'fail', label: { en: 'Stops the run', fr: 'Arrête l’exécution' } },
      ],
      default: 'missing',
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    if (params.changes.length === 0) throw new NodeProblem(nothingChosen)
    const conversions = params.changes.map((change, index) => {
      const replace = (name: string) => ({ changes: params.changes.with(index, { ...change, column: name }) })
      const column = chooseColumn(input, change.column, { param: 'changes', replace })
      const from = columnExpr(column.name)
      const place = { param: 'changes', column: column.name }
      const expr = asProblem(place, () => {
        const converted = convert(from, column.type, change.to, { decimalComma: change.decimalComma, format: change.format.trim() })
        if (converted) extend(input, [{ name: column.name, expr: converted }])
        return converted
      })
      if (!expr) throw noWay(column, change.to)
      return { source: column.name, expr, type: change.to, ...failure(from, column, expr, change.to) }
    })
    const twice = conversions.find((item, index) => conversions.findIndex((other) => other.source === item.source) !== index)
    if (twice) throw changedTwice(twice.source, params.changes)
    const { table, rejected } = settleErrors(input, conversions, params.unreadable, (rows, results) =>
      placeResults(rows, results, { place: 'replace', ending: '' }),
    )
    return { table, unreadable: rejected, report: failureReport(input, conversions) }
  },
  explain(params) {
    if (params.changes.length === 0) return { en: 'no change yet', fr: 'aucune conversion encore' }
    const items = params.changes.map((change) => {
      const name = quoted(change.column || '…')
      const type = typeWord(change.to)
      return { en: `${name.en} to ${type.en}`, fr: `${name.fr} en ${type.fr}` }
    })
    return listed(items)
  },
  examples: [
    {
      title: { en: 'A French export with dates, amounts and yes/no', fr: 'Un export français avec dates, montants et oui/non' },
      params: { changes },
      inputs: { table: raw },
      expect: {
        table: {
          columns: [
            { name: 'joined', type: 'date' },
            { name: 'spent', type: 'float' },
            { name: 'active', type: 'bool' },
          ],
          rows: [
            ['2024-01-31', 1234.5, true],
            [null, 12, false],
            [null, null, null],
          ],
        },
        unreadable: {
          columns: [...raw.columns, { name: 'reason', type: 'text' }],
          rows: [['unknown', '12', 'no', 'joined: “unknown” is no date in this format']],
        },
        report: {
          columns: [
            { name: 'column', type: 'text' },
            { name: 'value', type: 'text' },
            { name: 'rows', type: 'int' },
          ],
          rows: [['joined', 'unknown', 1]],
        },
      },
    },
    {
      title: { en: 'Postcodes are text, not numbers', fr: 'Les codes postaux sont du texte, pas des nombres' },
      params: { changes: [{ column: 'postcode', to: 'text' }], unreadable: 'fail' },
      inputs: { table: { columns: [{ name: 'postcode', type: 'int' }], rows: [[75011], [null]] } },
      expect: { table: { columns: [{ name: 'postcode', type: 'text' }], rows: [['75011'], [null]] } },
    },
  ],
})

const reasons: Record<ScalarType, string> = {
  int: 'is no whole number',
  float: 'is no number',
  bool: 'is neither yes nor no',
  date: 'is no date in this format',
  timestamp: 'is no date and time in this format',
  text: 'has no text',
}

function failure(from: Expr, { type }: Column, expr: Expr, to: ScalarType): Pick<Attempt, 'failed' | 'shown' | 'reason'> {
  const there = type === 'text' ? call('not', call('is-blank', from)) : call('is-not-null', from)
  return {
    failed: call('and', there, call('is-null', expr)),
    shown: convert(from, type, 'text') ?? literal('text', null),
    reason: reasons[to],
  }
}

const nothingChosen = {
  code: 'nothing-chosen',
  param: 'changes',
  text: { en: 'No column is chosen.', fr: 'Aucune colonne n’est choisie.' },
  action: { en: 'Add a column and the type it shall have.', fr: 'Ajoutez une colonne et le type qu’elle doit avoir.' },
}

function noWay(column: Column, to: DataType): NodeProblem {
  const [name, from, wanted] = [quoted(column.name), typeWord(column.type), typeWord(to)]
  return new NodeProblem({
    code: 'no-conversion',
    param: 'changes',
    column: column.name,
    text: {
      en: `${name.en} is ${from.en} and cannot become ${wanted.en}.`,
      fr: `${name.fr} est de type ${from.fr} et ne peut pas devenir ${wanted.fr}.`,
    },
    action: { en: 'Choose another type.', fr: 'Choisissez un autre type.' },
  })
}

function changedTwice(name: string, all: readonly { column: string }[]): NodeProblem {
  const shown = quoted(name)
  const last = all.findLastIndex((change) => change.column === name)
  return new NodeProblem({
    code: 'column-twice',
    param: 'changes',
    column: name,
    text: { en: `${shown.en} is changed twice.`, fr: `${shown.fr} est convertie deux fois.` },
    fixes: [{ label: { en: 'Drop the second change', fr: 'Retirer la seconde conversion' }, params: { changes: all.toSpliced(last, 1) } }],
  })
}
