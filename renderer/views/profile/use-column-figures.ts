import { useLingui } from '@lingui/react/macro'
import type { Profile, ProfiledColumn } from '../../../engine/protocol/profile.ts'
import type { Cell } from '../../../engine/protocol/table.ts'
import { useFormat } from '../../session/use-format.ts'

export interface Figure {
  readonly name: string
  readonly value: string
}

/** The figures of a column that say most about its kind; ≈ marks an estimate. */
export function useColumnFigures(profile: Profile): (column: ProfiledColumn) => Figure[] {
  const { t } = useLingui()
  const { count, percent, number } = useFormat()
  const say = (cell: Cell) => (typeof cell === 'number' ? number(cell) : String(cell ?? ''))
  return (column) => {
    const { quantiles, number: numbers, text, distinct, missing, date, min, max } = column
    const about = quantiles?.exact === false ? '≈ ' : ''
    const patterns = profile.basis.patterns?.exact === false ? '≈ ' : ''
    const moment = date && !numbers
    return [
      ...(numbers && quantiles ? [{ name: t`median`, value: about + say(quantiles.p50) }] : []),
      ...((numbers || moment) && min !== null
        ? [{ name: moment ? t`first` : t`range`, value: moment ? say(min) : t`${say(min)} to ${say(max)}` }]
        : []),
      ...(moment ? [{ name: t`last`, value: say(max) }] : []),
      ...(numbers?.mean == null ? [] : [{ name: t`mean`, value: number(numbers.mean) }]),
      ...(numbers && numbers.outliers.rows > 0 ? [{ name: t`outliers`, value: about + count(numbers.outliers.rows) }] : []),
      ...(moment && date.gaps > 0 ? [{ name: t`gaps`, value: count(date.gaps) }] : []),
      ...(numbers ? [] : [{ name: t`distinct`, value: (distinct.exact ? '' : '≈ ') + count(distinct.values) }]),
      ...(text?.patterns[0] ? [{ name: t`looks like`, value: patterns + text.patterns[0].pattern }] : []),
      { name: t`missing`, value: percent(missing.total / Math.max(1, profile.rows)) },
    ].slice(0, 5)
  }
}
