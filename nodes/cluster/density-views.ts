import { roughText } from '../../engine/learn/number-text.ts'
import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { ColumnScale } from '../kit/column-scale.ts'
import { rowsWord, shownShare } from '../kit/count-words.ts'
import { centreView } from './centre-view.ts'

interface Found {
  /** Means of the clusters in own units, the largest first. */
  readonly centres: readonly (readonly number[])[]
  readonly typical: readonly ColumnScale[]
  readonly sizes: readonly number[]
  readonly noise: number
  readonly radius: number
  readonly cores: number
}

/** What density found: a sentence, the distance that was used, the clusters and the noise, and where the clusters lie. */
export function densityViews({ centres, typical, sizes, noise, radius, cores }: Found): readonly View[] {
  const rows = sizes.reduce((sum, size) => sum + size, noise)
  return [
    { view: 'text', lead: true, text: sentence(sizes.length, { rows, noise }) },
    {
      view: 'figures',
      figures: [
        { id: 'rows', label: { en: 'Rows learnt from', fr: 'Lignes apprises' }, value: rows, format: 'count' },
        { id: 'columns', label: { en: 'Columns', fr: 'Colonnes' }, value: typical.length, format: 'count' },
        {
          id: 'radius',
          label: { en: 'Distance of neighbours', fr: 'Distance entre voisines' },
          value: Number(radius.toPrecision(3)),
          format: 'number',
          help: {
            en: `On the scale that was learnt on: ${roughText(radius).en}.`,
            fr: `À l’échelle de l’apprentissage : ${roughText(radius).fr}.`,
          },
        },
        { id: 'cores', label: { en: 'Cores kept', fr: 'Cœurs gardés' }, value: cores, format: 'count' },
      ],
    },
    {
      view: 'table',
      title: { en: 'Clusters; 0 is noise', fr: 'Groupes ; 0 est le bruit' },
      columns: [
        { key: 'cluster', label: { en: 'Cluster', fr: 'Groupe' }, format: 'text' },
        { key: 'rows', label: { en: 'Rows', fr: 'Lignes' }, format: 'count' },
        { key: 'share', label: { en: 'Share', fr: 'Part' }, format: 'percent' },
      ],
      rows: [...sizes.map((size, at) => [at + 1, size] as const), [0, noise] as const].map(([cluster, size]) => ({
        cluster: String(cluster),
        rows: size,
        share: size / rows,
      })),
    },
    centreView({
      title: { en: 'Means of the clusters', fr: 'Moyennes des groupes' },
      cluster: { en: 'Cluster', fr: 'Groupe' },
      centres,
      typical,
    }),
  ]
}

function sentence(clusters: number, { rows, noise }: { readonly rows: number; readonly noise: number }): Text {
  const [all, lonely] = [rowsWord(rows), shownShare(noise / rows)]
  return {
    en: `${clusters} ${clusters === 1 ? 'cluster lies' : 'clusters lie'} dense among ${all.en}; ${lonely.en} of them are noise.`,
    fr: `${clusters} ${clusters === 1 ? 'groupe dense se dégage' : 'groupes denses se dégagent'} de ${all.fr} ; ${lonely.fr} d’entre elles sont du bruit.`,
  }
}
