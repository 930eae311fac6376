import { useLingui } from '@lingui/react/macro'

/** What a distance between training and now is called; one that is not known keeps its id. */
export function useMeasureName(): (id: string) => string {
  const { t } = useLingui()
  const names: Readonly<Record<string, string>> = {
    wasserstein: t`shift in standard deviations`,
    'total-variation': t`share of rows that moved`,
    'kolmogorov-smirnov': t`largest gap of the shares`,
    missing: t`missing values`,
    psi: 'PSI',
  }
  return (id) => names[id] ?? id
}
