import { z } from 'zod'
import type { MergedCluster } from '../../engine/protocol/cluster.ts'
import { aggregate, extend, filter, limit, select, sort, values } from '../../engine/relation/build.ts'
import { fingerprint, fingerprintExpression } from '../../engine/relation/cluster/fingerprint.ts'
import { judgedValues, mappingOf, variantFinder } from '../../engine/relation/cluster/merged-values.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { among, lookUp } from '../kit/look-up.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import type { NodeProblemData } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'

const params = z.object({
  column: field.column({ label: { en: 'Column', fr: 'Colonne' }, accepts: ['text'] }),
  clusters: field.clusters({
    label: { en: 'Merged values', fr: 'Valeurs fusionnées' },
    of: 'column',
  }),
  unseen: field.choice({
    label: { en: 'New variants', fr: 'Nouvelles variantes' },
    help: {
      en: 'Values that were not there when you approved, and would have fallen into a cluster.',
      fr: 'Valeurs absentes lors de votre accord, qui seraient tombées dans un groupe.',
    },
    choices: [
      { value: 'leave', label: { en: 'stay, and are listed', fr: 'restent, et sont listées' } },
      { value: 'merge', label: { en: 'are merged where the fingerprint is equal', fr: 'sont fusionnées si l’empreinte est égale' } },
      { value: 'mark', label: { en: 'stay, and a yes/no column marks them', fr: 'restent, et une colonne oui/non les marque' } },
    ],
    default: 'leave',
  }),
  ...resultPlaceFields({ ending: ' merged' }),
})

type Params = z.output<typeof params>

/** Values of the table that nobody judged and that fall into a cluster, most frequent first. */
interface State {
  readonly variants: readonly { readonly value: string; readonly rows: number; readonly to: string }[]
}

const mostValues = 100_000

const table = {
  columns: [
    { name: 'city', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['Paris', 1],
    ['PARIS ', 2],
    ['Pariss', 3],
    ['paris.', 4],
    [null, 5],
    ['Lyon', 6],
  ],
} as const

const cluster = { to: 'Paris', values: ['Paris', 'PARIS ', 'Pariss'], apart: [], rule: { method: 'fingerprint' } }

const listColumns = [
  { name: 'value', type: 'text' },
  { name: 'rows', type: 'int' },
  { name: 'merges with', type: 'text' },
] as const

export const mergeValues = defineNode<typeof params, State>({
  id: 'clean.merge-values',
  version: 1,
  icon: 'merge',
  title: { en: 'Merge variants', fr: 'Fusionner les variantes' },
  summary: {
    en: 'Finds values that mean the same and makes them one, cluster by cluster.',
    fr: 'Trouve les valeurs qui disent la même chose et n’en fait qu’une, groupe par groupe.',
  },
  help: {
    en: `Choose a column and find its variants: all its different values are compared, and those that may be one stand together with their rows. Approve each cluster, all or none, correct the value that remains, take single values out. Then look again by another method.

By fingerprint: the same words in any order, whatever their case, accents and punctuation (“Cruise, Tom”, “tom cruise”). By n-grams: the same runs of letters, spaces left aside. By sound: Metaphone for English, Cologne for German, Soundex for names, Daitch-Mokotoff for names of Eastern Europe. By distance: a few letters more, less or other; two that changed places may count as one. Rare to frequent: only values of few rows move, to the nearest frequent one.

What you approved is kept as a list from value to value; nothing is merged without you. Until you approve a cluster, all values pass as they are. Values that come later and would have fallen into a cluster are new variants: the node warns of them, the second output lists them with their rows, and they stay, are merged or are marked, as you say. The 100,000 most frequent values are looked at.

Missing values stay missing.`,
    fr: `Choisissez une colonne et cherchez ses variantes : toutes ses valeurs différentes sont comparées, celles qui n’en font peut-être qu’une sont réunies avec leurs lignes. Acceptez chaque groupe, tous ou aucun, corrigez la valeur qui reste, retirez des valeurs. Puis cherchez encore par une autre méthode.

Par empreinte : les mêmes mots dans n’importe quel ordre, quels que soient casse, accents et ponctuation (« Cruise, Tom », « tom cruise »). Par n-grammes : les mêmes suites de lettres, sans les espaces. Par le son : Metaphone pour l’anglais, Cologne pour l’allemand, Soundex pour les noms, Daitch-Mokotoff pour les noms d’Europe de l’Est. Par distance : quelques lettres de plus, de moins ou autres ; deux lettres inversées peuvent compter pour une. Rares vers fréquentes : seules les valeurs de peu de lignes bougent, vers la plus proche des fréquentes.

Ce que vous avez accepté est gardé comme une liste de valeur à valeur ; rien n’est fusionné sans vous. Tant que vous n’avez accepté aucun groupe, toutes les valeurs passent telles quelles. Les valeurs venues plus tard qui seraient tombées dans un groupe sont de nouvelles variantes : le nœud les signale, la seconde sortie les liste avec leurs lignes, et elles restent, sont fusionnées ou marquées, à votre choix. Les 100 000 valeurs les plus fréquentes sont examinées.

Les valeurs manquantes le restent.`,
  },
  keywords: {
    en: [
      'cluster',
      'near duplicate',
      'variants',
      'fuzzy',
      'group and replace',
      'fingerprint',
      'levenshtein',
      'metaphone',
      'soundex',
      'daitch-mokotoff',
      'damerau',
      'typo',
    ],
    fr: ['groupe', 'quasi-doublon', 'variantes', 'regrouper', 'empreinte', 'levenshtein', 'damerau', 'phonétique', 'faute de frappe'],
  },
  inputs: tablePorts.inputs,
  outputs: { ...tablePorts.outputs, variants: { kind: 'table', label: { en: 'New variants', fr: 'Nouvelles variantes' } } },
  params,
  // The list of merged values stands in the params; rows only show what is new.
  learns: () => false,
  async fit(settings, input, ctx) {
    const { name } = textColumn(input, settings)
    if (settings.clusters.length === 0) return { variants: [] }
    const counted = aggregate(
      filter(input, call('is-not-null', columnExpr(name))),
      [{ name: 'value', expr: columnExpr(name) }],
      [{ name: 'rows', fn: 'count-rows', args: [columnExpr(name)] }],
    )
    const ordered = sort(counted, [{ expr: columnExpr('rows'), descending: true }, { expr: columnExpr('value') }])
    const find = variantFinder(settings.clusters)
    const rows = await ctx.rows(limit(ordered, mostValues))
    return {
      variants: rows.flatMap(([value, count]) => {
        const to = typeof value === 'string' ? find(value) : null
        return to === null || typeof value !== 'string' ? [] : [{ value, rows: Number(count), to }]
      }),
    }
  },
  apply(state, settings, input) {
    const { name } = textColumn(input, settings)
    const free = freeNames(input)
    const key = free('fingerprint')
    // The fingerprint is computed once, in a column that leaves again.
    const keyed = settings.unseen === 'leave' ? input : extend(input, [{ name: key, expr: fingerprintExpression(columnExpr(name)) }])
    const flag = { name: free(`${name} new variant`), expr: marks(columnExpr(name), columnExpr(key), { state, settings }) }
    // The marks are made of the values as they came, before any of them is replaced.
    const rows = settings.unseen === 'mark' ? addDerived(keyed, [{ source: name, columns: [flag] }], true) : keyed
    const placed = placeResults(rows, [{ source: name, expr: merged(columnExpr(name), columnExpr(key), settings) }], settings)
    return {
      table:
        keyed === input
          ? placed
          : select(
              placed,
              placed.columns.map((column) => column.name).filter((column) => column !== key),
            ),
      variants: values(
        listColumns,
        state.variants.map((variant) => [variant.value, variant.rows, variant.to]),
      ),
    }
  },
  warnings(state, settings) {
    if (settings.clusters.length === 0) return [nothingMerged]
    const count = state.variants.length
    if (count === 0) return []
    const rows = state.variants.reduce((sum, variant) => sum + variant.rows, 0)
    const shown = quoted(settings.column)
    const first = state.variants.slice(0, 3).map(({ value, to }) => `“${value}” → “${to}”`)
    const more = count > first.length ? ', …' : ''
    return [
      {
        code: 'new-variants',
        severity: 'warning',
        param: 'clusters',
        column: settings.column,
        text: {
          en: `${count === 1 ? '1 new variant' : `${count} new variants`} in ${rows === 1 ? '1 row' : `${rows} rows`} of ${shown.en}: ${first.join(', ')}${more}.`,
          fr: `${count < 2 ? '1 nouvelle variante' : `${count} nouvelles variantes`} dans ${rows < 2 ? '1 ligne' : `${rows} lignes`} de ${shown.fr} : ${first.join(', ')}${more}.`,
        },
        action: {
          en: 'Merge them as proposed, or look at each in the list of the second output.',
          fr: 'Fusionnez-les comme proposé, ou examinez-les dans la liste de la seconde sortie.',
        },
        fixes: [
          {
            label: { en: count === 1 ? 'Merge it' : `Merge all ${count}`, fr: count < 2 ? 'La fusionner' : `Fusionner les ${count}` },
            params: { clusters: withVariants(settings.clusters, state) },
          },
          {
            label: { en: 'Keep apart', fr: 'Laisser à part' },
            params: { clusters: keptApart(settings.clusters, state) },
          },
        ],
      },
    ]
  },
  explain(settings) {
    const count = mappingOf(settings.clusters).size
    const targets = new Set(settings.clusters.map(({ to }) => to)).size
    const what = quoted(settings.column || '?')
    if (count === 0) return { en: `merge variants in ${what.en}`, fr: `fusionner les variantes de ${what.fr}` }
    return {
      en: `${count} ${count === 1 ? 'value' : 'values'} of ${what.en} into ${targets}`,
      fr: `${count} ${count < 2 ? 'valeur' : 'valeurs'} de ${what.fr} en ${targets}`,
    }
  },
  examples: [
    {
      title: { en: 'Three spellings are one; a fourth came later', fr: 'Trois graphies n’en font qu’une ; une quatrième est venue depuis' },
      params: { column: 'city', clusters: [cluster] },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['Paris', 1],
            ['Paris', 2],
            ['Paris', 3],
            ['paris.', 4],
            [null, 5],
            ['Lyon', 6],
          ],
        },
        variants: { columns: listColumns, rows: [['paris.', 1, 'Paris']] },
      },
    },
    {
      title: {
        en: 'New variants with the same fingerprint are merged, beside the column',
        fr: 'Les nouvelles de même empreinte fusionnent, à côté',
      },
      params: { column: 'city', clusters: [cluster], unseen: 'merge', place: 'add' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'city merged', type: 'text', role: 'sensitive' }],
          rows: table.rows.map((row) => [...row, row[0] === null || row[0] === 'Lyon' ? row[0] : 'Paris']),
        },
      },
    },
  ],
})

const textColumn = (input: Relation, settings: Params) => chooseColumn(input, settings.column, { param: 'column', accepts: ['text'] })

const nothingMerged: NodeProblemData = {
  code: 'nothing-merged',
  severity: 'notice',
  param: 'clusters',
  text: {
    en: 'No values are merged yet: all pass as they are.',
    fr: 'Aucune valeur n’est encore fusionnée : toutes passent telles quelles.',
  },
  action: { en: 'Find variants and approve what is one.', fr: 'Cherchez des variantes et acceptez ce qui n’en fait qu’une.' },
}

type Clusters = Params['clusters']

const noText = literal('text', null)

/** What a value becomes: by the list, else, where the policy says so, by the fingerprint; else it stays. */
function merged(value: Expr, key: Expr, { clusters, unseen }: Params): Expr {
  const mapping = mappingOf(clusters)
  const texts = (pairs: Iterable<readonly [string, string]>) =>
    new Map([...pairs].map(([from, to]) => [from, literal('text', to)] as const))
  if (unseen !== 'merge') return call('coalesce', lookUp(value, texts(mapping), noText), value)
  // What was judged stays as it was judged, whatever its fingerprint says.
  const kept = [...judgedValues(clusters)].filter((one) => !mapping.has(one))
  const later = call('coalesce', lookUp(key, texts(fingerprintTargets(clusters)), noText), value)
  return call('coalesce', lookUp(value, texts(mapping), noText), call('if', among(value, kept), value, later))
}

/** What the fingerprints of merged values become; the first cluster wins. */
function fingerprintTargets(clusters: Clusters): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  for (const { to, values: members } of clusters)
    for (const key of members.map(fingerprint)) if (key !== '' && !targets.has(key)) targets.set(key, to)
  return targets
}

/** True for new variants: those that the rows showed, and later ones with the fingerprint of a merged value. */
function marks(value: Expr, key: Expr, { state, settings }: { readonly state: State; readonly settings: Params }): Expr {
  const [yes, no] = [literal('bool', true), literal('bool', false)]
  const shown = among(
    value,
    state.variants.map((variant) => variant.value),
  )
  const alike = call('if', among(key, fingerprintTargets(settings.clusters).keys()), yes, no)
  return call('if', shown, yes, call('if', among(value, judgedValues(settings.clusters)), no, alike))
}

function withVariants(clusters: Clusters, { variants }: State): Clusters {
  return clusters.map((one) => ({
    ...one,
    values: [...one.values, ...newOf(one, clusters, variants)],
  }))
}

function keptApart(clusters: Clusters, { variants }: State): Clusters {
  return clusters.map((one) => ({ ...one, apart: [...one.apart, ...newOf(one, clusters, variants)] }))
}

/** Several clusters may become one value; the first of them takes its variants in. */
function newOf(one: MergedCluster, clusters: Clusters, variants: State['variants']): readonly string[] {
  if (clusters.find(({ to }) => to === one.to) !== one) return []
  return variants.filter(({ to }) => to === one.to).map(({ value }) => value)
}
