import type { Text } from '../protocol/text.ts'

/** Where the nodes that prepare data stand in the palette: too many for one list. In the order of the palette. */
const shelves = [
  {
    name: { en: 'Columns', fr: 'Colonnes' },
    nodes: [
      'clean.select-columns',
      'clean.rename-columns',
      'clean.move-columns',
      'clean.change-type',
      'clean.set-roles',
      'clean.add-column',
      'clean.split-column',
      'clean.combine-columns',
      'clean.header-row',
      'clean.apply-schema',
      'clean.purge-columns',
    ],
  },
  {
    name: { en: 'Values', fr: 'Valeurs' },
    nodes: [
      'clean.formula-column',
      'clean.if-then-else',
      'clean.map-values',
      'clean.merge-values',
      'clean.replace-values',
      'clean.row-aggregate',
      'clean.compute-numbers',
      'clean.read-numbers',
      'clean.write-numbers',
    ],
  },
  {
    name: { en: 'Rows', fr: 'Lignes' },
    nodes: [
      'clean.filter-rows',
      'clean.sort-rows',
      'clean.remove-duplicates',
      'clean.near-duplicates',
      'clean.sample-rows',
      'clean.top-rows',
      'clean.shuffle-rows',
      'split.',
    ],
  },
  {
    name: { en: 'Missing values', fr: 'Valeurs manquantes' },
    nodes: ['clean.declare-missing', 'clean.drop-missing', 'clean.fill-missing', 'clean.impute-by-model', 'clean.blank-down'],
  },
  { name: { en: 'Outliers', fr: 'Valeurs extrêmes' }, nodes: ['outlier.'] },
  { name: { en: 'Quality', fr: 'Qualité' }, nodes: ['quality.'] },
  { name: { en: 'Text', fr: 'Textes' }, nodes: ['clean.unify-text', 'clean.classify-text', 'text.'] },
  { name: { en: 'Dates', fr: 'Dates' }, nodes: ['date.'] },
  { name: { en: 'Several tables', fr: 'Plusieurs tableaux' }, nodes: ['combine.'] },
  { name: { en: 'Shape', fr: 'Forme' }, nodes: ['reshape.'] },
  { name: { en: 'Series', fr: 'Séries' }, nodes: ['series.'] },
  { name: { en: 'Statistics', fr: 'Statistiques' }, nodes: ['statistics.'] },
  { name: { en: 'Code', fr: 'Code' }, nodes: ['code.'] },
] as const satisfies readonly { readonly name: Text; readonly nodes: readonly string[] }[]

/** The shelf of a node and its place among them; undefined for nodes that stand in their family's one list. `category.` takes a whole folder. */
export function shelfOf(type: string): { readonly place: number; readonly name: Text } | undefined {
  const place = shelves.findIndex(({ nodes }) => nodes.some((entry) => (entry.endsWith('.') ? type.startsWith(entry) : type === entry)))
  const shelf = shelves[place]
  return shelf && { place, name: shelf.name }
}
