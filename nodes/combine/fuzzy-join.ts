import { z } from 'zod'
import { distinct, freeName, join, select, sort } from '../../engine/relation/build.ts'
import { column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode, type Relations } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { suffixField, unmatchedField } from '../kit/join-fields.ts'
import { joinKeysField, keysPhrase, readJoinKeys } from '../kit/join-keys.ts'
import { bothOutputs, leftOutput } from '../kit/join-output.ts'
import { nearFields, nearText } from '../kit/near-fields.ts'
import { nearPairs } from '../kit/near-pairs.ts'
import { bestPairs, nearSide, onPair, type NearSide } from '../kit/near-sides.ts'
import { observeNear } from '../kit/observe-near.ts'
import { quoted } from '../kit/phrases.ts'
import { keepSingleRoles } from '../kit/single-roles.ts'

const params = z.object({
  left: field.column({ label: { en: 'Text on the left', fr: 'Texte à gauche' }, from: 'left', accepts: ['text'] }),
  right: field.column({ label: { en: 'Text on the right', fr: 'Texte à droite' }, from: 'right', accepts: ['text'] }),
  ...nearFields(0.75),
  keys: joinKeysField,
  take: field.choice({
    label: { en: 'Take', fr: 'Prendre' },
    choices: [
      { value: 'best', label: { en: 'the most alike row', fr: 'la ligne la plus ressemblante' } },
      { value: 'all', label: { en: 'all rows that are alike enough', fr: 'toutes les lignes assez ressemblantes' } },
    ],
    default: 'best',
  }),
  unmatched: unmatchedField({ en: 'Rows without a match', fr: 'Lignes sans correspondance' }),
  columns: field.columns({
    label: { en: 'Bring', fr: 'Apporter' },
    from: 'right',
    default: { by: 'all', except: [] },
    group: 'advanced',
  }),
  score: field.text({ label: { en: 'Column for the likeness', fr: 'Colonne de la ressemblance' }, default: 'score', group: 'advanced' }),
  suffix: suffixField,
})

const guests = {
  columns: [
    { name: 'guest', type: 'int' },
    { name: 'town', type: 'text' },
  ],
  rows: [
    [1, 'Marseile'],
    [2, 'SAINT ETIENNE'],
    [3, 'Lyon'],
    [4, 'Gotham'],
    [5, null],
  ],
} as const
const towns = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'people', type: 'int' },
  ],
  rows: [
    ['Lyon', 522],
    ['Marseille', 877],
    ['Saint-Étienne', 173],
    [null, 0],
  ],
} as const

export const fuzzyJoin = defineNode({
  id: 'combine.fuzzy-join',
  version: 1,
  icon: 'spell-check',
  title: { en: 'Join what is alike', fr: 'Joindre par ressemblance' },
  summary: {
    en: 'Puts rows of two tables side by side whose texts are nearly the same.',
    fr: 'Met côte à côte les lignes de deux tableaux dont les textes sont presque les mêmes.',
  },
  help: {
    en: `Two texts are alike by a number from 0 to 1. By letters to change, it is 1 minus the letters to change, add or remove, divided by the letters of the longer text: one wrong letter of ten is 0.9; two letters that changed places are two, or one if you choose so. By runs of letters or by words, it is what both have divided by what either has. The number stands in a column of its own; sort by it and look where good matches end.

Capitals, accents, punctuation and extra spaces do not matter unless you say so under more settings. A missing or empty text matches nothing. Columns under “Equal in” must be equal exactly: with a country or a year there, matches are better and found sooner.

Not every text is compared with every other: only those that share a part, three letters in a row or a word, among the rarest of each. By runs of letters and by words nothing is missed that way, by letters to change nothing from 0.75 on; below that, and by first letters, very short texts may be missed. A part that stands in so many texts that it makes more than 250,000 pairs is left out; the fourth output lists those parts. If there are any, add a column that must be equal, or raise the likeness.

Of rows that are equally alike the first of the right table is taken. The second and third output hold the rows without a match.`,
    fr: `Deux textes se ressemblent selon un nombre de 0 à 1. Selon les lettres à changer, c’est 1 moins le nombre de lettres à changer, ajouter ou ôter, divisé par la longueur du plus long : une lettre fausse sur dix donne 0,9 ; deux lettres inversées comptent pour deux, ou pour une si vous le choisissez. Selon les suites de lettres ou les mots, c’est ce que les deux ont en commun divisé par ce que l’un ou l’autre possède. Le nombre figure dans une colonne ; triez par elle et regardez où finissent les bonnes correspondances.

Majuscules, accents, ponctuation et espaces en trop sont indifférents, sauf avis contraire dans les autres réglages. Un texte manquant ou vide ne correspond à rien. Les colonnes sous « Égales dans » doivent être exactement égales : avec un pays ou une année, les correspondances sont meilleures et plus vite trouvées.

Chaque texte n’est pas comparé à tous : seulement à ceux qui partagent une de ses parties les plus rares, trois lettres de suite ou un mot. Selon les suites de lettres et les mots, rien n’échappe ainsi ; selon les lettres à changer, rien à partir de 0,75 ; au-dessous, ou selon les premières lettres, des textes très courts peuvent échapper. Une partie présente dans tant de textes qu’elle donnerait plus de 250 000 paires est écartée ; la quatrième sortie liste ces parties. S’il y en a, ajoutez une colonne qui doit être égale, ou exigez plus de ressemblance.

À ressemblance égale, la première ligne de droite est prise. Les deuxième et troisième sorties contiennent les lignes sans correspondance.`,
  },
  keywords: {
    en: ['fuzzy', 'similar', 'approximate', 'levenshtein', 'damerau', 'jaro-winkler', 'jaccard', 'misspelled', 'typo', 'record linkage'],
    fr: ['flou', 'approximatif', 'similaire', 'levenshtein', 'damerau', 'jaro-winkler', 'jaccard', 'faute de frappe', 'rapprochement'],
  },
  inputs: {
    left: { kind: 'table', label: { en: 'Left', fr: 'Gauche' } },
    right: { kind: 'table', label: { en: 'Right', fr: 'Droite' } },
  },
  outputs: {
    matched: { kind: 'table', label: { en: 'Joined', fr: 'Jointes' } },
    'unmatched-left': { kind: 'table', label: { en: 'Left without a match', fr: 'Gauche sans correspondance' } },
    'unmatched-right': { kind: 'table', label: { en: 'Right without a match', fr: 'Droite sans correspondance' } },
    skipped: { kind: 'table', label: { en: 'Parts left out', fr: 'Parties écartées' } },
  },
  params,
  compile(settings, inputs) {
    const { left, right, chosen, pairs } = matching(settings, inputs)
    const brought = chooseColumns(inputs.one('right'), settings.columns, { param: 'columns', port: 'right', optional: true })
    const output = bothOutputs(
      inputs.one('left'),
      brought.map(({ name }) => name),
      settings.suffix,
    )
    const inside = ['l', 'score', ...left.keys.map((_, index) => `k${index}`)]
    // What was found on the right, under names that cannot clash: `found` of the pair, `right` of the row.
    const rows = settings.take === 'best' ? distinct(right.rows, [...right.keys, right.text]) : right.rows
    const found = join(chosen, rows, {
      how: 'inner',
      on: onPair(right, 'r').map(({ left: own, right: pair }) => ({ left: pair, right: own })),
      output: [
        ...inside.map((name) => ({ name: `found ${name}`, from: 'left' as const, column: name })),
        ...right.rows.columns.map(({ name }) => ({ name: `right ${name}`, from: 'right' as const, column: name })),
      ],
    })
    const score = freeName(settings.score.trim() || 'score', new Set(output.map(({ name }) => name)))
    const hidden = freeName('right row number', new Set([score, left.place, ...output.map(({ name }) => name)]))
    const joined = join(left.rows, found, {
      how: settings.unmatched === 'keep' ? 'left' : 'inner',
      on: onPair(left, 'found l', 'found '),
      output: [
        ...output.map((item) => (item.from === 'right' ? { ...item, column: `right ${item.column}` } : item)),
        { name: score, from: 'right', column: 'found score' },
        { name: left.place, from: 'left', column: left.place },
        { name: hidden, from: 'right', column: `right ${right.place}` },
      ],
    })
    const ordered = sort(joined, [
      { expr: columnExpr(left.place) },
      { expr: columnExpr(score), descending: true },
      { expr: columnExpr(hidden) },
    ])
    const names = [...output.map(({ name }) => name), score]
    const lonely = (side: NearSide, of: 'l' | 'r', table: Relation) =>
      join(side.rows, chosen, { how: 'anti', on: onPair(side, of), output: leftOutput(table) })
    return {
      matched: keepSingleRoles(select(settings.take === 'all' ? ordered : joined, names)),
      'unmatched-left': lonely(left, 'l', inputs.one('left')),
      'unmatched-right': lonely(right, 'r', inputs.one('right')),
      skipped: pairs.skipped,
    }
  },
  observe(settings, inputs, look) {
    const { left, chosen, pairs } = matching(settings, inputs)
    return observeNear({ rows: left.rows, on: onPair(left, 'l'), chosen, pairs, threshold: settings.threshold }, look)
  },
  explain(settings) {
    if (settings.left === '' || settings.right === '') return { en: 'no texts to compare yet', fr: 'aucun texte à comparer encore' }
    const [a, b] = [quoted(settings.left), quoted(settings.right)]
    const keys = keysPhrase(settings.keys)
    const also = settings.keys.length === 0 ? { en: '', fr: '' } : { en: `, equal in ${keys.en}`, fr: `, égales dans ${keys.fr}` }
    return {
      en: `${a.en} like ${b.en}, at least ${settings.threshold}${also.en}`,
      fr: `${a.fr} comme ${b.fr}, au moins ${String(settings.threshold).replace('.', ',')}${also.fr}`,
    }
  },
  examples: [
    {
      title: { en: 'Misspelled towns', fr: 'Des villes mal écrites' },
      params: { left: 'town', right: 'name' },
      inputs: { left: guests, right: towns },
      expect: {
        matched: {
          columns: [...guests.columns, ...towns.columns, { name: 'score', type: 'float' }],
          rows: [
            [1, 'Marseile', 'Marseille', 877, 0.8889],
            [2, 'SAINT ETIENNE', 'Saint-Étienne', 173, 1],
            [3, 'Lyon', 'Lyon', 522, 1],
            [4, 'Gotham', null, null, null],
            [5, null, null, null, null],
          ],
        },
        'unmatched-left': { columns: guests.columns, rows: [guests.rows[3], guests.rows[4]] },
        'unmatched-right': { columns: towns.columns, rows: [towns.rows[3]] },
      },
    },
    {
      title: { en: 'All titles with words in common, of the same year', fr: 'Tous les titres ayant des mots communs, de la même année' },
      params: {
        left: 'title',
        right: 'title',
        keys: [{ left: 'year', right: 'year' }],
        measure: 'words',
        threshold: 0.5,
        take: 'all',
        unmatched: 'drop',
        score: 'alike',
      },
      inputs: {
        left: {
          columns: [
            { name: 'title', type: 'text' },
            { name: 'year', type: 'int' },
          ],
          rows: [
            ['The Old Man and the Sea', 1952],
            ['The Sea', null],
          ],
        },
        right: {
          columns: [
            { name: 'title', type: 'text' },
            { name: 'year', type: 'int' },
          ],
          rows: [
            ['Old man, sea', 1952],
            ['The old man and the sea', 1952],
            ['The old man and the sea', 1958],
          ],
        },
      },
      expect: {
        matched: {
          columns: [
            { name: 'title', type: 'text' },
            { name: 'year', type: 'int' },
            { name: 'title (right)', type: 'text' },
            { name: 'year (right)', type: 'int' },
            { name: 'alike', type: 'float' },
          ],
          rows: [
            ['The Old Man and the Sea', 1952, 'The old man and the sea', 1952, 1],
            ['The Old Man and the Sea', 1952, 'Old man, sea', 1952, 0.6],
          ],
        },
      },
    },
  ],
})

const exactly = { ignoreCase: false, ignoreAccents: false, ignoreSpaces: false }

/** Both sides with what is compared, the pairs of texts that are alike, and of these the ones that are taken. Throws NodeProblem. */
function matching(settings: z.output<typeof params>, inputs: Relations) {
  const tables = { left: inputs.one('left'), right: inputs.one('right') }
  const chooseText = (side: 'left' | 'right') => chooseColumn(tables[side], settings[side], { param: side, port: side, accepts: ['text'] })
  const columns = { left: chooseText('left'), right: chooseText('right') }
  const keys = readJoinKeys(settings.keys, tables, exactly, true)
  const side = (of: 'left' | 'right') =>
    nearSide(
      tables[of],
      keys.map((pair) => pair[of].compared),
      nearText(columnExpr(columns[of].name), settings),
    )
  const [left, right] = [side('left'), side('right')]
  const found = nearPairs(left.texts, right.texts, keys.length, settings)
  return { left, right, pairs: found, chosen: settings.take === 'best' ? bestPairs(found.pairs) : found.pairs }
}
