import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { extend } from '../../engine/relation/build.ts'
import { asProblem } from '../kit/as-problem.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { escapePattern } from '../kit/escape-pattern.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults } from '../kit/result-place.ts'

const table = { columns: [{ name: 'note', type: 'text' }], rows: [['tea, Tea and 2 coffees'], ['steam'], [''], [null]] } as const

export const countMatches = defineNode({
  id: 'text.count-matches',
  version: 1,
  icon: 'search-x',
  title: { en: 'Count matches', fr: 'Compter des occurrences' },
  summary: { en: 'Counts how often a text or a pattern occurs.', fr: 'Compte combien de fois un texte ou un motif apparaît.' },
  help: {
    en: `For each row, the number of times that what you look for occurs in the text, as a new column: a plain text, a whole word, or a pattern (regular expression). Matches do not overlap: “aa” occurs twice in “aaaa”. To sum the counts up by group, follow with “Group”.

A missing text gives a missing count; an empty one has none.`,
    fr: `Pour chaque ligne, le nombre de fois où ce que vous cherchez apparaît dans le texte, dans une nouvelle colonne : un texte simple, un mot entier, ou un motif (expression régulière). Les occurrences ne se chevauchent pas : « aa » apparaît deux fois dans « aaaa ». Pour additionner par groupe, faites suivre de « Regrouper ».

Un texte manquant donne un nombre manquant ; un texte vide n’en a aucune.`,
  },
  keywords: {
    en: ['count occurrences', 'regex count', 'number of matches', 'frequency of a word', 'count pattern'],
    fr: ['nombre d’occurrences', 'compter un motif', 'expression régulière', 'fréquence d’un mot'],
  },
  ...tablePorts,
  params: z.object({
    columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text'] }),
    find: field.text({ label: { en: 'Look for', fr: 'Chercher' } }),
    as: field.choice({
      label: { en: 'It is', fr: 'C’est' },
      choices: [
        { value: 'text', label: { en: 'a text', fr: 'un texte' } },
        { value: 'word', label: { en: 'a whole word', fr: 'un mot entier' } },
        { value: 'pattern', label: { en: 'a pattern', fr: 'un motif' } },
      ],
      default: 'text',
    }),
    ignoreCase: field.flag({
      label: { en: 'Capital or not is the same', fr: 'Majuscule ou non, c’est égal' },
      default: false,
      when: { param: 'as', in: ['text', 'word'] },
    }),
    ending: field.text({ label: { en: 'Ending of the new names', fr: 'Fin des nouveaux noms' }, default: ' matches' }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: ['text'] })
    if (params.find === '') throw new NodeProblem(nothingToFind)
    const folded = params.ignoreCase && params.as !== 'pattern'
    const wanted = folded ? params.find.toLowerCase() : params.find
    const pattern = {
      text: escapePattern(wanted),
      word: `${outside}${escapePattern(wanted.replaceAll(new RegExp(`(${outside})`, 'gu'), '$1$1'))}${outside}`,
      pattern: wanted,
    }[params.as]
    const count = (name: string): Expr => {
      const text = folded ? call('lower', columnExpr(name)) : columnExpr(name)
      const expr = call('regex-count', params.as === 'word' ? apart(text) : text, literal('text', pattern))
      return asProblem({ param: 'find' }, () => {
        extend(input, [{ name, expr }])
        return expr
      })
    }
    return placeResults(
      input,
      columns.map(({ name }) => ({ source: name, expr: count(name) })),
      { place: 'add', ending: params.ending },
    )
  },
  explain(params) {
    const [what, where] = [quoted(params.find || '…'), columnsPhrase(params.columns)]
    return { en: `count ${what.en} in ${where.en}`, fr: `compter ${what.fr} dans ${where.fr}` }
  },
  examples: [
    {
      title: { en: 'A word, capitals or not', fr: 'Un mot, majuscules ou non' },
      params: { columns: { by: 'names', names: ['note'] }, find: 'tea', as: 'word', ignoreCase: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'note matches', type: 'int' }],
          rows: table.rows.map((row, at) => [...row, [2, 0, 0, null][at] ?? null]),
        },
      },
    },
    {
      title: { en: 'A pattern: numbers', fr: 'Un motif : des nombres' },
      params: { columns: { by: 'names', names: ['note'] }, find: '[0-9]+', as: 'pattern', ending: ' numbers' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'note numbers', type: 'int' }],
          rows: table.rows.map((row, at) => [...row, [1, 0, 0, null][at] ?? null]),
        },
      },
    },
  ],
})

// What cannot be part of a word. Engines do not agree on boundaries of words, so that the signs between words are doubled instead: one for each.
const outside = '[^0-9A-Za-z_\u00c0-\u024f]'
const apart = (text: Expr) => {
  const doubled = call('regex-replace', text, literal('text', `(${outside})`), literal('text', '$1$1'))
  return call('ifs', call('is-not-null', text), call('concat', literal('text', ' '), doubled, literal('text', ' ')))
}

const nothingToFind = {
  code: 'nothing-chosen',
  param: 'find',
  text: { en: 'There is nothing to look for yet.', fr: 'Il n’y a encore rien à chercher.' },
  action: { en: 'Type a text or a pattern.', fr: 'Saisissez un texte ou un motif.' },
}
