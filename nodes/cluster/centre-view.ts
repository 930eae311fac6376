import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { ColumnScale } from '../kit/column-scale.ts'
import { rowsWord } from '../kit/count-words.ts'
import { gridView } from '../kit/grid-view.ts'

const [mostColumns, mostClusters] = [30, 24]

interface Centres {
  readonly title: Text
  /** What a column of the grid is: a cluster, a cloud. */
  readonly cluster: Text
  /** In own units, the largest first: a number for each column. */
  readonly centres: readonly (readonly number[])[]
  /** Mean and deviation of each column over all rows. */
  readonly typical: readonly ColumnScale[]
}

/** Where the middle of each cluster is in the columns' own units, coloured by how far that is from the mean of all rows. The columns that part the clusters most come first. */
export function centreView({ title, cluster, centres, typical }: Centres): View {
  const shown = centres.slice(0, mostClusters)
  const toneOf = (value: number, { center, spread }: ColumnScale) => (value - center) / spread
  const columns = typical
    .map((scale, at) => {
      const cells = shown.map((centre) => ({ value: centre[at] ?? 0, tone: toneOf(centre[at] ?? 0, scale) }))
      return { name: scale.name, cells, reach: Math.max(0, ...cells.map(({ tone }) => Math.abs(tone))) }
    })
    .toSorted((a, b) => b.reach - a.reach)
    .slice(0, mostColumns)
  const of = rowsWord(columns.length, { one: { en: 'column', fr: 'colonne' }, many: { en: 'columns', fr: 'colonnes' } })
  return gridView({
    title,
    summary: {
      en: `${title.en}: ${of.en}, those that part them most first.`,
      fr: `${title.fr} : ${of.fr}, celles qui les séparent le plus d’abord.`,
    },
    rows: columns.map(({ name }) => name),
    columns: shown.map((_, at) => String(at + 1)),
    cells: columns.flatMap(({ name, cells }) => cells.map((cell, at) => ({ row: name, column: String(at + 1), ...cell }))),
    words: {
      row: { en: 'Column', fr: 'Colonne' },
      column: cluster,
      value: { en: 'Middle', fr: 'Milieu' },
      tone: { en: 'Standard deviations from the mean of all rows', fr: 'Écarts types par rapport à la moyenne de toutes les lignes' },
    },
    leastTone: 1,
  })
}
