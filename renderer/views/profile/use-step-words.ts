import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { ProfileSeries } from '../../../engine/protocol/profile-further.ts'

/** So many steps of a series in words: 7 days, 3 months. */
export function useStepWords({ count, unit }: ProfileSeries['step']): (steps: number) => string {
  const { t } = useLingui()
  return (steps) => {
    const many = steps * count
    switch (unit) {
      case 'second':
        return t`${plural(many, { one: '# second', other: '# seconds' })}`
      case 'minute':
        return t`${plural(many, { one: '# minute', other: '# minutes' })}`
      case 'hour':
        return t`${plural(many, { one: '# hour', other: '# hours' })}`
      case 'day':
        return t`${plural(many, { one: '# day', other: '# days' })}`
      case 'week':
        return t`${plural(many, { one: '# week', other: '# weeks' })}`
      case 'month':
        return t`${plural(many, { one: '# month', other: '# months' })}`
      case 'year':
        return t`${plural(many, { one: '# year', other: '# years' })}`
    }
  }
}
