import type { CatalogueEntry } from '../protocol/catalogue.ts'

const families: Readonly<Record<string, CatalogueEntry['family']>> = {
  source: 'data',
  clean: 'prepare',
  text: 'prepare',
  date: 'prepare',
  combine: 'prepare',
  reshape: 'prepare',
  series: 'prepare',
  statistics: 'prepare',
  split: 'prepare',
  outlier: 'prepare',
  quality: 'prepare',
  code: 'prepare',
  feature: 'features',
  cluster: 'features',
  select: 'features',
  train: 'model',
  evaluate: 'evaluate',
  fairness: 'evaluate',
  deploy: 'deploy',
  monitor: 'deploy',
}

/** The colour family of a node type. */
export function familyOf(type: string): CatalogueEntry['family'] {
  return families[type.split('.')[0] ?? ''] ?? 'utility'
}
