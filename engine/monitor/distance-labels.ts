import type { Text } from '../protocol/text.ts'
import type { DistanceId } from './drift-result.ts'

export const distanceLabels: Readonly<Record<DistanceId, Text>> = {
  psi: { en: 'Population stability index', fr: 'Indice de stabilité (PSI)' },
  'jensen-shannon': { en: 'Jensen-Shannon distance', fr: 'Distance de Jensen-Shannon' },
  'kolmogorov-smirnov': { en: 'Kolmogorov-Smirnov distance', fr: 'Distance de Kolmogorov-Smirnov' },
  wasserstein: { en: 'Wasserstein distance', fr: 'Distance de Wasserstein' },
  'total-variation': { en: 'Rows that changed level', fr: 'Lignes qui ont changé de modalité' },
  'chi-square': { en: 'Chi-square', fr: 'Khi-deux' },
}
