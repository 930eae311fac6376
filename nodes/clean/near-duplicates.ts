import { z } from 'zod'
import { extend, filter, freeName, join, project } from '../../engine/relation/build.ts'
import { connected } from '../../engine/relation/build-connected.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode, type Relations } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { asTheyAre } from '../kit/first-appearance.ts'
import { leftOutput } from '../kit/join-output.ts'
import { missingCells } from '../kit/missing-cells.ts'
import { nearFields, nearText } from '../kit/near-fields.ts'
import { nearPairs } from '../kit/near-pairs.ts'
import { nearSide, onPair } from '../kit/near-sides.ts'
import { observeNearGroups } from '../kit/observe-near-groups.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { scalars } from '../kit/type-groups.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Alike in', fr: 'Semblables dans' },
    accepts: ['text'],
    default: { by: 'types', types: ['text'], except: [] },
  }),
  exact: field.columns({ label: { en: 'Equal in', fr: 'Égales dans' }, accepts: scalars, default: { by: 'names', names: [] } }),
  ...nearFields(0.85),
  keep: field.choice({
    label: { en: 'Keep', fr: 'Garder' },
    choices: [
      { value: 'first', label: { en: 'the first row of each group', fr: 'la première ligne de chaque groupe' } },
      { value: 'complete', label: { en: 'the row with the most known values', fr: 'la ligne la plus complète' } },
      { value: 'all', label: { en: 'all rows, with the group’s number', fr: 'toutes les lignes, avec le numéro du groupe' } },
    ],
    default: 'first',
  }),
  group: field.text({ label: { en: 'Column for the group', fr: 'Colonne du groupe' }, default: 'group', group: 'advanced' }),
})

const people = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'born', type: 'int' },
    { name: 'phone', type: 'text' },
  ],
  rows: [
    ['Anna Schmidt', 1970, null],
    ['Omar Haddad', 1981, '12'],
    ['Ana Schmidt', 1970, '34'],
    ['anna schmit', 1970, null],
    [null, 1970, '56'],
    ['Anna Schmidt', 1999, '78'],
  ],
} as const

export const nearDuplicates = defineNode({
  id: 'clean.near-duplicates',
  version: 1,
  icon: 'copy-x',
  title: { en: 'Remove near duplicates', fr: 'Supprimer les quasi-doublons' },
  summary: {
    en: 'Finds rows that are nearly the same and keeps one of each group.',
    fr: 'Trouve les lignes presque identiques et en garde une par groupe.',
  },
  help: {
    en: `Rows are alike when the chosen texts, put behind each other, are at least as alike as asked, from 0 to 1. By letters to change, likeness is 1 minus the letters to change divided by the letters of the longer text: one wrong letter of ten is 0.9; two letters that changed places are two, or one if you choose so. Columns under “Equal in” must be equal besides: a year or a postcode there finds duplicates better and sooner.

Rows that are linked by others belong to one group, even if they are not alike themselves: a like b, and b like c, are three rows of one group. Keep all rows first and look at the groups before you let rows go. The groups are numbered in order of their first rows.

Capitals, accents, punctuation and extra spaces do not matter unless you say so under more settings. A row whose texts are all missing or empty is like no other, and stays; so does one with a missing value where rows must be equal.

Not every text is compared with every other: only those that share a part, three letters in a row or a word, among the rarest of each. By letters to change nothing is missed that way from 0.75 on. A part that stands in so many texts that it makes more than 250,000 pairs is left out; the third output lists those parts.

The second output holds the rows that were removed, with the number of their group.`,
    fr: `Des lignes se ressemblent quand les textes choisis, mis bout à bout, se ressemblent au moins autant que demandé, de 0 à 1. Selon les lettres à changer, la ressemblance vaut 1 moins le nombre de lettres à changer divisé par la longueur du plus long : une lettre fausse sur dix donne 0,9 ; deux lettres inversées comptent pour deux, ou pour une si vous le choisissez. Les colonnes sous « Égales dans » doivent en outre être égales : une année ou un code postal y aident à trouver mieux et plus vite.

Des lignes reliées par d’autres forment un seul groupe, même si elles ne se ressemblent pas entre elles : a comme b, et b comme c, font trois lignes d’un groupe. Gardez d’abord toutes les lignes et regardez les groupes avant d’en laisser partir. Les groupes sont numérotés dans l’ordre de leurs premières lignes.

Majuscules, accents, ponctuation et espaces en trop sont indifférents, sauf avis contraire dans les autres réglages. Une ligne dont tous les textes sont manquants ou vides ne ressemble à aucune autre, et reste ; de même si une valeur manque là où les lignes doivent être égales.

Chaque texte n’est pas comparé à tous : seulement à ceux qui partagent une de ses parties les plus rares, trois lettres de suite ou un mot. Selon les lettres à changer, rien n’échappe ainsi à partir de 0,75. Une partie présente dans tant de textes qu’elle donnerait plus de 250 000 paires est écartée ; la troisième sortie liste ces parties.

La deuxième sortie contient les lignes supprimées, avec le numéro de leur groupe.`,
  },
  keywords: {
    en: ['near match', 'fuzzy', 'similar', 'deduplicate', 'dedupe', 'cluster', 'entity resolution', 'levenshtein', 'damerau'],
    fr: ['quasi-doublons', 'flou', 'similaire', 'dédoublonner', 'regrouper', 'levenshtein', 'damerau'],
  },
  inputs: tablePorts.inputs,
  outputs: {
    ...tablePorts.outputs,
    removed: { kind: 'table', label: { en: 'Removed rows', fr: 'Lignes supprimées' } },
    skipped: { kind: 'table', label: { en: 'Parts left out', fr: 'Parties écartées' } },
  },
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const { rows, place, label, pairs } = grouped(settings, inputs)
    const names = input.columns.map(({ name }) => name)
    const group = freeName(settings.group.trim() || 'group', new Set(names))
    const inside = freeNames(rows)('number of the group')
    const number: Expr = {
      kind: 'window',
      fn: 'dense-rank',
      args: [columnExpr(label)],
      partitionBy: [],
      orderBy: [],
    }
    const counted = extend(rows, [{ name: inside, expr: number }])
    const kept = stays(counted, { keep: settings.keep, names, place, label })
    const shown = [...asTheyAre(names), { name: group, expr: columnExpr(inside) }]
    const gone = join(counted, kept, {
      how: 'anti',
      on: [{ left: columnExpr(place), right: columnExpr(place) }],
      output: leftOutput(counted),
    })
    return { table: project(kept, shown), removed: project(gone, shown), skipped: pairs.skipped }
  },
  observe(settings, inputs, look) {
    const { rows, label, pairs } = grouped(settings, inputs)
    return observeNearGroups({ rows, label, pairs, threshold: settings.threshold }, look)
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const least = settings.threshold
    const words = {
      first: { en: 'first row of each group alike', fr: 'première ligne de chaque groupe semblable' },
      complete: { en: 'fullest row of each group alike', fr: 'ligne la plus complète de chaque groupe semblable' },
      all: { en: 'number groups alike', fr: 'numéroter les groupes semblables' },
    }[settings.keep]
    return {
      en: `${words.en} in ${what.en}, at least ${least}`,
      fr: `${words.fr} dans ${what.fr}, au moins ${String(least).replace('.', ',')}`,
    }
  },
  examples: [
    {
      title: { en: 'One row for each person', fr: 'Une ligne par personne' },
      params: { columns: { by: 'names', names: ['name'] }, exact: { by: 'names', names: ['born'] }, keep: 'complete' },
      inputs: { table: people },
      expect: {
        table: {
          columns: [...people.columns, { name: 'group', type: 'int' }],
          rows: [
            ['Omar Haddad', 1981, '12', 2],
            ['Ana Schmidt', 1970, '34', 1],
            [null, 1970, '56', 3],
            ['Anna Schmidt', 1999, '78', 4],
          ],
        },
        removed: {
          columns: [...people.columns, { name: 'group', type: 'int' }],
          rows: [
            ['Anna Schmidt', 1970, null, 1],
            ['anna schmit', 1970, null, 1],
          ],
        },
      },
    },
    {
      title: { en: 'All rows, groups numbered', fr: 'Toutes les lignes, groupes numérotés' },
      params: { columns: { by: 'names', names: ['name'] }, keep: 'all', group: 'person' },
      inputs: { table: people },
      expect: {
        table: {
          columns: [...people.columns, { name: 'person', type: 'int' }],
          rows: [
            ['Anna Schmidt', 1970, null, 1],
            ['Omar Haddad', 1981, '12', 2],
            ['Ana Schmidt', 1970, '34', 1],
            ['anna schmit', 1970, null, 1],
            [null, 1970, '56', 3],
            ['Anna Schmidt', 1999, '78', 1],
          ],
        },
      },
    },
  ],
})

/** The rows with the number of the first row of their group in the column `label`. Throws NodeProblem. */
function grouped(settings: z.output<typeof params>, inputs: Relations) {
  const input = inputs.one('table')
  const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })
  const exact = chooseColumns(input, settings.exact, { param: 'exact', accepts: scalars, optional: true })
  const texts = columns.map(({ name }) => columnExpr(name))
  const [only] = texts
  const together = texts.length === 1 && only ? only : call('join-text', literal('text', ' '), ...texts)
  const side = nearSide(
    input,
    exact.map(({ name }) => columnExpr(name)),
    nearText(together, settings),
  )
  const pairs = nearPairs(side.texts, side.texts, exact.length, settings)
  const groups = connected(pairs.pairs)
  const ofText = join(side.texts, groups, {
    how: 'left',
    on: [{ left: columnExpr('first'), right: columnExpr('id') }],
    output: [...leftOutput(side.texts), { name: 'group', from: 'right', column: 'group' }],
  })
  const free = freeNames(side.rows)
  const [label, group, first] = [free('first row of the group'), free('group'), free('first row of the text')]
  const met = join(side.rows, ofText, {
    how: 'left',
    on: onPair(side, 't'),
    output: [...leftOutput(side.rows), { name: group, from: 'right', column: 'group' }, { name: first, from: 'right', column: 'first' }],
  })
  const whole = call('coalesce', columnExpr(group), columnExpr(first), columnExpr(side.place))
  return { rows: extend(met, [{ name: label, expr: whole }]), place: side.place, label, pairs }
}

interface Staying {
  readonly keep: 'first' | 'complete' | 'all'
  readonly names: readonly string[]
  readonly place: string
  readonly label: string
}

function stays(rows: Relation, { keep, names, place, label }: Staying): Relation {
  if (keep === 'all') return rows
  if (keep === 'first') return filter(rows, call('equal', columnExpr(place), columnExpr(label)))
  const orderBy = [{ expr: missingCells(names) }, { expr: columnExpr(place) }]
  const at: Expr = { kind: 'window', fn: 'row-number', args: [literal('int', 1)], partitionBy: [columnExpr(label)], orderBy }
  const rank = freeNames(rows)('place in the group')
  return filter(extend(rows, [{ name: rank, expr: at }]), call('equal', columnExpr(rank), literal('int', 1)))
}
