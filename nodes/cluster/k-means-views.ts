import { numberText } from '../../engine/learn/number-text.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { ColumnScale } from '../kit/column-scale.ts'
import { rowsWord, shownShare } from '../kit/count-words.ts'
import { centreView } from './centre-view.ts'
import type { TriedCount } from './choose-count.ts'
import { triedView } from './tried-view.ts'

interface Found {
  /** In own units, the largest cluster first. */
  readonly centres: readonly (readonly number[])[]
  readonly typical: readonly ColumnScale[]
  readonly sizes: readonly number[]
  readonly inertia: number
  readonly steps: number
  readonly silhouette: { readonly mean: number | null; readonly byCluster: readonly (number | null)[] }
  readonly choose: 'given' | 'silhouette' | 'elbow'
  readonly tried: readonly TriedCount[]
}

/** What k-means found: a sentence, figures, the clusters, their centres, and the numbers that were tried. */
export function kMeansViews(found: Found): readonly View[] {
  const { centres, typical, sizes, inertia, steps, silhouette, choose, tried } = found
  const rows = sizes.reduce((sum, size) => sum + size, 0)
  const judged = tried.flatMap(({ count, inertia: within, silhouette: apart }) => {
    const value = choose === 'elbow' ? within : apart
    return value === null ? [] : [{ count, value }]
  })
  return [
    { view: 'text', lead: true, text: sentence(found, rows) },
    {
      view: 'figures',
      figures: [
        { id: 'rows', label: { en: 'Rows learnt from', fr: 'Lignes apprises' }, value: rows, format: 'count' },
        { id: 'columns', label: { en: 'Columns', fr: 'Colonnes' }, value: typical.length, format: 'count' },
        {
          id: 'silhouette',
          label: { en: 'Mean silhouette', fr: 'Silhouette moyenne' },
          value: silhouette.mean,
          format: 'number',
          help: {
            en: '1: far from the next cluster, 0: at the border, below 0: nearer to another. Of 1,500 rows.',
            fr: '1 : loin du groupe voisin, 0 : à la limite, moins de 0 : plus près d’un autre. Sur 1 500 lignes.',
          },
        },
        {
          id: 'inertia',
          label: { en: 'Inertia', fr: 'Inertie' },
          value: inertia,
          format: 'number',
          help: {
            en: 'Squared distances of the rows from their centres, added up, on the scale that was learnt on.',
            fr: 'Somme des carrés des distances des lignes à leur centre, à l’échelle de l’apprentissage.',
          },
        },
        { id: 'steps', label: { en: 'Steps', fr: 'Pas' }, value: steps, format: 'count' },
      ],
    },
    {
      view: 'table',
      title: { en: 'Clusters', fr: 'Groupes' },
      columns: [
        { key: 'cluster', label: { en: 'Cluster', fr: 'Groupe' }, format: 'text' },
        { key: 'rows', label: { en: 'Rows', fr: 'Lignes' }, format: 'count' },
        { key: 'share', label: { en: 'Share', fr: 'Part' }, format: 'percent' },
        { key: 'silhouette', label: { en: 'Mean silhouette', fr: 'Silhouette moyenne' }, format: 'number' },
      ],
      rows: sizes.map((size, at) => ({
        cluster: String(at + 1),
        rows: size,
        share: size / rows,
        silhouette: silhouette.byCluster[at] ?? null,
      })),
    },
    centreView({
      title: { en: 'Centres of the clusters', fr: 'Centres des groupes' },
      cluster: { en: 'Cluster', fr: 'Groupe' },
      centres,
      typical,
    }),
    ...(judged.length > 1
      ? [
          triedView({
            figure: choose === 'elbow' ? { en: 'inertia', fr: 'inertie' } : { en: 'mean silhouette', fr: 'silhouette moyenne' },
            counted: { en: 'clusters', fr: 'groupes' },
            tried: judged,
            chosen: centres.length,
          }),
        ]
      : []),
  ]
}

/** How far apart clusters are by their mean silhouette (Kaufman and Rousseeuw 1990). */
function apartness(mean: number): Text {
  if (mean > 0.7) return { en: 'They are far apart', fr: 'Ils sont nettement séparés' }
  if (mean > 0.5) return { en: 'They are apart', fr: 'Ils sont séparés' }
  if (mean > 0.25) return { en: 'They are weakly apart', fr: 'Ils sont faiblement séparés' }
  return { en: 'They are hardly apart', fr: 'Ils sont à peine séparés' }
}

function sentence({ sizes, silhouette: { mean } }: Found, rows: number): Text {
  const all = rowsWord(rows)
  const [largest, least] = [shownShare((sizes[0] ?? 0) / rows), shownShare((sizes.at(-1) ?? 0) / rows)]
  if (sizes.length < 2 || mean === null) return { en: `One cluster holds all ${all.en}.`, fr: `Un seul groupe contient les ${all.fr}.` }
  const [how, figure] = [apartness(mean), numberText(mean, 2)]
  return {
    en: `${sizes.length} clusters part ${all.en}: the largest has ${largest.en} of them, the smallest ${least.en}. ${how.en}: their mean silhouette is ${figure.en}.`,
    fr: `${sizes.length} groupes se partagent ${all.fr} : le plus grand en a ${largest.fr}, le plus petit ${least.fr}. ${how.fr} : leur silhouette moyenne est de ${figure.fr}.`,
  }
}
