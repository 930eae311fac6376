import { z } from 'zod'
import { project } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { ScalarType } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import type { FitContext } from '../kit/context.ts'
import { convert } from '../kit/convert.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnRow } from '../kit/learn-row.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { splitColumnExamples } from './split-column-examples.ts'
import { partsOf, type Cut } from './split-parts.ts'

const params = z.object({
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: ['text'] }),
  how: field.choice({
    label: { en: 'Split', fr: 'Scinder' },
    choices: [
      { value: 'auto', label: { en: 'at the sign that most texts share', fr: 'au signe que la plupart des textes ont' } },
      { value: 'delimiter', label: { en: 'at a text', fr: 'à un texte' } },
      { value: 'pattern', label: { en: 'where a pattern matches', fr: 'là où un motif convient' } },
      { value: 'lengths', label: { en: 'into parts of given lengths', fr: 'en parties de longueurs données' } },
      { value: 'positions', label: { en: 'before given characters', fr: 'avant des caractères donnés' } },
    ],
    default: 'auto',
  }),
  delimiter: field.text({ label: { en: 'Text', fr: 'Texte' }, default: ',', when: { param: 'how', in: ['delimiter'] } }),
  pattern: field.text({
    label: { en: 'Pattern', fr: 'Motif' },
    placeholder: { en: '[;,] *', fr: '[;,]+ *' },
    when: { param: 'how', in: ['pattern'] },
  }),
  numbers: field.text({
    label: { en: 'Numbers', fr: 'Nombres' },
    help: { en: 'With semicolons or spaces between them.', fr: 'Séparés par des points-virgules ou des espaces.' },
    placeholder: { en: '3; 2; 4', fr: '3 ; 2 ; 4' },
    when: { param: 'how', in: ['lengths', 'positions'] },
  }),
  most: field.optionalNumber({
    label: { en: 'At most this many columns', fr: 'Au plus tant de colonnes' },
    help: { en: 'Open: as many as the longest text needs, up to 20.', fr: 'Vide : autant que le texte le plus long, jusqu’à 20.' },
    min: 1,
    max: 100,
    integer: true,
  }),
  rest: field.choice({
    label: { en: 'What is beyond', fr: 'Ce qui dépasse' },
    choices: [
      { value: 'last', label: { en: 'stays in the last column', fr: 'reste dans la dernière colonne' } },
      { value: 'drop', label: { en: 'is dropped', fr: 'est abandonné' } },
    ],
    default: 'last',
  }),
  names: field.text({
    label: { en: 'Names of the new columns', fr: 'Noms des nouvelles colonnes' },
    help: { en: 'With semicolons between them.', fr: 'Séparés par des points-virgules.' },
    placeholder: { en: 'city; country', fr: 'ville ; pays' },
    optional: true,
  }),
  types: field.flag({ label: { en: 'Find out the types of the parts', fr: 'Reconnaître les types des parties' }, default: true }),
  trim: field.flag({ label: { en: 'Remove spaces around the parts', fr: 'Supprimer les espaces autour des parties' }, default: true }),
  keep: field.flag({ label: { en: 'Keep the original column', fr: 'Garder la colonne d’origine' }, default: true, group: 'advanced' }),
})

type Params = z.output<typeof params>

/** Where to cut, and the type of each part. */
interface State {
  readonly cut: Cut
  readonly types: readonly ScalarType[]
}

export const splitColumn = defineNode<typeof params, State>({
  id: 'clean.split-column',
  version: 1,
  icon: 'table-columns-split',
  title: { en: 'Split column', fr: 'Scinder une colonne' },
  summary: {
    en: 'Cuts the texts of a column into several columns.',
    fr: 'Coupe les textes d’une colonne en plusieurs colonnes.',
  },
  help: {
    en: `The sign to cut at is found by itself: the one of ; , tab | / : - _ and space that most texts have, equally often. The number of columns is that of the longest text. Both are kept, so that later rows get the same columns.

A part gets the type of whole number, decimal number or date when all its known values can be read as such; numbers with leading zeros stay text. A later value that cannot be read becomes missing.

A text with fewer parts gives missing ones, and so does an empty part. A missing text gives missing parts. Parts beyond the last column stay together in it, joined as they were (by a space where a pattern cut them).`,
    fr: `Le signe où couper se trouve tout seul : celui de ; , tabulation | / : - _ et espace que la plupart des textes ont, en nombre égal. Le nombre de colonnes est celui du texte le plus long. Les deux sont gardés, si bien que les lignes suivantes reçoivent les mêmes colonnes.

Une partie devient nombre entier, nombre décimal ou date quand toutes ses valeurs connues se lisent ainsi ; les nombres à zéros de tête restent du texte. Une valeur ultérieure illisible devient manquante.

Un texte avec moins de parties en donne de manquantes, de même qu’une partie vide. Un texte manquant donne des parties manquantes. Les parties au-delà de la dernière colonne y restent ensemble, jointes comme elles l’étaient (par une espace là où un motif les a coupées).`,
  },
  keywords: {
    en: ['text to columns', 'delimiter', 'separate', 'tokenize', 'fixed width', 'parts'],
    fr: ['convertir', 'séparer', 'délimiteur', 'séparateur', 'largeur fixe', 'découper', 'fractionner'],
  },
  ...tablePorts,
  params,
  // The shape of a text is no knowledge about rows that a model must not see.
  learns: () => false,
  async fit(settings, input, ctx) {
    const { name } = chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })
    const cut = await learnCut(settings, input, name, ctx)
    const parts = asProblem({ param: settings.how === 'pattern' ? 'pattern' : 'delimiter', column: name }, () =>
      project(
        input,
        partsOf(columnExpr(name), cut, settings).map((expr, index) => ({ name: `p${index}`, expr })),
      ),
    )
    const types = settings.types ? await learnTypes(parts, ctx) : parts.columns.map(() => 'text' as const)
    return { cut, types }
  },
  apply({ cut, types }, settings, input) {
    const { name } = chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })
    const free = freeNames(input)
    const given = settings.names.split(';').map((item) => item.trim())
    const columns = partsOf(columnExpr(name), cut, settings).map((part, index) => ({
      name: free(given[index] || `${name} ${index + 1}`),
      expr: convert(part, 'text', types[index] ?? 'text') ?? part,
    }))
    return addDerived(input, [{ source: name, columns }], settings.keep)
  },
  explain(settings) {
    const what = quoted(settings.column || '…')
    const at = {
      auto: { en: '', fr: '' },
      delimiter: { en: ` at ${quoted(settings.delimiter).en}`, fr: ` à ${quoted(settings.delimiter).fr}` },
      pattern: { en: ` at ${settings.pattern || '…'}`, fr: ` à ${settings.pattern || '…'}` },
      lengths: { en: ` into lengths ${settings.numbers || '…'}`, fr: ` en longueurs ${settings.numbers || '…'}` },
      positions: { en: ` before ${settings.numbers || '…'}`, fr: ` avant ${settings.numbers || '…'}` },
    }[settings.how]
    return { en: `split ${what.en}${at.en}`, fr: `scinder ${what.fr}${at.fr}` }
  },
  examples: splitColumnExamples,
})

const signs = [';', ',', '\t', '|', '/', ':', '-', '_', ' ']
const mostParts = 20

async function learnCut(settings: Params, input: Relation, name: string, ctx: FitContext): Promise<Cut> {
  if (settings.how === 'lengths' || settings.how === 'positions') return { kind: settings.how, at: givenNumbers(settings), parts: 0 }
  const value = columnExpr(name)
  const bare = call('strip', value)
  const counted = (expr: Expr) => [
    { fn: 'count-if', args: [call('greater', expr, literal('int', 1))] },
    { fn: 'maximum', args: [expr] },
    { fn: 'stddev-population', args: [call('int-to-float', expr)] },
  ]
  if (settings.how === 'auto') {
    const row = await learnRow(
      ctx,
      input,
      signs.flatMap((sign) => counted(call('list-length', call('split', bare, literal('text', sign))))),
    )
    const found = signs.map((sign, index) => {
      const [rows, parts, spread] = row.slice(index * 3, index * 3 + 3).map(Number)
      return { sign, rows: rows ?? 0, parts: parts ?? 0, spread: spread ?? 0 }
    })
    const most = Math.max(...found.map((item) => item.rows))
    const [best] = found.filter((item) => item.rows > 0 && item.rows >= most * 0.9).toSorted((a, b) => a.spread - b.spread)
    if (!best) throw new NodeProblem(noSign(name))
    return { kind: 'delimiter', text: best.sign, parts: settings.most ?? Math.min(best.parts, mostParts) }
  }
  const [kind, text] =
    settings.how === 'delimiter' ? (['delimiter', settings.delimiter] as const) : (['pattern', settings.pattern] as const)
  if (text === '') throw new NodeProblem({ ...nothingGiven, param: kind })
  if (settings.most !== null) return { kind, text, parts: settings.most }
  const measures = asProblem({ param: kind, column: name }, () => {
    const wide = partsOf(value, { kind, text, parts: 1 }, { ...settings, rest: 'drop' })
    project(input, [{ name: 'p', expr: wide[0] ?? value }])
    const signed = kind === 'pattern' ? call('regex-count', value, literal('text', text)) : undefined
    const parts = signed ? call('add-int', signed, literal('int', 1)) : call('list-length', call('split', value, literal('text', text)))
    return counted(parts)
  })
  const [, parts] = await learnRow(ctx, input, measures)
  return { kind, text, parts: Math.min(Math.max(Number(parts ?? 1), 1), mostParts) }
}

const readable = ['int', 'float', 'date'] as const

/** The narrowest type in which all known values of each part can be read. */
async function learnTypes(parts: Relation, ctx: FitContext): Promise<readonly ScalarType[]> {
  const measures = parts.columns.flatMap(({ name }) => {
    const value = columnExpr(name)
    return [
      { fn: 'count', args: [value] },
      { fn: 'count-if', args: [call('regex-match', value, literal('text', '^[+-]?0[0-9]'))] },
      ...readable.map((type) => ({ fn: 'count', args: [convert(value, 'text', type) ?? value] })),
    ]
  })
  const row = await learnRow(ctx, parts, measures)
  const width = readable.length + 2
  return parts.columns.map((_, index) => {
    const [known = 0, codes = 0, ...read] = row.slice(index * width, (index + 1) * width).map(Number)
    return known === 0 ? 'text' : (readable.find((type, place) => read[place] === known && (codes === 0 || type === 'date')) ?? 'text')
  })
}

function givenNumbers({ numbers, how }: Params): readonly number[] {
  const read = numbers.split(/[;,\s]+/).flatMap((item) => (item === '' ? [] : [Number(item)]))
  if (read.length === 0) throw new NodeProblem({ ...nothingGiven, param: 'numbers' })
  const rising = how === 'lengths' || read.every((item, index) => index === 0 || item > (read[index - 1] ?? 0))
  if (read.length > 100 || !rising || read.some((item) => !Number.isInteger(item) || item < 1 || item > 1_000_000))
    throw new NodeProblem({
      code: 'bad-value',
      param: 'numbers',
      text:
        how === 'lengths'
          ? { en: 'Lengths are whole numbers from 1.', fr: 'Les longueurs sont des nombres entiers à partir de 1.' }
          : { en: 'Positions are whole, rising numbers from 1.', fr: 'Les positions sont des nombres entiers croissants à partir de 1.' },
    })
  return read
}

const nothingGiven = {
  code: 'nothing-chosen',
  text: { en: 'Nothing says where to split.', fr: 'Rien ne dit où scinder.' },
  action: { en: 'Type where, or let the sign be found.', fr: 'Saisissez où, ou laissez trouver le signe.' },
}

function noSign(column: string) {
  const shown = quoted(column)
  return {
    code: 'no-delimiter',
    param: 'how',
    column,
    text: {
      en: `The texts of ${shown.en} share no sign to split at.`,
      fr: `Les textes de ${shown.fr} n’ont pas de signe commun où scinder.`,
    },
    action: {
      en: 'Split at a text of your own, by a pattern or by lengths.',
      fr: 'Scindez à un texte choisi, par un motif ou par longueurs.',
    },
  }
}
