import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { MethodOutput } from '../../../engine/protocol/methods.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Other } from './CompareWith.tsx'
import { useMomentText } from './use-moment-text.ts'

export interface ChangedSinceProps {
  readonly earlier: MethodOutput<'listEarlierProfiles'>['earlier'][number]
  readonly rows: number
  readonly onCompare: (other: Other) => void
}

/** Says that the table is another one than when it was last looked at, and offers what differs. */
export function ChangedSince({ earlier: { id, at, rows: before }, rows, onCompare }: ChangedSinceProps) {
  const { t } = useLingui()
  const moment = useMomentText()(at)
  const more = before === null ? 0 : rows - before
  const grown =
    more > 0
      ? t`${plural(more, { one: ', # row more', other: ', # rows more' })}`
      : more < 0
        ? t`${plural(-more, { one: ', # row fewer', other: ', # rows fewer' })}`
        : ''
  return (
    <div className="profile-changed" role="status">
      <Icon name="history" size={14} />
      <span className="min-w-0">{t`Not the table that was profiled on ${moment}` + grown}</span>
      <Button size="s" onClick={() => onCompare({ from: 'earlier', id, name: moment })}>{t`What changed`}</Button>
    </div>
  )
}
