import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { ChartKind, ChartSpec } from '../../engine/protocol/chart.ts'
import { formatCount, formatNumber } from '../session/format.ts'
import { useSession } from '../session/store.ts'
import type { ChartWords } from './chart-words.ts'

/** The names of the kinds of charts. */
export function useKindNames(): Readonly<Record<ChartKind, string>> {
  const { t } = useLingui()
  return {
    histogram: t`Histogram`,
    bar: t`Bars`,
    box: t`Boxes`,
    line: t`Line`,
    scatter: t`Points`,
    hexbin: t`Hexagons`,
    heatmap: t`Heat map`,
    mosaic: t`Mosaic`,
    correlation: t`Correlations`,
    missing: t`Missing values`,
  }
}

export function useAggregateNames(): Readonly<Record<ChartSpec['aggregate'], string>> {
  const { t } = useLingui()
  return {
    count: t`number of rows`,
    sum: t`sum`,
    mean: t`mean`,
    median: t`median`,
    min: t`smallest`,
    max: t`largest`,
    distinct: t`different values`,
  }
}

/** What a chart says, in the language of the studio. */
export function useChartWords(): ChartWords {
  const { t, i18n } = useLingui()
  const language = useSession((state) => state.language)
  const names = useAggregateNames()
  return useMemo(
    () => ({
      rows: t`rows`,
      yes: t`yes`,
      no: t`no`,
      share: t`share of the rows`,
      others: (count) => t`others (${formatCount(count, language)})`,
      figure: (aggregate, column) => {
        if (aggregate === 'correlation') return t`correlation`
        const name = names[aggregate as ChartSpec['aggregate']] ?? aggregate
        return t`${name} of ${column}`
      },
      from: t`from`,
      to: t`to`,
      median: t`median`,
      boxes: t`(box: half of the rows; line: nine in ten)`,
      quarter: t`a quarter lies below`,
      threeQuarters: t`three quarters lie below`,
      number: (value) => formatNumber(value, language, 4),
    }),
    // The names change with their catalogue alone, which comes a while after the language was chosen.
    [language, i18n.locale],
  )
}
