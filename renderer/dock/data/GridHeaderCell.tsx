import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import { useSession } from '../../session/store.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { columnIcon } from '../../views/column-icon.ts'
import { useColumnWords } from '../../views/use-column-words.ts'
import { HeaderPicture } from './HeaderPicture.tsx'
import { allDiffer, headerRange, missingBar } from './header-words.ts'

export interface GridHeaderCellProps {
  readonly id: string
  readonly column: TableColumn
  /** 1 for the row numbers, so the first column of the table is 2. */
  readonly place: number
  readonly start: number
  readonly width: number
  readonly statistics: ColumnStatistics | undefined
  readonly sorted: 'ascending' | 'descending' | undefined
  readonly active: boolean
  /** The shown node has made this column. */
  readonly made: boolean
  /** Something is wrong with this column. */
  readonly warned: boolean
}

/** The 84 px head of a column: what it is called and holds, how it is spread, how much of it is missing. */
export const GridHeaderCell = memo(function GridHeaderCell(props: GridHeaderCellProps) {
  const { id, column, place, start, width, statistics, sorted, active, warned, made } = props
  const { t } = useLingui()
  const text = useText()
  const words = useColumnWords()
  const language = useSession((state) => state.language)
  const { percent } = useFormat()
  const missing = statistics && statistics.rows > 0 ? statistics.missing / statistics.rows : 0
  return (
    <div
      id={id}
      role="columnheader"
      aria-colindex={place}
      aria-sort={sorted ?? 'none'}
      data-active={active || undefined}
      data-warned={warned || undefined}
      data-made={made || undefined}
      className="grid-head"
      style={{ left: start, width }}
      title={`${column.name}\n${words.type(column.type)}`}
    >
      <div className="grid-name">
        <Icon name={columnIcon(column)} size={13} className="text-text-3" />
        <span className="min-w-0 truncate">{column.name}</span>
        {made && <span className="sr-only">{t`new column`}</span>}
        {sorted && <Icon name={sorted === 'ascending' ? 'arrow-up' : 'arrow-down'} size={12} className="flex-none text-accent" />}
        <span className="flex-1" />
        {/* For the mouse; keys open the same menu with Shift+F10. */}
        <span data-more aria-hidden className="grid-more" title={t`What to do with ${column.name}`}>
          <Icon name="chevron-down" size={14} />
        </span>
        {warned ? <Icon name="triangle-alert" size={12} className="tone-warn" /> : column.role && <Chip>{words.role(column.role)}</Chip>}
      </div>
      <div className="mt-1 h-[26px] overflow-hidden">
        {statistics &&
          (allDiffer(statistics) ? (
            <p className="pt-2 text-meta text-text-3">{t`every value differs`}</p>
          ) : (
            <HeaderPicture statistics={statistics} />
          ))}
      </div>
      <div className="grid-missing" aria-hidden>
        {statistics && missing > 0 && <i style={{ width: `${missingBar(statistics) * 100}%` }} />}
      </div>
      <div className="grid-range">
        <span className="min-w-0 truncate">{statistics ? text(headerRange(column, statistics, language)) : ''}</span>
        {missing > 0 && (
          <span className="tone-warn" title={t`${percent(missing)} missing`}>
            {percent(missing)}
            <span className="sr-only"> {t`missing`}</span>
          </span>
        )}
      </div>
    </div>
  )
})
