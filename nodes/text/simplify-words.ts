import { z } from 'zod'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { endings, stopWords } from './word-lists.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text'] }),
  language: field.choice({
    label: { en: 'Language', fr: 'Langue' },
    choices: [
      { value: 'en', label: { en: 'English', fr: 'anglais' } },
      { value: 'fr', label: { en: 'French', fr: 'français' } },
    ],
    default: 'en',
  }),
  stops: field.flag({ label: { en: 'Leave out small words', fr: 'Écarter les mots vides' }, default: true }),
  own: field.text({
    label: { en: 'Leave out these words too', fr: 'Écarter aussi ces mots' },
    help: { en: 'With spaces between them.', fr: 'Séparés par des espaces.' },
    optional: true,
  }),
  stem: field.flag({ label: { en: 'Cut plurals and endings', fr: 'Couper pluriels et terminaisons' }, default: false }),
  sorted: field.flag({ label: { en: 'Sort the words', fr: 'Trier les mots' }, default: false }),
  distinct: field.flag({ label: { en: 'Each word once', fr: 'Chaque mot une seule fois' }, default: false }),
  ...resultPlaceFields({ place: 'add', ending: ' words' }),
})

type Params = z.output<typeof params>

const table = { columns: [{ name: 'note', type: 'text' }], rows: [['The Cats and the dog’s boxes!'], ['of the'], [null]] } as const

export const simplifyWords = defineNode({
  id: 'text.simplify-words',
  version: 1,
  icon: 'wand-sparkles',
  title: { en: 'Simplify words', fr: 'Simplifier les mots' },
  summary: {
    en: 'Brings texts down to their words: lower case, no accents, no small words, stems, sorted.',
    fr: 'Ramène les textes à leurs mots : minuscules, sans accents, sans mots vides, racines, triés.',
  },
  help: {
    en: `Texts are put in lower case without accents and punctuation, with one space between words. Small words (the, of, le, de) say little and can be left out; endings can be cut so that cat and cats meet. The rules for endings are light: they know plurals and a few common endings, and a stem need not be a word. Sorted words, each once, make a fingerprint under which “Smith, John” and “John Smith” are one.

Missing texts stay missing; a text of which nothing is left becomes empty.`,
    fr: `Les textes passent en minuscules, sans accents ni ponctuation, avec une espace entre les mots. Les mots vides (the, of, le, de) disent peu et peuvent être écartés ; les terminaisons peuvent être coupées pour que chat et chats se rejoignent. Ces règles sont légères : elles connaissent les pluriels et quelques terminaisons courantes, et une racine n’est pas toujours un mot. Des mots triés, chacun une fois, font une empreinte sous laquelle « Dupont, Jean » et « Jean Dupont » ne font qu’un.

Les textes manquants restent manquants ; un texte dont il ne reste rien devient vide.`,
  },
  keywords: {
    en: ['stop words', 'stemming', 'fingerprint', 'normalise text', 'sort words', 'tokens'],
    fr: ['mots vides', 'racinisation', 'empreinte', 'normaliser', 'trier les mots', 'lemmes'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
    return placeResults(
      input,
      columns.map(({ name }) => ({ source: name, expr: simplified(columnExpr(name), settings) })),
      settings,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    return { en: `the plain words of ${what.en}`, fr: `les mots simples : ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'A fingerprint', fr: 'Une empreinte' },
      params: { columns: { by: 'names', names: ['note'] }, stem: true, sorted: true, distinct: true },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'note words', type: 'text' }],
          rows: [
            ['The Cats and the dog’s boxes!', 'box cat dog'],
            ['of the', ''],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'French words in their order', fr: 'Des mots français dans leur ordre' },
      params: { columns: { by: 'names', names: ['titre'] }, language: 'fr', own: 'vol', place: 'replace' },
      inputs: { table: { columns: [{ name: 'titre', type: 'text' }], rows: [['L’Été à la mer, vol. 2'], [null]] } },
      expect: { table: { columns: [{ name: 'titre', type: 'text' }], rows: [['ete mer 2'], [null]] } },
    },
  ],
})

const replace = (value: Expr, pattern: string, by: string) => call('regex-replace', value, literal('text', pattern), literal('text', by))

function simplified(value: Expr, settings: Params): Expr {
  const plain = replace(call('ascii-fold', call('lower', value)), '[!-/:-@\\[-`{-~\u2010-\u205e\u00ab\u00bb\u00a0\\t\\n\\r]+', ' ')
  const own = settings.own
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const gone = [
    ...(settings.stops ? stopWords[settings.language] : []),
    ...(settings.language === 'en' && settings.stops ? ['s'] : []),
    ...own,
  ]
  const doubled = replace(plain, ' +', '  ')
  const kept = gone.length === 0 ? doubled : replace(doubled, `(^| )(?:${gone.join('|')})( |$)`, '$1$2')
  const stemmed = settings.stem ? endings[settings.language].reduce<Expr>((text, [from, to]) => replace(text, from, to), kept) : kept
  const tidy = call('trim', replace(stemmed, ' +', ' '))
  if (!settings.sorted && !settings.distinct) return tidy
  const words = call('split', tidy, literal('text', ' '))
  const unique = settings.distinct ? call('list-distinct', words) : words
  return call('list-join', settings.sorted ? call('list-sort', unique) : unique, literal('text', ' '))
}
